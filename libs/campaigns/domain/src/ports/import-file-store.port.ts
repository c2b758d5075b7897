import { type OwnerId, type Transaction } from '@relance/kernel';

/** Why a row was not taken in: the field, the reason in words that follow it, and what stood there (shortened). */
export type RowError = {
  readonly row: number;
  readonly field: string;
  readonly problem: string;
  readonly value: string | null;
};

/** A row of a file that was not taken in, as it came, with the reason. */
export type RejectedRow = {
  readonly line: number;
  readonly cells: readonly string[];
  /** Field and reason as one sentence. */
  readonly problem: string;
  /** The same in parts; absent where an earlier version wrote the row. */
  readonly error?: RowError;
};

/** Files on their way in, and what was left of them: a day for what was only looked at, a week for what was imported. */
export interface ImportFileStore {
  /** Answers the id by which the file is asked for. */
  keep(ownerId: OwnerId, bytes: Uint8Array): Promise<string>;
  read(id: string, ownerId: OwnerId): Promise<Uint8Array | null>;
  drop(id: string, ownerId: OwnerId): Promise<void>;
  addRejected(jobId: string, rows: readonly RejectedRow[], transaction: Transaction): Promise<void>;
  /** In the order of the file. */
  rejected(jobId: string): AsyncIterable<RejectedRow>;
  /** The errors of the first `limit` rejected rows, in the order of the file; their cells are not read. */
  errors(jobId: string, limit: number): Promise<readonly RowError[]>;
}
export const IMPORT_FILE_STORE = Symbol('ImportFileStore');
