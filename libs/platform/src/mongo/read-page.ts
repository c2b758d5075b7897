import { type Collection, type Document, type Filter, type Sort } from 'mongodb';
import { type mongo, Types } from 'mongoose';

/** A page of a list, as a store reads it. */
export type PageRead = {
  /** What belongs to the list. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** Rows strictly behind the cursor's position in the order of `sort`; null where the page was asked for by its number. */
  readonly behind: Readonly<Record<string, unknown>> | null;
  /** Ends with a field that no two rows share, so that a position is exact. */
  readonly sort: Sort;
  /** Rows before a page that was asked for by its number; not used with `behind`. */
  readonly skip: number;
  readonly limit: number;
  readonly projection?: Document;
};

export type PageRows<D> = { readonly rows: D[]; readonly total: number; readonly hasMore: boolean };

/** The driver's collection, whichever of its two copies of types names it. */
type Listed<D extends Document> = Collection<D> | mongo.Collection<D>;

/** Reads one row more than asked, to know whether there is a next page. `total` is counted beside it. */
export async function readPage<D extends Document>(
  collection: Listed<D>,
  { filter, behind, sort, skip, limit, projection }: PageRead,
  total: number | Promise<number>,
): Promise<PageRows<D>> {
  const where = behind === null ? filter : { $and: [filter, behind] };
  const [found, counted] = await Promise.all([
    // The filter is built from the collection's own fields; the driver's type cannot follow the generic. Both copies of the type are one.
    (collection as Collection<D>)
      .find(where as Filter<D>, projection && { projection })
      .sort(sort)
      .skip(behind === null ? skip : 0)
      .limit(limit + 1)
      .toArray() as Promise<D[]>,
    total,
  ]);
  return { rows: found.slice(0, limit), total: counted, hasMore: found.length > limit };
}

/** A page of a list that is sorted by id, which rises with time: by number (from 1), or behind the row `afterId` (24 hex digits). */
export type IdPage = {
  readonly page: number;
  readonly limit: number;
  readonly afterId: string | null;
  /** Newest first by default. */
  readonly oldestFirst?: boolean;
};

/** One page of a collection whose ids rise with time: sorted by id alone, so that the cost follows the page at any depth. */
export function readIdPage<D extends Document>(
  collection: Listed<D>,
  filter: Readonly<Record<string, unknown>>,
  { page, limit, afterId, oldestFirst = false }: IdPage,
  total: number | Promise<number>,
): Promise<PageRows<D>> {
  const beyond = oldestFirst ? '$gt' : '$lt';
  const behind = afterId === null ? null : { _id: { [beyond]: new Types.ObjectId(afterId) } };
  const sort: Sort = { _id: oldestFirst ? 1 : -1 };
  return readPage(collection, { filter, behind, sort, skip: (page - 1) * limit, limit }, total);
}
