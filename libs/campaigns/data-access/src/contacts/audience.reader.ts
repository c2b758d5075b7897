import {
  type AudienceCriteria,
  type Contact,
  type ContactPage,
  type ContactStore,
  type RegistrationRange,
} from '@relance/campaigns-domain';
import { type ContactId, type OwnerId } from '@relance/kernel';
import { type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { audienceQuery } from './audience.query.ts';
import { toContact } from './contact.codec.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

/** A sample is read in so many places of the audience. */
const SAMPLE_PAGES = 8;

type ChangedQuery = Parameters<ContactStore['changedSince']>[1];

const newlyRegistered = ({ after, until }: RegistrationRange) => ({
  registeredAt: { $gt: after, $lte: until },
  convertedAt: null,
  archivedAt: null,
});

/** Later in the order of this instant, then of the id. */
function beyond(field: 'updatedAt' | 'registeredAt', { id, ...contact }: Contact): Record<string, unknown> {
  const at = contact[field];
  return { $or: [{ [field]: { $gt: at } }, { [field]: at, _id: { $gt: new Types.ObjectId(id) } }] };
}

/** Reads an owner's people for audiences: by criteria, by change, by date of registration, and in samples. */
export class AudienceReader {
  constructor(private readonly connection: Connection) {}

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
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

  async changedSince(
    ownerId: OwnerId,
    { since, criteria, registered }: ChangedQuery,
    { after, limit }: ContactPage,
  ): Promise<readonly Contact[]> {
    const clauses = [
      { ownerId },
      after ? beyond('updatedAt', after) : { updatedAt: { $gte: since } },
      ...(criteria ? [audienceQuery(criteria)] : []),
      ...(registered ? [newlyRegistered(registered)] : []),
    ];
    return this.pageOf({ $and: clauses }, { updatedAt: 1, _id: 1 }, limit);
  }

  countMatching(ownerId: OwnerId, criteria: AudienceCriteria, limit: number): Promise<number> {
    const where = { ownerId, ...audienceQuery(criteria) } as Filter<ContactDocument>;
    return this.contacts.countDocuments(where, { limit });
  }

  async sampleMatching(ownerId: OwnerId, criteria: AudienceCriteria, size: number): Promise<readonly Contact[]> {
    const where = { ownerId, ...audienceQuery(criteria) } as Filter<ContactDocument>;
    const edge = (direction: 1 | -1) =>
      this.contacts
        .find(where, { projection: { _id: 1 } })
        .sort({ _id: direction })
        .limit(1)
        .next();
    const [first, last] = await Promise.all([edge(1), edge(-1)]);
    if (!first || !last) return [];
    const found = new Map<string, Contact>();
    const pageSize = Math.ceil(size / SAMPLE_PAGES);
    for (const from of idsBetween(first._id, last._id, SAMPLE_PAGES)) {
      const page = await this.contacts
        .find({ $and: [where, { _id: { $gte: from } }] } as Filter<ContactDocument>)
        .sort({ _id: 1 })
        .limit(pageSize)
        .toArray();
      for (const stored of page) found.set(stored._id.toHexString(), toContact(stored));
    }
    return [...found.values()];
  }

  async registeredBetween(
    ownerId: OwnerId,
    range: RegistrationRange,
    { after, limit }: ContactPage,
  ): Promise<readonly Contact[]> {
    const clauses = [{ ownerId }, newlyRegistered(range), ...(after ? [beyond('registeredAt', after)] : [])];
    return this.pageOf({ $and: clauses }, { registeredAt: 1, _id: 1 }, limit);
  }

  private async pageOf(
    where: Record<string, unknown>,
    sort: Readonly<Record<string, 1>>,
    limit: number,
  ): Promise<readonly Contact[]> {
    const found = await this.contacts
      .find(where as Filter<ContactDocument>)
      .sort(sort)
      .limit(limit)
      .toArray();
    return found.map(toContact);
  }
}

/** Ids at even distances: an id begins with its second, and contacts that came in one second are apart by the rest. */
function idsBetween(first: Types.ObjectId, last: Types.ObjectId, count: number): Types.ObjectId[] {
  const [from, to] = [BigInt(`0x${first.toHexString()}`), BigInt(`0x${last.toHexString()}`)];
  return Array.from({ length: count }, (_, index) => {
    const at = from + ((to - from) * BigInt(index)) / BigInt(count);
    return new Types.ObjectId(at.toString(16).padStart(24, '0'));
  });
}
