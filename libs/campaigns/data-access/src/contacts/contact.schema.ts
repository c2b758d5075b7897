import { type Contact } from '@relance/campaigns-domain';
import { Schema, type Types } from 'mongoose';

/** A contact as it lies in the database. */
export type ContactDocument = Omit<Contact, 'id'> & {
  readonly _id: Types.ObjectId;
  /** The folded name, or the phone where there is no name: sorting and prefix search. */
  readonly nameKey: string;
  /** What a search may begin with; absent where an earlier version wrote the contact. */
  readonly searchKeys?: readonly string[];
  /** Folded tags and profession: what filters compare. */
  readonly tagKeys?: readonly string[];
  readonly professionKey?: string | null;
  /** Whether an opt-out names the person: what lists are narrowed by. Absent where an earlier version wrote the contact: no. */
  readonly isOptedOut?: boolean;
};

export const CONTACTS = 'contacts';
export const CONTACT_MODEL = 'Contact';

/** Shapes are kept by the store's codec; the schema is here for its name and its indexes. */
export const contactSchema = new Schema({}, { collection: CONTACTS, strict: false, versionKey: false });

/** Is this phone known to the owner already? A person is there once per owner. */
contactSchema.index({ ownerId: 1, phone: 1 }, { name: 'owner_phone', unique: true });
/** Which contacts does this owner have, newest first? */
contactSchema.index({ ownerId: 1, archivedAt: 1, createdAt: -1, _id: -1 }, { name: 'owner_created' });
/** … of those who bought, of those who wrote back? */
contactSchema.index(
  { ownerId: 1, archivedAt: 1, createdAt: -1, _id: -1 },
  { name: 'owner_converted', partialFilterExpression: { convertedAt: { $gt: new Date(0) } } },
);
contactSchema.index(
  { ownerId: 1, archivedAt: 1, createdAt: -1, _id: -1, lastInboundAt: 1 },
  { name: 'owner_replied', partialFilterExpression: { lastInboundAt: { $gt: new Date(0) } } },
);
/** … of those who asked to be left alone, of those in a sequence now? */
contactSchema.index(
  { ownerId: 1, archivedAt: 1, createdAt: -1, _id: -1, isOptedOut: 1 },
  { name: 'owner_opted_out', partialFilterExpression: { isOptedOut: true } },
);
contactSchema.index(
  { ownerId: 1, archivedAt: 1, createdAt: -1, _id: -1, isInLiveSequence: 1 },
  { name: 'owner_in_live_sequence', partialFilterExpression: { isInLiveSequence: true } },
);
/** … by name, or whose name begins so? */
contactSchema.index({ ownerId: 1, archivedAt: 1, nameKey: 1, _id: 1 }, { name: 'owner_name' });
/** … of whose name a word, or of whose phone the digits, begin so? */
contactSchema.index({ ownerId: 1, searchKeys: 1 }, { name: 'owner_search' });
/** Which contacts come next in this owner's audience? */
contactSchema.index({ ownerId: 1, _id: 1 }, { name: 'owner_id' });
/** … of these countries? */
contactSchema.index({ ownerId: 1, country: 1, _id: 1 }, { name: 'owner_country' });
/** … with these tags? */
contactSchema.index({ ownerId: 1, tagKeys: 1, _id: 1 }, { name: 'owner_tag_keys' });
/** Who registered in these days? (default enrolment) */
contactSchema.index({ ownerId: 1, registeredAt: 1, _id: 1 }, { name: 'owner_registered' });
/** Whose record changed lately? (dynamic audiences) */
contactSchema.index({ ownerId: 1, updatedAt: 1, _id: 1 }, { name: 'owner_updated' });
/**
 * Who has, or had, this address, of one owner or of all? (inbound messages, opt-outs, the same person under another spelling) The
 * address comes first: an opt-out holds for every owner, and what it costs must not grow with their number.
 */
contactSchema.index({ phone: 1, ownerId: 1 }, { name: 'phone_owner' });
contactSchema.index(
  { waPhone: 1, ownerId: 1 },
  { name: 'wa_phone_owner', partialFilterExpression: { waPhone: { $type: 'string' } } },
);
contactSchema.index(
  { formerPhones: 1, ownerId: 1 },
  { name: 'former_phones_owner', partialFilterExpression: { formerPhones: { $exists: true } } },
);
/** Who is behind this LID? */
contactSchema.index(
  { lid: 1, ownerId: 1 },
  { name: 'lid_owner', partialFilterExpression: { lid: { $type: 'string' } } },
);
