import { contactLimits, type ContactSelection, foldLabel } from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { type Collection, type Document, type Filter } from 'mongodb';
import { Types } from 'mongoose';
import { filterKeys } from './contact.codec.ts';
import { contactFilter } from './contact.query.ts';
import { type ContactDocument } from './contact.schema.ts';

const BATCH = 500;

/** Pages by id, so that no cursor stays open while a client reads slowly. */
export async function* contactBatches(
  contacts: Collection<ContactDocument>,
  where: Record<string, unknown>,
  projection: Document = {},
): AsyncGenerator<ContactDocument[]> {
  let after: Types.ObjectId | null = null;
  for (;;) {
    const page: Record<string, unknown> = after ? { $and: [where, { _id: { $gt: after } }] } : where;
    const batch: ContactDocument[] = await contacts
      .find(page as Filter<ContactDocument>, { projection, batchSize: BATCH + 1 })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    if (batch.length > 0) yield batch;
    if (batch.length < BATCH) return;
    after = batch.at(-1)?._id ?? null;
  }
}

/** Adds and removes tags, whatever their case and accents, of a selection; tags over the limit are not added. */
export async function changeTags(
  contacts: Collection<ContactDocument>,
  ownerId: OwnerId,
  selection: ContactSelection,
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
  now: Date,
): Promise<{ readonly matched: number; readonly changed: number }> {
  const removed = new Set(remove.map(foldLabel));
  let [matched, changed] = [0, 0];
  for await (const batch of contactBatches(contacts, selectionFilter(ownerId, selection))) {
    const writes = batch.flatMap((stored) => {
      const before = stored.tags ?? [];
      const kept = before.filter((tag) => !removed.has(foldLabel(tag)));
      const known = new Set(kept.map(foldLabel));
      const tags = [...kept, ...add.filter((tag) => !known.has(foldLabel(tag)))].slice(0, contactLimits.tags);
      if (JSON.stringify(tags) === JSON.stringify(before)) return [];
      const update = { $set: { tags, ...filterKeys({ tags }), updatedAt: now } };
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
