import { createHash } from 'node:crypto';
import { isDocumentId } from '@relance/kernel';
import { validationFailed } from './validation.pipe.ts';

/** A short fingerprint of the filters and sort that a cursor belongs to. Keys may come in any order. */
export function filterHash(filter: Readonly<Record<string, unknown>>): string {
  const ordered = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('base64url').slice(0, 12);
}

/**
 * Makes a cursor of the last row's sort values (JSON values; dates as ISO text) for the list with this filter.
 * Opaque to clients, not secret.
 */
export const encodeCursor = (hash: string, position: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify([hash, ...position])).toString('base64url');

/** The position inside a cursor; 400 when it is broken or belongs to a list with other filters. */
export function decodeCursor(hash: string, cursor: string): readonly (string | number | null)[] {
  const parts = parse(cursor);
  if (!parts) throw validationFailed([{ field: 'cursor', problem: 'is not one of ours' }]);
  const [madeFor, ...position] = parts;
  if (madeFor !== hash) {
    throw validationFailed([{ field: 'cursor', problem: 'belongs to a list with other filters' }]);
  }
  return position;
}

/** The id of a document inside a cursor; 400 when somebody changed it. */
export function cursorId(part: string | number | null | undefined): string {
  if (typeof part === 'string' && isDocumentId(part)) return part;
  throw validationFailed([{ field: 'cursor', problem: 'is not one of ours' }]);
}

/** The id behind which a list sorted by id goes on; null without a cursor. 400 when it is broken or of another list. */
export const idBehind = (hash: string, cursor: string | undefined): string | null =>
  cursor ? cursorId(decodeCursor(hash, cursor)[0]) : null;

/** The instant inside a cursor; 400 when somebody changed it. */
export function cursorDate(part: string | number | null | undefined): Date {
  const date = new Date(typeof part === 'string' ? part : Number.NaN);
  if (!Number.isNaN(date.getTime())) return date;
  throw validationFailed([{ field: 'cursor', problem: 'is not one of ours' }]);
}

function parse(cursor: string): (string | number | null)[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isPart = (part: unknown) => part === null || typeof part === 'string' || typeof part === 'number';
    return Array.isArray(value) && value.length > 1 && value.every(isPart)
      ? (value as (string | number | null)[])
      : null;
  } catch {
    return null;
  }
}
