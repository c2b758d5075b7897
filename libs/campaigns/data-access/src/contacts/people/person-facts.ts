import {
  type Contact,
  lackingFacts,
  type PersonAddresses,
  personKeys,
  type SharedFacts,
  sharedFacts,
  withSpellings,
} from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { type AnyBulkWriteOperation, type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { type AddressReader } from './address.reader.ts';
import { type RemovedPeople } from './removed-people.ts';
import { toContact } from '../contact.codec.ts';
import { type ContactDocument, CONTACTS } from '../contact.schema.ts';

/**
 * What is true of a person holds for each of an owner's contacts about them (see `sharedFacts`): kept on all of them, so that the
 * gates, audiences and lists need to look at one; contacts that were removed tell what they knew. Called after the write that noted a fact, and after the one that showed two
 * contacts to be one person: each writes first and looks then, so that of two in the same moment the later one finds the other's.
 */
export class PersonFacts {
  constructor(
    private readonly connection: Connection,
    private readonly addresses: AddressReader,
    private readonly removed: RemovedPeople,
  ) {}

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
  }

  /** Gives each of the owner's contacts about this person what another one knows; answers them as they are then. */
  async share(ownerId: OwnerId, person: PersonAddresses, now: Date): Promise<readonly Contact[]> {
    const theirs = await this.addresses.samePerson(personKeys(person), ownerId);
    const before = await this.removed.known(ownerId, withSpellings(theirs.flatMap(personKeys)));
    if (theirs.length + before.size < 2) return theirs;
    const shared = sharedFacts([...theirs, ...before.values()]);
    const told = theirs.map((contact) => ({ contact, facts: lackingFacts(contact, shared) }));
    const writes = told.flatMap(({ contact, facts }) => (facts ? writesOf(contact, facts, now) : []));
    if (writes.length === 0) return theirs;
    await this.contacts.bulkWrite(writes, { ordered: false });
    return this.addresses.samePerson(personKeys(person), ownerId);
  }

  /** The same for contacts that were just given these numbers: what another contact about one of them knows, or knew. */
  async shareWithNew(ownerId: OwnerId, phones: readonly string[], now: Date): Promise<void> {
    if (phones.length === 0) return;
    const [fresh, all] = [new Set(phones), withSpellings(phones)];
    const others = all.filter((phone) => !fresh.has(phone));
    // Two questions, each for an index: a database walks an owner's contacts for one that has both.
    const [before, ...found] = await Promise.all([
      this.removed.known(ownerId, all),
      this.contacts.find({ ownerId, waPhone: { $in: [...all] } } as Filter<ContactDocument>).toArray(),
      others.length > 0 ? this.contacts.find({ ownerId, phone: { $in: others } }).toArray() : [],
    ]);
    const knowing = found.flat().filter(({ convertedAt, lastInboundAt }) => convertedAt || lastInboundAt);
    for (const stored of knowing) if (!fresh.has(stored.phone)) await this.share(ownerId, toContact(stored), now);
    for (const phone of before.keys()) await this.share(ownerId, { phone, waPhone: null, lid: null }, now);
  }
}

/** Each write only adds: whatever happens meanwhile stays. */
function writesOf(
  { id }: Contact,
  { convertedAt, lastInboundAt, wroteTo = [] }: SharedFacts,
  now: Date,
): AnyBulkWriteOperation<ContactDocument>[] {
  const _id = new Types.ObjectId(id);
  const paid = { $set: { convertedAt, subscription: 'subscribed' as const }, $max: { updatedAt: now } };
  const heard = {
    ...(lastInboundAt && { $max: { lastInboundAt } }),
    ...(wroteTo.length > 0 && { $addToSet: { wroteTo: { $each: [...wroteTo] } } }),
  };
  return [
    ...(convertedAt ? [{ updateOne: { filter: { _id, convertedAt: null }, update: paid } }] : []),
    ...(Object.keys(heard).length > 0 ? [{ updateOne: { filter: { _id }, update: heard } }] : []),
  ];
}
