import { type CollectionInfo } from '../storage/collection.ts';
import { type View } from '../storage/view.ts';
import { type Watch } from './execution/scans.ts';
import { planQuery } from './planner/plan.ts';
import { type Query } from './planner/query.ts';
import { exactScan } from './planner/exact.ts';

/** A question whose answer is only a number. */
export type Count = {
  readonly view: View;
  readonly collection: CollectionInfo;
  readonly query: Query;
  readonly watch: Watch;
  readonly skip: number;
  readonly limit: number;
  /** The kept number of documents may be used when there is no filter. */
  readonly mayUseCount: boolean;
};

/** Counts matches: from the kept number, from index entries alone, or document by document. */
export const countRows = ({ view, collection, query, watch, skip, limit, mayUseCount }: Count): number => {
  const cap = (n: number): number => Math.min(Math.max(0, n - skip), limit > 0 ? limit : Infinity);
  if (query.filter.size === 0 && query.hint === undefined && mayUseCount) return cap(collection.count);
  const exact = exactScan(collection, query);
  const most = limit > 0 ? skip + limit : Infinity;
  let n = 0;
  if (exact !== undefined) {
    // Its index is not multikey: each entry is a document.
    for (const range of exact.groups.flat()) {
      n += view.count('keys', range);
      watch();
      if (n >= most) break;
    }
    return cap(n);
  }
  for (const _ of planQuery(view, collection, query, watch).root.rows()) if (++n >= most) break;
  return cap(n);
};
