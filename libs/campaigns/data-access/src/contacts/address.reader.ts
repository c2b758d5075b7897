import { type Contact, personKeys } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { type Filter } from 'mongodb';
import { type Connection } from 'mongoose';
import { toContact } from './contact.codec.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

/** One person is rarely there twice; more than this would be somebody's test data. */
const SAME_PERSON_LIMIT = 20;

/** Reads contacts by the addresses of people: numbers, accounts that WhatsApp named, LIDs. */
export class AddressReader {
  constructor(private readonly connection: Connection) {}

  private get contacts() {
    return this.connection.collection<ContactDocument>(CONTACTS);
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

  async addressesOf(keys: readonly string[]): Promise<readonly string[]> {
    const $in = [...keys];
    // Indexes begin with the owner: asked for every owner, each question is answered by one of them.
    const ownerId = { $in: await this.contacts.distinct('ownerId') };
    const where = {
      $or: [
        { ownerId, phone: { $in } },
        { ownerId, waPhone: { $in } },
        { ownerId, lid: { $in } },
      ],
    } as Filter<ContactDocument>;
    const found = await this.contacts.find(where).toArray();
    return [...new Set([...keys, ...found.map(toContact).flatMap(personKeys)])];
  }
}
