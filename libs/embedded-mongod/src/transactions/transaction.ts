import { type Doc } from '../bson/value.ts';
import { type CollectionInfo } from '../storage/collection.ts';
import { type Environment, type Snapshot } from '../storage/environment.ts';
import { OverlayView } from '../storage/overlay-view.ts';
import { type CatalogChanges } from '../storage/records.ts';
import { type LogicalTime } from '../storage/clock.ts';
import { type LockOwner, type WriteLocks } from './write-locks.ts';

/** A change waiting for its transaction's commit. */
export type PendingChange = { readonly head: Doc; readonly document?: Buffer };

/** A multi-document transaction: its snapshot, its private writes, what it holds. */
export class Transaction implements LockOwner, CatalogChanges {
  readonly number: bigint;
  readonly view: OverlayView;
  readonly ended: Promise<void>;
  readonly startedAt = Date.now();
  readonly startedAtCommit: number;
  readonly snapshotTime: LogicalTime;
  readonly changes: PendingChange[] = [];
  /** Collections made inside, by namespace; nobody else sees them before the commit. */
  readonly made = new Map<string, CollectionInfo>();
  readonly counts = new Map<CollectionInfo, { documents: number; bytes: number }>();
  /** The connection that sent its latest statement. */
  lastClient = 0;
  state: 'running' | 'committed' | 'aborted' = 'running';
  /** The first statement has been answered: later ones must not say startTransaction. */
  readConcern: Doc | undefined;
  /** Called before the snapshot is let go: its cursors must be closed by then. */
  onFinish: () => void = () => undefined;
  readonly #snapshot: Snapshot;
  readonly #locks: WriteLocks;
  #end: () => void = () => undefined;

  constructor(parts: { number: bigint; env: Environment; locks: WriteLocks; time: LogicalTime }) {
    this.number = parts.number;
    this.#locks = parts.locks;
    this.#snapshot = parts.env.snapshot();
    this.startedAtCommit = parts.locks.commits;
    this.snapshotTime = parts.time;
    this.view = new OverlayView(parts.env, this.#snapshot, this.startedAtCommit, (store, key) =>
      parts.locks.claimFor(this, store, key),
    );
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    parts.locks.open(this);
  }

  counted(collection: CollectionInfo, documents: number, bytes: number): void {
    const so = this.counts.get(collection) ?? { documents: 0, bytes: 0 };
    this.counts.set(collection, { documents: so.documents + documents, bytes: so.bytes + bytes });
  }

  catalogChanged(_collection: CollectionInfo): void {
    // An index that became multikey inside is saved with the commit, which saves every collection written to.
  }

  /** Ends it either way: locks are free, the snapshot is released, waiters go on. */
  finish(state: 'committed' | 'aborted'): void {
    if (this.state !== 'running') return;
    this.state = state;
    this.#locks.close(this, state === 'committed');
    this.onFinish();
    this.#snapshot.done();
    this.#end();
  }
}
