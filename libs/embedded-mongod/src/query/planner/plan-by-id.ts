import { encodeKey } from '../../bson/keys.ts';
import { show } from '../../bson/show.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { encodedPart } from '../../storage/keys.ts';
import { type View } from '../../storage/view.ts';
import { Limit, Skip } from '../execution/combine.ts';
import { Fetch, IndexPoint, type Watch } from '../execution/scans.ts';
import { type Stage } from '../execution/stage.ts';
import { type Matcher } from '../matcher/compile.ts';
import { isExactValue, type IndexScan } from './index-scan.ts';
import { type Plan, type Query } from './query.ts';

/** The short way of the most frequent question, `{ _id: <value> }`: the same stages, without weighing anything. */
export const planById = (view: View, collection: CollectionInfo, query: Query, watch: Watch): Plan | undefined => {
  const { filter, hint, min, max, collation } = query;
  const [index] = collection.indexes;
  const id = filter.get('_id');
  const isPlainId = filter.size === 1 && isExactValue(id);
  if (!isPlainId || index?.name !== '_id_' || hint !== undefined || min !== undefined || max !== undefined)
    return undefined;
  if (index.collation !== undefined || collation !== undefined || index.shortened || query.sort !== undefined)
    return undefined;
  const key = encodeKey([id], index.directions, undefined, { head: index.ident, tail: 0 });
  if (key.length > 1000) return undefined;
  const range = { from: key, to: Buffer.concat([key, Buffer.of(0)]) };
  const interval = {
    low: encodedPart(range.from, true),
    high: encodedPart(range.to, true),
    point: true as const,
    get text(): string {
      const text = show(id);
      return `[${text}, ${text}]`;
    },
  };
  const scan: IndexScan = {
    index,
    intervals: [[interval]],
    groups: [[range]],
    reverse: false,
    fixed: 1,
    sorts: true,
    isExact: true,
  };
  index.uses += 1;
  let root: Stage = new Fetch(view, collection, new IndexPoint(view, scan, [range], watch), {
    filter,
    test: undefined,
  });
  if ((query.skip ?? 0) > 0) root = new Skip(root, query.skip as number);
  if ((query.limit ?? 0) > 0) root = new Limit(root, query.limit as number);
  return { root, matcher: anyId, rejected: [] };
};

/** The documents are found by their key: nothing is left to ask, and `_id` has no array position. */
const anyId: Matcher = { matches: () => true, positional: () => undefined };
