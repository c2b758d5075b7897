import { type Target } from '@relance/campaigns-domain';
import { Schema, type Types } from 'mongoose';

/** A target as it lies in the database. */
export type TargetDocument = Omit<Target, 'id' | 'campaignId' | 'contactId' | 'lease' | 'resendOf'> & {
  readonly _id: Types.ObjectId;
  readonly campaignId: Types.ObjectId;
  readonly contactId: Types.ObjectId;
  readonly lease: { readonly deliveryId: Types.ObjectId; readonly token: number; readonly until: Date } | null;
  readonly resendOf: Types.ObjectId | null;
  /** Active, sending or unknown: what partial indexes select by. */
  readonly isLive: boolean;
  /** All addresses of the person; earlier versions stored only `phone`. */
  readonly personKeys?: readonly string[];
};

export const TARGETS = 'relance_targets';
export const TARGET_MODEL = 'RelanceTarget';

/** Shapes are kept by the codec; the schema is here for its name and its indexes. */
export const targetSchema = new Schema({}, { collection: TARGETS, strict: false, versionKey: false });

/** A contact is enrolled once per campaign, for ever. Who of these is enrolled already? */
targetSchema.index({ campaignId: 1, contactId: 1 }, { name: 'once_per_campaign', unique: true });
/** A person has one live target across everything. Which live target has this phone (STOP)? */
targetSchema.index(
  { phone: 1 },
  { name: 'one_live_per_person', unique: true, partialFilterExpression: { isLive: true } },
);
/** … by any of their addresses: two targets that share one can not both be live. */
targetSchema.index(
  { personKeys: 1 },
  {
    name: 'one_live_per_account',
    unique: true,
    partialFilterExpression: { isLive: true, personKeys: { $exists: true } },
  },
);
/** Was this person enrolled in the campaign before, under whichever contact? */
targetSchema.index({ campaignId: 1, personKeys: 1 }, { name: 'campaign_person' });
targetSchema.index({ campaignId: 1, phone: 1 }, { name: 'campaign_phone' });
/** Which live targets has this contact (conversion)? */
targetSchema.index({ contactId: 1 }, { name: 'live_of_contact', partialFilterExpression: { isLive: true } });
/** In which campaigns was this contact? */
targetSchema.index({ contactId: 1, _id: 1 }, { name: 'of_contact' });
/** Which target of this sender's campaign has been due longest? When is the next one due? */
targetSchema.index(
  { ownerId: 1, campaignId: 1, dueAt: 1, _id: 1 },
  { name: 'claim', partialFilterExpression: { status: 'active' } },
);
/** Whose result is not coming any more? */
targetSchema.index({ 'lease.until': 1 }, { name: 'abandoned', partialFilterExpression: { status: 'sending' } });
/** What did an earlier holder of this sender leave in flight? */
targetSchema.index({ ownerId: 1 }, { name: 'in_flight', partialFilterExpression: { status: 'sending' } });
/** Whose grace is over? */
targetSchema.index({ unknownSince: 1 }, { name: 'unknown_since', partialFilterExpression: { status: 'unknown' } });
/** A campaign's targets of one status; the recount of a campaign. */
targetSchema.index({ campaignId: 1, status: 1, _id: 1 }, { name: 'campaign_status' });
/** A campaign's targets, newest first. */
targetSchema.index({ campaignId: 1, _id: 1 }, { name: 'campaign_targets' });
/** Who of this campaign wrote back, newest first? Which target of this number ended last? */
targetSchema.index(
  { campaignId: 1, repliedAt: 1, _id: 1 },
  { name: 'campaign_replied', partialFilterExpression: { repliedAt: { $exists: true } } },
);
targetSchema.index({ ownerId: 1, phone: 1, exitedAt: -1 }, { name: 'owner_phone_ended' });
targetSchema.index({ ownerId: 1, personKeys: 1 }, { name: 'owner_person' });
/** An owner's live targets, newest first. */
targetSchema.index({ ownerId: 1, _id: 1 }, { name: 'owner_live', partialFilterExpression: { isLive: true } });
/** … of those who wrote back? */
targetSchema.index(
  { ownerId: 1, _id: 1, repliedAt: 1 },
  { name: 'owner_live_replied', partialFilterExpression: { isLive: true, repliedAt: { $gt: new Date(0) } } },
);
