import { OUTBOX, type OutboxDocument, OUTBOX_SUBSCRIPTIONS, type SubscriptionDocument } from '@relance/platform';
import { type WebhookDisabledCause } from '@relance/webhooks-domain';
import { Schema } from 'mongoose';

export type WebhookDocument = SubscriptionDocument & {
  readonly url: string;
  /** Encrypted. */
  readonly secret: string;
  readonly disabledReason: string | null;
  readonly disabledCause?: WebhookDisabledCause | null;
  readonly failingSince: Date | null;
  readonly restsUntil?: Date | null;
  readonly createdAt: Date;
};

export const WEBHOOK_MODEL = 'Webhook';
export const webhookSchema = new Schema(
  {},
  { collection: OUTBOX_SUBSCRIPTIONS, strict: false, versionKey: false, autoCreate: true },
);
/** Which endpoints has this owner (null: the installation), newest first? */
webhookSchema.index({ ownerId: 1, _id: -1 }, { name: 'of_owner' });
/** Who subscribes to anything? */
webhookSchema.index({ active: 1 }, { name: 'active' });
/** Which endpoints have failed for long? */
webhookSchema.index(
  { failingSince: 1 },
  { name: 'failing', partialFilterExpression: { failingSince: { $type: 'date' } } },
);

export type WebhookDeliveryDocument = OutboxDocument & {
  readonly lastStatus?: number | null;
  readonly lastError?: string | null;
  readonly settledAt?: Date;
  /** Real time: when it is forgotten. */
  readonly expireAt?: Date;
};

export const WEBHOOK_DELIVERY_MODEL = 'WebhookDelivery';
export const webhookDeliverySchema = new Schema(
  {},
  { collection: OUTBOX, strict: false, versionKey: false, autoCreate: true },
);
/** Which events are due? */
webhookDeliverySchema.index({ dueAt: 1, _id: 1 }, { name: 'due', partialFilterExpression: { open: true } });
/** Is an earlier event of this subject still on its way? */
webhookDeliverySchema.index(
  { subscriberId: 1, subject: 1, seq: 1, _id: 1 },
  { name: 'order', partialFilterExpression: { open: true } },
);
/** What was told about this person? (erasure) */
webhookDeliverySchema.index({ subject: 1 }, { name: 'subject' });
/** What was this endpoint told, newest first? */
webhookDeliverySchema.index({ subscriberId: 1, _id: -1 }, { name: 'of_endpoint' });
/** What is old enough to be forgotten? */
webhookDeliverySchema.index({ expireAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });
