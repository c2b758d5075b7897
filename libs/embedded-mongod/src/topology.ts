import { Long, ObjectId } from 'bson';
import { type Doc, type Value } from './bson/value.ts';

/** Milliseconds after which awaiting clients are answered again behind an error that announced a change. */
const REMINDERS_MS = [20, 250, 1000];

/** What clients watch: a version that counts changes of the set, and the wait for the next. */
export class Topology {
  readonly processId = new ObjectId();
  readonly #waiting = new Set<() => void>();
  #counter = 0;

  /** How many changes there were since the start. */
  get counter(): number {
    return this.#counter;
  }

  /** As `hello` answers it. */
  get version(): Doc {
    return new Map<string, Value>([
      ['processId', this.processId],
      ['counter', Long.fromNumber(this.#counter)],
    ]);
  }

  /** Resolves at the next change, or when the time is over. */
  nextChange(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds).unref();
      this.#waiting.add(done);
    });
  }

  /** Something changed. */
  changed(): void {
    this.#counter += 1;
    this.#wake();
  }

  /**
   * An error told a client that the server is going away, and it is not: clients forget such a server until they hear
   * of it, so they hear soon.
   */
  announceAgain(): void {
    for (const milliseconds of REMINDERS_MS) setTimeout(() => this.#wake(), milliseconds).unref();
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}
