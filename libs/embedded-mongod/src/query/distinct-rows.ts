import { encodeKey } from '../bson/keys.ts';
import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { type CollectionInfo, type IndexInfo } from '../storage/collection.ts';
import { afterPrefix, entryKey, identStart, recordKey, ridAtEnd } from '../storage/keys.ts';
import { type View } from '../storage/view.ts';
import { type Watch } from './execution/scans.ts';
import { Row } from './execution/stage.ts';
import { sameCollation } from './planner/plan.ts';

type Distinct = {
  readonly view: View;
  readonly collection: CollectionInfo;
  /** The field whose values are asked for. */
  readonly path: string;
  readonly collation: Doc | undefined;
  readonly watch: Watch;
};

/**
 * At least one record of every value that a field has, without looking at all of them: in an index that begins with the field the
 * entries of one value lie together, and whoever has seen one of them goes on behind the last (MongoDB's DISTINCT_SCAN). Undefined
 * where no index can answer so: none begins with the field, some documents are not in it, or arrays are.
 */
export function distinctRows(asked: Distinct): Iterable<Row> | undefined {
  const index = asked.collection.indexes.find((one) => canJump(one, asked));
  return index && jumped(index, asked);
}

const canJump = (index: IndexInfo, { view, path, collation }: Distinct): boolean =>
  index.fields[0]?.path === path &&
  index.fields[0].direction === 1 &&
  index.multikey[0] !== true &&
  !index.shortened &&
  !index.hidden &&
  !index.sparse &&
  index.filter === undefined &&
  index.builtAt <= (view.horizon ?? Infinity) &&
  sameCollation(index, collation);

function* jumped(index: IndexInfo, { view, collection, path, watch }: Distinct): Generator<Row> {
  const to = identStart(index.ident + 1);
  let from: Buffer | undefined = identStart(index.ident);
  while (from !== undefined) {
    const entry = firstEntry(view, index, { from, to });
    if (entry === undefined) return;
    watch();
    const bytes = view.get('docs', recordKey(collection.ident, entry.rid));
    const row = bytes && new Row(entry.rid, bytes);
    if (row) yield row;
    const value = row && valueAt(row.doc, path.split('.'));
    // A field that is not there has the key of null, so that what is behind it may be a null.
    const isGroupSeen = value !== undefined;
    const last: Buffer = isGroupSeen ? entryKey(index.ident, encodeKey([value], [], index.order)) : entry.key;
    from = isGroupSeen ? afterPrefix(last) : Buffer.concat([last, Buffer.of(0)]);
  }
}

function firstEntry(
  view: View,
  { unique }: IndexInfo,
  range: { readonly from: Buffer; readonly to: Buffer },
): { readonly rid: number; readonly key: Buffer } | undefined {
  if (!unique) {
    for (const key of view.scanKeys('keys', range)) return { rid: ridAtEnd(key), key: Buffer.from(key) };
    return undefined;
  }
  for (const { key, value } of view.scan('keys', range)) return { rid: ridAtEnd(value), key: Buffer.from(key) };
  return undefined;
}

/** No array lies on the way: the index would be multikey. */
const valueAt = (doc: Doc, parts: readonly string[]): Value | undefined => {
  let value: Value | undefined = doc;
  for (const part of parts) value = isDoc(value) ? value.get(part) : undefined;
  return value;
};
