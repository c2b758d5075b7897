import { type CampaignId, type ContactId, type DeliveryId, type OwnerId, type TargetId } from '@relance/kernel';
import { type Language } from '../contact/contact.ts';
import { type ErrorClass } from './error-classes.ts';

/**
 * `sending`: intent written, fate open. `sent`: WhatsApp took it. `refused`: WhatsApp answered with an error. `failed`: it
 * certainly never left. `unknown`: it may have left; only a receipt settles it.
 */
export const deliveryStates = ['sending', 'unknown', 'failed', 'refused', 'sent', 'delivered', 'read'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export type DeliveryError = {
  /** WhatsApp's number, or our own word for what never left. */
  readonly code: string;
  readonly class: ErrorClass;
  readonly message: string;
};

export type DeliveryTimes = {
  readonly intentAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly failedAt: Date | null;
};

/** One of the WhatsApp messages that a delivery is made of, when it is more than one. */
export type DeliveryPart = {
  readonly waMessageId: string;
  readonly state: DeliveryState;
  readonly error: DeliveryError | null;
};

/** One attempt to send one day's message to one target. */
export type Delivery = {
  readonly id: DeliveryId;
  readonly ownerId: OwnerId;
  readonly campaignId: CampaignId;
  readonly targetId: TargetId;
  readonly contactId: ContactId;
  readonly day: number;
  readonly attempt: number;
  readonly state: DeliveryState;
  /** Of the first part, when there are several; follows from target, day and attempt. */
  readonly waMessageId: string;
  /** Only when the day's message is several WhatsApp messages: a file, and a text too long for its caption. */
  readonly parts?: readonly DeliveryPart[];
  readonly language: Language;
  /** SHA-256 of the text, hex: texts themselves are not kept. */
  readonly textHash: string;
  /** To a contact who had never written to the owner. */
  readonly isCold: boolean;
  /** The owner's local day whose cap it was reserved from, `YYYY-MM-DD`. */
  readonly reservedOn: string;
  readonly times: DeliveryTimes;
  readonly error: DeliveryError | null;
  readonly rev: number;
};

/**
 * Which later update may overwrite which state. Proof of arrival (delivered, read) beats every earlier belief, even "failed";
 * nothing goes back: an acknowledgement after a receipt, or an error after an arrival, changes nothing.
 */
export const overwritableBy = {
  sending: ['unknown', 'failed', 'refused', 'sent', 'delivered', 'read'],
  unknown: ['failed', 'refused', 'sent', 'delivered', 'read'],
  failed: ['sent', 'delivered', 'read'],
  sent: ['refused', 'delivered', 'read'],
  refused: ['delivered', 'read'],
  delivered: ['read'],
  read: [],
} as const satisfies Readonly<Record<DeliveryState, readonly DeliveryState[]>>;

/** Whether update of `next` may be written over `current`. */
export const mayOverwrite = (current: DeliveryState, next: DeliveryState): boolean =>
  (overwritableBy[current] as readonly DeliveryState[]).includes(next);

/** A place on the way for display and indexes: higher is later, and what left is above what did not. */
export const rankOf = (state: DeliveryState): number => deliveryStates.indexOf(state);

/** Whether the message left the phone, as far as anybody knows: what counts as sent. */
export const hasLeft = (state: DeliveryState): boolean => rankOf(state) >= rankOf('refused');

export type DeliveryStateUpdate = {
  readonly state: Exclude<DeliveryState, 'sending'>;
  readonly at: Date;
  readonly error: DeliveryError | null;
};

/** The delivery after the update, or null when the update changes nothing. */
export function withUpdate(delivery: Delivery, update: DeliveryStateUpdate): Delivery | null {
  if (!mayOverwrite(delivery.state, update.state)) return null;
  const arrived = update.state === 'delivered' || update.state === 'read';
  return {
    ...delivery,
    state: update.state,
    times: timesAfter(delivery.times, update),
    error: arrived || update.state === 'sent' ? null : (update.error ?? delivery.error),
    rev: delivery.rev + 1,
  };
}

/** A later receipt implies the earlier ones: a read message was delivered, a delivered one was sent. */
function timesAfter(times: DeliveryTimes, { state, at }: DeliveryStateUpdate): DeliveryTimes {
  if (state === 'unknown') return times;
  if (state === 'failed') return { ...times, failedAt: at };
  const sent = { ...times, sentAt: times.sentAt ?? at };
  if (state === 'refused') return { ...sent, failedAt: at };
  if (state === 'sent') return { ...sent, failedAt: null };
  const delivered = { ...sent, failedAt: null, deliveredAt: sent.deliveredAt ?? at };
  return state === 'read' ? { ...delivered, readAt: delivered.readAt ?? at } : delivered;
}

/** What the message id is derived from: the same target, day and attempt always give the same id. */
export const messageIdSeed = (key: {
  readonly targetId: string;
  readonly day: number;
  readonly attempt: number;
}): string => `${key.targetId}|${key.day}|${key.attempt}`;

/** The id in WhatsApp web's own form (`3EB0` and 18 hex digits) from the SHA-256 (hex) of the seed. */
export function messageIdFrom(sha256Hex: string): string {
  if (!/^[0-9a-f]{64}$/i.test(sha256Hex)) throw new TypeError('a SHA-256 has 64 hexadecimal digits');
  return `3EB0${sha256Hex.slice(0, 18).toUpperCase()}`;
}
