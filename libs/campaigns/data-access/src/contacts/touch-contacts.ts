import { type Connection } from 'mongoose';
import { CONTACT_COUNTS } from './contact-counts.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

/** Everybody who was seen as an owner, by the directory's store. */
const OWNERS = 'owners';
const OWNERS_AT_ONCE = 500;

/** Whoever has one of these addresses, whoever's contact it is, counts as changed at this instant. */
export async function touchContacts(connection: Connection, keys: readonly string[], at: Date): Promise<void> {
  // Contacts are indexed by owner first.
  const ids = async (collection: string): Promise<readonly string[]> =>
    (
      await connection
        .collection<{ _id: string }>(collection)
        .find({}, { projection: { _id: 1 } })
        .toArray()
    ).map(({ _id }) => _id);
  const owners = [...new Set([...(await ids(OWNERS)), ...(await ids(CONTACT_COUNTS))])];
  const contacts = connection.collection<ContactDocument>(CONTACTS);
  const of = { $in: [...keys] };
  for (let from = 0; from < owners.length; from += OWNERS_AT_ONCE) {
    const ownerId = { $in: owners.slice(from, from + OWNERS_AT_ONCE) };
    const byAddress: Record<string, unknown>[] = [
      { ownerId, phone: of },
      { ownerId, waPhone: of },
      { ownerId, lid: of },
      { ownerId, formerPhones: of },
    ];
    await contacts.updateMany({ $or: byAddress }, { $max: { updatedAt: at } });
  }
}
