import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@relance/kernel';
import { SYSTEM_CLOCK } from '@relance/platform';
import {
  classifyClose,
  isOutageCandidate,
  isLocalNetworkError,
  networkDelayMs,
  TRANSPORT,
  type CloseCause,
  type CloseFacts,
  type Outage,
  type RetryPolicy,
  type Session,
  type Transport,
} from '@relance/whatsapp-session-domain';
import { SESSION_TIMES, type SessionTimes } from '../session-times.ts';
import { OutageDetector } from './outage-detector.ts';

export type Classification = {
  readonly cause: CloseCause;
  /** Set when this close made the outage detector begin to hold. */
  readonly outage: Outage | null;
  /** Until when it may turn out to be part of an outage; null when it cannot. */
  readonly graceUntil: Date | null;
};

/** Finds the cause of a close, asking the two guards: is it our own network, is it the whole fleet? */
@Injectable()
export class DisconnectClassifier {
  constructor(
    @Inject(TRANSPORT) private readonly transport: Transport,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(SESSION_TIMES) private readonly times: SessionTimes,
    private readonly outages: OutageDetector,
  ) {}

  /** `policy` gives what is left until the last strike, and the wait before the next attempt. */
  async classify(session: Session, facts: CloseFacts, policy: RetryPolicy): Promise<Classification> {
    const isLastChance = session.strikes + 1 >= policy.maxStrikes;
    const probeFailed = await this.probeFailed(facts);
    const own = classifyClose(facts, { probeFailed, isOutageOpen: false });
    if (!isOutageCandidate(own)) return { cause: own, outage: null, graceUntil: null };
    const wasOpen = facts.phase === 'open';
    const { outage, isSuspected } = wasOpen
      ? await this.outages.lost(session, own)
      : { outage: null, isSuspected: isLastChance && (await this.outages.isSuspected()) };
    // Spares people the sight of a session that expires and comes back, where all fall at once.
    if (isLastChance && isSuspected && outage === null) await sleep(this.times.burstMs);
    const held = wasOpen
      ? this.outages.outageSince()
      : this.outages.outageSinceExtended(networkDelayMs(policy, session.networkWaits + 1, 1));
    const isOutageOpen = outage !== null || (await held) !== null;
    const graceUntil = isSuspected ? new Date(this.clock.now().getTime() + this.outages.windowMs) : null;
    return { cause: classifyClose(facts, { probeFailed, isOutageOpen }), outage, graceUntil };
  }

  /** Made only after a failed attempt, and only when the attempt itself does not say why it failed. */
  private async probeFailed(facts: CloseFacts): Promise<boolean> {
    const isOpenQuestion = facts.phase !== 'open' && !facts.requested && !facts.ownFault;
    if (!isOpenQuestion || classifyClose(facts, { probeFailed: true, isOutageOpen: false }) !== 'local_network')
      return false;
    if (isLocalNetworkError(facts.socketError)) return true;
    return isLocalNetworkError(await this.transport.probe());
  }
}
