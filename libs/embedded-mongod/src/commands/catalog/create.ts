import { int } from '../../bson/numeric.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { compare } from '../../bson/compare.ts';
import { MongoError } from '../../errors.ts';
import { normalizeCollation } from '../../query/collation.ts';
import { type Scope } from '../../scope.ts';
import { namespaceOf, type CollectionInfo } from '../../storage/collection.ts';
import { isTrue } from '../../storage/index-info.ts';
import { waitForWriters } from '../crud/write-common.ts';
import { logCatalog, logDropDatabase } from '../shared/changes.ts';
import {
  checkDatabase,
  checkNamespace,
  collectionName,
  fields,
  writeIn,
  type CommandEntry,
  type Context,
  type Reply,
} from '../shared/context.ts';

const kept = [
  'validator',
  'validationLevel',
  'validationAction',
  'collation',
  'changeStreamPreAndPostImages',
  'storageEngine',
  'indexOptionDefaults',
];
const notHere = (what: string): MongoError =>
  new MongoError('CommandNotSupported', `${what} are not supported by this engine`);

/** The options of a `create`, as listCollections answers them. @throws MongoError for what this engine refuses. */
export const createOptions = (body: Doc): Doc => {
  const options: Doc = new Map();
  if (isTrue(body.get('capped'))) throw notHere('Capped collections');
  if (body.has('viewOn') || body.has('pipeline')) throw notHere('Views');
  if (body.has('timeseries')) throw notHere('Time-series collections');
  if (body.has('clusteredIndex')) throw notHere('Clustered collections');
  if (body.has('expireAfterSeconds'))
    throw new MongoError(
      'InvalidOptions',
      "'expireAfterSeconds' is only supported on time-series collections or when the 'clusteredIndex' option is specified",
    );
  if (body.has('size') || body.has('max'))
    throw new MongoError('InvalidOptions', "the 'size' field is only allowed with capped collections");
  for (const name of kept) {
    const value = body.get(name);
    if (value === undefined) continue;
    const collation = name === 'collation' && value instanceof Map ? normalizeCollation(value) : value;
    if (collation !== undefined) options.set(name, collation);
  }
  return options;
};

const sameOptions = (a: Doc, b: Doc): boolean => compare(new Map([...a].sort()), new Map([...b].sort())) === 0;

/** Makes a collection in a scope; quiet when the same one is there. @throws MongoError NamespaceExists */
export const createIn = ({ engine }: Context, scope: Scope, db: string, name: string, options: Doc): CollectionInfo => {
  const found = scope.find(db, name);
  if (found !== undefined) {
    if (sameOptions(found.options, options)) return found;
    throw new MongoError('NamespaceExists', `namespace ${db}.${name} already exists, but with different options`);
  }
  const collection = engine.catalog.make(db, name, options);
  scope.add(collection);
  logCatalog(scope, collection, 'create', [
    ['o', options],
    ['idIndex', (collection.indexes[0] as { spec: Doc }).spec],
  ]);
  return collection;
};

const create = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  if (name.startsWith('system.') && !['system.js', 'system.buckets'].includes(name))
    throw new MongoError('InvalidNamespace', `Invalid system namespace: ${context.db}.${name}`);
  const options = createOptions(context.body);
  await writeIn(context, (scope) => createIn(context, scope, context.db, name, options));
  return new Map();
};

const uuidOf = ({ uuid }: CollectionInfo): string => uuid.toUUID().toString();

const dropIn = (context: Context, scope: Scope, collection: CollectionInfo): void => {
  waitForWriters(context, collection);
  context.engine.catalog.remove(collection);
  context.engine.cursors.kill(namespaceOf(collection), `collection dropped. UUID ${uuidOf(collection)}`);
  logCatalog(scope, collection, 'drop');
};

const drop = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  const namespace = `${context.db}.${name}`;
  const dropped = await writeIn(context, (scope) => {
    const collection = scope.find(context.db, name);
    if (collection !== undefined) dropIn(context, scope, collection);
    return collection;
  });
  if (dropped === undefined) return new Map();
  context.engine.sweepSoon();
  return fields([
    ['nIndexesWas', int(dropped.indexes.length)],
    ['ns', namespace],
  ]);
};

const dropDatabase = async (context: Context): Promise<Reply> => {
  checkDatabase(context.db);
  const any = await writeIn(context, (scope) => {
    const list = context.engine.catalog.list(context.db);
    for (const collection of list) dropIn(context, scope, collection);
    if (list.length > 0) logDropDatabase(scope, context.db);
    return list.length > 0;
  });
  context.engine.sweepSoon();
  return any ? fields([['dropped', context.db]]) : new Map();
};

const parts = (namespace: Value): [string, string] => {
  if (typeof namespace !== 'string') throw new MongoError('InvalidNamespace', 'collection names must be strings');
  const dot = namespace.indexOf('.');
  const db = namespace.slice(0, Math.max(0, dot));
  const name = namespace.slice(dot + 1);
  checkNamespace(db, dot < 0 ? '' : name);
  return [db, name];
};

const rename = async (context: Context): Promise<Reply> => {
  const [fromDb, fromName] = parts(context.body.get('renameCollection'));
  const [toDb, toName] = parts(context.body.get('to'));
  const dropTarget = isTrue(context.body.get('dropTarget'));
  if (fromDb === toDb && fromName === toName)
    throw new MongoError('IllegalOperation', "Can't rename a collection to itself");
  await writeIn(context, (scope) => {
    const source = scope.find(fromDb, fromName);
    if (source === undefined)
      throw new MongoError('NamespaceNotFound', `Source collection ${fromDb}.${fromName} does not exist`);
    const target = scope.find(toDb, toName);
    if (target !== undefined && !dropTarget) throw new MongoError('NamespaceExists', 'target namespace exists');
    waitForWriters(context, source);
    if (target !== undefined) context.engine.catalog.remove(target);
    logCatalog(scope, source, 'rename', [
      [
        'to',
        fields([
          ['db', toDb],
          ['coll', toName],
        ]),
      ],
      ...(target === undefined ? [] : ([['dropTarget', target.uuid]] as const)),
    ]);
    context.engine.catalog.rename(source, toDb, toName);
    const [from, to] = [`${fromDb}.${fromName}`, `${toDb}.${toName}`];
    if (target !== undefined) context.engine.cursors.kill(to, `collection dropped. UUID ${uuidOf(target)}`);
    context.engine.cursors.kill(from, `collection renamed from '${from}' to '${to}'. UUID ${uuidOf(source)}`);
  });
  context.engine.sweepSoon();
  return new Map();
};

/** The commands that make and remove collections. */
export const createCommands: Record<string, CommandEntry> = {
  create: { run: create, writes: true, inTransaction: true },
  drop: { run: drop, writes: true },
  dropDatabase: { run: dropDatabase, writes: true },
  renameCollection: { run: rename, writes: true, adminOnly: true },
};
