import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, SYSTEM_CLOCK } from '@relance/platform';
import {
  FLEET_LEAST_LOSSES,
  FLEET_RECORDS,
  isFleetEvent,
  suspicionsOf,
  type CloseCause,
  type FleetLoss,
  type FleetRecords,
  type FleetTrip,
  type Session,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { SESSION_TIMES, type SessionTimes } from '../session-times.ts';

/** `mayBe`: enough sessions were open for this loss to become part of an event of the fleet. */
export type FleetFinding = { readonly trip: FleetTrip | null; readonly mayBe: boolean };

/**
 * Losses of all processes, measured together through the database. A database that is away finds nothing, and leaves
 * open that it was the fleet.
 */
@Injectable()
export class FleetWatch {
  constructor(
    @Inject(FLEET_RECORDS) private readonly records: FleetRecords,
    @Inject(SESSION_TIMES) private readonly times: SessionTimes,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get windowMs(): number {
    return this.times.fleetWindowMs;
  }

  /** An open connection was lost. */
  async lost(session: Session, cause: CloseCause): Promise<FleetFinding> {
    return this.safely({ trip: null, mayBe: true }, async () => {
      const { ownerId, generation } = session;
      const openedAt = session.lastConnectedAt ?? new Date(0);
      const losses = await this.records.noteLoss({ ownerId, generation, cause, openedAt }, this.windowMs);
      if ((await this.records.holdOn(this.windowMs)) !== null) return { trip: null, mayBe: true };
      const trip = await this.measure(losses, cause);
      if (trip === null) return { trip, mayBe: await this.areEnough(losses.map((loss) => loss.ownerId)) };
      await this.announce(trip);
      // Whoever was struck meanwhile, also by an attempt that failed.
      const owners = new Set([...trip.owners, ...(await this.records.struckSince(trip.since))]);
      return { trip: { ...trip, owners: [...owners] }, mayBe: true };
    });
  }

  /** Whether a strike of now may yet turn out to be the fleet's: enough sessions are open, or were just now. */
  mayBe(): Promise<boolean> {
    return this.safely(true, async () => {
      return this.areEnough(await this.records.lostWithin(this.windowMs));
    });
  }

  /** Since when strikes do not count; null while they do. */
  heldSince(): Promise<Date | null> {
    return this.safely(null, () => this.records.held());
  }

  /**
   * As `heldSince`, for an attempt that failed and is made again within `nextWaitMs`: with everybody lost there are no new
   * losses, and the far side may be down for hours. The guard outlasts the waits until one session comes back.
   */
  heldThrough(nextWaitMs: number): Promise<Date | null> {
    return this.safely(null, () => this.records.stillDown(nextWaitMs + this.windowMs));
  }

  /** A session opened, so the far side answers again. */
  cameBack(): Promise<void> {
    return this.safely(undefined, () => this.records.cameBack(this.windowMs));
  }

  private async measure(losses: readonly FleetLoss[], cause: CloseCause): Promise<FleetTrip | null> {
    const lost = losses.map((loss) => loss.ownerId);
    for (const suspicion of suspicionsOf(losses, cause)) {
      const stillOpen = await this.records.openSince(suspicion.since, lost);
      if (isFleetEvent(suspicion, losses, stillOpen)) return { since: suspicion.since, owners: suspicion.lost, cause };
    }
    return null;
  }

  private async areEnough(lost: readonly OwnerId[]): Promise<boolean> {
    const open = await this.records.openSince(this.clock.now(), lost);
    return new Set(lost).size + open >= FLEET_LEAST_LOSSES;
  }

  /** One alert an event, whichever process sees it first. */
  private async announce({ since, owners, cause }: FleetTrip): Promise<void> {
    const isFirst = await this.records.hold(since, this.windowMs);
    if (isFirst) this.logger.error({ cause, sessions: owners.length }, 'the fleet lost its connections');
  }

  private async safely<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn({ err: error }, 'the fleet could not be looked at');
      return otherwise;
    }
  }
}
