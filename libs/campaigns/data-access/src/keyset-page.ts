import { type PageOf, type PageRequest, type Sort } from '@relance/campaigns-domain';
import { readPage } from '@relance/platform';
import { type Collection, type Document } from 'mongodb';
import { Types } from 'mongoose';

type Direction = 1 | -1;
type Key = { readonly field: 'createdAt' | 'nameKey'; readonly direction: Direction };

const keys: Readonly<Record<Sort, Key>> = {
  '-createdAt': { field: 'createdAt', direction: -1 },
  createdAt: { field: 'createdAt', direction: 1 },
  name: { field: 'nameKey', direction: 1 },
};

/** Lists that go by name too sort by one field and the id, so that a position is exact even among equal values. */
export const sortOf = (sort: Sort): Record<string, Direction> => {
  const { field, direction } = keys[sort];
  return { [field]: direction, _id: direction };
};

/**
 * Rows strictly behind a position. The outer range gives the index its bounds; the inner choice only drops rows with the
 * same value that were seen already.
 */
function behind(sort: Sort, after: NonNullable<PageRequest['after']>): Record<string, unknown> {
  const { field, direction } = keys[sort];
  const value = field === 'createdAt' ? new Date(after.value) : after.value;
  const [beyond, orAt] = direction === 1 ? ['$gt', '$gte'] : ['$lt', '$lte'];
  return {
    [field]: { [orAt]: value },
    $or: [{ [field]: { [beyond]: value } }, { _id: { [beyond]: new Types.ObjectId(after.id) } }],
  };
}

type Row = { readonly _id: Types.ObjectId; readonly createdAt: Date; readonly nameKey: string };

/** One page by keyset (a position) or by number. */
export async function keysetPage<D extends Document & Row>(
  collection: Collection<D>,
  filter: Readonly<Record<string, unknown>>,
  page: PageRequest<Sort>,
  total: Promise<number>,
): Promise<PageOf<D>> {
  const { rows, hasMore, ...counted } = await readPage(
    collection,
    {
      filter,
      behind: page.after ? behind(page.sort, page.after) : null,
      sort: sortOf(page.sort),
      skip: (page.page - 1) * page.limit,
      limit: page.limit,
    },
    total,
  );
  const last = rows.at(-1);
  return { rows, ...counted, next: hasMore && last ? positionOf(page.sort, last) : null };
}

const positionOf = (sort: Sort, row: Row): { value: string; id: string } => ({
  value: keys[sort].field === 'createdAt' ? row.createdAt.toISOString() : row.nameKey,
  id: row._id.toHexString(),
});

/** All folded texts that begin so, as an index range: the last code point sorts behind every character in use, emoji among them. */
export const prefixRange = (prefix: string): { $gte: string; $lt: string } => ({
  $gte: prefix,
  $lt: `${prefix}\u{10ffff}`,
});
