import { type Contact, personKeys } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { type Filter } from 'mongodb';
import { type Connection } from 'mongoose';
import { toContact } from './contact.codec.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

type Owners = OwnerId | { readonly $in: readonly string[] };

/** One person is rarely there twice; more than this would be somebody's test data. */
const SAME_PERSON_LIMIT = 20;

/** Contacts of these owners that have one of these addresses: each question is answered by an index, which begins with the owner. */
const withPresentAddress = (ownerId: Owners, keys: readonly string[]): Filter<ContactDocument>[] => {
  const of = { $in: [...keys] };
  return [
    { ownerId, phone: of },
    { ownerId, waPhone: of },
    { ownerId, lid: of },
  ] as Filter<ContactDocument>[];
};

/** … or had it as a number before. */
export const withAddressOf = (ownerId: Owners, keys: readonly string[]): Filter<ContactDocument> => ({
  $or: [
    ...withPresentAddress(ownerId, keys),
    { ownerId, formerPhones: { $in: [...keys] } } as unknown as Filter<ContactDocument>,
  ],
});

const newestFirst = (a: Contact, b: Contact): number => b.id.localeCompare(a.id);

/** Reads contacts by the addresses of people: numbers, accounts that WhatsApp named, LIDs. */
export class AddressReader {
  constructor(private readonly connection: Connection) {}

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
  }

  async findByKeys(keys: readonly string[], ownerId: OwnerId): Promise<readonly Contact[]> {
    if (keys.length === 0) return [];
    // Asked without an order: that of ids tempts a database to walk all contacts for the few that match.
    const found = await this.contacts.find(withAddressOf(ownerId, keys)).toArray();
    return found.map(toContact).sort(newestFirst).slice(0, SAME_PERSON_LIMIT);
  }

  async addressesOf(keys: readonly string[]): Promise<readonly string[]> {
    const owners = await this.contacts.distinct('ownerId');
    const found = await this.contacts.find({ $or: withPresentAddress({ $in: owners }, keys) }).toArray();
    return [...new Set([...keys, ...found.map(toContact).flatMap(personKeys)])];
  }
}
