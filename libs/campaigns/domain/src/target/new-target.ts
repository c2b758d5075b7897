import { type CampaignId, type ContactId, type OwnerId, type TargetId } from '@relance/kernel';
import { type Language } from '../contact/contact.ts';
import { type Target } from './target.ts';

/** Who joins which campaign, and when (UTC, the product's clock). */
export type NewTarget = {
  readonly id: TargetId;
  readonly ownerId: OwnerId;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  /** E.164. */
  readonly phone: string;
  readonly waPhone: string | null;
  readonly lid: string | null;
  readonly language: Language;
  readonly at: Date;
};

/** A target as it begins: day 1 is due at once, and its windows and caps are the gate's business. */
export const newTarget = ({ at, ...who }: NewTarget): Target => ({
  ...who,
  status: 'active',
  exitReason: null,
  currentDay: 1,
  dueAt: at,
  wantedAt: at,
  deferredBy: null,
  enrolledAt: at,
  exitedAt: null,
  days: [],
  attempt: 1,
  triesSpent: 0,
  daysLost: 0,
  lease: null,
  unknownSince: null,
  resendOf: null,
  lastError: null,
  duplicateOf: null,
  receivedAt: null,
  repliedAt: null,
  rev: 0,
  updatedAt: at,
});
