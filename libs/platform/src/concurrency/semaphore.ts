import { AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';
import { QueueFullError, type RunOptions } from './keyed-queue.ts';

/** Lets at most `permits` pieces of work run at a time; the rest wait in the order they came. */
export class Semaphore {
  private readonly queue: PQueue;

  constructor(
    permits: number,
    /** Work that may wait; more is refused with QueueFullError. Unlimited by default. */
    private readonly maxWaiting = Number.POSITIVE_INFINITY,
  ) {
    this.queue = new PQueue({ concurrency: permits });
  }

  /** Runs `work` with a permit, in the caller's asynchronous context (its request), not in that of the work before. */
  async use<T>(work: () => Promise<T>, { signal }: RunOptions = {}): Promise<T> {
    signal?.throwIfAborted();
    if (this.queue.pending >= this.queue.concurrency && this.queue.size >= this.maxWaiting) {
      throw new QueueFullError(`more than ${this.maxWaiting} pieces of work wait`);
    }
    return this.queue.add(AsyncResource.bind(work), signal && { signal });
  }

  /**
   * Runs work with a permit, or, when none came free within `maxWaitMs` (real time), without one: for work that is cheaper when it does
   * not run at the same time, and must not wait for what happens to other work.
   */
  async useWithin<T>(maxWaitMs: number, work: () => Promise<T>): Promise<T> {
    const waiting = new AbortController();
    const limit = setTimeout(() => waiting.abort(), maxWaitMs);
    let hasPermit = false;
    const withPermit = (): Promise<T> => {
      hasPermit = true;
      clearTimeout(limit);
      return work();
    };
    try {
      return await this.use(withPermit, { signal: waiting.signal });
    } catch (error) {
      if (hasPermit || !waiting.signal.aborted) throw error;
      return await work();
    } finally {
      clearTimeout(limit);
    }
  }

  /** Work that runs now. */
  get running(): number {
    return this.queue.pending;
  }

  /** Work that waits for a permit. */
  get waiting(): number {
    return this.queue.size;
  }

  /** Resolves when no work runs or waits. */
  async idle(): Promise<void> {
    await this.queue.onIdle();
  }
}
