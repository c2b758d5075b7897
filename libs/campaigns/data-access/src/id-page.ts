import { type PageOf, type PageRequest } from '@relance/campaigns-domain';
import { type Collection, type Document, type Filter } from 'mongodb';
import { Types } from 'mongoose';

/** Above this a total is no longer exact: the count stops there. */
const COUNT_LIMIT = 10_001;

/** One page of a collection whose ids rise with time: sorted by id alone, so that the cost follows the page at any depth. */
export async function idPage<D extends Document & { readonly _id: Types.ObjectId }>(
  collection: Collection<D>,
  filter: Filter<D>,
  page: PageRequest,
  knownTotal?: number,
): Promise<PageOf<D>> {
  const direction = page.sort === 'createdAt' ? 1 : -1;
  const beyond = direction === 1 ? '$gt' : '$lt';
  const where = page.after ? { $and: [filter, { _id: { [beyond]: new Types.ObjectId(page.after.id) } }] } : filter;
  const [found, total] = await Promise.all([
    collection
      .find(where as Filter<D>)
      .sort({ _id: direction })
      .skip(page.after ? 0 : (page.page - 1) * page.limit)
      .limit(page.limit + 1)
      .toArray() as Promise<D[]>,
    knownTotal ?? collection.countDocuments(filter, { limit: COUNT_LIMIT }),
  ]);
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  const next = found.length > page.limit && last ? { value: '', id: last._id.toHexString() } : null;
  return { rows, total, next };
}
