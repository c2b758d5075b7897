/** What a piece of a pattern became, and how many characters it matches; undefined when that varies. */
export type Part = { readonly js: string; readonly length: number | undefined };

/** A pattern that PCRE refuses, or that has no exact form in JavaScript. */
export class BrokenPattern extends Error {}

/** Refuses what JavaScript's engine cannot do. */
export const unsupported = (what: string): BrokenPattern =>
  new BrokenPattern(`${what} are not supported by this engine`);

/** Inclusive ranges of code points, in order. */
export type Ranges = readonly (readonly [number, number])[];

/** The modes a pattern is read in: PCRE's letters. `xx` also skips blanks in classes, `n` makes bare groups not capture, `U` turns greed round. */
export type Flags = { i: boolean; m: boolean; s: boolean; x: boolean; xx: boolean; n: boolean; U: boolean };

const syntax = /[\\^$.*+?()[\]{}|/-]/;

/** A character as JavaScript's unicode mode writes it, in a class or outside. */
export const literal = (code: number): string => {
  const char = String.fromCodePoint(code);
  if (char === '-') return '\\x2d';
  if (syntax.test(char)) return `\\${char}`;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x2028 && code <= 0x2029) || isSurrogate(code))
    return `\\u{${code.toString(16)}}`;
  return char;
};

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Everything that ranges leave out. */
export const complement = (ranges: Ranges): Ranges => {
  const out: (readonly [number, number])[] = [];
  let next = 0;
  for (const [low, high] of [...ranges].sort(([a], [b]) => a - b)) {
    if (low > next) out.push([next, low - 1]);
    next = Math.max(next, high + 1);
  }
  if (next <= 0x10ffff) out.push([next, 0x10ffff]);
  return out;
};

/** Ranges as the inside of a class. */
export const written = (ranges: Ranges): string =>
  ranges
    .map(([low, high]) => (low === high ? literal(low) : `${literal(low)}${high > low + 1 ? '-' : ''}${literal(high)}`))
    .join('');
