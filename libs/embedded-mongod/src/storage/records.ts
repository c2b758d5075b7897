import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { encode } from '../bson/encode.ts';
import { decode } from '../bson/decode.ts';
import { MongoError } from '../errors.ts';
import { keyPatternOf, namespaceOf, type CollectionInfo, type IndexInfo } from './collection.ts';
import { show } from '../bson/show.ts';
import { keysOf, type IndexKeys } from './index-keys.ts';
import { isTrue } from './index-info.ts';
import { MOST_RID, recordKey, RID_BYTES, ridValue, setRid } from './keys.ts';
import { type View } from './view.ts';

/** The largest document, as MongoDB's. */
export const MOST_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** What a change of records reports besides the stores it writes. */
export type CatalogChanges = {
  /** Counts move at once, or with a transaction's commit. */
  counted(collection: CollectionInfo, documents: number, bytes: number): void;
  /** The catalog entry of a collection must be saved (an index became multikey). */
  catalogChanged(collection: CollectionInfo): void;
};

/** Where a change is written and who keeps the books. */
export type WriteTarget = { readonly view: View; readonly catalogChanges: CatalogChanges };

const rangeEmpty = Buffer.alloc(0);

/** The 11000 of a unique index, with MongoDB's wording and fields. */
export const duplicateKey = (collection: CollectionInfo, index: IndexInfo, values: readonly Value[]): MongoError => {
  const keyValue: Doc = new Map(index.fields.map(({ path }, at) => [path, values[at] ?? null]));
  const collated = index.collation === undefined ? '' : ` collation: ${show(index.collation)}`;
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name}${collated} dup key: ${show(keyValue)}`,
    {
      extra: new Map<string, Value>([
        ['keyPattern', keyPatternOf(index)],
        ['keyValue', keyValue],
      ]),
    },
  );
};

const checkUnique = (
  { view }: WriteTarget,
  collection: CollectionInfo,
  index: IndexInfo,
  { entries, values }: Pick<IndexKeys, 'entries' | 'values'>,
): void => {
  for (const [at, entry] of entries.entries()) {
    if (view.get('keys', entry) !== undefined) throw duplicateKey(collection, index, values[at] as Value[]);
    view.claim('keys', entry);
  }
};

/** An index about to become unique takes no new duplicate; those it has stay. */
const isPrepared = ({ spec, unique }: IndexInfo): boolean => !unique && isTrue(spec.get('prepareUnique'));

const checkPrepared = (
  { view }: WriteTarget,
  collection: CollectionInfo,
  index: IndexInfo,
  { entries, values }: Pick<IndexKeys, 'entries' | 'values'>,
): void => {
  for (const [at, from] of entries.entries()) {
    const key = from.subarray(0, from.length - RID_BYTES);
    view.claim('keys', key);
    for (const other of view.scanKeys('keys', { from, to: setRid(Buffer.from(from), MOST_RID) })) {
      if (other.subarray(0, other.length - RID_BYTES).equals(key))
        throw duplicateKey(collection, index, values[at] as Value[]);
    }
  }
};

const checkDuplicates = (
  writing: WriteTarget,
  collection: CollectionInfo,
  index: IndexInfo,
  keys: Pick<IndexKeys, 'entries' | 'values'>,
): void => {
  if (index.unique) checkUnique(writing, collection, index, keys);
  else if (isPrepared(index)) checkPrepared(writing, collection, index, keys);
};

const noteShape = (
  { catalogChanges: books }: WriteTarget,
  collection: CollectionInfo,
  index: IndexInfo,
  keys: IndexKeys,
): void => {
  let changed = false;
  keys.multikey.forEach((isMany, at) => {
    if (!isMany || index.multikey[at]) return;
    index.multikey[at] = true;
    changed = true;
  });
  if (keys.shortened && !index.shortened) {
    index.shortened = true;
    changed = true;
  }
  if (changed) books.catalogChanged(collection);
};

const putEntry = (view: View, index: IndexInfo, entry: Buffer, rid: number): void => {
  if (index.unique) view.put('keys', entry, ridValue(rid));
  else view.put('keys', setRid(entry, rid), rangeEmpty);
};

const removeEntry = (view: View, index: IndexInfo, entry: Buffer, rid: number): void => {
  view.remove('keys', index.unique ? entry : setRid(entry, rid));
};

/** A snapshot older than a unique index does not see that index's entries and cannot keep it unique. @throws MongoError 246 */
const checkIndexesKnown = ({ view }: WriteTarget, collection: CollectionInfo): void => {
  const { horizon } = view;
  if (horizon === undefined || !collection.indexes.some(({ unique, builtAt }) => unique && builtAt > horizon)) return;
  throw new MongoError(
    'SnapshotUnavailable',
    `Unable to read from a snapshot due to pending collection catalog changes to collection '${namespaceOf(collection)}'; please retry the operation.`,
  );
};

/** Stores a new record. Everything is checked before anything is written. @returns its record id. */
export const insertRecord = (writing: WriteTarget, collection: CollectionInfo, doc: Doc, bytes: Buffer): number => {
  if (bytes.length > MOST_DOCUMENT_BYTES) throw tooLarge(bytes.length);
  checkIndexesKnown(writing, collection);
  const all = collection.indexes.map((index) => keysOf(index, doc));
  collection.indexes.forEach((index, at) => {
    checkDuplicates(writing, collection, index, all[at] as IndexKeys);
  });
  const rid = collection.nextRid++;
  const { view, catalogChanges: books } = writing;
  view.put('docs', recordKey(collection.ident, rid), bytes);
  collection.indexes.forEach((index, at) => {
    const keys = all[at] as IndexKeys;
    noteShape(writing, collection, index, keys);
    for (const entry of keys.entries) putEntry(view, index, entry, rid);
  });
  books.counted(collection, 1, bytes.length);
  return rid;
};

/** A record about to be replaced or removed. */
export type Standing = { readonly rid: number; readonly doc: Doc; readonly bytes: number };

/** The entries an update takes away from an index and those it brings. */
const difference = (before: IndexKeys, after: IndexKeys): { gone: Buffer[]; come: IndexKeys } => {
  const [old, fresh] = [before.entries[0], after.entries[0]];
  if (before.entries.length === 1 && after.entries.length === 1 && (old as Buffer).equals(fresh as Buffer))
    return { gone: [], come: { ...after, entries: [], values: [] } };
  const had = new Set(before.entries.map((entry) => entry.toString('latin1')));
  const has = new Set(after.entries.map((entry) => entry.toString('latin1')));
  const isNew = after.entries.map((entry) => !had.has(entry.toString('latin1')));
  return {
    gone: before.entries.filter((entry) => !has.has(entry.toString('latin1'))),
    come: {
      ...after,
      entries: after.entries.filter((_, at) => isNew[at]),
      values: after.values.filter((_, at) => isNew[at]),
    },
  };
};

/** Replaces a record; only index entries that differ are touched. */
export const replaceRecord = (
  writing: WriteTarget,
  collection: CollectionInfo,
  standing: Standing,
  doc: Doc,
): Buffer => {
  const bytes = encode(doc);
  if (bytes.length > MOST_DOCUMENT_BYTES) throw tooLarge(bytes.length);
  checkIndexesKnown(writing, collection);
  const { view, catalogChanges: books } = writing;
  const key = recordKey(collection.ident, standing.rid);
  const plans = collection.indexes.map((index) => ({
    index,
    ...difference(keysOf(index, standing.doc), keysOf(index, doc)),
  }));
  view.claim('docs', key);
  for (const { index, come } of plans) checkDuplicates(writing, collection, index, come);
  for (const { index, gone } of plans) if (index.unique) for (const entry of gone) view.claim('keys', entry);
  // Nothing may be refused from here on.
  view.put('docs', key, bytes);
  for (const { index, gone, come } of plans) {
    noteShape(writing, collection, index, come);
    for (const entry of gone) removeEntry(view, index, entry, standing.rid);
    for (const entry of come.entries) putEntry(view, index, entry, standing.rid);
  }
  books.counted(collection, 0, bytes.length - standing.bytes);
  return bytes;
};

/** Removes a record and its index entries. */
export const removeRecord = (writing: WriteTarget, collection: CollectionInfo, standing: Standing): void => {
  const { view, catalogChanges: books } = writing;
  const key = recordKey(collection.ident, standing.rid);
  const plans = collection.indexes.map((index) => ({ index, keys: keysOf(index, standing.doc) }));
  view.claim('docs', key);
  for (const { index, keys } of plans) {
    if (index.unique) for (const entry of keys.entries) view.claim('keys', entry);
  }
  view.remove('docs', key);
  for (const { index, keys } of plans) for (const entry of keys.entries) removeEntry(view, index, entry, standing.rid);
  books.counted(collection, -1, -standing.bytes);
};

/** Adds the entries of one existing record to a new index. */
export const indexRecord = (
  writing: WriteTarget,
  collection: CollectionInfo,
  index: IndexInfo,
  record: { rid: number; bytes: Buffer },
): void => {
  const keys = keysOf(index, decode(record.bytes));
  if (index.unique) checkUnique(writing, collection, index, keys);
  noteShape(writing, collection, index, keys);
  for (const entry of keys.entries) putEntry(writing.view, index, entry, record.rid);
};

const tooLarge = (bytes: number): MongoError =>
  new MongoError(
    'BSONObjectTooLarge',
    `BSONObj size: ${bytes} (0x${bytes.toString(16).toUpperCase()}) is invalid. Size must be between 0 and 16793600(16MB)`,
  );

/** Whether a value may be an `_id`. @throws MongoError InvalidIdField. */
export const checkId = (id: Value): void => {
  const kind = Array.isArray(id) ? 'array' : isRegex(id) ? 'regex' : id === undefined ? 'undefined' : undefined;
  if (kind !== undefined) throw new MongoError('InvalidIdField', `The '_id' value cannot be of type ${kind}`);
  if (!isDoc(id)) return;
  for (const name of id.keys()) {
    if (name.startsWith('$')) {
      throw new MongoError(
        'DollarPrefixedFieldName',
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
    }
  }
};

const isRegex = (value: Value): boolean =>
  typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'BSONRegExp';
