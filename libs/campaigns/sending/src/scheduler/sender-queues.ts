import { type OwnerId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';

/** One thing at a time per sender: a number sends one message, then the next. Queues of different senders do not wait for each other. */
@Injectable()
export class SenderQueues {
  private readonly tails = new Map<OwnerId, Promise<unknown>>();

  /** Runs `work` after everything that was asked of this sender before. */
  async run<T>(ownerId: OwnerId, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(ownerId) ?? Promise.resolve();
    const done = before.catch(() => undefined).then(work);
    this.tails.set(ownerId, done);
    try {
      return await done;
    } finally {
      if (this.tails.get(ownerId) === done) this.tails.delete(ownerId);
    }
  }

  isBusy(ownerId: OwnerId): boolean {
    return this.tails.has(ownerId);
  }

  /** Resolves when every queue is empty. */
  async idle(): Promise<void> {
    while (this.tails.size > 0) await Promise.allSettled([...this.tails.values()]);
  }
}
