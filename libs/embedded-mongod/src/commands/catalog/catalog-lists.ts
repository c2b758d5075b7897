import { Double, Int32, Long } from 'bson';
import { encode } from '../../bson/encode.ts';
import { double, int, long } from '../../bson/numeric.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileMatcher } from '../../query/matcher/compile.ts';
import { sourceOf } from '../../query/pull.ts';
import { countValue } from '../../storage/catalog.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { isTrue } from '../../storage/index-info.ts';
import {
  collectionName,
  countField,
  docField,
  fields,
  scopeOf,
  type CommandEntry,
  type Context,
  type Reply,
} from '../shared/context.ts';
import { firstBatch } from '../read/cursor-reply.ts';

const batchSizeOf = (context: Context): number | undefined => {
  const size = docField(context, 'cursor')?.get('batchSize');
  return size instanceof Int32 || size instanceof Double
    ? size.value
    : size instanceof Long
      ? size.toNumber()
      : undefined;
};

const listed = (collection: CollectionInfo, nameOnly: boolean): Doc => {
  const base: (readonly [string, Value])[] = [
    ['name', collection.name],
    ['type', 'collection'],
  ];
  if (nameOnly) return fields(base);
  const idIndex = collection.indexes.find(({ name }) => name === '_id_');
  return fields([
    ...base,
    ['options', collection.options],
    [
      'info',
      fields([
        ['readOnly', false],
        ['uuid', collection.uuid],
      ]),
    ],
    ...(idIndex === undefined ? [] : ([['idIndex', idIndex.spec]] as const)),
  ]);
};

const listCollections = async (context: Context): Promise<Reply> => {
  const { engine, db, transaction } = context;
  const filter = docField(context, 'filter') ?? new Map();
  const matcher = compileMatcher(filter, { now: context.now });
  const nameOnly = isTrue(context.body.get('nameOnly'));
  const all = [...engine.catalog.list(db), ...[...(transaction?.made.values() ?? [])].filter((one) => one.db === db)];
  const documents = all
    .map((one) => ({ whole: listed(one, false), shown: listed(one, nameOnly) }))
    .filter(({ whole }) => matcher.matches(whole));
  return firstBatch(context, {
    namespace: `${db}.$cmd.listCollections`,
    source: sourceOf(documents.map(({ shown }) => encode(shown))[Symbol.iterator]()),
    batchSize: batchSizeOf(context),
  });
};

const sizeOf = (list: readonly CollectionInfo[]): number => list.reduce((sum, { bytes }) => sum + bytes, 0);

const listDatabases = (context: Context): Reply => {
  const { engine } = context;
  const filter = docField(context, 'filter');
  const matcher = filter === undefined ? undefined : compileMatcher(filter, { now: context.now });
  const nameOnly = isTrue(context.body.get('nameOnly'));
  const own = engine.replicaSet.isMember ? ['admin', 'config', 'local'] : ['admin', 'local'];
  const names = [...new Set([...engine.catalog.databases(), ...own])].sort();
  const all = names.map((name): Doc => {
    const size = sizeOf(engine.catalog.list(name));
    return fields([
      ['name', name],
      ['sizeOnDisk', long(BigInt(Math.max(size, 4096)))],
      ['empty', false],
    ]);
  });
  const chosen = all.filter((one) => matcher === undefined || matcher.matches(one));
  if (nameOnly) return fields([['databases', chosen.map((one) => fields([['name', one.get('name')]]))]]);
  const total = chosen.reduce((sum, one) => sum + (one.get('sizeOnDisk') as Long).toNumber(), 0);
  return fields([
    ['databases', chosen],
    ['totalSize', long(BigInt(total))],
    ['totalSizeMb', long(BigInt(Math.round(total / 2 ** 20)))],
  ]);
};

const bytesValue = (bytes: number): Value =>
  bytes <= 0x7fffffff ? int(Math.round(bytes)) : long(BigInt(Math.round(bytes)));

/** The figures of one collection, as `collStats` and `$collStats` answer them. */
export const collectionStats = (collection: CollectionInfo | undefined, namespace: string, scale: number): Doc => {
  const { count = 0, bytes = 0, indexes = [] } = collection ?? {};
  return fields([
    ['ns', namespace],
    ['size', bytesValue(bytes / scale)],
    ['count', countValue(count)],
    ...(count > 0 ? ([['avgObjSize', int(Math.floor(bytes / count))]] as const) : []),
    ['numOrphanDocs', int(0)],
    ['storageSize', bytesValue(bytes / scale)],
    ['freeStorageSize', int(0)],
    ['capped', false],
    ['nindexes', int(indexes.length)],
    ['indexBuilds', []],
    ['totalIndexSize', bytesValue((count * indexes.length * 24) / scale)],
    ['totalSize', bytesValue((bytes + count * indexes.length * 24) / scale)],
    ['indexSizes', fields(indexes.map(({ name }) => [name, bytesValue((count * 24) / scale)]))],
    ['scaleFactor', int(scale)],
  ]);
};

const scaleOf = (context: Context): number => {
  const scale = countField(context, 'scale') ?? 1;
  if (scale >= 1 && Number.isFinite(scale)) return scale;
  throw new MongoError(51024, `BSON field 'scale' value must be >= 1, actual value '${scale}'`);
};

const collStats = (context: Context): Reply => {
  const name = collectionName(context);
  return collectionStats(scopeOf(context).find(context.db, name), `${context.db}.${name}`, scaleOf(context));
};

const dbStats = (context: Context): Reply => {
  const list = context.engine.catalog.list(context.db);
  const scale = scaleOf(context);
  const count = list.reduce((sum, one) => sum + one.count, 0);
  const bytes = sizeOf(list);
  const indexes = list.reduce((sum, one) => sum + one.indexes.length, 0);
  return fields([
    ['db', context.db],
    ['collections', long(BigInt(list.length))],
    ['views', long(0n)],
    ['objects', long(BigInt(count))],
    ['avgObjSize', double(count === 0 ? 0 : bytes / count)],
    ['dataSize', double(bytes / scale)],
    ['storageSize', double(bytes / scale)],
    ['indexes', long(BigInt(indexes))],
    ['indexSize', double((count * 24) / scale)],
    ['totalSize', double((bytes + count * 24) / scale)],
    ['scaleFactor', long(BigInt(scale))],
    ['fsUsedSize', double(context.engine.env.bytesUsed)],
    ['fsTotalSize', double(256 * 2 ** 30)],
  ]);
};

const validateCommand = (context: Context): Reply => {
  const name = collectionName(context);
  const collection = scopeOf(context).find(context.db, name);
  if (collection === undefined)
    throw new MongoError('NamespaceNotFound', `Collection '${context.db}.${name}' does not exist to validate.`);
  return fields([
    ['ns', `${context.db}.${name}`],
    ['uuid', collection.uuid],
    ['nInvalidDocuments', int(0)],
    ['nNonCompliantDocuments', int(0)],
    ['nrecords', countValue(collection.count)],
    ['nIndexes', int(collection.indexes.length)],
    ['keysPerIndex', fields(collection.indexes.map((index) => [index.name, countValue(collection.count)]))],
    ['valid', true],
    ['repaired', false],
    ['warnings', []],
    ['errors', []],
  ]);
};

/** The commands that list and describe. */
export const catalogCommands: Record<string, CommandEntry> = {
  listCollections: { run: listCollections },
  listDatabases: { run: listDatabases, adminOnly: true },
  collStats: { run: collStats },
  collstats: { run: collStats },
  dbStats: { run: dbStats },
  dbstats: { run: dbStats },
  validate: { run: validateCommand },
};
