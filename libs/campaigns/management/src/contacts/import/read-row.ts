import {
  addTags,
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
  withoutEntities,
} from '@relance/campaigns-domain';
import { type CodedProblem, isVisible, problem } from '@relance/kernel';
import { isEmail } from 'class-validator';
import { countryOfCallingCode } from '../phone.ts';
import { type ColumnPlan, type PlainField } from './column-plan.ts';
import { addNote, type ImportNotes } from './import-notes.ts';
import { readPhones } from './row-numbers.ts';

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

/** What a spreadsheet keeps from being computed is written with an apostrophe in front. */
const guarded = /^'(?=['\s\u200e\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** One row as a contact. Only the phone can cost a row: what else cannot be understood is left out and noted. */
export function readRow(
  { line, cells }: FileRow,
  plan: ColumnPlan,
  defaults: RowDefaults,
  notes: ImportNotes,
): ReadRow {
  const cell = (column: number): string =>
    withoutEntities(cells[column] ?? '')
      .trim()
      .replace(guarded, '');
  const first = (columns: readonly number[]): string =>
    columns.map(cell).find((text) => text !== '' && text !== '""') ?? '';
  const note = (what: CodedProblem, value: string): void =>
    addNote(notes, { what, row: line, value: cleanText(value) });
  const given = plainValues(plan, { first, note, defaults });
  const dialled = countryOfCallingCode(first(plan.fields.find(({ field }) => field === 'country')?.columns ?? []));
  const homes = [given.country, dialled, defaults.defaultCountry];
  const area = plan.areaCode === undefined ? '' : cell(plan.areaCode);
  const phones = readPhones(plan.phones.map(cell), homes, area);
  if ('problem' in phones) return { field: 'phone', ...phones };
  const name = nameOf(plan, { cell, first, note });
  const attributes = attributesOf(plan, phones.others, { cell, note });
  const tags = addTags(addTags([], given.tags ?? []), defaults.tags);
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

type Cells = {
  readonly cell: (column: number) => string;
  readonly first: (columns: readonly number[]) => string;
  readonly note: (what: CodedProblem, value: string) => void;
};

function nameOf({ names }: ColumnPlan, { cell, first, note }: Cells): string | null {
  const of = (columns: readonly number[]): string[] =>
    columns.map(cell).filter((text) => text !== '' && !isNothing(text));
  const written = first(names.full) || withOpen(first(names.open), of(names.first), of(names.last));
  // WhatsApp's own lists mark names that people gave themselves.
  const own = written.replace(/^~\s*/, '');
  // An address book calls somebody without a name by the number.
  if (own === '' || isNothing(own) || isNumberLike(own)) return null;
  return textOf('name', own, contactLimits.name, note);
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
