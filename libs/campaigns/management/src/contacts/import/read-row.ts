import {
  cleanText,
  contactLimits,
  type ContactRow,
  countryOf,
  type FileRow,
  foldText,
  isNothing,
  isNumberLike,
  type Language,
  readDay,
  readGender,
  readInstant,
  readLanguage,
  readSubscription,
  readTags,
  splitNumbers,
} from '@relance/campaigns-domain';
import { type CodedProblem, isVisible, problem } from '@relance/kernel';
import { isEmail } from 'class-validator';
import { countryOfCallingCode, mayBeMobilePhone, type NormalPhone, normalisePhone, phoneProblem } from '../phone.ts';
import { isShortened } from '../phone-text.ts';
import { type ColumnPlan, type PlainField } from './column-plan.ts';
import { addNote, type ImportNotes } from './import-notes.ts';

/** What holds for every row of an import. */
export type RowDefaults = {
  readonly defaultCountry: string | null;
  /** Of the owner or the import: which order of day and month is meant. */
  readonly dateLanguage: Language;
  readonly language: Language | null;
  readonly tags: readonly string[];
  readonly consent: { readonly source: string; readonly at: Date } | null;
  readonly today: string;
};

export type ReadRow =
  { readonly row: ContactRow } | (CodedProblem & { readonly field: string; readonly value: string | null });

const OTHER_NUMBERS = 5;
/** What a spreadsheet keeps from being computed is written with an apostrophe in front. */
const guarded = /^'(?=['\s\u200e\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** One row as a contact. Only the phone can cost a row: what else cannot be understood is left out and noted. */
export function readRow(
  { line, cells }: FileRow,
  plan: ColumnPlan,
  defaults: RowDefaults,
  notes: ImportNotes,
): ReadRow {
  const cell = (column: number): string => (cells[column] ?? '').trim().replace(guarded, '');
  const first = (columns: readonly number[]): string =>
    columns.map(cell).find((text) => text !== '' && text !== '""') ?? '';
  const note = (what: CodedProblem, value: string): void =>
    addNote(notes, { what, row: line, value: cleanText(value) });
  const given = plainValues(plan, { first, note, defaults });
  const dialled = countryOfCallingCode(first(plan.fields.find(({ field }) => field === 'country')?.columns ?? []));
  const homes = [given.country, dialled, defaults.defaultCountry];
  const phones = readPhones(plan.phones.map(cell), homes);
  if ('problem' in phones) return { field: 'phone', ...phones };
  const name = nameOf(plan, { cell, first, note });
  const attributes = attributesOf(plan, phones.others, { cell, note });
  const tags = [...new Set([...(given.tags ?? []), ...defaults.tags])].slice(0, contactLimits.tags);
  const consent = given.consent ?? defaults.consent;
  // Filled field by field: an object put together from many spreads costs several times the memory, for each row of a file.
  const row: Filled = Object.assign(given, { phone: phones.phone, isPhoneValid: true, countryOfPhone: phones.country });
  if (name !== null) row.name = name;
  if (tags.length > 0) row.tags = tags;
  if (Object.keys(attributes).length > 0) row.attributes = attributes;
  if (consent) row.consent = consent;
  if (defaults.language) row.languageIfUnknown = defaults.language;
  return { row };
}

type Filled = { -readonly [Key in keyof ContactRow]: ContactRow[Key] };

type Homes = readonly (string | null | undefined)[];
type Numbers = { readonly phone: string; readonly country: string | null; readonly others: readonly string[] };
type NoNumber = CodedProblem & { readonly value: string | null };

/** Of all numbers of a row the first that may be a mobile; the others are kept beside. */
function readPhones(cells: readonly string[], homes: Homes): Numbers | NoNumber {
  const written = cells.flatMap(splitNumbers).filter((text) => text !== '' && !isNothing(text));
  if (written.length === 0) return { ...problem('MISSING'), value: null };
  const read = numbersOfCell(written, homes);
  const chosen = (read.length > 1 ? read.find(({ phone }) => mayBeMobilePhone(phone)) : null) ?? read[0];
  if (!chosen) {
    const [text = ''] = written;
    return { ...phoneProblem(text, homes), value: text.slice(0, 100) };
  }
  const others = [...new Set(read.map(({ phone }) => phone))].filter((phone) => phone !== chosen.phone);
  return { ...chosen, others: others.slice(0, OTHER_NUMBERS) };
}

/**
 * Numbers one after the other. One without a country's code is of the country of the number with a code before it, if it can be
 * (`+237 699 00 00 01 / 677 00 00 01`): this comes behind what the row says and before the default country, the last of the homes.
 */
function numbersOfCell(written: readonly string[], homes: Homes): readonly NormalPhone[] {
  const read: NormalPhone[] = [];
  let named: string | null = null;
  for (const text of written) {
    const found = numbersOf(text, named === null ? homes : [...homes.slice(0, -1), named, ...homes.slice(-1)]);
    if (/^\D*(?:\+|00)/.test(text)) named = found.at(-1)?.country ?? named;
    read.push(...found);
  }
  return read;
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
  ];
  for (const parts of partings) {
    const read = all(parts);
    if (read.length > 0) return read;
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

type Cells = {
  readonly cell: (column: number) => string;
  readonly first: (columns: readonly number[]) => string;
  readonly note: (what: CodedProblem, value: string) => void;
};

function nameOf({ names }: ColumnPlan, { cell, first, note }: Cells): string | null {
  const of = (columns: readonly number[]): string[] =>
    columns.map(cell).filter((text) => text !== '' && !isNothing(text));
  const written = first(names.full) || withOpen(first(names.open), of(names.first), of(names.last));
  // An address book calls somebody without a name by the number.
  if (written === '' || isNothing(written) || isNumberLike(written)) return null;
  return textOf('name', written, contactLimits.name, note);
}

/** `Nom`, `Nome` and `Name` are the whole name, or the part of it that the columns beside them are not. */
function withOpen(open: string, given: readonly string[], family: readonly string[]): string {
  const [parts, folded] = [[...given, ...family], foldText(open)];
  if (open !== '' && parts.every((part) => folded.includes(foldText(part)))) return open;
  if (open === '' || (given.length > 0 && family.length > 0)) return parts.join(' ');
  return [...given, open, ...family].join(' ');
}

/** A text without what nobody can see, cut to what is kept; null when nothing is left. */
function textOf(field: string, written: string, limit: number, note: Cells['note']): string | null {
  const clean = cleanText(written);
  if (clean !== written.replace(/[\t\r\n]+/g, ' ').trim()) note(problem('CHARACTERS_TAKEN_OUT', { field }), '');
  if (clean === '' || !isVisible(clean)) return null;
  if (clean.length <= limit) return clean;
  note(problem('CUT', { field, max: limit }), clean.slice(0, 20));
  return clean.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
}

function attributesOf(
  { attributes }: ColumnPlan,
  otherNumbers: readonly string[],
  { cell, note }: Pick<Cells, 'cell' | 'note'>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { key, column } of attributes) {
    const written = cell(column);
    const text = written === '' ? null : textOf(`attributes.${key}`, written, contactLimits.attributeValue, note);
    if (text !== null && Object.keys(found).length < contactLimits.attributes) found[key] = text;
  }
  otherNumbers.forEach((phone, index) => {
    const key = `phone${index + 2}`;
    if (found[key] === undefined && Object.keys(found).length < contactLimits.attributes) found[key] = phone;
  });
  return found;
}

type Plain = Partial<
  Pick<
    Filled,
    | 'email'
    | 'country'
    | 'language'
    | 'gender'
    | 'birthDate'
    | 'profession'
    | 'registeredAt'
    | 'subscription'
    | 'tags'
    | 'referrerName'
    | 'consent'
  >
>;

function plainValues(
  plan: ColumnPlan,
  { first, note, defaults }: Pick<Cells, 'first' | 'note'> & { readonly defaults: RowDefaults },
): Plain {
  const values: Plain = {};
  const written = new Map<PlainField, string>();
  for (const { field, columns } of plan.fields) {
    const text = first(columns);
    if (text !== '' && (field === 'subscription' || !isNothing(text))) written.set(field, text);
  }
  const read = <T>(field: PlainField, reader: (text: string) => T | null): T | undefined => {
    const text = written.get(field);
    if (text === undefined) return undefined;
    const value = reader(text);
    if (value === null) note(problem('LEFT_OUT', { field }), text);
    return value ?? undefined;
  };
  const { dateLanguage, today } = defaults;
  const birthDate = read('birthDate', (text) => plausibleBirth(readDay(text, dateLanguage, today), today));
  if (birthDate) values.birthDate = birthDate;
  const email = read('email', emailOf);
  if (email) values.email = email;
  if (countryOfCallingCode(written.get('country') ?? '') !== null) written.delete('country');
  const country = read('country', countryOf);
  if (country) values.country = country;
  const language = read('language', readLanguage);
  if (language) values.language = language;
  const gender = read('gender', readGender);
  if (gender) values.gender = gender;
  const registeredAt = read('registeredAt', (text) => readInstant(text, dateLanguage));
  if (registeredAt) values.registeredAt = registeredAt;
  const subscription = read('subscription', readSubscription);
  if (subscription) values.subscription = subscription;
  const profession = read('profession', (text) => textOf('profession', text, contactLimits.profession, note));
  if (profession) values.profession = profession;
  const referrerName = read('referrerName', (text) => textOf('referrerName', text, contactLimits.referrerName, note));
  if (referrerName) values.referrerName = referrerName;
  const tags = read('tags', (text) =>
    readTags(text, plan.hasForeignTags).filter((tag) => tag.length <= contactLimits.tag),
  );
  if (tags && tags.length > 0) values.tags = tags;
  const consent = consentOf(written, dateLanguage, note);
  if (consent) values.consent = consent;
  return values;
}

const plausibleBirth = (day: string | null, today: string): string | null =>
  day !== null && day >= '1900-01-01' && day <= today ? day : null;

function emailOf(text: string): string | null {
  const [written = ''] = text.split(/\s*(?::::|[;,|\s])\s*/);
  const bare = written.replace(/^mailto:/i, '').replace(/^<|>$/g, '');
  return isEmail(bare) ? bare : null;
}

function consentOf(
  written: ReadonlyMap<PlainField, string>,
  language: Language,
  note: Cells['note'],
): ContactRow['consent'] | undefined {
  const [source, at] = [written.get('consent.source'), written.get('consent.at')];
  if (source === undefined && at === undefined) return undefined;
  const instant = at === undefined ? null : readInstant(at, language);
  const text = source === undefined ? null : textOf('consent.source', source, contactLimits.consentSource, note);
  if (instant && text) return { source: text, at: instant };
  note(problem('LEFT_OUT_CONSENT'), at ?? source ?? '');
  return undefined;
}
