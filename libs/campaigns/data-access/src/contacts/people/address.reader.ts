import {
  type Contact,
  hasAddressAmong,
  ownerScoped,
  personKeys,
  type Scope,
  withSpellings,
} from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { type Filter } from 'mongodb';
import { type Connection } from 'mongoose';
import { scopeFilter } from '../../scope-filter.ts';
import { toContact } from '../contact.codec.ts';
import { type ContactDocument, CONTACTS } from '../contact.schema.ts';

/** One person is rarely there twice; more than this would be somebody's test data. */
const SAME_PERSON_LIMIT = 20;
/** From a number to its account, to another number of that account; further than this nobody is the same person. */
const ROUNDS = 3;

/** Contacts inside the scope that have one of these addresses: each question is answered by an index of that address. */
const withPresentAddress = (scope: Scope, keys: readonly string[]): Filter<ContactDocument>[] =>
  ['phone', 'waPhone', 'lid'].map((field) => hasIn(field, scope, keys));

/** … or had it as a number before. */
export const withAddressOf = (scope: Scope, keys: readonly string[]): Filter<ContactDocument> => ({
  $or: [...withPresentAddress(scope, keys), hasIn('formerPhones', scope, keys)],
});

const hasIn = (field: string, scope: Scope, keys: readonly string[]): Filter<ContactDocument> =>
  ({ ...scopeFilter(scope), [field]: { $in: [...keys] } }) as Filter<ContactDocument>;

const newestFirst = (a: Contact, b: Contact): number => b.id.localeCompare(a.id);

/** Reads contacts by the addresses of people: numbers, accounts that WhatsApp named, LIDs. */
export class AddressReader {
  constructor(private readonly connection: Connection) {}

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
  }

  /** Contacts that have one of these addresses, and those that share another with them; then those that had one before. */
  async findByKeys(keys: readonly string[], ownerId: OwnerId): Promise<readonly Contact[]> {
    if (keys.length === 0) return [];
    const found = await this.newestWhere(withAddressOf(ownerScoped(ownerId), keys));
    const asked = new Set(keys);
    const present = found.filter((contact) => hasAddressAmong(contact, asked));
    const further = present.flatMap(personKeys).filter((key) => !asked.has(key));
    const same = further.length === 0 ? present : await this.samePerson([...keys, ...further], ownerId);
    return [...same, ...found.filter(({ id }) => !same.some((contact) => contact.id === id))];
  }

  /** An owner's contacts about the person with one of these addresses, as far as addresses and their spellings lead. */
  async samePerson(keys: readonly string[], ownerId: OwnerId): Promise<readonly Contact[]> {
    let known = withSpellings(keys);
    for (let round = 1; ; round += 1) {
      const found = await this.newestWhere({ $or: withPresentAddress(ownerScoped(ownerId), known) });
      const all = withSpellings([...known, ...found.flatMap(personKeys)]);
      if (all.length === known.length || round === ROUNDS) return found;
      known = all;
    }
  }

  async addressesOf(keys: readonly string[]): Promise<readonly string[]> {
    const found = await this.contacts.find({ $or: withPresentAddress('anyOwner', withSpellings(keys)) }).toArray();
    return withSpellings([...keys, ...found.map(toContact).flatMap(personKeys)]);
  }

  /** Asked without an order: that of ids tempts a database to walk all contacts for the few that match. */
  private async newestWhere(where: Filter<ContactDocument>): Promise<readonly Contact[]> {
    const found = await this.contacts.find(where).toArray();
    return found.map(toContact).sort(newestFirst).slice(0, SAME_PERSON_LIMIT);
  }
}
