import { type CollectionInfo } from '../../storage/collection.ts';
import { implies } from './implication.ts';
import { planScan, type IndexScan } from './index-scan.ts';
import { sameCollation } from './plan.ts';
import { hintedIndex } from './hint.ts';
import { type Query } from './query.ts';
import { shapeOf } from './predicates.ts';

/** An index whose entries in some ranges are exactly the matches of a query, so that counting needs no document. */
export const exactScan = (collection: CollectionInfo, query: Query): IndexScan | undefined => {
  const hint = hintedIndex(collection, query);
  if (hint === 'natural' || hint === 'natural-reverse') return undefined;
  const shape = shapeOf(query.filter);
  if (shape.all.length === 0 || shape.isPartial) return undefined;
  const indexes = hint === undefined ? collection.indexes.filter(({ hidden }) => !hidden) : [hint];
  for (const index of indexes) {
    if (index.filter !== undefined && !implies(shape.all, index.filter)) continue;
    const scan = planScan(index, shape.all, undefined, sameCollation(index, query.collation));
    if (scan?.isExact === true) return scan;
  }
  return undefined;
};
