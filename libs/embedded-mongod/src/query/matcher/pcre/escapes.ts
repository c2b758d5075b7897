import { BrokenPattern, complement, type Ranges } from './part.ts';

/** Reads a pattern from left to right. */
export class Reader {
  at = 0;

  constructor(readonly source: string) {}

  get rest(): string {
    return this.source.slice(this.at);
  }

  get isDone(): boolean {
    return this.at >= this.source.length;
  }

  /** The next character, by code point; undefined at the end. */
  peek(): string | undefined {
    const code = this.source.codePointAt(this.at);
    return code === undefined ? undefined : String.fromCodePoint(code);
  }

  take(): string {
    const char = this.peek() ?? '';
    this.at += char.length;
    return char;
  }

  /** Takes what a sticky expression finds here. */
  match(expression: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(expression.source, 'yu');
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.source);
    if (found === null) return undefined;
    this.at += found[0].length;
    return found;
  }
}

const digits: Ranges = [[0x30, 0x39]];
const words: Ranges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
const spaces: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
];
const horizontal: Ranges = [0x09, 0x20, 0xa0, 0x1680, 0x180e]
  .map((code): [number, number] => [code, code])
  .concat([
    [0x2000, 0x200a],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
  ]);
const vertical: Ranges = [
  [0x0a, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
];

/** Sets that PCRE names by a letter; without its Unicode mode `\d`, `\w` and `\s` are ASCII only. */
export const letterSets: Readonly<Record<string, Ranges>> = {
  d: digits,
  D: complement(digits),
  w: words,
  W: complement(words),
  s: spaces,
  S: complement(spaces),
  h: horizontal,
  H: complement(horizontal),
  v: vertical,
  V: complement(vertical),
};

const ascii = (...pairs: (readonly [string, string])[]): Ranges =>
  pairs.map(([low, high]) => [low.charCodeAt(0), high.charCodeAt(0)]);

/** POSIX classes, ASCII only. */
export const posixSets: Readonly<Record<string, Ranges>> = {
  alpha: ascii(['A', 'Z'], ['a', 'z']),
  digit: digits,
  alnum: ascii(['0', '9'], ['A', 'Z'], ['a', 'z']),
  upper: ascii(['A', 'Z']),
  lower: ascii(['a', 'z']),
  space: spaces,
  blank: ascii(['\t', '\t'], [' ', ' ']),
  cntrl: ascii(['\0', '\x1f'], ['\x7f', '\x7f']),
  graph: ascii(['!', '~']),
  print: ascii([' ', '~']),
  punct: ascii(['!', '/'], [':', '@'], ['[', '`'], ['{', '~']),
  xdigit: ascii(['0', '9'], ['A', 'F'], ['a', 'f']),
  word: words,
  ascii: ascii(['\0', '\x7f']),
};

const controls: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

const checked = (code: number): number => {
  if (code > 0x10ffff) throw new BrokenPattern('character code point value in \\x{} or \\o{} is too large');
  return code;
};

/** The character an escape stands for, the reader behind the backslash; undefined when it is no character. */
export const escapedCharacter = (reader: Reader): number | undefined => {
  const braced = reader.match(/x\{([0-9A-Fa-f]+)\}/);
  if (braced !== undefined) return checked(parseInt(braced[1] as string, 16));
  const hex = reader.match(/x([0-9A-Fa-f]{0,2})/);
  if (hex !== undefined) return parseInt(`0${hex[1]}`, 16);
  const octal = reader.match(/o\{([0-7]+)\}/) ?? reader.match(/(0[0-7]{0,2})/);
  if (octal !== undefined) return checked(parseInt(octal[1] as string, 8));
  const control = reader.match(/c([ -~])/);
  if (control !== undefined) return (control[1] as string).toUpperCase().charCodeAt(0) ^ 64;
  const char = reader.peek() as string;
  const known = controls[char];
  if (known !== undefined) return take(reader, known);
  if (/[0-9A-Za-z]/.test(char)) return undefined;
  return take(reader, char.codePointAt(0) as number);
};

const take = (reader: Reader, code: number): number => {
  reader.take();
  return code;
};

const isScript = (name: string): boolean => {
  try {
    return new RegExp(`\\p{Script_Extensions=${name}}`, 'u').test('') || true;
  } catch {
    return false;
  }
};

const unions: Readonly<Record<string, string>> = {
  'L&': '\\p{Ll}\\p{Lu}\\p{Lt}',
  Xan: '\\p{L}\\p{N}',
  Xwd: '\\p{L}\\p{N}_',
};

/** A Unicode property behind `\p` or `\P`, as the inside of a class: `{Lu}`, `{Greek}`, `{^L}`, `L`. */
export const property = (reader: Reader): string => {
  const found = reader.match(/([pP])(?:\{(\^?)([^}]+)\}|([A-Z]))/);
  if (found === undefined) throw new BrokenPattern('malformed \\P or \\p sequence');
  const name = (found[3] ?? found[4] ?? '').trim();
  const isNegated = (found[1] === 'P') !== (found[2] === '^');
  const union = unions[name];
  if (name === 'Any') return isNegated ? '' : '\\u{0}-\\u{10ffff}';
  if (union !== undefined && !isNegated) return union;
  if (union === undefined && /^(C|L|M|N|P|S|Z)[a-z]?$/.test(name)) return `\\${isNegated ? 'P' : 'p'}{${name}}`;
  if (union === undefined && isScript(name)) return `\\${isNegated ? 'P' : 'p'}{Script_Extensions=${name}}`;
  throw new BrokenPattern('unknown property name after \\P or \\p');
};

/** `\Q…\E` as escaped characters. */
export const unquoted = (pattern: string): string =>
  pattern.replace(/\\Q([\s\S]*?)(?:\\E|$)|\\E|\\[\s\S]/gu, (whole, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replace(/[^0-9A-Za-z]/gu, (char) => `\\${char}`);
    return whole === '\\E' ? '' : whole;
  });
