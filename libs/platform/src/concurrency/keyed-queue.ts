import { AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';

/** More work waits for one key than the queue may hold. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

export type KeyedQueueOptions = {
  /** Work that may wait for one key, not counting what runs; more is refused with QueueFullError. Unlimited by default. */
  readonly maxWaiting?: number;
  /** Work of one key that may run at the same time; 1 by default. */
  readonly concurrency?: number;
};

export type RunOptions = {
  /** Takes the work out of the queue while it waits (the promise rejects with the signal's reason). Work that runs is not interrupted. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Runs the work of one key in the order asked, one after the other; work of other keys does not wait for it. A key without work
 * takes no memory.
 */
export class KeyedQueue<Key> {
  private readonly queues = new Map<Key, PQueue>();

  constructor(private readonly options: KeyedQueueOptions = {}) {}

  /**
   * Runs `work` after everything asked before for this key, whether that succeeded or not; in the caller's asynchronous context (its
   * request), not in that of the work before.
   */
  async run<T>(key: Key, work: () => Promise<T>, { signal }: RunOptions = {}): Promise<T> {
    signal?.throwIfAborted();
    const queue = this.queues.get(key) ?? this.open(key);
    const { maxWaiting = Number.POSITIVE_INFINITY, concurrency = 1 } = this.options;
    if (queue.pending >= concurrency && queue.size >= maxWaiting) {
      throw new QueueFullError(`more than ${maxWaiting} pieces of work wait for one key`);
    }
    try {
      return await queue.add(AsyncResource.bind(work), signal && { signal });
    } finally {
      if (queue.size === 0 && queue.pending === 0 && this.queues.get(key) === queue) this.queues.delete(key);
    }
  }

  /** Whether work of this key runs or waits. */
  isBusy(key: Key): boolean {
    return this.queues.has(key);
  }

  /** Work of this key that waits, not counting what runs. */
  waiting(key: Key): number {
    return this.queues.get(key)?.size ?? 0;
  }

  /** Keys with work. */
  get size(): number {
    return this.queues.size;
  }

  /** Resolves when no work runs or waits. */
  async idle(): Promise<void> {
    while (this.queues.size > 0) await Promise.all([...this.queues.values()].map((queue) => queue.onIdle()));
  }

  private open(key: Key): PQueue {
    const queue = new PQueue({ concurrency: this.options.concurrency ?? 1 });
    this.queues.set(key, queue);
    return queue;
  }
}
