import { type OwnerId } from '@relance/kernel';
import { type CloseCause } from '../close-cause.ts';
import { type ConnectionLoss } from '../outage.ts';

/** A connection of this process that was lost just now; an owner's connections are told apart by their generation. */
export type NewLoss = {
  readonly ownerId: OwnerId;
  readonly generation: number;
  readonly cause: CloseCause;
  readonly openedAt: Date;
};

/** What all processes know together of lost connections. All times are the database's, but for `openedAt`. */
export interface OutageRecords {
  /** Writes losses down and answers all of the last `windowMs`, these and those of other processes included. */
  noteLosses(losses: readonly NewLoss[], windowMs: number): Promise<readonly ConnectionLoss[]>;
  /** For each of these times, how many sessions are open now, held by a process, and were open then already. */
  openSince(times: readonly Date[], except: readonly OwnerId[]): Promise<readonly number[]>;
  /** Distinct owners lost within `windowMs`. */
  lostWithin(windowMs: number): Promise<readonly OwnerId[]>;
  /** Owners whose last strike was given at that time or later. */
  struckSince(since: Date): Promise<readonly OwnerId[]>;
  /** An outage begins (or goes on) for `windowMs` from now. True when none was open before. */
  openOutage(since: Date, windowMs: number): Promise<boolean>;
  /** Prolongs the open outage. Answers since when strikes do not count, null when none is open. */
  extendOutage(windowMs: number): Promise<Date | null>;
  /** Since when strikes do not count, null when no outage is open. */
  outageSince(): Promise<Date | null>;
  /** As `outageSince`, asked by an attempt that failed: while no session has come back, the outage lasts `ms` more at least. */
  extendWhileDown(ms: number): Promise<Date | null>;
  /** A session opened: what failed attempts added ends `windowMs` from now. */
  recovered(windowMs: number): Promise<void>;
}
export const OUTAGE_RECORDS = Symbol('OutageRecords');
