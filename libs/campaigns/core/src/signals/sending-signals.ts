import { type OwnerId } from '@relance/kernel';
import { Injectable } from '@nestjs/common';

/** What the sending engine does when people's actions ask for it. */
export type SendingEngine = {
  /** Something changed for this sender: look for due messages at once. */
  wake(ownerId: OwnerId): void;
  /** A message of this sender falls due then (the product's clock). */
  due(ownerId: OwnerId, at: Date): void;
  /** Stores the results that have arrived in this process. Never rejects. */
  storeWaiting(): Promise<void>;
};

/** A sender waits no longer than this (real time) for a change that stops it. */
const HELD_AT_MOST_MS = 2_000;

/**
 * How people's actions reach the sending engine of this process. A process without the worker role has none: the engine of
 * another process finds the change at its next poll.
 */
@Injectable()
export class SendingSignals {
  private engine: SendingEngine | null = null;
  private edition = 0;
  private readonly holds = new Map<OwnerId, Set<Promise<unknown>>>();

  attach(engine: SendingEngine): void {
    this.engine = engine;
  }

  wake(ownerId: OwnerId): void {
    this.engine?.wake(ownerId);
  }

  due(ownerId: OwnerId, at: Date): void {
    this.engine?.due(ownerId, at);
  }

  /**
   * While `work` stores a change that stops messages of this owner, the sender of this process begins no further one (it waits in
   * `released`). What decides is what is stored (ADR 13); this spares the change the race with the sender's own writes, which on a busy
   * process it may lose many times. Answers and rejects as `work` does.
   */
  async whileHeld<T>(ownerId: OwnerId, work: () => Promise<T>): Promise<T> {
    const running = work();
    const hold = running.catch(() => undefined);
    const holds = this.holds.get(ownerId) ?? new Set();
    this.holds.set(ownerId, holds.add(hold));
    try {
      return await running;
    } finally {
      holds.delete(hold);
      if (holds.size === 0) this.holds.delete(ownerId);
    }
  }

  /** Resolves when no change holds this owner's sender, after two seconds (real time) in any case. */
  async released(ownerId: OwnerId): Promise<void> {
    const holds = this.holds.get(ownerId);
    if (!holds) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, HELD_AT_MOST_MS)));
    await Promise.race([Promise.all(holds), late]).finally(() => clearTimeout(timer));
  }

  /** A message set was written: what was read of it before is old. Other processes notice within a second. */
  messagesEdited(): void {
    this.edition += 1;
  }

  get messagesEdition(): number {
    return this.edition;
  }

  async storeWaiting(): Promise<void> {
    await this.engine?.storeWaiting();
  }
}
