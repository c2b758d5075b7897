import { type Delivery } from '@relance/campaigns-domain';
import { Schema, type Types } from 'mongoose';

/** A delivery as it lies in the database. */
export type DeliveryDocument = Omit<Delivery, 'id' | 'campaignId' | 'targetId' | 'contactId'> & {
  readonly _id: Types.ObjectId;
  readonly campaignId: Types.ObjectId;
  readonly targetId: Types.ObjectId;
  readonly contactId: Types.ObjectId;
  /** Later is higher; for lists that sort by progress. */
  readonly rank: number;
  readonly updatedAt: Date;
};

export const DELIVERIES = 'message_deliveries';
export const DELIVERY_MODEL = 'MessageDelivery';

export const deliverySchema = new Schema({}, { collection: DELIVERIES, strict: false, versionKey: false });

/** One intent per target, day and attempt. Which attempts has this target had? */
deliverySchema.index({ targetId: 1, day: 1, attempt: 1 }, { name: 'one_intent', unique: true });
/** Which message does this receipt speak of? */
deliverySchema.index({ waMessageId: 1 }, { name: 'wa_message', unique: true });
/** … when it is one of several messages of a delivery? */
deliverySchema.index({ 'parts.waMessageId': 1 }, { name: 'wa_parts', sparse: true });
/** How many messages of this campaign are in which state, by day (recount); only the failed ones? */
deliverySchema.index({ campaignId: 1, state: 1, day: 1 }, { name: 'campaign_state' });
/** A campaign's messages, newest first. */
deliverySchema.index({ campaignId: 1, _id: 1 }, { name: 'campaign_deliveries' });
/** What changed since the feed last looked? (when change streams are not to be had) */
deliverySchema.index({ updatedAt: 1 }, { name: 'updated' });
