import { type CampaignId } from '@relance/kernel';
import { type Campaign } from '../campaign/campaign.ts';
import { type Target, type TargetStatus } from '../target/target.ts';
import { type CampaignQuery } from './campaign-store.port.ts';
import { type Sort } from './paging.ts';

/** Whole lists, a few rows in memory at a time: read as fast as they are taken, closed when nobody takes them any more. */
export interface ExportStore {
  campaigns(query: CampaignQuery, sort: Sort): AsyncIterable<Campaign>;
  /** Oldest first. Of one campaign, or of all. */
  targets(query: {
    readonly campaignId: CampaignId | null;
    readonly statuses: readonly TargetStatus[] | null;
  }): AsyncIterable<Target>;
}
export const EXPORT_STORE = Symbol('ExportStore');
