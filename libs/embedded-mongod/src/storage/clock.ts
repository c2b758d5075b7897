import { Timestamp } from 'bson';

/** A logical time: seconds and a counter within the second, as in a BSON timestamp. */
export type LogicalTime = { readonly seconds: number; readonly increment: number };

/** Hands out logical times that only ever grow, also over a restart. */
export class LogicalClock {
  #seconds: number;
  #increment: number;

  constructor(last: LogicalTime = { seconds: 0, increment: 0 }) {
    this.#seconds = last.seconds;
    this.#increment = last.increment;
  }

  /** The latest time handed out. */
  get now(): LogicalTime {
    return { seconds: this.#seconds, increment: this.#increment };
  }

  /** A new time, later than every earlier one. */
  tick(): LogicalTime {
    const seconds = Math.floor(Date.now() / 1000);
    if (seconds > this.#seconds) {
      this.#seconds = seconds;
      this.#increment = 0;
    }
    this.#increment += 1;
    return this.now;
  }
}

/** As a BSON timestamp. */
export const timestampOf = ({ seconds, increment }: LogicalTime): Timestamp =>
  new Timestamp({ t: seconds, i: increment });

/** From a BSON timestamp. */
export const timeOf = (timestamp: Timestamp): LogicalTime => ({
  seconds: timestamp.t >>> 0,
  increment: timestamp.i >>> 0,
});

/** -1, 0 or 1. */
export const compareTimes = (a: LogicalTime, b: LogicalTime): number =>
  Math.sign(a.seconds - b.seconds || a.increment - b.increment);
