import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';

/** The four ordered stores of a folder. `docs`: records; `keys`: index entries; `oplog`: history; `meta`: catalog and sessions. */
export const storeNames = ['docs', 'keys', 'oplog', 'meta'] as const;
/** A name of one of the stores. */
export type StoreName = (typeof storeNames)[number];

/** One entry as it is stored. */
export type Entry = { readonly key: Buffer; readonly value: Buffer };

/** A half-open range of keys: `from` included, `to` excluded, in either direction. */
export type Range = { readonly from: Buffer; readonly to: Buffer; readonly reverse?: boolean };

/** A pinned state of all stores; release it with `done()`. */
export type Snapshot = ReturnType<Database['useReadTransaction']>;

type Stored = Database<Buffer, Buffer>;
/** What lmdb's typings leave out. */
type Native = { sync(callback: (error?: unknown) => void): void; readerList(): string };

/** lmdb's flag for a commit that returns before the disk has it; `flush` waits for the disk. */
const COMMIT_WITHOUT_SYNC = 0x10000;
const CHUNK_FIRST = 16;
const CHUNK_MOST = 1024;
const gibibyte = 2 ** 30;

/** The only place that knows LMDB: ordered byte stores, one writer, snapshots, one shared disk flush. */
export class Environment {
  readonly #root: RootDatabase<Buffer, Buffer>;
  readonly #stores: Record<StoreName, Stored>;
  #flushing: Promise<void> | undefined;
  #nextFlush: Promise<void> | undefined;
  #closed = false;
  #current: Snapshot | undefined;
  #isCommitting = false;
  #writesInCommit = 0;

  /** @param folder an existing or new folder; the data file lies in it. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const binary = { keyEncoding: 'binary', encoding: 'binary', cache: false } as const;
    this.#root = open<Buffer, Buffer>({
      path: join(folder, 'data.lmdb'),
      ...binary,
      noSubdir: true,
      maxDbs: 8,
      maxReaders: 4096,
      mapSize: 256 * gibibyte,
      remapChunks: false,
      overlappingSync: false,
      noMemInit: true,
    });
    this.#stores = Object.fromEntries(
      storeNames.map((name) => [name, this.#root.openDB<Buffer, Buffer>(name, binary)]),
    ) as Record<StoreName, Stored>;
  }

  /** The value under a key: current, or as of a snapshot. */
  get(store: StoreName, key: Buffer, snapshot?: Snapshot): Buffer | undefined {
    const transaction = this.#readFrom(snapshot);
    return transaction === undefined
      ? this.#stores[store].get(key)
      : this.#stores[store].get(key, { transaction } as never);
  }

  /** Entries of a range, read in growing chunks: nothing stays open between two steps, so a slow reader pins nothing. */
  *scan(store: StoreName, range: Range, snapshot?: Snapshot): Generator<Entry> {
    let { from, to } = range;
    let limit = CHUNK_FIRST;
    for (;;) {
      const chunk = this.#chunk(store, { from, to, reverse: range.reverse }, limit, snapshot);
      yield* chunk;
      if (chunk.length < limit) return;
      const last = (chunk[chunk.length - 1] as Entry).key;
      if (range.reverse) to = last;
      else from = Buffer.concat([last, Buffer.of(0)]);
      limit = Math.min(limit * 4, CHUNK_MOST);
    }
  }

  /** As {@link scan}, without values. */
  *scanKeys(store: StoreName, range: Range, snapshot?: Snapshot): Generator<Buffer> {
    let { from, to } = range;
    let limit = CHUNK_FIRST;
    for (;;) {
      const options = this.#options({ from, to, reverse: range.reverse }, limit, snapshot);
      const chunk = [...this.#stores[store].getKeys(options as never)];
      yield* chunk;
      if (chunk.length < limit) return;
      const last = chunk[chunk.length - 1] as Buffer;
      if (range.reverse) to = last;
      else from = Buffer.concat([last, Buffer.of(0)]);
      limit = Math.min(limit * 4, CHUNK_MOST);
    }
  }

  /** How many entries a range holds, counted natively: some fifty million a second, in one step. */
  count(store: StoreName, range: Range, snapshot?: Snapshot): number {
    const transaction = this.#readFrom(snapshot);
    const more = transaction === undefined ? {} : { transaction };
    return this.#stores[store].getKeysCount({ start: range.from, end: range.to, ...more });
  }

  /** Pins the current state for reading. */
  snapshot(): Snapshot {
    return this.#root.useReadTransaction();
  }

  /** Runs a synchronous function in the one write transaction; committed (visible, safe from a killed process) on return. */
  commit<T>(write: () => T): T {
    this.#isCommitting = true;
    this.#writesInCommit = 0;
    try {
      return this.#root.transactionSync(write, COMMIT_WITHOUT_SYNC as never);
    } finally {
      this.#isCommitting = false;
      this.#current?.done();
      this.#current = undefined;
    }
  }

  /** Puts and removes since the running commit began. */
  get writesInCommit(): number {
    return this.#writesInCommit;
  }

  /** Only inside {@link commit}. */
  put(store: StoreName, key: Buffer, value: Buffer): void {
    this.#writesInCommit += 1;
    this.#stores[store].putSync(key, value);
  }

  /** Only inside {@link commit}. */
  remove(store: StoreName, key: Buffer): void {
    this.#writesInCommit += 1;
    this.#stores[store].removeSync(key);
  }

  /** Resolves when everything committed before this call is on disk. Calls made while a flush runs share the next one. */
  flush(): Promise<void> {
    if (this.#flushing === undefined) return this.#startFlush();
    this.#nextFlush ??= this.#flushing.catch(() => undefined).then(() => this.#startFlush());
    return this.#nextFlush;
  }

  /** Bytes of the data file in use, by page. */
  get bytesUsed(): number {
    const stats = this.#root.getStats() as { root?: { pageSize?: number }; lastPageNumber?: number; pageSize?: number };
    return (stats.lastPageNumber ?? 0) * (stats.pageSize ?? stats.root?.pageSize ?? 4096);
  }

  /** Snapshots that are open in this or another process: each holds pages back from being used again. */
  get readers(): number {
    const lines = (this.#root as unknown as Native).readerList().trim().split('\n');
    return lines.filter((line) => /^\s*\d+ [0-9a-f]+ \d+\s*$/.test(line)).length;
  }

  /** Flushes and closes. Idempotent. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#current?.done();
    this.#current = undefined;
    await this.flush();
    await this.#root.close();
  }

  #startFlush(): Promise<void> {
    this.#nextFlush = undefined;
    const run = new Promise<void>((resolve, reject) => {
      (this.#root as unknown as Native).sync((error) => (error ? reject(error as Error) : resolve()));
    });
    this.#flushing = run;
    const settle = (): void => {
      if (this.#flushing === run) this.#flushing = undefined;
    };
    run.then(settle, settle);
    return run;
  }

  #chunk(store: StoreName, range: Range, limit: number, snapshot?: Snapshot): Entry[] {
    return [...this.#stores[store].getRange(this.#options(range, limit, snapshot) as never)] as Entry[];
  }

  /**
   * What to read from: a given snapshot, the commit under way, or one shared snapshot that lasts until the next commit
   * (lmdb's own would be renewed, by a timer, in each turn of the event loop).
   */
  #readFrom(snapshot: Snapshot | undefined): Snapshot | undefined {
    if (snapshot !== undefined || this.#isCommitting) return snapshot;
    this.#current ??= this.#root.useReadTransaction();
    return this.#current;
  }

  #options({ from, to, reverse }: Range, limit: number, snapshot?: Snapshot): object {
    const transaction = this.#readFrom(snapshot);
    const more = transaction === undefined ? {} : { transaction };
    if (!reverse) return { start: from, end: to, limit, ...more };
    return { start: to, end: from, reverse: true, exclusiveStart: true, inclusiveEnd: true, limit, ...more };
  }
}
