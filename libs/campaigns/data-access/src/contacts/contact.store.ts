import {
  type AudienceCriteria,
  type Contact,
  type ContactFields,
  type ContactPatch,
  type ContactQuery,
  type ContactRow,
  type ContactStore,
  nothingKnownOfWhatsApp,
  type PageOf,
  type PageRequest,
  type Scope,
  type UpsertOutcome,
  type WhatsAppKnowledge,
} from '@relance/campaigns-domain';
import { type ContactId, documentId, type OwnerId } from '@relance/kernel';
import { isDuplicateKey } from '@relance/platform';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { keysetPage } from '../keyset-page.ts';
import { audienceQuery } from './audience.query.ts';
import { nameKeyOf, newContactFields, toContact } from './contact.codec.ts';
import { contactFilter } from './contact.query.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';
import { insertNew, overwrite } from './contact-batch.ts';

/** Above this the total of a narrowed list is no longer exact: the count stops there. */
const COUNT_LIMIT = 10_001;
/** One person is rarely there twice; more than this would be somebody's test data. */
const SAME_PERSON_LIMIT = 20;

/** An owner's people on MongoDB. */
@Injectable()
export class MongoContactStore implements ContactStore {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
  }

  async create(
    ownerId: OwnerId,
    fields: ContactFields,
    now: Date,
  ): Promise<{ readonly created: Contact } | { readonly existing: ContactId }> {
    const document = { ...newContactFields(ownerId, fields, now), _id: new Types.ObjectId() };
    const found = await this.contacts.findOneAndUpdate(
      { ownerId, phone: fields.phone },
      { $setOnInsert: withoutKey(document) },
      { upsert: true, returnDocument: 'after' },
    );
    if (!found || found._id.equals(document._id)) return { created: toContact(document) };
    return { existing: idOf(found._id) };
  }

  async createMany(
    ownerId: OwnerId,
    contacts: readonly ContactRow[],
    { upsert }: { readonly upsert: boolean },
    now: Date,
  ): Promise<readonly UpsertOutcome[]> {
    const outcomes = await insertNew(this.contacts, ownerId, contacts, now);
    if (!upsert) return outcomes;
    const known = contacts.filter((_, index) => outcomes[index]?.outcome === 'exists');
    await overwrite(this.contacts, ownerId, known, now);
    return outcomes.map((outcome) => (outcome.outcome === 'exists' ? { ...outcome, outcome: 'updated' } : outcome));
  }

  async find(id: ContactId, ownerId: OwnerId): Promise<Contact | null> {
    return this.oneWhere({ _id: new Types.ObjectId(id), ownerId });
  }

  findByPhone(phone: string, ownerId: OwnerId): Promise<Contact | null> {
    return this.oneWhere({ ownerId, phone });
  }

  async findByKeys(keys: readonly string[], ownerId: OwnerId): Promise<readonly Contact[]> {
    if (keys.length === 0) return [];
    const $in = [...keys];
    const where = {
      $or: [
        { ownerId, phone: { $in } },
        { ownerId, waPhone: { $in } },
        { ownerId, lid: { $in } },
        { ownerId, formerPhones: { $in } },
      ],
    } as Filter<ContactDocument>;
    return (await this.contacts.find(where).sort({ _id: -1 }).limit(SAME_PERSON_LIMIT).toArray()).map(toContact);
  }

  async findMany(ids: readonly ContactId[], scope: Scope): Promise<readonly Contact[]> {
    if (ids.length === 0) return [];
    const where: Filter<ContactDocument> = {
      _id: { $in: ids.map((id) => new Types.ObjectId(id)) },
      ...(scope !== 'anyOwner' && { ownerId: scope.ownerId }),
    };
    return (await this.contacts.find(where).toArray()).map(toContact);
  }

  async list(query: ContactQuery, page: PageRequest): Promise<PageOf<Contact>> {
    const where = contactFilter(query);
    const total = this.contacts.countDocuments(where as Filter<ContactDocument>, { limit: COUNT_LIMIT });
    const { rows, ...rest } = await keysetPage(this.contacts, where, page, total);
    return { rows: rows.map(toContact), ...rest };
  }

  async update(
    id: ContactId,
    ownerId: OwnerId,
    patch: ContactPatch,
    now: Date,
  ): Promise<Contact | { readonly existing: ContactId } | null> {
    const before = await this.find(id, ownerId);
    if (!before) return null;
    const nameKey = nameKeyOf(patch.name === undefined ? before.name : patch.name, patch.phone ?? before.phone);
    try {
      const after = await this.contacts.findOneAndUpdate(
        { _id: new Types.ObjectId(id), ownerId },
        { $set: { ...patch, ...forgottenNumber(patch, before), nameKey, updatedAt: now } },
        { returnDocument: 'after' },
      );
      return after ? toContact(after) : null;
    } catch (error) {
      const holder = patch.phone && isDuplicateKey(error) ? await this.findByPhone(patch.phone, ownerId) : null;
      if (holder) return { existing: holder.id };
      throw error;
    }
  }

  async remove(id: ContactId, ownerId: OwnerId): Promise<boolean> {
    return (await this.contacts.deleteOne({ _id: new Types.ObjectId(id), ownerId })).deletedCount === 1;
  }

  async markConverted(id: ContactId, ownerId: OwnerId, now: Date): Promise<Contact | null> {
    const _id = new Types.ObjectId(id);
    await this.contacts.updateOne(
      { _id, ownerId, convertedAt: null },
      { $set: { convertedAt: now, subscription: 'subscribed', updatedAt: now } },
    );
    return this.find(id, ownerId);
  }

  async markInbound(contact: Contact, knowledge: WhatsAppKnowledge, at: Date): Promise<void> {
    await this.contacts.updateOne(sameNumber(contact), {
      $set: knowledgeFields(knowledge),
      $max: { lastInboundAt: at },
    });
  }

  async saveWhatsAppKnowledge(contact: Contact, knowledge: WhatsAppKnowledge): Promise<void> {
    await this.contacts.updateOne(sameNumber(contact), { $set: knowledgeFields(knowledge) });
  }

  async matching(
    ownerId: OwnerId,
    criteria: AudienceCriteria,
    { after, until, limit }: { readonly after: ContactId | null; readonly until?: ContactId; readonly limit: number },
  ): Promise<readonly Contact[]> {
    const ids = { ...(after && { $gt: new Types.ObjectId(after) }), ...(until && { $lte: new Types.ObjectId(until) }) };
    const where = { ownerId, ...(Object.keys(ids).length > 0 && { _id: ids }), ...audienceQuery(criteria) };
    const found = await this.contacts
      .find(where as Filter<ContactDocument>)
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    return found.map(toContact);
  }

  async registeredBetween(
    ownerId: OwnerId,
    range: { readonly after: Date; readonly until: Date },
    { after, limit }: { readonly after: ContactId | null; readonly limit: number },
  ): Promise<readonly Contact[]> {
    const where: Filter<ContactDocument> = {
      ownerId,
      registeredAt: { $gt: range.after, $lte: range.until },
      convertedAt: null,
      archivedAt: null,
      ...(after && { _id: { $gt: new Types.ObjectId(after) } }),
    };
    return (await this.contacts.find(where).sort({ _id: 1 }).limit(limit).toArray()).map(toContact);
  }

  private async oneWhere(where: Filter<ContactDocument>): Promise<Contact | null> {
    const stored = await this.contacts.findOne(where);
    return stored ? toContact(stored) : null;
  }
}

/** Another number is another account: what WhatsApp said of the old one is forgotten. */
const forgottenNumber = (patch: ContactPatch, before: Contact): Partial<Contact> =>
  patch.phone === undefined || patch.phone === before.phone
    ? {}
    : { ...nothingKnownOfWhatsApp, formerPhones: [...new Set([...before.formerPhones, before.phone])] };

/** The contact, while it still has the number that a question or an answer was about. */
const sameNumber = ({ id, ownerId, phone }: Contact): Filter<ContactDocument> => ({
  _id: new Types.ObjectId(id),
  ownerId,
  phone,
});

const knowledgeFields = (known: WhatsAppKnowledge): WhatsAppKnowledge => ({
  onWhatsApp: known.onWhatsApp,
  onWhatsAppCheckedAt: known.onWhatsAppCheckedAt,
  waPhone: known.waPhone,
  lid: known.lid,
  lookupFailures: known.lookupFailures,
  lookupRetryAt: known.lookupRetryAt,
});

const withoutKey = ({ ownerId: _ownerId, phone: _phone, ...rest }: ContactDocument) => rest;
const idOf = (id: Types.ObjectId): ContactId => documentId<'ContactId'>(id.toHexString());
