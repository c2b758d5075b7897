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

/**
 * How people's actions reach the sending engine of this process. A process without the worker role has none: the engine of
 * another process finds the change at its next poll.
 */
@Injectable()
export class SendingSignals {
  private engine: SendingEngine | null = null;
  private edition = 0;

  attach(engine: SendingEngine): void {
    this.engine = engine;
  }

  wake(ownerId: OwnerId): void {
    this.engine?.wake(ownerId);
  }

  due(ownerId: OwnerId, at: Date): void {
    this.engine?.due(ownerId, at);
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
