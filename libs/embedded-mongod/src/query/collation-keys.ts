/** A collation's options, all written out. */
export type CollationSettings = {
  readonly locale: string;
  readonly caseLevel: boolean;
  readonly caseFirst: string;
  readonly strength: number;
  readonly numericOrdering: boolean;
  readonly alternate: string;
  readonly maxVariable: string;
  readonly normalization: boolean;
  readonly backwards: boolean;
};

/** Ranges whose letters are ranked by the runtime's own collator; characters beyond come after, by code point. */
const ranges: readonly (readonly [number, number])[] = [
  [0x20, 0x24f],
  [0x370, 0x52f],
  [0x1e00, 0x1eff],
  [0x2010, 0x205f],
  [0x20a0, 0x20bf],
];

const expansions: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ĳ: 'ij', Ĳ: 'IJ' };

type Weights = { readonly primary: ReadonlyMap<string, number>; readonly base: Intl.Collator };

const tables = new Map<string, Weights>();

/** Ranks of letters under a locale: equal ranks are one letter with different accents or case. */
const weightsOf = (locale: string): Weights => {
  const tag = (locale.split('@')[0] as string).replaceAll('_', '-');
  const known = tables.get(tag);
  if (known !== undefined) return known;
  const base = new Intl.Collator(tag, { sensitivity: 'base' });
  const letters: string[] = [];
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code++) {
      const letter = String.fromCodePoint(code);
      if (
        /\p{L}|\p{N}|\p{P}|\p{S}|\p{Zs}/u.test(letter) &&
        !(letter in expansions && base.compare(letter, expansions[letter] as string) === 0)
      ) {
        letters.push(letter);
      }
    }
  }
  letters.sort(base.compare);
  const primary = new Map<string, number>();
  let rank = 0x100;
  letters.forEach((letter, index) => {
    if (index > 0 && base.compare(letters[index - 1] as string, letter) !== 0) rank++;
    primary.set(letter, rank);
  });
  const table = { primary, base };
  tables.set(tag, table);
  return table;
};

const isMark = (code: number): boolean => code >= 0x300 && code <= 0x36f;

class KeyParts {
  readonly primary: number[] = [];
  readonly secondary: number[] = [];
  readonly tertiary: number[] = [];
}

/**
 * Makes the function that turns text into bytes which sort as the collation does. Letters, accents and case are
 * weighed one level after the other, as the Unicode algorithm has it; ranks come from the runtime's ICU.
 */
export const collationKeys = (settings: CollationSettings): ((text: string) => Buffer) => {
  const { primary } = weightsOf(settings.locale);
  const upperWeight = settings.caseFirst === 'upper' ? 1 : 3;
  const shifted = settings.alternate === 'shifted';
  const ignorable = settings.maxVariable === 'space' ? /^\s$/u : /^[\s\p{P}]$/u;
  const cache = new Map<string, Buffer>();

  const addRank = (parts: KeyParts, rank: number): void => {
    if (rank < 0xc000) parts.primary.push(rank >> 8, rank & 255);
    else parts.primary.push(0xf0, (rank >> 16) & 255, (rank >> 8) & 255, rank & 255);
  };

  const addLetter = (parts: KeyParts, letter: string): void => {
    if (shifted && ignorable.test(letter)) return;
    const code = letter.codePointAt(0) as number;
    if (code < 0x20 && !/\s/.test(letter)) return;
    addRank(parts, primary.get(letter) ?? 0x10000 + code);
    parts.secondary.push(1);
    parts.tertiary.push(letter !== letter.toLowerCase() ? upperWeight : 2);
  };

  const addCharacter = (parts: KeyParts, char: string): void => {
    const expansion = expansions[char];
    if (expansion !== undefined && !primary.has(char)) {
      for (const letter of expansion) addLetter(parts, letter);
      parts.tertiary[parts.tertiary.length - 1] = 4;
      return;
    }
    const plain = char.normalize('NFD');
    if (plain === char || primary.get(char) !== primary.get(plain[0] as string)) return addLetter(parts, char);
    for (const piece of plain) {
      if (isMark(piece.codePointAt(0) as number)) addMark(parts, piece);
      else addLetter(parts, piece);
    }
  };

  const addMark = (parts: KeyParts, mark: string): void => {
    const last = parts.secondary.length - 1;
    if (last >= 0) parts.secondary.push(2 + ((mark.codePointAt(0) as number) - 0x300));
  };

  const addNumber = (parts: KeyParts, digits: string): void => {
    const significant = digits.replace(/^0+(?=\d)/, '');
    addRank(parts, primary.get('0') as number);
    parts.primary.push((significant.length >> 8) & 255, significant.length & 255);
    for (const digit of significant) parts.primary.push(digit.charCodeAt(0));
    parts.secondary.push(1);
    parts.tertiary.push(2);
  };

  const build = (text: string): Buffer => {
    const parts = new KeyParts();
    const pieces = settings.numericOrdering ? text.split(/(\d+)/) : [text];
    for (const piece of pieces) {
      if (settings.numericOrdering && /^\d+$/.test(piece)) addNumber(parts, piece);
      else {
        for (const char of piece.normalize('NFC')) {
          if (isMark(char.codePointAt(0) as number)) addMark(parts, char);
          else addCharacter(parts, char);
        }
      }
    }
    const out = [...parts.primary];
    if (settings.strength >= 2) out.push(0, 0, ...(settings.backwards ? parts.secondary.reverse() : parts.secondary));
    if (settings.strength >= 3 || settings.caseLevel) out.push(0, 0, ...parts.tertiary);
    if (shifted && settings.strength >= 4) out.push(0, 0, ...Buffer.from(text.replace(/[^\s\p{P}]/gu, '\u{ff}')));
    if (settings.strength === 5) out.push(0, 0, ...Buffer.from(text.normalize('NFD')));
    return Buffer.from(out);
  };

  return (text) => {
    const known = cache.get(text);
    if (known !== undefined) return known;
    if (cache.size > 2000) cache.clear();
    const key = build(text);
    cache.set(text, key);
    return key;
  };
};
