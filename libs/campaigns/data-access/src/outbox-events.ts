import {
  type Campaign,
  type Contact,
  type Delivery,
  isLive,
  type OptOut,
  type Target,
} from '@relance/campaigns-domain';
import { type OutboxEvent, personSubject } from '@relance/platform';

/** What an event is about: events of one subject reach a receiver in order, and what is kept of them is erased by it. */
export const subjectOf = {
  campaign: (id: string): string => `campaign:${id}`,
  target: (id: string): string => `target:${id}`,
  delivery: (id: string): string => `delivery:${id}`,
  contact: (id: string): string => `contact:${id}`,
  person: personSubject,
} as const;

/** What other programs are told when something of a campaign changed. The fields are part of the contract with receivers. */
export const campaignUpdated = (campaign: Campaign, at: Date): OutboxEvent => ({
  type: 'campaign.updated',
  ownerId: campaign.ownerId,
  subject: subjectOf.campaign(campaign.id),
  seq: campaign.rev,
  at,
  data: {
    id: campaign.id,
    ownerId: campaign.ownerId,
    name: campaign.name,
    type: campaign.type,
    status: campaign.status,
    statusReason: campaign.statusReason && { code: campaign.statusReason.code, note: campaign.statusReason.note },
    counts: { ...campaign.counts },
    messages: { ...campaign.messages },
    rev: campaign.rev,
  },
});

/** Null when the target did not leave its sequence. */
export const targetExited = (before: Target, after: Target, at: Date): OutboxEvent | null =>
  !isLive(before) || isLive(after)
    ? null
    : {
        type: 'target.exited',
        ownerId: after.ownerId,
        subject: subjectOf.target(after.id),
        seq: after.rev,
        at,
        data: {
          id: after.id,
          ownerId: after.ownerId,
          campaignId: after.campaignId,
          contactId: after.contactId,
          phone: after.phone,
          status: after.status,
          exitReason: after.exitReason,
          currentDay: after.currentDay,
          exitedAt: after.exitedAt?.toISOString() ?? null,
          rev: after.rev,
        },
      };

/** Null when the state is the one that was told before. */
export const deliveryUpdated = (before: Delivery, after: Delivery, at: Date): OutboxEvent | null =>
  before.state === after.state
    ? null
    : {
        type: 'delivery.updated',
        ownerId: after.ownerId,
        subject: subjectOf.delivery(after.id),
        seq: after.rev,
        at,
        data: {
          id: after.id,
          ownerId: after.ownerId,
          campaignId: after.campaignId,
          targetId: after.targetId,
          contactId: after.contactId,
          day: after.day,
          attempt: after.attempt,
          state: after.state,
          waMessageId: after.waMessageId,
          error: after.error && { code: after.error.code, class: after.error.class, message: after.error.message },
          rev: after.rev,
        },
      };

export const contactOptedOut = ({
  phone,
  ownerId,
  source,
  at,
}: Pick<OptOut, 'phone' | 'ownerId' | 'source' | 'at'>): OutboxEvent => ({
  type: 'contact.opted_out',
  ownerId,
  subject: subjectOf.person(phone),
  seq: at.getTime(),
  at,
  data: { ownerId, phone, source, at: at.toISOString() },
});

export const contactReplied = (
  { id, ownerId, phone }: Pick<Contact, 'id' | 'ownerId' | 'phone'>,
  at: Date,
): OutboxEvent => ({
  type: 'contact.replied',
  ownerId,
  subject: subjectOf.contact(id),
  seq: at.getTime(),
  at,
  data: { id, ownerId, phone, repliedAt: at.toISOString() },
});
