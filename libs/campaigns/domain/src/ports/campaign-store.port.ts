import { type CampaignId, type OwnerId } from '@relance/kernel';
import { type CampaignChange } from '../campaign/campaign.machine.ts';
import {
  type Campaign,
  type CampaignReasonCode,
  type CampaignStatus,
  type CampaignType,
  type EnrolmentProgress,
} from '../campaign/campaign.ts';
import { type CampaignCounts, type MessageCounts } from '../statistics/counts.ts';
import { type LiveTargetStatus } from '../target/target.ts';
import { type PageOf, type PageRequest, type OwnerScope, type Scope, type Sort } from './paging.ts';

export type CampaignQuery = {
  readonly scope: Scope;
  /** With scope anyOwner: only this owner's. */
  readonly ownerId?: OwnerId;
  readonly status?: CampaignStatus;
  readonly type?: CampaignType;
  /** Beginning of the name or of a later word of it, compared folded. */
  readonly namePrefix?: string;
  /** Days of createdAt: [from, before). */
  readonly createdFrom?: Date;
  readonly createdBefore?: Date;
};

/** A campaign that does not exist yet. */
export type NewCampaign = Omit<
  Campaign,
  | 'id'
  | 'createdAt'
  | 'updatedAt'
  | 'counts'
  | 'messages'
  | 'dayFunnel'
  | 'perDay'
  | 'statsRev'
  | 'rev'
  | 'epoch'
  | 'enrolment'
>;

export type CampaignEdit = Partial<
  Pick<
    Campaign,
    | 'name'
    | 'description'
    | 'targetFilter'
    | 'audienceMode'
    | 'stopOnReply'
    | 'customMessages'
    | 'maxMessagesPerDay'
    | 'priority'
    | 'status'
    | 'statusReason'
    | 'scheduledStartDate'
    | 'runAfterCampaignId'
  >
>;

/** status × type, exact; from one document. */
export type StatusMatrix = Readonly<Record<CampaignStatus, Readonly<Record<CampaignType, number>>>>;

/**
 * Who changes a campaign and why. The store writes the line in the transaction of the change, with the campaign's name and its status
 * before and after (of an edit also the fields that changed): both are saved, or neither is.
 */
export type AuditDraft = {
  readonly actor: { readonly id: string; readonly email: string | null; readonly role: string };
  readonly requestId: string;
  /** Noun and verb: `campaign.pause`. */
  readonly action: string;
  readonly reason?: string | null;
  /** What is told beside the status after the change. */
  readonly details?: Readonly<Record<string, unknown>>;
};

/** All campaigns together: how many there are, and the sums of their counters. */
export type CampaignOverview = {
  readonly matrix: StatusMatrix;
  readonly counts: CampaignCounts;
  readonly messages: MessageCounts;
};

export interface CampaignStore {
  create(campaign: NewCampaign, now: Date, audit?: AuditDraft): Promise<Campaign>;
  /** The owner's default campaign; made when missing, active and dynamic. Safe to call from many places at once. */
  ensureDefault(ownerId: OwnerId, now: Date): Promise<Campaign>;
  findDefault(ownerId: OwnerId): Promise<Campaign | null>;
  find(id: CampaignId, scope: Scope): Promise<Campaign | null>;
  findMany(ids: readonly CampaignId[], scope: Scope): Promise<readonly Campaign[]>;
  list(query: CampaignQuery, page: PageRequest<Sort>): Promise<PageOf<Campaign>>;
  /**
   * The one way a status changes: written only where the status is still `from`; rev + 1 and epoch + 1, the status matrix
   * moved in the same transaction. Null when nothing matched (gone, not the scope's, or another status by now).
   */
  transition(
    id: CampaignId,
    scope: Scope,
    from: CampaignStatus,
    change: CampaignChange,
    now: Date,
    audit?: AuditDraft,
  ): Promise<Campaign | null>;
  /** A transition that also demands that everybody is enrolled and no live target is left. */
  complete(id: CampaignId, from: CampaignStatus, change: CampaignChange, now: Date): Promise<Campaign | null>;
  /** Changes fields where the status is still `from`; rev + 1, and the matrix when the status is among them. */
  edit(
    id: CampaignId,
    scope: OwnerScope,
    from: CampaignStatus,
    change: CampaignEdit,
    now: Date,
    audit?: AuditDraft,
  ): Promise<Campaign | null>;
  /** Removes the document where the status is still `from`, and notes that its targets are to follow. Null when nothing matched. */
  remove(id: CampaignId, scope: OwnerScope, from: CampaignStatus, audit?: AuditDraft): Promise<Campaign | null>;
  /**
   * Saves how far the enrolment has come, only over the progress it was decided on (by cursor) and in its epoch. False: another
   * process went on meanwhile. Not a change that people see: `rev` stays.
   */
  saveEnrolment(campaign: Campaign, progress: EnrolmentProgress): Promise<boolean>;
  /** Removed campaigns whose targets are not all removed yet. */
  unfinishedRemovals(limit: number): Promise<readonly CampaignId[]>;
  /** The targets of a removed campaign are gone. */
  finishRemoval(id: CampaignId): Promise<void>;

  /** Active campaigns of these owners, by priority, then age: what a sending worker may draw from. */
  activeOf(ownerIds: readonly OwnerId[]): Promise<readonly Campaign[]>;
  /** How many live targets of each status all campaigns of an owner have, by the campaigns' own counters. */
  liveCountsOf(ownerId: OwnerId): Promise<Readonly<Record<LiveTargetStatus, number>>>;
  /** One owner's campaigns that are active or paused, by priority, then age. */
  runningOf(ownerId: OwnerId): Promise<readonly Campaign[]>;
  /** Read from the primary just before sending. Missing ones are gone. */
  statusAndEpoch(
    ids: readonly CampaignId[],
  ): Promise<ReadonlyMap<CampaignId, { status: CampaignStatus; epoch: number }>>;
  /** How many filtered campaigns of each owner are active or paused. Owners with none are left out. */
  runningFilteredOf(ownerIds: readonly OwnerId[]): Promise<ReadonlyMap<OwnerId, number>>;
  /**
   * Whether there may be something for the scheduler at this moment: a start that is due or waits for a parent, an enrolment to go on
   * with, counters that moved. One question in place of those for each.
   */
  hasWork(now: Date): Promise<boolean>;
  /** Scheduled campaigns whose date has come and that wait for no parent (or an ended one), by priority and date. */
  due(now: Date, limit: number): Promise<readonly Campaign[]>;
  /** Scheduled campaigns that wait for this one. */
  childrenOf(id: CampaignId): Promise<readonly Campaign[]>;
  /** Active campaigns whose audience is not fully enrolled; also the dynamic filtered ones. */
  withOpenEnrolment(limit: number): Promise<readonly Campaign[]>;
  /** Active default campaigns in pages by id. */
  activeDefaults(afterId: CampaignId | null, limit: number): Promise<readonly Campaign[]>;
  /** Active or paused frozen campaigns that are enrolled and have no live target left. */
  finished(limit: number): Promise<readonly Campaign[]>;
  /** Cancelled campaigns that still have live targets (a sweep was interrupted). */
  cancelledWithLiveTargets(limit: number): Promise<readonly Campaign[]>;
  /** Paused campaigns of an owner that were paused for this reason. */
  pausedFor(ownerId: OwnerId, code: CampaignReasonCode): Promise<readonly Campaign[]>;
  statusMatrix(): Promise<StatusMatrix>;
  /** How many campaigns of each status one owner has; every status is a key. */
  statusCountsOf(ownerId: OwnerId): Promise<Readonly<Record<CampaignStatus, number>>>;
  /** What the tiles show, from one document. As new as the last counting of changes. */
  overview(): Promise<CampaignOverview>;
  /** Takes into the totals what changed in up to `limit` campaigns; how many were looked at. Safe to repeat. */
  countChanges(limit: number): Promise<number>;
}
export const CAMPAIGN_STORE = Symbol('CampaignStore');
