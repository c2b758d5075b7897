import { headerScore, isNumberLike, meaningOf } from '@relance/campaigns-domain';

/** Makes of a line what a table of delimited cells would have in its place. */
type Rewrite = (line: string) => string;

/**
 * Tables that people and programs write without delimiters, or inside other marks than double quotes: how their lines are rewritten;
 * null for an ordinary table. `lines`: the first ones of the file.
 */
export function rewriteOf(lines: readonly string[]): Rewrite | null {
  const filled = lines.filter((line) => line.trim() !== '');
  if (areWrapped(filled)) return unwrapped;
  const belowHeader = wrappedBelowHeader(filled);
  if (belowHeader) return belowHeader;
  if (filled.some((line) => escapedQuotes.test(line))) return withDoubledQuotes;
  if (filled.length > 0 && filled.every((line) => otherQuotes.test(line))) return plainlyQuoted;
  if (filled.some((line) => /[,;\t|]/.test(line))) return null;
  if (filled.length > 1 && headerScore(columnsOf(filled[0] ?? '')) > 1) return (line) => columnsOf(line).join('\t');
  if (headerScore([filled[0] ?? '']) > 0) return null;
  const people = filled.flatMap((line) => personOf(line) ?? []);
  return people.some(({ name }) => name !== '') && people.length >= filled.length * PEOPLE_SHARE ? inTwoColumns : null;
}

/** Each line as one quoted cell, as a spreadsheet writes a file whose delimiter it did not know. */
const wrapped = /^"(?:[^"]|"")*[,;\t|](?:[^"]|"")*"\s*$/;
const areWrapped = (lines: readonly string[]): boolean =>
  lines.every((line) => wrapped.test(line)) && headerScore(lines[0]?.slice(1, -1).split(/[,;\t|]/) ?? []) > 1;
const unwrapped: Rewrite = (line) => (wrapped.test(line) ? line.trim().slice(1, -1).replaceAll('""', '"') : line);

/** The same where the header stayed as it was, as happens to lines that hold quotes of their own. */
function wrappedBelowHeader([header = '', ...rest]: readonly string[]): Rewrite | null {
  const delimiter = [...',;\t|'].find((sign) => headerScore(header.split(sign)) > 1);
  if (delimiter === undefined || header.includes('"')) return null;
  const columns = header.split(delimiter).length;
  const isWhole = (line: string): boolean => wrapped.test(line) && unwrapped(line).split(delimiter).length >= columns;
  return rest.some(isWhole) ? (line) => (isWhole(line) ? unwrapped(line) : line) : null;
}

/** `"Jean \"Jojo\" Ba"`: quotes inside a cell as programs that write databases out escape them. */
const escapedQuotes = /(?:^|[,;\t|])"(?:[^"\\]|\\.)*\\"[^\s",;\t|]/;
const withDoubledQuotes: Rewrite = (line) => line.replaceAll('\\"', '""');

/** Several cells, all between such marks. */
const otherQuotes = /^\s*(?:'[^'"]*'|[“«][^”»"]*[”»])(?:\s*[,;\t|]\s*(?:'[^'"]*'|[“«][^”»"]*[”»]))+\s*$/;
const plainlyQuoted: Rewrite = (line) =>
  line.replace(/(^|[,;\t|])\s*['“«]/g, '$1"').replace(/['”»]\s*(?=$|[,;\t|])/g, '"');

/** Columns that only several spaces part. */
const columnsOf = (line: string): string[] => line.trim().split(/\s{2,}/);

/** Of so many lines each has a name and a number; the others are titles or mistyped. */
const PEOPLE_SHARE = 0.6;
const LONGEST_LINE = 200;
/** `Zoé Ba 06 12 34 56 78`, `2) Bob: +33612345679`, `0612345680 - Awa`. */
const listed = /^\s*(?:\d{1,3}[.)]\s+|[-*•]\s+)?(\D*?)[\s:=>–—-]*(\+?\(?\d[\d\s().\-/]{6,22}\d)[\s:=>–—-]*(\D*)$/u;

function personOf(line: string): { readonly name: string; readonly number: string } | null {
  if (line.length > LONGEST_LINE) return null;
  const [, before = '', number = '', behind = ''] = listed.exec(line) ?? [];
  if (!isNumberLike(number)) return null;
  const name = `${before} ${behind}`.trim();
  // `Tel: 06 …`, `06 … (WhatsApp)`: what the number is, and not whose.
  return { name: /\p{L}/u.test(name) && meaningOf(name)?.target !== 'phone' ? name : '', number };
}

const inTwoColumns: Rewrite = (line) => {
  const person = personOf(line);
  return person === null ? line : `${person.name}\t${person.number}`;
};
