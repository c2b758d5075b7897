import { type OwnerId } from '@relance/kernel';
import { type CloseCause } from '../close-cause.ts';
import { type FleetLoss } from '../fleet-guard.ts';

/** What all processes know together of lost connections. All times are the database's, but for `openedAt`. */
export interface FleetRecords {
  /** Writes a loss down and answers all of the last `windowMs`, this one and those of other processes included. */
  noteLoss(
    loss: {
      readonly ownerId: OwnerId;
      readonly generation: number;
      readonly cause: CloseCause;
      readonly openedAt: Date;
    },
    windowMs: number,
  ): Promise<readonly FleetLoss[]>;
  /** How many sessions are open now, held by a process, and were open at that time already. */
  openSince(since: Date, except: readonly OwnerId[]): Promise<number>;
  /** Distinct owners lost within `windowMs`. */
  lostWithin(windowMs: number): Promise<readonly OwnerId[]>;
  /** Owners whose last strike was given at that time or later. */
  struckSince(since: Date): Promise<readonly OwnerId[]>;
  /** The guard begins to hold (or holds on) for `windowMs` from now. True when it did not hold before. */
  hold(since: Date, windowMs: number): Promise<boolean>;
  /** Prolongs a guard that holds. Answers since when strikes do not count, null when it does not hold. */
  holdOn(windowMs: number): Promise<Date | null>;
  /** Since when strikes do not count, null when the guard does not hold. */
  held(): Promise<Date | null>;
  /** As `held`, asked by an attempt that failed: while no session has come back, the guard holds for `ms` more at least. */
  stillDown(ms: number): Promise<Date | null>;
  /** A session opened: what failed attempts added ends `windowMs` from now. */
  cameBack(windowMs: number): Promise<void>;
}
export const FLEET_RECORDS = Symbol('FleetRecords');
