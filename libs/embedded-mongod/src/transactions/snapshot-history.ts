import { type Engine } from '../engine.ts';
import { MongoError } from '../errors.ts';
import { compareTimes, type LogicalTime } from '../storage/clock.ts';
import { type Snapshot } from '../storage/environment.ts';

type Kept = {
  readonly time: LogicalTime;
  readonly horizon: number;
  readonly snapshot: Snapshot;
  users: number;
  keptUntil: number;
};

/** How long a snapshot that was read from stays readable by its time. */
const KEEP_MS = 60_000;

/** Snapshots that `readConcern: snapshot` readers share and may come back to by `atClusterTime`. */
export class SnapshotHistory {
  static readonly #byEngine = new WeakMap<Engine, SnapshotHistory>();
  readonly #kept: Kept[] = [];
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The history of an engine. */
  static of(engine: Engine): SnapshotHistory {
    let history = this.#byEngine.get(engine);
    if (history === undefined) this.#byEngine.set(engine, (history = new SnapshotHistory(engine)));
    return history;
  }

  /** A snapshot as of a time. @throws MongoError SnapshotTooOld when none is kept. */
  take(time: LogicalTime): {
    readonly snapshot: Snapshot;
    readonly horizon: number;
    readonly time: LogicalTime;
    readonly release: () => void;
  } {
    const isNow = compareTimes(time, this.#engine.time) === 0;
    const found = this.#kept.findLast((one) => compareTimes(one.time, time) <= 0);
    const fits = found !== undefined && compareTimes(found.time, time) === 0;
    if (!isNow && found === undefined)
      throw new MongoError('SnapshotTooOld', 'Read timestamp is older than the oldest available timestamp.');
    const kept = fits || !isNow ? (found as Kept) : this.#keep(time);
    kept.users += 1;
    kept.keptUntil = Date.now() + KEEP_MS;
    setTimeout(() => this.#sweep(), KEEP_MS + 100).unref();
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      kept.users -= 1;
    };
    return { snapshot: kept.snapshot, horizon: kept.horizon, time, release };
  }

  /** Lets go of everything. */
  close(): void {
    for (const one of this.#kept.splice(0)) one.snapshot.done();
  }

  #keep(time: LogicalTime): Kept {
    const kept = {
      time,
      horizon: this.#engine.locks.commits,
      snapshot: this.#engine.env.snapshot(),
      users: 0,
      keptUntil: 0,
    };
    this.#kept.push(kept);
    return kept;
  }

  #sweep(): void {
    const now = Date.now();
    for (const one of [...this.#kept]) {
      if (one.users > 0 || one.keptUntil > now) continue;
      this.#kept.splice(this.#kept.indexOf(one), 1);
      one.snapshot.done();
    }
  }
}
