import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import {
  classifyClose,
  isFleetCandidate,
  isLocalNetworkError,
  networkDelayMs,
  TRANSPORT,
  type CloseCause,
  type CloseFacts,
  type FleetTrip,
  type RetryPolicy,
  type Session,
  type Transport,
} from '@relance/whatsapp-session-domain';
import { SESSION_TIMES, type SessionTimes } from '../session-times.ts';
import { FleetWatch } from './fleet-watch.ts';

export type Verdict = {
  readonly cause: CloseCause;
  /** Set when this close made the fleet guard begin to hold. */
  readonly trip: FleetTrip | null;
  /** Until when it may turn out to be part of an event of the fleet; null when it cannot. */
  readonly keepUntil: Date | null;
};

/** Finds the cause of a close, asking the two guards: is it our own network, is it the whole fleet? */
@Injectable()
export class CloseJudge {
  constructor(
    @Inject(TRANSPORT) private readonly transport: Transport,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(SESSION_TIMES) private readonly times: SessionTimes,
    private readonly fleet: FleetWatch,
  ) {}

  /** `policy` gives what is left until the last strike, and the wait before the next attempt. */
  async judge(session: Session, facts: CloseFacts, policy: RetryPolicy): Promise<Verdict> {
    const isLastChance = session.strikes + 1 >= policy.maxStrikes;
    const probeFailed = await this.probeFailed(facts);
    const own = classifyClose(facts, { probeFailed, fleetHeld: false });
    if (!isFleetCandidate(own)) return { cause: own, trip: null, keepUntil: null };
    const wasOpen = facts.phase === 'open';
    const { trip, mayBe } = wasOpen
      ? await this.fleet.lost(session, own)
      : { trip: null, mayBe: isLastChance && (await this.fleet.mayBe()) };
    // Spares people the sight of a session that expires and comes back, where all fall at once.
    if (isLastChance && mayBe && trip === null) await rest(this.times.burstMs);
    const held = wasOpen
      ? this.fleet.heldSince()
      : this.fleet.heldThrough(networkDelayMs(policy, session.networkWaits + 1, 1));
    const fleetHeld = trip !== null || (await held) !== null;
    const keepUntil = mayBe ? new Date(this.clock.now().getTime() + this.fleet.windowMs) : null;
    return { cause: classifyClose(facts, { probeFailed, fleetHeld }), trip, keepUntil };
  }

  /** Made only after a failed attempt, and only when the attempt itself does not say why it failed. */
  private async probeFailed(facts: CloseFacts): Promise<boolean> {
    const isOpenQuestion = facts.phase !== 'open' && !facts.requested && !facts.ownFault;
    if (!isOpenQuestion || classifyClose(facts, { probeFailed: true, fleetHeld: false }) !== 'local_network')
      return false;
    if (isLocalNetworkError(facts.socketError)) return true;
    return isLocalNetworkError(await this.transport.probe());
  }
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
