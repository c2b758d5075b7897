import { type Long } from 'bson';
import { long } from './bson/numeric.ts';
import { type Doc, type Value } from './bson/value.ts';
import { Waiters } from './change-streams/waiters.ts';
import { Cursors } from './cursors.ts';
import { FailPoints } from './fail-points.ts';
import { ReplicaSet } from './replica-set.ts';
import { Catalog } from './storage/catalog.ts';
import { verifyStores } from './storage/check-folder.ts';
import { LogicalClock, timestampOf, type LogicalTime } from './storage/clock.ts';
import { namespaceOf, type CollectionInfo } from './storage/collection.ts';
import { Environment } from './storage/environment.ts';
import { Oplog } from './storage/oplog.ts';
import { LiveView } from './storage/view.ts';
import { WriteQueue } from './storage/write-queue.ts';
import { Sessions, type Session } from './transactions/sessions.ts';
import { SnapshotHistory } from './transactions/snapshot-history.ts';
import { Transaction, type PendingChange } from './transactions/transaction.ts';
import { MongoError } from './errors.ts';
import { LockedByTransaction, writeConflict, WriteLocks } from './transactions/write-locks.ts';
import { type Scope } from './scope.ts';

/** How an engine is opened. */
export type EngineOptions = {
  readonly folder: string;
  readonly host: string;
  readonly setName: string | undefined;
  readonly oplogBytes?: number;
  /** The folder is looked through before anything is written to it. */
  readonly mayBeTorn?: boolean;
};

/** Counts for serverStatus. */
export type OperationCounts = Record<'insert' | 'query' | 'update' | 'delete' | 'getmore' | 'command', number>;

/** How long after its connection closed a transaction may be taken up over another one. */
const GONE_AFTER_MS = 1000;

/** Everything a running server shares: the stores, the catalog, sessions, cursors, the clock. */
export class Engine {
  readonly env: Environment;
  readonly catalog: Catalog;
  readonly oplog: Oplog;
  readonly clock: LogicalClock;
  readonly locks = new WriteLocks();
  readonly sessions: Sessions;
  readonly cursors = new Cursors();
  readonly failPoints = new FailPoints();
  readonly replicaSet: ReplicaSet;
  readonly snapshots: SnapshotHistory;
  readonly waiters = new Waiters();
  readonly counts: OperationCounts = { insert: 0, query: 0, update: 0, delete: 0, getmore: 0, command: 0 };
  /** Commands of clients since the start. */
  requests = 0;
  readonly parameters = new Map<string, Value>();
  readonly startedAt = new Date();
  readonly live: Scope;
  /** Called when memory and disk may differ: the process must end. */
  onFatal: (error: unknown) => void = () => undefined;
  /** Called by the `shutdown` command. */
  onShutdown: () => void = () => undefined;
  /** Called when `ttlMonitorSleepSecs` changes. */
  onTtlSetting: (seconds: number) => void = () => undefined;
  /** Where mongod's own lines go. */
  log: (line: string) => void = () => undefined;
  connections = 0;
  connectionsMade = 0;
  readonly #queue: WriteQueue;
  readonly #idle: NodeJS.Timeout;
  #sweeping = false;
  #isClosed = false;

  constructor(readonly options: EngineOptions) {
    this.env = new Environment(options.folder);
    this.catalog = new Catalog(this.env);
    if (options.mayBeTorn === true) verifyStores(this.env, this.catalog);
    this.oplog = new Oplog(this.env, options.oplogBytes ?? 192 * 1024 * 1024);
    this.clock = new LogicalClock(this.oplog.newest);
    this.sessions = new Sessions(this.env);
    this.replicaSet = new ReplicaSet(this.env, options);
    this.snapshots = new SnapshotHistory(this.env, {
      now: () => ({ time: this.time, commits: this.locks.commits }),
      isUnchanged: (behind, until) => this.oplog.isUnchanged(behind, until),
    });
    this.live = this.#liveScope();
    this.#queue = new WriteQueue(this.env, {
      begin: () => this.locks.beginCommit(),
      finish: () => {
        this.catalog.save();
        this.oplog.trim();
      },
      done: () => this.waiters.wake(),
      isAnswer: (error) => error instanceof MongoError || error instanceof LockedByTransaction,
      failed: (error) => this.onFatal(error),
    });
    this.#idle = setInterval(() => {
      const { idle } = this.sessions;
      if (idle.length > 0) void this.forget(idle);
    }, 60_000).unref();
  }

  /** The logical time of the newest change, as drivers are told it. */
  get time(): LogicalTime {
    return this.clock.now;
  }

  /** Runs a synchronous, restartable job in the next group commit; waits when a transaction holds what it wants to write. */
  async write<T>(job: (scope: Scope) => T, giveUp?: () => void): Promise<T> {
    for (;;) {
      try {
        return await this.#queue.run(() => job(this.live));
      } catch (error) {
        if (!(error instanceof LockedByTransaction)) throw error;
        await Promise.race([error.ended, new Promise((resolve) => setTimeout(resolve, 50).unref())]);
        giveUp?.();
      }
    }
  }

  /** Begins a multi-document transaction: pins its snapshot. */
  begin(session: Session, number: bigint): Transaction {
    const transaction = new Transaction({ number, env: this.env, locks: this.locks, time: this.clock.now });
    transaction.onFinish = () =>
      this.cursors.closeWhere((cursor) => cursor.session === session.key && cursor.transaction === number);
    session.transaction = transaction;
    return transaction;
  }

  /** Puts a transaction's writes into the stores, all at once. */
  async commit(session: Session, transaction: Transaction): Promise<void> {
    await this.#queue.run(() => {
      if (transaction.state !== 'running') return;
      for (const { db, name } of transaction.made.values()) {
        if (this.catalog.find(db, name) === undefined) continue;
        transaction.finish('aborted');
        throw writeConflict();
      }
      for (const { store, key, value } of transaction.view.writes()) {
        if (value === null) this.env.remove(store, key);
        else this.env.put(store, key, value);
      }
      for (const collection of transaction.made.values()) this.catalog.add(collection);
      for (const [collection, { documents, bytes }] of transaction.counts) {
        this.catalog.counted(collection, documents, bytes);
        this.catalog.changed(collection);
      }
      this.#log(transaction.changes, [
        ['lsid', session.id],
        ['txnNumber', long(transaction.number)],
      ]);
      transaction.finish('committed');
    });
  }

  /** The scope of a transaction's statements. */
  scopeOf(transaction: Transaction): Scope {
    return {
      view: transaction.view,
      catalogChanges: transaction,
      transaction,
      find: (db, name) => transaction.made.get(`${db}.${name}`) ?? this.catalog.find(db, name),
      add: (collection) => {
        transaction.made.set(namespaceOf(collection), collection);
      },
      log: (change) => {
        transaction.changes.push(change);
      },
      now: () => timestampOf(this.clock.now),
    };
  }

  #liveScope(): Scope {
    const view = new LiveView(this.env, (store, key) => this.locks.claimLive(store, key));
    return {
      view,
      catalogChanges: {
        counted: (collection, documents, bytes) => this.catalog.counted(collection, documents, bytes),
        catalogChanged: (collection: CollectionInfo) => this.catalog.changed(collection),
      },
      transaction: undefined,
      find: (db, name) => this.catalog.find(db, name),
      add: (collection) => this.catalog.add(collection),
      log: (change) => this.#log([change], []),
      now: () => timestampOf(this.clock.now),
    };
  }

  #log(changes: readonly PendingChange[], more: readonly (readonly [string, Doc | Long])[]): void {
    if (changes.length === 0) return;
    const time = this.clock.tick();
    const wall = new Date();
    changes.forEach(({ head, document }, index) => {
      head.set('wall', wall);
      for (const [name, value] of more) head.set(name, value);
      this.oplog.append(this.live.view, { time, index, head, ...(document === undefined ? {} : { document }) });
    });
  }

  /** Forgets sessions that are over, what retryable writes they remember and the cursors they left open. */
  async forget(sessions: readonly Session[]): Promise<void> {
    if (this.#isClosed) return;
    await this.#queue.run(() => {
      for (const session of sessions) this.sessions.forget(session);
    });
    const keys = new Set(sessions.map(({ key }) => key));
    this.cursors.closeWhere(({ session, isBusy }) => !isBusy && session !== undefined && keys.has(session));
  }

  /**
   * A connection has closed. A running transaction whose latest statement came over it, and that is not taken up again a
   * moment later over another one, has lost its client: it ends instead of holding locks for a minute.
   */
  clientLeft(id: number): void {
    const running = this.sessions.all.map(({ transaction }) => transaction);
    const left = running.filter((one) => one?.state === 'running' && one.lastClient === id);
    if (left.length === 0) return;
    setTimeout(() => {
      for (const one of left) if (one?.lastClient === id) one.finish('aborted');
    }, GONE_AFTER_MS).unref();
  }

  /** Removes, in slices, the records of what was dropped. */
  sweepSoon(): void {
    if (this.#sweeping) return;
    this.#sweeping = true;
    void this.#sweep().finally(() => {
      this.#sweeping = false;
    });
  }

  async #sweep(): Promise<void> {
    for (const ident of this.catalog.droppedIdents) {
      for (;;) {
        if (this.#isClosed) return;
        if (await this.#queue.run(() => this.catalog.sweep(ident, 2000))) break;
      }
    }
  }

  /** Ends everything that runs and closes the stores. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#idle);
    for (const session of this.sessions.all) session.transaction?.finish('aborted');
    this.cursors.closeAll();
    this.snapshots.close();
    this.waiters.wake();
    await this.env.close();
  }
}
