import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, SYSTEM_CLOCK } from '@relance/platform';
import {
  classifyClose,
  FleetGuard,
  isFleetCandidate,
  isLocalNetworkError,
  TRANSPORT,
  type CloseCause,
  type CloseFacts,
  type FleetTrip,
  type Transport,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';

/** Losses of one event come in a burst; before a last strike this is waited to see whether others fell too. */
const BURST_MS = 400;

export type Verdict = {
  readonly cause: CloseCause;
  /** Set when this close made the fleet guard begin to hold. */
  readonly trip: FleetTrip | null;
};

/** Finds the cause of a close, asking the two guards: is it our own network, is it the whole fleet? */
@Injectable()
export class CloseJudge {
  private readonly fleet = new FleetGuard();

  constructor(
    @Inject(TRANSPORT) private readonly transport: Transport,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  opened(ownerId: OwnerId): void {
    this.fleet.opened(ownerId, this.clock.now());
  }

  /** We closed it, or gave it away. */
  ended(ownerId: OwnerId): void {
    this.fleet.ended(ownerId);
  }

  /** `isLastChance`: counting this close would cost the credentials. */
  async judge(ownerId: OwnerId, facts: CloseFacts, isLastChance: boolean): Promise<Verdict> {
    const probeFailed = await this.probeFailed(facts);
    const own = classifyClose(facts, { probeFailed, fleetHeld: false });
    const trip = this.noteLoss(ownerId, facts, own);
    if (trip !== null) {
      this.logger.error({ cause: trip.cause, sessions: trip.owners.length }, 'the fleet lost its connections');
    }
    if (isLastChance && isFleetCandidate(own) && this.fleet.openCount() > 1) await rest(BURST_MS);
    const fleetHeld = this.fleet.holds(this.clock.now());
    return { cause: classifyClose(facts, { probeFailed, fleetHeld }), trip };
  }

  private noteLoss(ownerId: OwnerId, facts: CloseFacts, cause: CloseCause): FleetTrip | null {
    if (facts.phase !== 'open') return null;
    if (isFleetCandidate(cause)) return this.fleet.lost(ownerId, cause, this.clock.now());
    this.fleet.ended(ownerId);
    return null;
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
