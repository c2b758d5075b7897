import { type CampaignId, type OwnerId } from '@relance/kernel';
import { type DayFigures, type HourFigures } from '../statistics/analytics.ts';

/** Which campaigns figures are about; nothing: all of them. */
export type AnalyticsFilter = {
  readonly ownerId?: OwnerId | undefined;
  readonly campaignId?: CampaignId | undefined;
  readonly type?: string | undefined;
  readonly status?: string | undefined;
};

export type CampaignFacts = {
  readonly id: CampaignId;
  readonly name: string;
  readonly ownerId: OwnerId;
  readonly type: string;
  readonly status: string;
};

/** What an hour tells: its figures, the same by day of the sequence, why people left. */
export type HourPart = 'figures' | 'days' | 'exits';

export type HoursQuery = {
  /** [from, until); null: everything there is. */
  readonly from: Date | null;
  readonly until: Date | null;
  /** `together`: one row an hour for all campaigns. `each`: one for each campaign and hour. Else those campaigns'. */
  readonly of: 'together' | 'each' | readonly CampaignId[];
  /** Only these are read; the others are zeros in the answer. Without it all are. */
  readonly parts?: readonly HourPart[];
};

/** Figures over time, read from the hourly ones. Never counts deliveries. */
export interface AnalyticsStore {
  hours(query: HoursQuery): AsyncIterable<HourFigures>;
  /** What campaigns are; removed ones are left out. */
  facts(ids: readonly CampaignId[]): Promise<ReadonlyMap<CampaignId, CampaignFacts>>;
  /** Ids of the campaigns that a filter names, at most `limit`; null when there are more. */
  matching(filter: AnalyticsFilter, limit: number): Promise<readonly CampaignId[] | null>;
  /** How many people wait for each day of the sequence now, and what was counted for the campaigns by reason of exit. */
  standing(filter: AnalyticsFilter): Promise<{
    readonly waiting: readonly number[];
    readonly days: readonly DayFigures[];
    readonly exits: Readonly<Record<string, number>>;
  }>;
}
export const ANALYTICS_STORE = Symbol('AnalyticsStore');
