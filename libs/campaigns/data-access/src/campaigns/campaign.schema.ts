import { type Campaign, type EnrolmentProgress } from '@relance/campaigns-domain';
import { Schema, type Types } from 'mongoose';

export type StoredEnrolment = Omit<EnrolmentProgress, 'cursor'> & { readonly cursor: Types.ObjectId | null };

/** A campaign as it lies in the database; fields that a later version added may be missing and read as defaults. */
export type CampaignDocument = Omit<Campaign, 'id' | 'runAfterCampaignId' | 'enrolment'> & {
  readonly _id: Types.ObjectId;
  /** The folded name: sorting. */
  readonly nameKey: string;
  /** The beginnings by which it is found: of the folded name and of each later word of it. */
  readonly searchKeys?: readonly string[];
  readonly runAfterCampaignId: Types.ObjectId | null;
  readonly enrolment: StoredEnrolment;
  /** Its counters have moved since they were last counted into the totals. */
  readonly isUncounted?: true;
};

export const CAMPAIGNS = 'campaigns';
/** Removed campaigns whose targets are still to be removed; `_id` is the campaign's. Empty but for moments. */
export const CAMPAIGN_REMOVALS = 'campaign_removals';
export const CAMPAIGN_MODEL = 'Campaign';

/** Shapes are kept by the store's codec; the schema is here for its name and its indexes. */
export const campaignSchema = new Schema({}, { collection: CAMPAIGNS, strict: false, versionKey: false });

/** Which campaigns are there, newest first? (nobody's in particular) */
campaignSchema.index({ createdAt: -1, _id: -1 }, { name: 'created' });
/** … of this status? */
campaignSchema.index({ status: 1, createdAt: -1, _id: -1 }, { name: 'status_created' });
/** … of this status and type? Which active default campaigns are there? */
campaignSchema.index({ status: 1, type: 1, createdAt: -1, _id: -1 }, { name: 'status_type_created' });
/** … of this type? */
campaignSchema.index({ type: 1, createdAt: -1, _id: -1 }, { name: 'type_created' });
/** Which campaigns has this owner, newest first? */
campaignSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'owner_created' });
/** … of this status, and how many of each? Which may send now? Is a filtered one running, so that default enrolment rests? */
campaignSchema.index({ ownerId: 1, status: 1, createdAt: -1, _id: -1 }, { name: 'owner_status_created' });
/** Which campaigns send this file? */
campaignSchema.index({ 'customMessages.mediaIds': 1 }, { name: 'media' });
/** Which campaigns come by name? */
campaignSchema.index({ nameKey: 1, _id: 1 }, { name: 'name' });
/** Which campaigns have a name that begins so, or a later word of it? */
campaignSchema.index({ searchKeys: 1, _id: 1 }, { name: 'search_keys' });
/** Which scheduled campaigns have come due? */
campaignSchema.index(
  { scheduledStartDate: 1, _id: 1 },
  { name: 'due', partialFilterExpression: { status: 'scheduled' } },
);
/** Which scheduled campaigns wait for this one? */
campaignSchema.index({ runAfterCampaignId: 1 }, { name: 'children', partialFilterExpression: { status: 'scheduled' } });
/** What changed since the feed last looked? (when change streams are not to be had) */
campaignSchema.index({ updatedAt: 1, _id: 1 }, { name: 'updated' });
/** Whose enrolment is not finished? Which default campaigns take people in? */
campaignSchema.index(
  { type: 1, _id: 1 },
  { name: 'open_enrolment', partialFilterExpression: { status: 'active', 'enrolment.isDone': false } },
);
/** Which campaigns have nobody left and wait for their end? */
campaignSchema.index(
  { status: 1, _id: 1 },
  {
    name: 'drained',
    partialFilterExpression: {
      type: 'filtered',
      'enrolment.isDone': true,
      'counts.active': 0,
      'counts.sending': 0,
      'counts.unknown': 0,
    },
  },
);
/** Which cancelled campaigns still have people to let go? */
campaignSchema.index(
  { cancelledAt: 1 },
  { name: 'cancelling', partialFilterExpression: { status: 'cancelled', 'counts.active': { $gt: 0 } } },
);
/** Whose counters are not in the totals yet? */
campaignSchema.index({ isUncounted: 1 }, { name: 'uncounted', partialFilterExpression: { isUncounted: true } });
/** An owner has one default campaign, however many ask for it at once. */
campaignSchema.index(
  { ownerId: 1 },
  { name: 'one_default', unique: true, partialFilterExpression: { type: 'default' } },
);
