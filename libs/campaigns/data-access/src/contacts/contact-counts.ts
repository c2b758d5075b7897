import { type OwnerId } from '@relance/kernel';
import { type ClientSession, type Connection, Schema } from 'mongoose';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

export const CONTACT_COUNTS = 'contact_counts';
export const CONTACT_COUNTS_MODEL = 'ContactCounts';
/** One document an owner, by the owner's id. */
export const contactCountsSchema = new Schema(
  { _id: String },
  { collection: CONTACT_COUNTS, strict: false, versionKey: false },
);

export type ContactCounts = { readonly active: number; readonly archived: number };
type CountsDocument = ContactCounts & { readonly _id: string };

/** How many contacts an owner has: a number that moves in the transaction of what it counts, so that no list is counted. */
export class OwnerContactCounts {
  constructor(private readonly connection: Connection) {}

  private get counts() {
    return this.connection.collection<CountsDocument>(CONTACT_COUNTS);
  }

  /** Call it after the contacts were written: the first time, and for data of earlier versions, they are counted. */
  async move(ownerId: OwnerId, change: ContactCounts, session: ClientSession): Promise<void> {
    if (change.active === 0 && change.archived === 0) return;
    const moved = await this.counts.updateOne({ _id: ownerId }, { $inc: { ...change } }, { session });
    if (moved.matchedCount === 0) await this.counts.insertOne(await this.counted(ownerId, session), { session });
  }

  async read(ownerId: OwnerId): Promise<ContactCounts> {
    return (await this.counts.findOne({ _id: ownerId })) ?? (await this.counted(ownerId));
  }

  private async counted(ownerId: OwnerId, session?: ClientSession): Promise<CountsDocument> {
    const contacts = this.connection.collection<ContactDocument>(CONTACTS);
    const options = { ...(session && { session }) };
    const active = await contacts.countDocuments({ ownerId, archivedAt: null }, options);
    const archived = await contacts.countDocuments({ ownerId, archivedAt: { $gt: new Date(0) } }, options);
    return { _id: ownerId, active, archived };
  }
}
