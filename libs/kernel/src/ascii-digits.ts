/** A text with the decimal digits of every script (Arabic, Devanagari, full width …) as 0 to 9. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 0x80) return digit;
    let zero = code;
    // Unicode keeps the ten digits of a script together, zero first.
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    // Mathematical digits lie in one run of several tens.
    return String((code - zero) % 10);
  });
}
