import { type Clock } from '../clock.ts';

/** A clock that stands still until it is told otherwise; for tests. */
export class FixedClock implements Clock {
  private at: number;

  constructor(at: Date | string) {
    this.at = new Date(at).getTime();
  }

  now(): Date {
    return new Date(this.at);
  }

  /** Moves on by a number of milliseconds. */
  advance(milliseconds: number): void {
    this.at += milliseconds;
  }

  set(at: Date | string): void {
    this.at = new Date(at).getTime();
  }
}
