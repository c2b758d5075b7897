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

  async use<T>(work: () => Promise<T>, { signal }: RunOptions = {}): Promise<T> {
    signal?.throwIfAborted();
    if (this.queue.pending >= this.queue.concurrency && this.queue.size >= this.maxWaiting) {
      throw new QueueFullError(`more than ${this.maxWaiting} pieces of work wait`);
    }
    return this.queue.add(work, signal && { signal });
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
