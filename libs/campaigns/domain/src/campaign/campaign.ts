import { type CampaignId, type ContactId, type OwnerId } from '@relance/kernel';
import { type AudienceFilter, type AudienceSplit, emptySplit } from '../audience/audience.ts';
import { type CampaignCounts, type DayStatistics, type MessageCounts } from '../statistics/counts.ts';
import { type DayMessage } from '../template/template.ts';

export const campaignStatuses = ['draft', 'scheduled', 'active', 'paused', 'completed', 'cancelled'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

export const campaignTypes = ['default', 'filtered'] as const;
export type CampaignType = (typeof campaignTypes)[number];

/** `frozen`: the audience is enrolled once, at the start. `dynamic`: new matches join as long as it runs. */
export const audienceModes = ['frozen', 'dynamic'] as const;
export type AudienceMode = (typeof audienceModes)[number];

/** Why a campaign is in its status; shown as `statusReason.code`. */
export const campaignReasonCodes = [
  'requested', // a person asked
  'start_date_reached',
  'parent_ended',
  'session_expired', // the owner must scan again
  'failure_ratio', // too many of the last sends failed
  'no_match', // nobody matched
  'nobody_to_enrol', // people matched and all of them were excluded
  'sequence_finished', // everybody went through
] as const;
export type CampaignReasonCode = (typeof campaignReasonCodes)[number];

/** Who did it: a person's id, or `system`. */
export type CampaignActor = string;
export const SYSTEM_ACTOR: CampaignActor = 'system';

export type StatusReason = {
  readonly code: CampaignReasonCode;
  /** The person's own words, at most 500 characters. */
  readonly note: string | null;
  readonly by: CampaignActor;
  readonly at: Date;
};

/** How far the enrolment of the audience has come, so that it goes on after a crash where it stopped. */
export type EnrolmentProgress = {
  /** Contacts up to and including this id have been assessed in the present pass; null: no pass is open. */
  readonly cursor: ContactId | null;
  /** True when every contact that matched at the start has been assessed. */
  readonly isDone: boolean;
  /** How the contacts assessed so far split (frozen audiences). */
  readonly split: AudienceSplit;
  /** Dynamic audiences and the default campaign: contacts changed before this instant have been assessed. */
  readonly changedUntil: Date | null;
  /** Dynamic audiences: when the present or last pass over everybody began. */
  readonly passStartedAt: Date | null;
  /** The default campaign: contacts registered until this instant have been assessed. */
  readonly registeredUntil: Date | null;
};

export const noEnrolment = (): EnrolmentProgress => ({
  cursor: null,
  isDone: false,
  split: emptySplit(),
  changedUntil: null,
  passStartedAt: null,
  registeredUntil: null,
});

/** One campaign as stored. Instants are UTC on the product's clock. */
export type Campaign = {
  readonly id: CampaignId;
  readonly ownerId: OwnerId;
  readonly name: string;
  readonly description: string | null;
  readonly type: CampaignType;
  readonly status: CampaignStatus;
  readonly statusReason: StatusReason | null;
  /** Null for the default campaign. */
  readonly targetFilter: AudienceFilter | null;
  readonly audienceMode: AudienceMode;
  /** Messages that replace the default ones of their day; each day at most once, by day. */
  readonly customMessages: readonly DayMessage[];
  readonly scheduledStartDate: Date | null;
  readonly runAfterCampaignId: CampaignId | null;
  /** Any reply of a person ends their sequence. */
  readonly stopOnReply: boolean;
  /** Lower comes first. */
  readonly priority: number;
  /** Per local day of the owner. */
  readonly maxMessagesPerDay: number;
  readonly startedAt: Date | null;
  readonly pausedAt: Date | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly enrolment: EnrolmentProgress;
  readonly counts: CampaignCounts;
  readonly messages: MessageCounts;
  /** Live targets by the day to be sent next; seven numbers, day 1 first. */
  readonly dayFunnel: readonly number[];
  /** What became of the messages of each day; seven entries, day 1 first. */
  readonly perDay: readonly DayStatistics[];
  /** Rises at every change of the counters alone. */
  readonly statsRev: number;
  /** Rises at every other change; orders views. */
  readonly rev: number;
  /** Rises at every change of status; what a sending worker compares before each message. */
  readonly epoch: number;
};

export const DAYS_IN_SEQUENCE = 7;
export const CAMPAIGN_NAME_MAX = 100;
export const CAMPAIGN_DESCRIPTION_MAX = 1000;
export const REASON_NOTE_MAX = 500;

/** The default campaign's name; owners may not change it. */
export const DEFAULT_CAMPAIGN_NAME = 'Default relance';
