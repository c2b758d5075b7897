import { MongoError } from '../errors.ts';
import { compareTimes, type LogicalTime } from '../storage/clock.ts';
import { type Environment, type Snapshot } from '../storage/environment.ts';

type Kept = {
  readonly time: LogicalTime;
  readonly horizon: number;
  readonly snapshot: Snapshot;
  users: number;
  keptUntil: number;
};

/** A snapshot in use: `release` it once nobody reads from it any more. */
export type HeldSnapshot = {
  readonly snapshot: Snapshot;
  readonly horizon: number;
  readonly time: LogicalTime;
  readonly release: () => void;
};

/** What happened, as far as snapshots need to know it. */
export type History = {
  /** The newest time and the number of the newest commit. */
  now(): { readonly time: LogicalTime; readonly commits: number };
  /** Whether nothing was written behind one time, up to another. */
  isUnchanged(behind: LogicalTime, until: LogicalTime): boolean;
};

/** How long a snapshot that was read from stays readable by its time. */
const KEEP_MS = 60_000;
/** So many unused ones are kept at most: each holds back every page that was freed since it was taken. */
const MOST_UNUSED = 32;

/** Snapshots that `readConcern: snapshot` readers share and may come back to by `atClusterTime`. */
export class SnapshotHistory {
  readonly #kept: Kept[] = [];
  readonly #env: Environment;
  readonly #history: History;
  readonly #timer = setInterval(() => this.#sweep(), 5000).unref();

  constructor(env: Environment, history: History) {
    this.#env = env;
    this.#history = history;
  }

  /** A snapshot as of a time, or of now. @throws MongoError SnapshotTooOld when none is kept. */
  take(asked?: LogicalTime): HeldSnapshot {
    const { time: newest, commits } = this.#history.now();
    const time = asked === undefined || compareTimes(asked, newest) > 0 ? newest : asked;
    const found = this.#kept.findLast((one) => compareTimes(one.time, time) <= 0);
    const isKnown = found !== undefined && compareTimes(found.time, time) === 0;
    const isNow = compareTimes(time, newest) === 0;
    if (!isNow && (found === undefined || !this.#history.isUnchanged(found.time, time))) {
      throw new MongoError('SnapshotTooOld', 'Read timestamp is older than the oldest available timestamp.');
    }
    const kept = isKnown || !isNow ? (found as Kept) : this.#keep(time, commits);
    kept.users += 1;
    kept.keptUntil = Date.now() + KEEP_MS;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      kept.users -= 1;
      this.#dropLeastUsed();
    };
    return { snapshot: kept.snapshot, horizon: kept.horizon, time, release };
  }

  /** Lets go of everything. */
  close(): void {
    clearInterval(this.#timer);
    for (const one of this.#kept.splice(0)) one.snapshot.done();
  }

  #keep(time: LogicalTime, horizon: number): Kept {
    const kept = { time, horizon, snapshot: this.#env.snapshot(), users: 0, keptUntil: 0 };
    this.#kept.push(kept);
    return kept;
  }

  #sweep(): void {
    const now = Date.now();
    for (const one of [...this.#kept]) if (one.users === 0 && one.keptUntil <= now) this.#drop(one);
  }

  #dropLeastUsed(): void {
    const unused = this.#kept.filter(({ users }) => users === 0);
    if (unused.length <= MOST_UNUSED) return;
    this.#drop(unused.reduce((oldest, one) => (one.keptUntil < oldest.keptUntil ? one : oldest)));
  }

  #drop(one: Kept): void {
    this.#kept.splice(this.#kept.indexOf(one), 1);
    one.snapshot.done();
  }
}
