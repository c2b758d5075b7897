import { type OwnerId, type Transaction } from '@relance/kernel';

/** A row of a file that was not taken in, as it came, with the reason. */
export type RejectedRow = { readonly line: number; readonly cells: readonly string[]; readonly problem: string };

/** Files on their way in, and what was left of them: a day for what was only looked at, a week for what was imported. */
export interface ImportFileStore {
  /** Answers the id by which the file is asked for. */
  keep(ownerId: OwnerId, bytes: Uint8Array): Promise<string>;
  read(id: string, ownerId: OwnerId): Promise<Uint8Array | null>;
  drop(id: string, ownerId: OwnerId): Promise<void>;
  addRejected(jobId: string, rows: readonly RejectedRow[], transaction: Transaction): Promise<void>;
  /** In the order of the file. */
  rejected(jobId: string): AsyncIterable<RejectedRow>;
}
export const IMPORT_FILE_STORE = Symbol('ImportFileStore');
