import { type CampaignId } from '@relance/kernel';

export type HourlyFigures = {
  readonly at: Date;
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
};

/** One number that a recount contradicts. */
export type IntegrityDifference = {
  /** Null: a number of all campaigns together. */
  readonly campaignId: CampaignId | null;
  readonly counter: string;
  readonly stored: number;
  readonly counted: number;
};

/** What the last recount of everything found. */
export type IntegrityReport = {
  readonly differences: number;
  /** Real time. */
  readonly checkedAt: Date;
  /** The first thousand. */
  readonly items: readonly IntegrityDifference[];
};

export interface StatisticsStore {
  /** Hours with any event, in order. */
  hourly(campaignId: CampaignId, from: Date, until: Date): Promise<readonly HourlyFigures[]>;
  /** Recounts a page of campaigns (by id), each in one snapshot, against its stored counters. */
  recount(
    after: CampaignId | null,
    limit: number,
  ): Promise<{ readonly differences: readonly IntegrityDifference[]; readonly last: CampaignId | null }>;
  /** The stored report; null before the first recount. One document. */
  lastReport(): Promise<IntegrityReport | null>;
  /** Replaces the stored report unless a newer one is there. */
  saveReport(report: IntegrityReport): Promise<void>;
  /**
   * Recounts all campaigns in one snapshot against the document of the tiles and what that document has yet to take in, and all
   * owners against their numbers by state and strikes.
   */
  recountTotals(): Promise<readonly IntegrityDifference[]>;
  /** Counts campaigns and owners anew and stores the sums that are right, while others write. */
  repairTotals(): Promise<void>;
}
export const STATISTICS_STORE = Symbol('StatisticsStore');
