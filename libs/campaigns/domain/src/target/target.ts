import { type CampaignId, type ContactId, type DeliveryId, type OwnerId, type TargetId } from '@relance/kernel';
import { type Language } from '../contact/contact.ts';
import { type DeliveryError } from '../delivery/delivery.ts';
import { type ExitReason } from './exit-reason.ts';

export const liveTargetStatuses = ['active', 'sending', 'unknown'] as const;
export type LiveTargetStatus = (typeof liveTargetStatuses)[number];
export const endedTargetStatuses = ['completed', 'converted', 'exited'] as const;
export const targetStatuses = [...liveTargetStatuses, ...endedTargetStatuses] as const;
export type TargetStatus = (typeof targetStatuses)[number];

/** What became of one day of the sequence. */
export type DayState = 'pending' | 'sent' | 'delivered' | 'read' | 'failed' | 'refused' | 'unknown' | 'skipped';
export type TargetDay = { readonly day: number; readonly state: DayState; readonly at: Date };

/** Why a due target was put off; shown by "why not sent yet?" and forgotten when it is recalled. */
export type DeferralCause = 'window' | 'cold_cap' | 'cold_restriction' | 'not_reachable_now';

/** What a target in flight carries: the fence that a late result must still match. */
export type TargetLease = {
  readonly deliveryId: DeliveryId;
  /** The sender's lease token at the intent. */
  readonly token: number;
  /** Real time: beyond it the result is not coming and the reaper calls it unknown. */
  readonly until: Date;
};

/** One contact enrolled in one campaign. Instants are UTC on the product's clock (but for the lease). */
export type Target = {
  readonly id: TargetId;
  readonly ownerId: OwnerId;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  /** E.164, as the contact's owner wrote it. */
  readonly phone: string;
  /** The account that WhatsApp named for it, and its LID: with the phone, the person's keys across campaigns. */
  readonly waPhone: string | null;
  readonly lid: string | null;
  readonly language: Language;
  readonly status: TargetStatus;
  readonly exitReason: ExitReason | null;
  /** 1 to 7: the day to be sent next. */
  readonly currentDay: number;
  /** When the engine looks at it next; null once ended. */
  readonly dueAt: Date | null;
  /** When the day fell due before anything put it off; a recall goes back to it. */
  readonly wantedAt: Date | null;
  readonly deferredBy: DeferralCause | null;
  readonly enrolledAt: Date;
  readonly exitedAt: Date | null;
  readonly days: readonly TargetDay[];
  /** Number of the next delivery of the current day, from 1; part of the message id. */
  readonly attempt: number;
  /** Attempts of the current day that count against its limit. */
  readonly triesSpent: number;
  /** Days in a row that were given up. */
  readonly daysLost: number;
  readonly lease: TargetLease | null;
  readonly unknownSince: Date | null;
  /** The uncertain delivery to be sent again under its own id (policy resend-same-id only). */
  readonly resendOf: DeliveryId | null;
  readonly lastError: DeliveryError | null;
  /** With exit reason `duplicate_contact`: the contact that is the same person. */
  readonly duplicateOf: ContactId | null;
  /** When a phone last confirmed to have received a message of this sequence, or a part of one; null: never. */
  readonly receivedAt: Date | null;
  /** When the person first wrote back while (or after) being in this sequence; null: never. */
  readonly repliedAt: Date | null;
  readonly rev: number;
  readonly updatedAt: Date;
};

/**
 * The last sent days in a row that WhatsApp accepted and no phone received. Days on which nothing was sent do not count, nor do
 * those that left before a phone last received anything: whichever message it was, and be it a part of one, the phone is there.
 */
export function undeliveredDays({ days, receivedAt }: Pick<Target, 'days' | 'receivedAt'>): number {
  const byDay = [...days].sort((a, b) => b.day - a.day);
  const received = byDay.findIndex(({ state }) => state === 'delivered' || state === 'read');
  return byDay
    .slice(0, received < 0 ? byDay.length : received)
    .filter(({ state, at }) => state === 'sent' && (receivedAt === null || at > receivedAt)).length;
}

export const isLive = (target: Pick<Target, 'status'>): boolean =>
  (liveTargetStatuses as readonly string[]).includes(target.status);

/** The status that goes with an exit reason. */
export function endedStatusOf(reason: ExitReason): (typeof endedTargetStatuses)[number] {
  if (reason === 'completed_7days') return 'completed';
  return reason === 'paid' ? 'converted' : 'exited';
}
