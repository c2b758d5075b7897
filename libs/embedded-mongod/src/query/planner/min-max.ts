import { encodeKey } from '../../bson/keys.ts';
import { type Doc } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type CollectionInfo, type IndexInfo } from '../../storage/collection.ts';
import { entryKey, identStart } from '../../storage/keys.ts';
import { everything } from './intervals.ts';
import { type IndexScan } from './index-scan.ts';

const encodedBound = (index: IndexInfo, bound: Doc, name: string): Buffer => {
  const paths = [...bound.keys()];
  const fits = paths.length === index.fields.length && index.fields.every(({ path }, at) => path === paths[at]);
  if (!fits) throw new MongoError(51174, `The index chosen is not compatible with ${name}()`);
  const encoded = encodeKey(
    [...bound.values()],
    index.fields.map(({ direction }) => direction),
    index.order,
  );
  return entryKey(index.ident, encoded);
};

/** The scan of `min()` and `max()`: from one index key, included, to another, excluded. */
export const boundedScan = (
  collection: CollectionInfo,
  hint: IndexInfo | string | undefined,
  min: Doc | undefined,
  max: Doc | undefined,
): IndexScan => {
  const index = typeof hint === 'object' ? hint : undefined;
  if (index === undefined)
    throw new MongoError(51173, 'When using min()/max() a hint of which index to use must be provided');
  const from = min === undefined ? identStart(index.ident) : encodedBound(index, min, 'min');
  const to = max === undefined ? identStart(index.ident + 1) : encodedBound(index, max, 'max');
  if (Buffer.compare(from, to) >= 0)
    throw new MongoError(51175, 'The index key for max() must be greater than the one for min()');
  void collection;
  return {
    index,
    intervals: index.fields.map(() => [everything]),
    groups: [[{ from, to }]],
    reverse: false,
    fixed: 0,
    sorts: false,
    isExact: false,
  };
};
