import { Semaphore } from 'async-mutex';

/**
 * A writer takes every permit, a reader one of them; more readers than that wait for one another. The library counts down the free
 * permits at each release, so there are not more than can be of use.
 */
const PERMITS = 512;

/**
 * Many readers at the same time, or one writer alone. Fair: whoever waits for writing goes before readers that came later. Not
 * re-entrant: asking for the lock while holding it waits for ever.
 */
export class ReadWriteLock {
  private readonly permits = new Semaphore(PERMITS);

  read<T>(work: () => Promise<T>): Promise<T> {
    return this.permits.runExclusive(work, 1);
  }

  write<T>(work: () => Promise<T>): Promise<T> {
    return this.permits.runExclusive(work, PERMITS);
  }
}
