import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type OwnerId } from '@relance/kernel';
import { Batched, LOGGER, SYSTEM_CLOCK } from '@relance/platform';
import {
  OUTAGE_MIN_LOSSES,
  OUTAGE_RECORDS,
  isOutage,
  ownersLost,
  suspicionsOf,
  type CloseCause,
  type ConnectionLoss,
  type NewLoss,
  type OutageRecords,
  type Outage,
  type Session,
} from '@relance/whatsapp-session-domain';
import { type Logger } from 'pino';
import { SESSION_TIMES, type SessionTimes } from '../session-times.ts';

/** `isSuspected`: enough sessions were open for this loss to become part of an outage. */
export type OutageFinding = { readonly outage: Outage | null; readonly isSuspected: boolean };

/** Losses that are noted and measured together; a whole fleet is lost at once. */
const LOSSES_MAX = 1_000;

/**
 * Losses of all processes, measured together through the database. A database that is away finds nothing, and leaves
 * open that it was the fleet.
 */
@Injectable()
export class OutageDetector {
  private readonly losses = new Batched((lost: readonly NewLoss[]) => this.findings(lost), {
    max: LOSSES_MAX,
    oneAtATime: true,
  });
  private readonly doubts = new Batched(
    async (askers: readonly undefined[]) => {
      const isSuspected = await this.areEnough(await this.records.lostWithin(this.windowMs));
      return askers.map(() => isSuspected);
    },
    { max: LOSSES_MAX, oneAtATime: true },
  );

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
  lost({ ownerId, generation, lastConnectedAt }: Session, cause: CloseCause): Promise<OutageFinding> {
    const openedAt = lastConnectedAt ?? new Date(0);
    return this.safely({ outage: null, isSuspected: true }, () =>
      this.losses.ask({ ownerId, generation, cause, openedAt }),
    );
  }

  /** Whether a strike of now may yet turn out to be the fleet's: enough sessions are open, or were just now. */
  isSuspected(): Promise<boolean> {
    return this.safely(true, () => this.doubts.ask(undefined));
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

  /** What each of these losses is a part of, all of them noted before. An outage that they begin is told to one of them. */
  private async findings(lost: readonly NewLoss[]): Promise<readonly OutageFinding[]> {
    const losses = await this.records.noteLosses(lost, this.windowMs);
    const isOpenAlready = (await this.records.extendOutage(this.windowMs)) !== null;
    if (isOpenAlready) return lost.map(() => ({ outage: null, isSuspected: true }));
    const causes = [...new Set(lost.map(({ cause }) => cause))];
    for (const cause of causes) {
      const outage = await this.measure(losses, cause);
      if (outage === null) continue;
      await this.announce(outage);
      // Whoever was struck meanwhile, also by an attempt that failed.
      const owners = new Set([...outage.owners, ...(await this.records.struckSince(outage.since))]);
      const first = lost.findIndex((loss) => loss.cause === cause);
      return lost.map((_, index) => ({
        outage: index === first ? { ...outage, owners: [...owners] } : null,
        isSuspected: true,
      }));
    }
    const isSuspected = await this.areEnough(losses.map(({ ownerId }) => ownerId));
    return lost.map(() => ({ outage: null, isSuspected }));
  }

  private async measure(losses: readonly ConnectionLoss[], cause: CloseCause): Promise<Outage | null> {
    // Of what is known already: with nobody else open it would have to be one.
    const suspicions = suspicionsOf(losses, cause).filter((suspicion) => isOutage(suspicion, 0));
    if (suspicions.length === 0) return null;
    const stillOpen = await this.records.openSince(
      suspicions.map(({ since }) => since),
      losses.map(({ ownerId }) => ownerId),
    );
    const found = suspicions.find((suspicion, index) => isOutage(suspicion, stillOpen[index] ?? 0));
    return found ? { since: found.since, owners: ownersLost(losses, cause, found.since), cause } : null;
  }

  private async areEnough(lost: readonly OwnerId[]): Promise<boolean> {
    const [open = 0] = await this.records.openSince([this.clock.now()], lost);
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
