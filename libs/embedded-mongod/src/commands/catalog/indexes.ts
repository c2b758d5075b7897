import { Double, Int32, Long, UUID } from 'bson';
import { compare } from '../../bson/compare.ts';
import { encode } from '../../bson/encode.ts';
import { int } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError, whileDoing } from '../../errors.ts';
import { sourceOf } from '../../query/pull.ts';
import { type Scope } from '../../scope.ts';
import { namespaceOf, type CollectionInfo, type IndexInfo } from '../../storage/collection.ts';
import { indexInfo, isTrue } from '../../storage/index-info.ts';
import { identStart, ridAtEnd } from '../../storage/keys.ts';
import { indexRecord } from '../../storage/records.ts';
import { writesStand } from '../../storage/write-queue.ts';
import { logCatalog } from '../shared/changes.ts';
import {
  arrayField,
  collectionName,
  fields,
  scopeOf,
  writeIn,
  type CommandEntry,
  type Context,
  type Reply,
} from '../shared/context.ts';
import { createIn } from './create.ts';
import { firstBatch } from '../read/cursor-reply.ts';
import { waitForWriters } from '../crud/write-common.ts';
import { knownOptions, readIndexSpec } from './index-spec.ts';

/** How many indexes a collection has, as a reply's number. */
export const indexesOf = ({ indexes }: CollectionInfo): Int32 => int(indexes.length);

const normal = (spec: Doc, collection: CollectionInfo): Doc => {
  const own = spec.get('collation');
  if (own instanceof Map) return spec;
  const collation = collection.options.get('collation');
  return isDoc(collation) ? new Map([...spec, ['collation', collation]]) : spec;
};

const withoutName = (spec: Doc): Doc =>
  new Map(
    [...spec]
      .filter(([name, value]) => value !== false && !['name', 'v', 'background', 'ns'].includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const sameField = (a: Doc, b: Doc, name: string): boolean => compare(a.get(name) ?? null, b.get(name) ?? null) === 0;

const isSet = (spec: Doc, name: string): boolean => isTrue(spec.get(name));

/** Whether two specifications are of one index: since MongoDB 5 a key may be there plain, unique and sparse at once. */
const sameIdentity = (a: Doc, b: Doc): boolean =>
  ['key', 'collation', 'partialFilterExpression'].every((name) => sameField(a, b, name)) &&
  ['unique', 'sparse'].every((name) => isSet(a, name) === isSet(b, name));

/** Whether the collection has this index already. @throws MongoError 85, 86 when it has a similar one. */
const alreadyThere = ({ indexes }: CollectionInfo, spec: Doc): boolean => {
  const named = indexes.find(({ name }) => name === spec.get('name'));
  const similar = named ?? indexes.find((index) => sameIdentity(index.spec, spec));
  if (similar === undefined) return false;
  const both = `Requested index: ${show(spec)}, existing index: ${show(similar.spec)}`;
  if (!sameIdentity(similar.spec, spec)) {
    throw new MongoError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${both}`,
    );
  }
  if (compare(withoutName(similar.spec), withoutName(spec)) !== 0) {
    throw new MongoError(
      'IndexOptionsConflict',
      named === undefined
        ? `An equivalent index already exists with a different name and options. ${both}`
        : `An equivalent index already exists with the same name but different options. ${both}`,
    );
  }
  if (named !== undefined) return true;
  throw new MongoError('IndexOptionsConflict', `Index already exists with a different name: ${similar.name}`);
};

/** Builds an index over what is there. @throws MongoError 11000 */
export const buildIndex = (scope: Scope, collection: CollectionInfo, index: IndexInfo): void => {
  const range = { from: identStart(collection.ident), to: identStart(collection.ident + 1) };
  for (const { key, value } of scope.view.scan('docs', range)) {
    indexRecord({ view: scope.view, catalogChanges: scope.catalogChanges }, collection, index, {
      rid: ridAtEnd(key),
      bytes: value,
    });
  }
};

const createIndexes = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const wanted = arrayField(context, 'indexes');
  if (wanted.length === 0) throw new MongoError('BadValue', 'Must specify at least one index to create');
  const ignoresUnknown = isTrue(context.body.get('ignoreUnknownIndexOptions'));
  const specs = wanted.map((spec) => readIndexSpec(ignoresUnknown ? knownOptions(spec) : spec));
  const { db, engine } = context;
  return writeIn(context, (scope) => {
    const found = scope.find(db, name);
    if (
      scope.transaction !== undefined &&
      found !== undefined &&
      !scope.transaction.made.has(`${db}.${name}`) &&
      found.count > 0
    ) {
      throw new MongoError(
        'OperationNotSupportedInTransaction',
        `Cannot create new indexes on non-empty collection ${db}.${name} in a multi-document transaction.`,
      );
    }
    const collection = found ?? createIn(context, scope, db, name, new Map());
    const before = collection.indexes.length;
    if (scope.transaction === undefined) waitForWriters(context, collection);
    // A transaction's entries vanish with it; those of a refused build are swept.
    const discard = (ident: number): void => {
      if (scope.transaction === undefined) engine.catalog.markDropped(ident);
    };
    const isMadeInside = scope.transaction?.made.has(`${db}.${name}`) === true;
    const builtAt = isMadeInside ? 0 : engine.locks.commits;
    const built = specs.flatMap((given) => {
      const spec = normal(given, collection);
      const ident = engine.catalog.takeIdent();
      try {
        return addIndex({ ident, builtAt }, scope, collection, spec) ? [{ ident, spec }] : [];
      } catch (error) {
        // All of a command's indexes or none: those built before the refused one go with it.
        for (const index of collection.indexes.slice(before)) discard(index.ident);
        discard(ident);
        collection.indexes = collection.indexes.slice(0, before);
        throw writesStand(error as Error);
      }
    });
    for (const { spec } of built)
      logCatalog(scope, collection, 'createIndexes', [['o', fields([['indexes', [spec]]])]]);
    scope.catalogChanges.catalogChanged(collection);
    const reply: Doc = new Map<string, Value>([
      ['numIndexesBefore', int(before)],
      ['numIndexesAfter', indexesOf(collection)],
    ]);
    if (found !== undefined && before === collection.indexes.length)
      return reply.set('note', 'all indexes already exist');
    reply.set('createdCollectionAutomatically', found === undefined);
    return reply;
  });
};

/** @returns whether the index was built: it may be there already, or be the one of `_id` */
const addIndex = (
  { ident, builtAt }: { ident: number; builtAt: number },
  scope: Scope,
  collection: CollectionInfo,
  spec: Doc,
): boolean => {
  if (isIdKey(spec)) {
    if (isTrue(spec.get('unique')) || spec.has('expireAfterSeconds') || spec.has('sparse')) {
      throw new MongoError(
        197,
        `The field 'unique' is not valid for an _id index specification. Specification: ${show(spec)}`,
      );
    }
    return false;
  }
  if (alreadyThere(collection, spec)) return false;
  if (collection.indexes.length >= 64)
    throw new MongoError(
      'CannotCreateIndex',
      `add index fails, too many indexes for ${namespaceOf(collection)} key:${show(spec.get('key'))}`,
    );
  const index = { ...indexInfo(ident, spec), builtAt };
  try {
    buildIndex(scope, collection, index);
  } catch (error) {
    const { uuid } = collection;
    throw whileDoing(
      `Index build failed: ${new UUID().toString()}: Collection ${namespaceOf(collection)} ( ${uuid.toUUID().toString()} )`,
      error,
    );
  }
  collection.indexes = [...collection.indexes, index];
  return true;
};

const isIdKey = (spec: Doc): boolean => {
  const key = spec.get('key');
  return isDoc(key) && key.size === 1 && key.has('_id');
};

const dropIndexes = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const wanted = context.body.get('index');
  return writeIn(context, (scope) => {
    const collection = scope.find(context.db, name);
    if (collection === undefined) throw new MongoError('NamespaceNotFound', `ns not found ${context.db}.${name}`);
    waitForWriters(context, collection);
    const was = indexesOf(collection);
    const removed = chosen(collection, wanted);
    collection.indexes = collection.indexes.filter((index) => !removed.includes(index));
    for (const { ident, name: dropped } of removed) {
      context.engine.catalog.markDropped(ident);
      context.engine.cursors.kill(namespaceOf(collection), `query plan killed :: index '${dropped}' dropped`, dropped);
    }
    for (const { spec } of removed)
      logCatalog(scope, collection, 'dropIndexes', [['o', fields([['indexes', [spec]]])]]);
    scope.catalogChanges.catalogChanged(collection);
    context.engine.sweepSoon();
    const reply = fields([['nIndexesWas', was]]);
    if (wanted === '*') reply.set('msg', 'non-_id indexes removed for collection');
    return reply;
  });
};

const chosen = (collection: CollectionInfo, wanted: Value): IndexInfo[] => {
  if (wanted === '*') return collection.indexes.filter(({ name }) => name !== '_id_');
  if (Array.isArray(wanted)) return wanted.flatMap((one) => chosen(collection, one));
  if (isDoc(wanted)) {
    const found = collection.indexes.filter((index) => compare(index.spec.get('key') as Doc, wanted) === 0);
    if (found.length === 0) throw new MongoError('IndexNotFound', `can't find index with key: ${show(wanted)}`);
    if (found.length > 1)
      throw new MongoError(
        'AmbiguousIndexKeyPattern',
        `${found.length} indexes found for key: ${show(wanted)}, identify by name instead. Conflicting indexes: ${found
          .slice(0, 2)
          .map(({ spec }) => show(spec))
          .join(', ')}`,
      );
    return found.map(droppable);
  }
  if (typeof wanted !== 'string')
    throw new MongoError(
      'TypeMismatch',
      `BSON field 'dropIndexes.index' is the wrong type, expected types '[array, string, object]'`,
    );
  const found = collection.indexes.find((index) => index.name === wanted);
  if (found === undefined) throw new MongoError('IndexNotFound', `index not found with name [${wanted}]`);
  return [droppable(found)];
};

const droppable = (index: IndexInfo): IndexInfo => {
  if (index.name === '_id_') throw new MongoError('InvalidOptions', 'cannot drop _id index');
  return index;
};

const listIndexes = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const collection = scopeOf(context).find(context.db, name);
  if (collection === undefined) throw new MongoError('NamespaceNotFound', `ns does not exist: ${context.db}.${name}`);
  const cursor = context.body.get('cursor');
  const size = isDoc(cursor) ? cursor.get('batchSize') : undefined;
  const documents = collection.indexes.map(({ spec }) => encode(spec));
  return firstBatch(context, {
    namespace: `${context.db}.${name}`,
    source: sourceOf(documents[Symbol.iterator]()),
    batchSize:
      size instanceof Int32 || size instanceof Double ? size.value : size instanceof Long ? size.toNumber() : undefined,
  });
};

/** The commands of indexes. */
export const indexCommands: Record<string, CommandEntry> = {
  createIndexes: { run: createIndexes, writes: true, inTransaction: true },
  dropIndexes: { run: dropIndexes, writes: true },
  deleteIndexes: { run: dropIndexes, writes: true },
  listIndexes: { run: listIndexes },
};
