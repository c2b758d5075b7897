import { Injectable } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { Semaphore } from '@relance/platform';
import { LeasedSessions } from './leased-sessions.ts';
import { SessionStateWaiter } from './session-state-waiter.ts';

/**
 * Connections that are opened at a time. A handshake with what follows takes some tens of milliseconds of processor time, and all
 * sessions and requests of the process wait for it: a thousand at once after an outage held them up for most of a second.
 */
const AT_A_TIME = 5;
/** A slot is given on when its session is open, has failed, or takes longer than this: it waits for the network then, not for us. */
const SLOT_MS = 10_000;
/** A reconnect that had no slot by then goes without one: connections that hang must not hold the others up for ever. */
const LONGEST_WAIT_MS = 180_000;

/**
 * Lets the sessions of this process connect a few at a time where nobody waits for it: when they are resumed, and when their time to
 * reconnect has come. What a person asks for (connect, link) goes at once.
 */
@Injectable()
export class HandshakeSlots {
  private readonly slots = new Semaphore(AT_A_TIME);

  constructor(
    private readonly held: LeasedSessions,
    private readonly watch: SessionStateWaiter,
  ) {}

  /** `begin` takes the session over and has it connect; false when it did not. Rejects as `begin` does. */
  async resume(ownerId: OwnerId, begin: () => Promise<boolean>): Promise<void> {
    await this.slots.use(async () => {
      if (await begin()) await this.untilOpened(ownerId, () => this.held.get(ownerId)?.session.state === 'connecting');
    });
  }

  /** `begin` reports that it is time; not called when the session is not held or `isWanted` is false by then. Never rejects. */
  async reconnect(ownerId: OwnerId, isWanted: () => boolean, begin: () => void): Promise<void> {
    await this.slots.useWithin(LONGEST_WAIT_MS, async () => {
      const before = this.held.get(ownerId)?.session;
      if (!before || !isWanted()) return;
      begin();
      await this.untilOpened(ownerId, () => {
        const now = this.held.get(ownerId)?.session;
        // The attempt that was begun has a number of its own; until it has, it is not stored yet.
        return now?.generation === before.generation || now?.state === 'connecting';
      });
    });
  }

  private async untilOpened(ownerId: OwnerId, isOpening: () => boolean): Promise<void> {
    await this.watch.until(ownerId, () => (isOpening() ? null : true), SLOT_MS);
  }
}
