import { type CampaignId } from '@relance/kernel';
import { type Campaign } from '../campaign/campaign.ts';
import { type Contact } from '../contact/contact.ts';
import { type Target, type TargetStatus } from '../target/target.ts';
import { type CampaignQuery } from './campaign-store.port.ts';
import { type Sort } from './paging.ts';

/** What a file says of a target, beside the names of its campaign and its contact (null: removed meanwhile). */
export type ExportedTarget = Pick<
  Target,
  | 'id'
  | 'ownerId'
  | 'campaignId'
  | 'contactId'
  | 'phone'
  | 'language'
  | 'status'
  | 'exitReason'
  | 'currentDay'
  | 'dueAt'
  | 'enrolledAt'
  | 'exitedAt'
  | 'days'
> & {
  readonly lastError: string | null;
  readonly campaignName: string | null;
  readonly contact: Pick<Contact, 'name' | 'phone' | 'country'> | null;
};

/** Whole lists, a few rows in memory at a time: read as fast as they are taken, closed when nobody takes them any more. */
export interface ExportStore {
  campaigns(query: CampaignQuery, sort: Sort): AsyncIterable<Campaign>;
  /** Some hundred at a time, oldest first. Of one campaign, or of all. */
  targets(query: {
    readonly campaignId: CampaignId | null;
    readonly statuses: readonly TargetStatus[] | null;
  }): AsyncIterable<readonly ExportedTarget[]>;
}
export const EXPORT_STORE = Symbol('ExportStore');
