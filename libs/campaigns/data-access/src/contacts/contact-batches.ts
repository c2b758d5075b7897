import { addTags, type ContactSelection, foldLabel } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { pagesById } from '@relance/platform';
import { type Db, type Filter } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { filterKeys } from './contact.codec.ts';
import { contactFilter } from './contact.query.ts';
import { type ContactDocument, CONTACTS } from './contact.schema.ts';

/** Contacts in one answer: choosing the index for a question costs as much as some hundred of them. */
const BATCH = 1_000;
/** Contacts that are changed together. */
const CHANGED = 500;

/** Contacts of a question, the oldest first, with these fields. */
export const contactBatches = (
  connection: Connection,
  where: Record<string, unknown>,
  projection: Readonly<Record<string, 1>>,
  size = BATCH,
): AsyncGenerator<readonly ContactDocument[]> =>
  pagesById<ContactDocument>(connection.db as Db, {
    collection: CONTACTS,
    filter: where as Filter<ContactDocument>,
    projection,
    size,
  });

/** Adds and removes tags, whatever their case and accents, of a selection; tags over the limit are not added. */
export async function changeTags(
  connection: Connection,
  ownerId: OwnerId,
  selection: ContactSelection,
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
  now: () => Date,
): Promise<{ readonly matched: number; readonly changed: number }> {
  const contacts = connection.collection<ContactDocument>(CONTACTS);
  const removed = new Set(remove.map(foldLabel));
  let [matched, changed] = [0, 0];
  for await (const batch of contactBatches(connection, selectionFilter(ownerId, selection), { tags: 1 }, CHANGED)) {
    const updatedAt = now();
    const writes = batch.flatMap((stored) => {
      const before = stored.tags ?? [];
      const tags = addTags(
        before.filter((tag) => !removed.has(foldLabel(tag))),
        add,
      );
      if (JSON.stringify(tags) === JSON.stringify(before)) return [];
      const update = { $set: { tags, ...filterKeys({ tags }), updatedAt } };
      return [{ updateOne: { filter: { _id: stored._id, ownerId }, update } }];
    });
    matched += batch.length;
    changed += writes.length;
    if (writes.length > 0) await contacts.bulkWrite(writes, { ordered: false });
  }
  return { matched, changed };
}

const selectionFilter = (ownerId: OwnerId, selection: ContactSelection): Record<string, unknown> =>
  'ids' in selection
    ? { ownerId, _id: { $in: selection.ids.map((id) => new Types.ObjectId(id)) } }
    : { ...contactFilter(selection.query), ownerId };
