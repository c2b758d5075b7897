import { type Timestamp } from 'bson';
import { type CollectionInfo } from './storage/collection.ts';
import { type CatalogChanges } from './storage/records.ts';
import { type View } from './storage/view.ts';
import { type PendingChange, type Transaction } from './transactions/transaction.ts';

/** Where a statement reads and writes: the current state inside a group commit, or a transaction's own view. */
export type Scope = {
  readonly view: View;
  readonly catalogChanges: CatalogChanges;
  readonly transaction: Transaction | undefined;
  find(db: string, name: string): CollectionInfo | undefined;
  /** Makes a collection exist in this scope. */
  add(collection: CollectionInfo): void;
  /** Notes a change for the history. */
  log(change: PendingChange): void;
  /** The logical time of the newest change. */
  now(): Timestamp;
};
