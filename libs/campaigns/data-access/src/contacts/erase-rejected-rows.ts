import { asciiDigits, type Contact, foldText, type RejectedRow } from '@relance/campaigns-domain';
import { type Connection } from 'mongoose';
import { REJECTED, type RejectedDocument } from './import-file.store.ts';

/** Fewer digits than this tell nobody apart. */
const DIGITS_MIN = 7;
const READ_AT_ONCE = 20;

export type NamedPerson = Pick<Contact, 'name' | 'email'> & {
  /** Every number the person has or had, E.164 with "+". */
  readonly phones: readonly string[];
};

/** Runs of digits in a cell, as they are compared: what stands between them and zeros in front do not count. */
const numbersIn = (cell: string): string[] =>
  asciiDigits(cell)
    .split(/[^\d\s().+\-/]+|[/;|,]/)
    .map((part) => part.replace(/\D/g, '').replace(/^0+/, ''))
    .filter((digits) => digits.length >= DIGITS_MIN);

const wordsOf = (text: string): string[] =>
  foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * Whether a row of a file is about a person: it has one of the numbers (with the country code or as dialled at home) or the
 * e-mail address; where it has no number at all, the whole name of two words or more.
 */
export function isAbout({ cells, error }: RejectedRow, { phones, email, name }: NamedPerson): boolean {
  if (error?.value && phones.includes(error.value)) return true;
  const theirs = phones.map((phone) => phone.slice(1));
  const found = cells.flatMap(numbersIn);
  if (found.some((digits) => theirs.some((phone) => phone.endsWith(digits) || digits.endsWith(phone)))) return true;
  const address = email === null ? null : email.trim().toLowerCase();
  if (address !== null && cells.some((cell) => cell.trim().toLowerCase() === address)) return true;
  const words = wordsOf(name ?? '');
  if (found.length > 0 || words.length < 2) return false;
  const written = new Set(cells.flatMap(wordsOf));
  return words.every((word) => written.has(word));
}

/** Takes the rows that are about a person out of what an owner's imports have rejected. Safe to repeat. */
export async function eraseRejectedRows(connection: Connection, ownerId: string, person: NamedPerson): Promise<void> {
  const rejections = connection.collection<RejectedDocument>(REJECTED);
  const found = rejections.find({ ownerId }, { projection: { rows: 1 } }).batchSize(READ_AT_ONCE);
  for await (const { _id, rows } of found) {
    const lines = rows.filter((row) => isAbout(row, person)).map(({ line }) => line);
    if (lines.length > 0) await rejections.updateOne({ _id }, { $pull: { rows: { line: { $in: lines } } } });
  }
}
