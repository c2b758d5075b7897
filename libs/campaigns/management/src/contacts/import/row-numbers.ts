import { isNothing, splitNumbers } from '@relance/campaigns-domain';
import { type CodedProblem, problem } from '@relance/kernel';
import { isValidPhone, mayBeMobilePhone, type NormalPhone, normalisePhone, phoneProblem } from '../phone.ts';
import { inContext, isShortened, linkedNumber } from '../phone-text.ts';

const OTHER_NUMBERS = 5;
type Homes = readonly (string | null | undefined)[];
type Numbers = { readonly phone: string; readonly country: string | null; readonly others: readonly string[] };
type NoNumber = CodedProblem & { readonly value: string | null };

/** Of all numbers of a row the first that may be a mobile; the others are kept beside. `area`: the code that stands in a column of its own. */
export function readPhones(cells: readonly string[], homes: Homes, area: string): Numbers | NoNumber {
  const filled = cells.filter((text) => text.trim() !== '' && !isNothing(text));
  if (filled.length === 0) return { ...problem('MISSING'), value: null };
  const written = filled
    .map((cell) => inContext(withoutAddresses(cell)))
    .flatMap(splitNumbers)
    .filter((text) => text !== '' && !isNothing(text));
  const read = numbersOfCell(written, homes, area);
  const chosen = (read.length > 1 ? read.find(({ phone }) => mayBeMobilePhone(phone)) : null) ?? read[0];
  if (!chosen) {
    const [text = ''] = [...written, ...filled];
    return { ...phoneProblem(text, homes), value: text.slice(0, 100) };
  }
  const others = [...new Set(read.map(({ phone }) => phone))].filter((phone) => phone !== chosen.phone);
  return { ...chosen, others: others.slice(0, OTHER_NUMBERS) };
}

const address = /\S*(?:https?:\/\/|\b(?:www|wa)\.|[?&]phone=)\S+|\S+@\S+/gi;

/** A link to a chat is its number. Digits of other pages and of mail addresses are none, unless one stands there with its plus. */
const withoutAddresses = (cell: string): string =>
  /[@/?]|www\./i.test(cell)
    ? cell.replace(address, (found) => linkedNumber(found) ?? (/\+\d{6}/.test(found) ? found : ' '))
    : cell;

/**
 * Numbers one after the other. One without a country's code is of the country of the number with a code before it, if it can be
 * (`+237 699 00 00 01 / 677 00 00 01`): this comes behind what the row says and before the default country, the last of the homes.
 */
function numbersOfCell(written: readonly string[], homes: Homes, area: string): readonly NormalPhone[] {
  const read: NormalPhone[] = [];
  let named: string | null = null;
  for (const text of written) {
    const at: Homes = named === null ? homes : [...homes.slice(0, -1), named, ...homes.slice(-1)];
    const whole = inArea(area, text, at) ?? behindSameArea(read.at(-1), text, at);
    const found = whole ? [whole] : numbersOf(text, at);
    if (/^\D*(?:\+|00)/.test(text)) named = found.at(-1)?.country ?? named;
    read.push(...found);
  }
  return read;
}

/** A number without its area code, which stands in another column: the two together, if that is a number and this alone is none. */
function inArea(area: string, text: string, homes: Homes): NormalPhone | null {
  if (!/^\(?0?\d{1,4}\)?$/.test(area) || /^\s*(?:\+|00)/.test(text)) return null;
  const alone = normalisePhone(text, homes);
  if (alone && isValidPhone(alone.phone) && mayBeMobilePhone(alone.phone)) return null;
  const whole = normalisePhone(`${area} ${text}`, homes);
  return whole && isValidPhone(whole.phone) ? whole : null;
}

/** `11 98765-4321 / 98765-4322`: the last digits of a number of the same area as the one before, where they are no number alone. */
function behindSameArea(before: NormalPhone | undefined, text: string, homes: Homes): NormalPhone | null {
  const digits = text.replace(/[\s.-]/g, '');
  if (!before || !/^[1-9]\d{5,8}$/.test(digits)) return null;
  const alone = normalisePhone(text, homes);
  if (alone && isValidPhone(alone.phone)) return null;
  const whole = before.phone.slice(0, -digits.length) + digits;
  return before.phone.length - digits.length > 3 && isValidPhone(whole) ? { ...before, phone: whole } : null;
}

/** Where one number may end and the next begin without a sign that parts cells, the surest first. */
const gaps = [
  /\s+[-–—]+\s+|\s{2,}/,
  /\s+(?=[+0])/,
  /(?<=\d)\s*(?=\+)/,
  /\s\+\s/,
  /\)\s*\(/,
  /\s*\((?=\+?\d[\d\s.-]{5,}\))/,
  /[–—]|-{2,}/,
  /(?<=\d{4})[-–—](?=[+0]|\d{4})/,
  /(?<=\d)[\s,;]*(?=\p{L}+\.?\s*:?\s*[+(]?\d)/u,
];
/** The last digits of another number, or of an extension, behind a number without gaps: `0612345678-79`, `0142685300 (12)`. */
const shortBehind = /^(\+?\d{8,15})\s*(?:[-–/]\s*\d{1,4}|\(\d{1,5}\))$/;
/** Numbers of a list (`1) 06 … 2) 07 …`), and whatever else is no digit and stands in no number. */
const listed = /(?:^|\s)\d{1,2}\s?[).]\s(?=\s*[+(]?\d)/;
const betweenNumbers = /[^\p{Nd}\s+().\-/]+/u;
const FEWEST_DIGITS = 6;
const timeOfDay = /\d:\d\d(?!\d)/;

/** One number, or several that a space, a dash, brackets, words or other signs part: all of the parts are numbers, or it is none. */
function numbersOf(text: string, homes: Homes): readonly NormalPhone[] {
  const whole = normalisePhone(text, homes);
  if (whole) return [whole];
  if (isShortened(text) || timeOfDay.test(text)) return [];
  const all = (parts: readonly string[]): readonly NormalPhone[] => {
    const read = parts.flatMap((part) => normalisePhone(part, homes) ?? []);
    return read.length === parts.length ? read : [];
  };
  const isLong = (part: string): boolean => (part.match(/\p{Nd}/gu)?.length ?? 0) >= FEWEST_DIGITS;
  const partings = [
    ...gaps.map((gap) => text.split(gap)).filter((parts) => parts.length > 1),
    ...[listed, betweenNumbers].map((gap) => text.split(gap).filter(isLong)),
    halvesOf(text),
    shortBehind.exec(text.trim())?.slice(1) ?? [],
  ];
  for (const parts of partings) {
    const read = all(parts);
    if (read.length > 0) return read;
  }
  return pairOf(text, homes);
}

/** `+237 699000001 677000001`: at one of the spaces a mobile ends and another one of the same country begins. */
function pairOf(text: string, homes: Homes): readonly NormalPhone[] {
  const isMobile = (read: NormalPhone | null): read is NormalPhone =>
    read !== null && isValidPhone(read.phone) && mayBeMobilePhone(read.phone);
  const groups = text.trim().split(/\s+/);
  for (let at = 1; at < groups.length; at++) {
    const first = normalisePhone(groups.slice(0, at).join(' '), homes);
    if (!isMobile(first)) continue;
    const second = normalisePhone(groups.slice(at).join(' '), [first.country, ...homes]);
    if (isMobile(second)) return [first, second];
  }
  return [];
}

/** `699 00 00 01 677 00 00 01`: as many digits before a space as behind it. */
function halvesOf(text: string): readonly string[] {
  const groups = text.trim().split(/\s+/);
  for (let at = 1; at < groups.length; at++) {
    const [first, second] = [groups.slice(0, at).join(' '), groups.slice(at).join(' ')];
    if (first.replace(/\D/g, '').length === second.replace(/\D/g, '').length) return [first, second];
  }
  return [];
}
