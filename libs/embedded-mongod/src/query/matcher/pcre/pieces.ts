import { type Reader } from './escapes.ts';
import { BrokenPattern, type Part } from './part.ts';

/** Any line break, as `\R` means it. */
export const lineBreak = '(?:\\r\\n|[\\n-\\r\\u{85}\\u2028\\u2029])';

/** Escapes that are places in the text, or any character but a line feed. */
export const simpleEscapes: Readonly<Record<string, Part>> = {
  A: { js: '^', length: 0 },
  G: { js: '^', length: 0 },
  z: { js: '$', length: 0 },
  Z: { js: '(?=\\n?$)', length: 0 },
  b: { js: '\\b', length: 0 },
  B: { js: '\\B', length: 0 },
  N: { js: '[^\\n]', length: 1 },
};

export const notRepeatable = (): BrokenPattern => new BrokenPattern('quantifier does not follow a repeatable item');

/** How often something stands: the quantifier as written, its bounds, and `?` or `+` behind it. */
export type Quantifier = {
  readonly mark: string;
  readonly manner: string | undefined;
  readonly from: number;
  readonly to: number;
};

/** Reads a quantifier, if there is one. @param skip passes over what may stand between it and what follows. */
export const readQuantifier = (reader: Reader, skip: () => void): Quantifier | undefined => {
  const found = reader.match(/[*+?]|\{(\d+)(,?)(\d*)\}/);
  if (found === undefined) return undefined;
  const [mark, low, comma, high] = found;
  const from = low === undefined ? (mark === '+' ? 1 : 0) : Number(low);
  const to = low === undefined ? (mark === '?' ? 1 : Infinity) : comma === '' ? from : high ? Number(high) : Infinity;
  if (from > 65535 || (to > 65535 && to !== Infinity)) throw new BrokenPattern('number too big in {} quantifier');
  if (to < from) throw new BrokenPattern('numbers out of order in {} quantifier');
  skip();
  const manner = reader.match(/[?+]/)?.[0];
  skip();
  if (reader.match(/[*+?]|\{\d+,?\d*\}/) !== undefined) throw notRepeatable();
  return { mark, manner, from, to };
};
