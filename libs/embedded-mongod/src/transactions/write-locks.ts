import { type StoreName } from '../storage/environment.ts';
import { MongoError } from '../errors.ts';

/** Somebody who holds writes back until a commit. */
export type LockOwner = { readonly ended: Promise<void>; readonly startedAtCommit: number };

/** A plain write met a record that a running transaction holds: wait for its end, then try again. */
export class LockedByTransaction extends Error {
  override readonly name = 'LockedByTransaction';
  readonly ended: Promise<void>;

  constructor(ended: Promise<void>) {
    super('the record is held by a transaction');
    this.ended = ended;
  }
}

/** The refusal of the later of two writers. */
export const writeConflict = (): MongoError =>
  new MongoError(
    'WriteConflict',
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
  );

const textOf = (store: StoreName, key: Buffer): string => store[0] + key.toString('latin1');

/** First writer wins: who holds which record or unique key, and what was committed since the oldest open snapshot. */
export class WriteLocks {
  readonly #owners = new Map<string, LockOwner>();
  readonly #held = new Map<LockOwner, string[]>();
  readonly #recent = new Map<string, number>();
  #commits = 0;

  /** The number of the latest commit; a snapshot notes it. */
  get commits(): number {
    return this.#commits;
  }

  /** Called once per group commit, before its writes. */
  beginCommit(): void {
    this.#commits += 1;
  }

  /** A snapshot has been taken. */
  open(owner: LockOwner): void {
    this.#held.set(owner, []);
  }

  /** A plain write. @throws LockedByTransaction */
  claimLive(store: StoreName, key: Buffer): void {
    if (this.#held.size === 0) return;
    const text = textOf(store, key);
    const owner = this.#owners.get(text);
    if (owner !== undefined) throw new LockedByTransaction(owner.ended);
    this.#recent.set(text, this.#commits);
  }

  /** A write inside a transaction. @throws MongoError WriteConflict when another writer was first. */
  claimFor(owner: LockOwner, store: StoreName, key: Buffer): void {
    const text = textOf(store, key);
    const holder = this.#owners.get(text);
    if (holder === owner) return;
    if (holder !== undefined || (this.#recent.get(text) ?? -1) > owner.startedAtCommit) throw writeConflict();
    this.#owners.set(text, owner);
    this.#held.get(owner)?.push(text);
  }

  /** The transaction has ended; a committed one leaves its keys as recent writes. */
  close(owner: LockOwner, wasCommitted: boolean): void {
    for (const text of this.#held.get(owner) ?? []) {
      this.#owners.delete(text);
      if (wasCommitted) this.#recent.set(text, this.#commits);
    }
    this.#held.delete(owner);
    if (this.#held.size === 0) this.#recent.clear();
  }
}
