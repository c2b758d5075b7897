import { nothingKnownOfWhatsApp } from '@relance/campaigns-domain';
import { type Collection } from 'mongodb';
import { filterKeys, searchKeys, toContact } from './contact.codec.ts';
import { type OwnerContactCounts } from './contact-counts.ts';
import { type ContactDocument } from './contact.schema.ts';

/** Gives up to `limit` contacts of an earlier version the fields that they lack; answers how many, 0 when all have them. */
export async function upgradeContacts(
  contacts: Collection<ContactDocument>,
  counts: OwnerContactCounts,
  limit: number,
): Promise<number> {
  if (await counts.isUpgraded()) return 0;
  const old = await contacts
    .find({ searchKeys: { $exists: false } })
    .limit(limit)
    .toArray();
  if (old.length === 0) {
    await counts.markUpgraded();
    return 0;
  }
  const writes = old.map((stored) => {
    const { name, phone, tags = [], profession = null } = toContact(stored);
    // A "no" of an earlier version may have been a question that nobody answered: it is asked again, once.
    const again = stored.onWhatsApp === 'no' && stored.waPhone === undefined ? nothingKnownOfWhatsApp : {};
    const $set = { ...searchKeys(name, phone), ...filterKeys({ tags, profession }), ...again };
    return { updateOne: { filter: { _id: stored._id, phone }, update: { $set } } };
  });
  await contacts.bulkWrite(writes, { ordered: false });
  return old.length;
}
