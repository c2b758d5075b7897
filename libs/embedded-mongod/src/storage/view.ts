import { type Entry, type Environment, type Range, type Snapshot, type StoreName } from './environment.ts';

/** What reads and writes see: the current state, a snapshot, or a transaction's snapshot with its own writes over it. */
export interface View {
  get(store: StoreName, key: Buffer): Buffer | undefined;
  scan(store: StoreName, range: Range): Iterable<Entry>;
  scanKeys(store: StoreName, range: Range): Iterable<Buffer>;
  /** How many entries a range holds. */
  count(store: StoreName, range: Range): number;
  put(store: StoreName, key: Buffer, value: Buffer): void;
  remove(store: StoreName, key: Buffer): void;
  /** Declares that a record or unique key is about to be written. Throws when another writer was first. */
  claim(store: StoreName, key: Buffer): void;
  /** Whether writes stay private until a commit. */
  readonly isPrivate: boolean;
  /** The number of the newest commit it shows; undefined for the current state. */
  readonly horizon: number | undefined;
}

/** The current state; writes go straight into the surrounding commit. */
export class LiveView implements View {
  readonly isPrivate = false;
  readonly horizon = undefined;
  readonly #env: Environment;
  readonly #onClaim: (store: StoreName, key: Buffer) => void;

  constructor(env: Environment, onClaim: (store: StoreName, key: Buffer) => void) {
    this.#env = env;
    this.#onClaim = onClaim;
  }

  get(store: StoreName, key: Buffer): Buffer | undefined {
    return this.#env.get(store, key);
  }

  scan(store: StoreName, range: Range): Iterable<Entry> {
    return this.#env.scan(store, range);
  }

  scanKeys(store: StoreName, range: Range): Iterable<Buffer> {
    return this.#env.scanKeys(store, range);
  }

  count(store: StoreName, range: Range): number {
    return this.#env.count(store, range);
  }

  put(store: StoreName, key: Buffer, value: Buffer): void {
    this.#env.put(store, key, value);
  }

  remove(store: StoreName, key: Buffer): void {
    this.#env.remove(store, key);
  }

  claim(store: StoreName, key: Buffer): void {
    this.#onClaim(store, key);
  }
}

/** A pinned state, read only. */
export class SnapshotView implements View {
  readonly isPrivate = true;
  protected readonly env: Environment;
  protected readonly snapshot: Snapshot;

  constructor(
    env: Environment,
    snapshot: Snapshot,
    readonly horizon: number,
  ) {
    this.env = env;
    this.snapshot = snapshot;
  }

  get(store: StoreName, key: Buffer): Buffer | undefined {
    return this.env.get(store, key, this.snapshot);
  }

  scan(store: StoreName, range: Range): Iterable<Entry> {
    return this.env.scan(store, range, this.snapshot);
  }

  scanKeys(store: StoreName, range: Range): Iterable<Buffer> {
    return this.env.scanKeys(store, range, this.snapshot);
  }

  count(store: StoreName, range: Range): number {
    return this.env.count(store, range, this.snapshot);
  }

  put(_store: StoreName, _key: Buffer, _value: Buffer): void {
    throw new Error('a snapshot is read only');
  }

  remove(_store: StoreName, _key: Buffer): void {
    throw new Error('a snapshot is read only');
  }

  claim(_store: StoreName, _key: Buffer): void {
    throw new Error('a snapshot is read only');
  }
}
