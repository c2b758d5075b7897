type Spelling = readonly [written: RegExp, other: string];

/** Countries whose numbers WhatsApp accounts have with and without some digits, in both directions where the rule is certain. */
const spellings: readonly Spelling[] = [
  // Brazil: the ninth digit of mobiles, behind the area code.
  [/^\+55(\d{2})9(\d{8})$/, '+55$1$2'],
  [/^\+55(\d{2})([6-9]\d{7})$/, '+55$19$2'],
  // Mexico: the 1 that mobiles were dialled with from abroad.
  [/^\+521(\d{10})$/, '+52$1'],
  [/^\+52([2-9]\d{9})$/, '+521$1'],
  // Argentina: the 9 of mobiles.
  [/^\+549(\d{10})$/, '+54$1'],
  [/^\+54([1-8]\d{9})$/, '+549$1'],
  // Benin, since November 2024: 01 in front.
  [/^\+22901(\d{8})$/, '+229$1'],
  [/^\+229(\d{8})$/, '+22901$1'],
  // Ivory Coast, since January 2021: the operator's two digits in front; which they are for an old number is not certain.
  [/^\+225(?:0[157]|2[157])(\d{8})$/, '+225$1'],
];

/** A number (E.164 with "+") in the other spelling that WhatsApp may know it by, behind it; alone where there is none. */
export function phoneSpellings(phone: string): readonly string[] {
  const found = spellings.find(([written]) => written.test(phone));
  return found ? [phone, phone.replace(found[0], found[1])] : [phone];
}

/** Addresses of a person with the other spellings of the numbers among them, each once. */
export const withSpellings = (keys: readonly string[]): readonly string[] => [
  ...new Set([...keys, ...keys.flatMap(phoneSpellings)]),
];
