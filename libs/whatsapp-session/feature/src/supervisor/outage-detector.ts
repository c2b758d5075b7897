import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { LOGGER, SYSTEM_CLOCK } from '@relance/platform';
import {
  OUTAGE_MIN_LOSSES,
  OUTAGE_RECORDS,
  isOutage,
  suspicionsOf,
  type CloseCause,
  type ConnectionLoss,
  type OutageRecords,
  type Outage,
  type Session,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { SESSION_TIMES, type SessionTimes } from '../session-times.ts';

/** `isSuspected`: enough sessions were open for this loss to become part of an outage. */
export type OutageFinding = { readonly outage: Outage | null; readonly isSuspected: boolean };

/**
 * Losses of all processes, measured together through the database. A database that is away finds nothing, and leaves
 * open that it was the fleet.
 */
@Injectable()
export class OutageDetector {
  constructor(
    @Inject(OUTAGE_RECORDS) private readonly records: OutageRecords,
    @Inject(SESSION_TIMES) private readonly times: SessionTimes,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get windowMs(): number {
    return this.times.outageWindowMs;
  }

  /** An open connection was lost. */
  async lost(session: Session, cause: CloseCause): Promise<OutageFinding> {
    return this.safely({ outage: null, isSuspected: true }, async () => {
      const { ownerId, generation } = session;
      const openedAt = session.lastConnectedAt ?? new Date(0);
      const losses = await this.records.noteLoss({ ownerId, generation, cause, openedAt }, this.windowMs);
      if ((await this.records.extendOutage(this.windowMs)) !== null) return { outage: null, isSuspected: true };
      const outage = await this.measure(losses, cause);
      if (outage === null) return { outage, isSuspected: await this.areEnough(losses.map((loss) => loss.ownerId)) };
      await this.announce(outage);
      // Whoever was struck meanwhile, also by an attempt that failed.
      const owners = new Set([...outage.owners, ...(await this.records.struckSince(outage.since))]);
      return { outage: { ...outage, owners: [...owners] }, isSuspected: true };
    });
  }

  /** Whether a strike of now may yet turn out to be the fleet's: enough sessions are open, or were just now. */
  isSuspected(): Promise<boolean> {
    return this.safely(true, async () => {
      return this.areEnough(await this.records.lostWithin(this.windowMs));
    });
  }

  /** Since when strikes do not count; null while they do. */
  outageSince(): Promise<Date | null> {
    return this.safely(null, () => this.records.outageSince());
  }

  /**
   * As `outageSince`, for an attempt that failed and is made again within `nextWaitMs`: with everybody lost there are no new
   * losses, and the far side may be down for hours. The guard outlasts the waits until one session comes back.
   */
  outageSinceExtended(nextWaitMs: number): Promise<Date | null> {
    return this.safely(null, () => this.records.extendWhileDown(nextWaitMs + this.windowMs));
  }

  /** A session opened, so the far side answers again. */
  recovered(): Promise<void> {
    return this.safely(undefined, () => this.records.recovered(this.windowMs));
  }

  private async measure(losses: readonly ConnectionLoss[], cause: CloseCause): Promise<Outage | null> {
    const lost = losses.map((loss) => loss.ownerId);
    for (const suspicion of suspicionsOf(losses, cause)) {
      const stillOpen = await this.records.openSince(suspicion.since, lost);
      if (isOutage(suspicion, losses, stillOpen)) return { since: suspicion.since, owners: suspicion.lost, cause };
    }
    return null;
  }

  private async areEnough(lost: readonly OwnerId[]): Promise<boolean> {
    const open = await this.records.openSince(this.clock.now(), lost);
    return new Set(lost).size + open >= OUTAGE_MIN_LOSSES;
  }

  /** One alert an event, whichever process sees it first. */
  private async announce({ since, owners, cause }: Outage): Promise<void> {
    const isFirst = await this.records.openOutage(since, this.windowMs);
    if (isFirst)
      this.logger.error({ event: 'session.outage', cause, sessions: owners.length }, 'many sessions closed at once');
  }

  private async safely<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn({ event: 'session.outage_check_failed', err: error }, 'outage records could not be read');
      return otherwise;
    }
  }
}
