import { nothingKnownOfWhatsApp } from '@relance/campaigns-domain';
import { inTransaction } from '@relance/platform';
import { type AnyBulkWriteOperation } from 'mongodb';
import { type ClientSession, type Connection, type Types } from 'mongoose';
import { changedFields } from '../changed-fields.ts';
import { areCampaignNamesFolded, refoldCampaignNames } from '../campaigns/refold-names.ts';
import { TARGETS, type TargetDocument } from '../targets/target.schema.ts';
import { filterKeys, searchKeys, toContact } from './contact.codec.ts';
import { CONTACT_COUNTS } from './contact-counts.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';
import { type OptOutFlags } from './opt-out-flags.ts';

/** Stands among the counts; no owner's id has a space in it. Raised with whatever contacts store, how texts are folded among it. */
export const UPGRADE = 'upgraded to 6';
type Progress = { readonly _id: string; readonly after: Types.ObjectId | null; readonly isDone: boolean };

/**
 * Gives the next `limit` contacts the fields that earlier versions did not write; answers how many it looked at, 0 when all have
 * them. How far it has come is stored, so that it goes on after a restart and that later starts do not look again.
 */
export async function upgradeContacts(
  connection: Connection,
  optOutFlags: OptOutFlags,
  limit: number,
): Promise<number> {
  const progress = connection.collection<Progress>(CONTACT_COUNTS);
  const before = await progress.findOne({ _id: UPGRADE });
  if (before?.isDone) {
    await dropRetiredIndexes(connection);
    if (!(await areCampaignNamesFolded(connection)))
      await inTransaction(connection, (session) => refoldCampaignNames(connection, session));
    return 0;
  }
  return inTransaction(connection, async (session) => {
    const contacts = connection.collection<ContactDocument>(CONTACTS);
    const slice = await contacts
      .find(before?.after ? { _id: { $gt: before.after } } : {}, { session })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    const live = await liveContacts(connection, slice, session);
    const optedOut = await optOutFlags.of(slice.map(toContact), session);
    const writes = slice.flatMap((stored, index): AnyBulkWriteOperation<ContactDocument>[] => {
      const $set = {
        ...keysAsNow(stored),
        ...askedAgain(stored),
        ...(optedOut[index] && !stored.isOptedOut && { isOptedOut: true }),
        ...(live.has(stored._id.toHexString()) && !stored.isInLiveSequence && { isInLiveSequence: true }),
      };
      return Object.keys($set).length === 0 ? [] : [{ updateOne: { filter: { _id: stored._id }, update: { $set } } }];
    });
    if (writes.length > 0) await contacts.bulkWrite(writes, { session, ordered: false });
    if (slice.length === 0) await refoldCampaignNames(connection, session);
    const $set = { after: slice.at(-1)?._id ?? before?.after ?? null, isDone: slice.length === 0 };
    await progress.updateOne({ _id: UPGRADE }, { $set }, { upsert: true, session });
    return slice.length;
  });
}

/** Began with the owner: who has an address was asked of each owner. What earlier versions made stays until it is dropped. */
const RETIRED = new Set(['owner_wa_phone', 'owner_former_phones', 'owner_lid']);

async function dropRetiredIndexes(connection: Connection): Promise<void> {
  const contacts = connection.collection<ContactDocument>(CONTACTS);
  for (const { name } of await contacts.indexes()) {
    if (name !== undefined && RETIRED.has(name)) await contacts.dropIndex(name);
  }
}

/** Says that all contacts were stored by this version: nothing is looked through at the next start. */
export async function noteNothingToUpgrade(connection: Connection): Promise<void> {
  const nothing = { $setOnInsert: { after: null, isDone: true } };
  await connection.collection<Progress>(CONTACT_COUNTS).updateOne({ _id: UPGRADE }, nothing, { upsert: true });
}

async function liveContacts(
  connection: Connection,
  contacts: readonly ContactDocument[],
  session: ClientSession,
): Promise<ReadonlySet<string>> {
  const found = await connection
    .collection<TargetDocument>(TARGETS)
    .find(
      { contactId: { $in: contacts.map(({ _id }) => _id) }, isLive: true },
      { session, projection: { contactId: 1 } },
    )
    .toArray();
  return new Set(found.map(({ contactId }) => contactId.toHexString()));
}

/** What searches and filters go by, where it is missing or folded as an earlier version did. */
function keysAsNow(stored: ContactDocument): Partial<ContactDocument> {
  const { name, phone, tags, profession } = toContact(stored);
  return changedFields(stored, { ...searchKeys(name, phone), ...filterKeys({ tags, profession }) });
}

/** A "no" of the first version may have been a question that nobody answered: it is asked again, once. */
const askedAgain = ({ searchKeys: keys, onWhatsApp, waPhone }: Partial<ContactDocument>): Partial<ContactDocument> =>
  keys === undefined && onWhatsApp === 'no' && waPhone === undefined ? nothingKnownOfWhatsApp : {};
