import { type PageOf, type PageRequest } from '@relance/campaigns-domain';
import { readIdPage } from '@relance/platform';
import { type Collection, type Document, type Filter } from 'mongodb';
import { type Types } from 'mongoose';

/** Above this a total is no longer exact: the count stops there. */
const COUNT_LIMIT = 10_001;

/** One page of a collection whose ids rise with time, newest first unless asked for otherwise. */
export async function idPage<D extends Document & { readonly _id: Types.ObjectId }>(
  collection: Collection<D>,
  filter: Filter<D>,
  { page, limit, sort, after }: PageRequest,
  knownTotal?: number,
): Promise<PageOf<D>> {
  const asked = { page, limit, afterId: after?.id ?? null, oldestFirst: sort === 'createdAt' };
  const counted = knownTotal ?? collection.countDocuments(filter, { limit: COUNT_LIMIT });
  const { rows, total, hasMore } = await readIdPage(collection, filter, asked, counted);
  const last = rows.at(-1);
  return { rows, total, next: hasMore && last ? { value: '', id: last._id.toHexString() } : null };
}
