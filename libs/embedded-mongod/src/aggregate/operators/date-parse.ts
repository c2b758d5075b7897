import { MongoError } from '../../errors.ts';
import { utcOf, utcOfIso } from './date-calendar.ts';
import { fromWall, zoneOf } from './zone.ts';

const failure = (text: string): MongoError =>
  new MongoError(
    'ConversionFailure',
    `Error parsing date string '${text}'; 0: passing a time zone identifier as part of the string is not allowed '${text.slice(0, 1)}'`,
  );

const iso =
  /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ](\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i;

/** Reads a date written the usual ways: ISO 8601, else what the runtime understands. @throws MongoError 241. */
export const parseDateText = (text: string, zone: string): Date => {
  const match = iso.exec(text.trim());
  if (match === null) {
    const parsed =
      /\d/.test(text) && /[a-z]{3}|\//i.test(text)
        ? Date.parse(`${text} ${/(GMT|UTC|Z|[+-]\d{4})$/.test(text) ? '' : 'UTC'}`)
        : NaN;
    if (Number.isNaN(parsed)) throw failure(text);
    return new Date(parsed);
  }
  const [, year, month, date, hour, minute, second, fraction, offset] = match;
  const numbers = [month, date ?? 1, hour ?? 0, minute ?? 0, second ?? 0].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const [m, d, h, min, s] = numbers;
  if (m < 1 || m > 12 || d < 1 || d > 31 || h > 24 || min > 59 || s > 59) throw failure(text);
  const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const wall = utcOf(Number(year), m, d, h, min, s, ms);
  return new Date(fromWall(wall, zoneOf(offset === undefined ? zone : offset.toUpperCase())));
};

const patterns: Readonly<Record<string, string>> = {
  Y: '(\\d{4})',
  G: '(\\d{4})',
  m: '(\\d{1,2})',
  d: '(\\d{1,2})',
  H: '(\\d{1,2})',
  M: '(\\d{1,2})',
  S: '(\\d{1,2})',
  L: '(\\d{1,3})',
  V: '(\\d{1,2})',
  u: '(\\d)',
  j: '(\\d{1,3})',
  z: '(Z|[+-]\\d{2}:?\\d{2})',
  Z: '([+-]?\\d+)',
  b: '([A-Za-z]{3})',
  B: '([A-Za-z]+)',
  '%': '%',
};

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads a date by a format of `$dateFromString`. @throws MongoError 241 when it does not fit, 18535/18536 for the format. */
export const parseDateFormat = (text: string, format: string, zone: string): Date => {
  const letters: string[] = [];
  const source = format.replace(/%(.)|[.*+?^${}()|[\]\\]/g, (whole, letter?: string) => {
    if (letter === undefined) return `\\${whole}`;
    const pattern = Object.hasOwn(patterns, letter) ? patterns[letter] : undefined;
    if (pattern === undefined) throw new MongoError(18536, `Invalid format character '%${letter}' in format string`);
    if (letter !== '%') letters.push(letter);
    return pattern;
  });
  const match = new RegExp(`^${source}$`).exec(text);
  if (match === null)
    throw new MongoError(
      'ConversionFailure',
      `Error parsing date string '${text}'; 0: Format literal not found '${text.slice(0, 1)}'`,
    );
  const found: Record<string, string> = {};
  letters.forEach((letter, index) => (found[letter] = match[index + 1] as string));
  const number = (letter: string, otherwise: number): number =>
    found[letter] === undefined ? otherwise : Number(found[letter]);
  const name = found['b'] ?? found['B'];
  const month = name === undefined ? number('m', 1) : monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const date =
    found['G'] !== undefined
      ? utcOfIso(number('G', 1970), number('V', 1), number('u', 1))
      : found['j'] !== undefined
        ? utcOf(number('Y', 1970), 1, number('j', 1))
        : utcOf(number('Y', 1970), month, number('d', 1));
  const wall = date + number('H', 0) * 3_600_000 + number('M', 0) * 60_000 + number('S', 0) * 1000 + number('L', 0);
  if (found['Z'] !== undefined) return new Date(wall - number('Z', 0) * 60_000);
  return new Date(fromWall(wall, zoneOf(found['z'] ?? zone)));
};
