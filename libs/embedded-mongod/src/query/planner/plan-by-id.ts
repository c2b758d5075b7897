import { encodeKey } from '../../bson/keys.ts';
import { show } from '../../bson/show.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { type CollectionInfo, type IndexInfo } from '../../storage/collection.ts';
import { type Range } from '../../storage/environment.ts';
import { encodedPart } from '../../storage/keys.ts';
import { type View } from '../../storage/view.ts';
import { Limit, Skip } from '../execution/combine.ts';
import { Fetch, IndexPoint, type Watch } from '../execution/scans.ts';
import { type Stage } from '../execution/stage.ts';
import { type Matcher } from '../matcher/compile.ts';
import { isExactValue, type IndexScan } from './index-scan.ts';
import { type Plan, type Query } from './query.ts';

/** Ids longer than this are shortened in keys. */
const LONGEST_KEY = 1000;

/** The ids of `{ _id: <value> }` and of `{ _id: { $in: [<values>] } }`; undefined for everything else. */
const idsOf = (filter: Doc): readonly Value[] | undefined => {
  if (filter.size !== 1) return undefined;
  const id = filter.get('_id');
  if (isExactValue(id)) return [id];
  const among = id instanceof Map && id.size === 1 ? id.get('$in') : undefined;
  return Array.isArray(among) && among.length > 0 && among.every(isExactValue) ? among : undefined;
};

/** The short way of the most frequent questions, for one id or for several: the same stages, without weighing anything. */
export const planById = (view: View, collection: CollectionInfo, query: Query, watch: Watch): Plan | undefined => {
  const { filter, hint, min, max, collation } = query;
  const [index] = collection.indexes;
  const ids = idsOf(filter);
  if (ids === undefined || index?.name !== '_id_' || hint !== undefined || min !== undefined || max !== undefined)
    return undefined;
  if (index.collation !== undefined || collation !== undefined || index.shortened || query.sort !== undefined)
    return undefined;
  const points = pointsOf(ids, index);
  if (points.some(({ key }) => key.length > LONGEST_KEY)) return undefined;
  const ranges = points.map(({ key }) => ({ from: key, to: Buffer.concat([key, Buffer.of(0)]) }));
  const scan: IndexScan = {
    index,
    get intervals() {
      return [points.map((point, at) => intervalOf(point.id, ranges[at] as Range))];
    },
    groups: [ranges],
    reverse: false,
    fixed: 1,
    sorts: true,
    isExact: true,
  };
  index.uses += 1;
  let root: Stage = new Fetch(view, collection, new IndexPoint(view, scan, ranges, watch), {
    filter,
    test: undefined,
  });
  if ((query.skip ?? 0) > 0) root = new Skip(root, query.skip as number);
  if ((query.limit ?? 0) > 0) root = new Limit(root, query.limit as number);
  return { root, matcher: anyId, rejected: [] };
};

type Point = { readonly id: Value; readonly key: Buffer };

/** Each id once, in the order of the index. */
const pointsOf = (ids: readonly Value[], index: IndexInfo): readonly Point[] => {
  const pointOf = (id: Value): Point => ({
    id,
    key: encodeKey([id], index.directions, undefined, { head: index.ident, tail: 0 }),
  });
  const points = ids.map(pointOf).sort((a, b) => Buffer.compare(a.key, b.key));
  return points.filter(({ key }, at) => at === 0 || !key.equals((points[at - 1] as Point).key));
};

/** What only an explanation reads. */
const intervalOf = (id: Value, range: Range) => ({
  low: encodedPart(range.from, true),
  high: encodedPart(range.to, true),
  point: true as const,
  text: `[${show(id)}, ${show(id)}]`,
});

/** The documents are found by their key: nothing is left to ask, and `_id` has no array position. */
const anyId: Matcher = { matches: () => true, positional: () => undefined, fields: undefined };
