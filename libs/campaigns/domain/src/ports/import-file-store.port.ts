import { type OwnerId, type Transaction, type ValueProblem } from '@relance/kernel';

/** Why a row was not taken in: the field, the reason in words that follow it, and what stood there (shortened). Earlier versions wrote no code. */
export type RowError = ValueProblem & {
  readonly row: number;
  readonly field: string;
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

/** The rows that a file has below this header of this sheet (null but for XLSX). */
export type CountedFile = { readonly sheet: string | null; readonly header: readonly string[]; readonly rows: number };

/** Files on their way in: two days, or until they are imported; and the rows that were not taken in: seven days. */
export interface ImportFileStore {
  /** Answers the id by which the file is asked for. `counted`: what was found when it was looked at. */
  keep(ownerId: OwnerId, bytes: Uint8Array, counted?: CountedFile): Promise<string>;
  read(id: string, ownerId: OwnerId): Promise<Uint8Array | null>;
  /** What was found when the file was looked at; null when nobody has, or the file is gone. Its bytes are not read. */
  counted(id: string, ownerId: OwnerId): Promise<CountedFile | null>;
  drop(id: string, ownerId: OwnerId): Promise<void>;
  /** Erasing a person (`ContactStore.erase`) removes their rows before the seven days are over. */
  addRejected(
    job: { readonly id: string; readonly ownerId: OwnerId },
    rows: readonly RejectedRow[],
    transaction: Transaction,
  ): Promise<void>;
  /** In the order of the file, as many at a time as were added together. */
  rejected(jobId: string): AsyncIterable<readonly RejectedRow[]>;
  /** The errors of the first `limit` rejected rows, in the order of the file; their cells are not read. */
  errors(jobId: string, limit: number): Promise<readonly RowError[]>;
}
export const IMPORT_FILE_STORE = Symbol('ImportFileStore');
