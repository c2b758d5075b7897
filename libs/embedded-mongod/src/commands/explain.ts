import { hostname } from 'node:os';
import { double, int } from '../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { CountScan, Eof } from '../query/execution/scans.ts';
import { type Stage } from '../query/execution/stage.ts';
import { explainPlan, Wrapper, type Verbosity } from '../query/explain.ts';
import { exactScan } from '../query/planner/exact.ts';
import { type Query } from '../query/planner/query.ts';
import { type CollectionInfo } from '../storage/collection.ts';
import { isTrue } from '../storage/index-info.ts';
import { versionText } from '../version.ts';
import { checkCommand } from './check-fields.ts';
import { explainAggregate } from './explain-aggregate.ts';
import {
  collectionName,
  docField,
  fields,
  scopeOf,
  watchOf,
  type CommandEntry,
  type Context,
  type Reply,
} from './context.ts';
import { findQuery, planOn } from './find.ts';
import { ownCollation, statementCollation } from './read-common.ts';

const verbosities: readonly Verbosity[] = ['queryPlanner', 'executionStats', 'allPlansExecution'];

type Explained = { readonly root: Stage; readonly filter: Doc };

const planned = (context: Context, collection: CollectionInfo | undefined, query: Query): Stage =>
  planOn(scopeOf(context).view, collection, { db: context.db, name: collectionName(context) }, query, watchOf(context))
    .root;

const explainFind = (context: Context, collection: CollectionInfo | undefined): Explained => {
  const query = findQuery(context, collection);
  const root = planned(context, collection, query);
  if (query.projection === undefined || query.projection.size === 0) return { root, filter: query.filter };
  const isSimple = [...query.projection.values()].every(
    (value) => !isDoc(value) && typeof value !== 'string' && !Array.isArray(value),
  );
  return {
    root: new Wrapper(isSimple ? 'PROJECTION_SIMPLE' : 'PROJECTION_DEFAULT', root, [['transformBy', query.projection]]),
    filter: query.filter,
  };
};

const base = (context: Context, collection: CollectionInfo | undefined, filter: Doc): Query => ({
  filter,
  hint: context.body.get('hint'),
  collation: statementCollation(ownCollation(context), collection),
  let: docField(context, 'let'),
  now: context.now,
});

const explainCount = (context: Context, collection: CollectionInfo | undefined): Explained => {
  const query = base(context, collection, docField(context, 'query') ?? new Map());
  if (collection === undefined) return { root: new Wrapper('COUNT', new Eof(), [], false), filter: query.filter };
  if (query.filter.size === 0 && query.hint === undefined)
    return { root: new Wrapper('RECORD_STORE_FAST_COUNT', new Eof(), [], false), filter: query.filter };
  const exact = exactScan(collection, query);
  const input =
    exact === undefined
      ? planned(context, collection, query)
      : new CountScan(scopeOf(context).view, exact, exact.groups.flat(), watchOf(context));
  return { root: new Wrapper('COUNT', input, [], false), filter: query.filter };
};

const firstItem = (context: Context, field: string): Doc => {
  const list = context.body.get(field);
  const item = Array.isArray(list) ? list[0] : undefined;
  if (!isDoc(item)) throw new MongoError('FailedToParse', `explain of ${context.name} needs one item in '${field}'`);
  return item;
};

const explainWrite = (context: Context, collection: CollectionInfo | undefined): Explained => {
  const isUpdate = context.name === 'update';
  const item = firstItem(context, isUpdate ? 'updates' : 'deletes');
  const query = { ...base(context, collection, item.get('q') as Doc), hint: item.get('hint') };
  const isOne = isUpdate ? !isTrue(item.get('multi')) : isTrue(item.get('limit'));
  const root = planned(context, collection, isOne ? { ...query, limit: 1 } : query);
  return { root: new Wrapper(isUpdate ? 'UPDATE' : 'DELETE', root, [], false), filter: query.filter };
};

const explainFindAndModify = (context: Context, collection: CollectionInfo | undefined): Explained => {
  const query = {
    ...base(context, collection, docField(context, 'query') ?? new Map()),
    sort: docField(context, 'sort'),
    limit: 1,
  };
  return {
    root: new Wrapper(
      isTrue(context.body.get('remove')) ? 'DELETE' : 'UPDATE',
      planned(context, collection, query),
      [],
      false,
    ),
    filter: query.filter,
  };
};

const explainDistinct = (context: Context, collection: CollectionInfo | undefined): Explained => {
  const query = base(context, collection, docField(context, 'query') ?? new Map());
  return { root: planned(context, collection, query), filter: query.filter };
};

const explainers: Readonly<Record<string, (context: Context, collection: CollectionInfo | undefined) => Explained>> = {
  find: explainFind,
  count: explainCount,
  distinct: explainDistinct,
  update: explainWrite,
  delete: explainWrite,
  findAndModify: explainFindAndModify,
  findandmodify: explainFindAndModify,
};

const explain = async (context: Context): Promise<Reply> => {
  const inner = context.body.get('explain');
  if (!isDoc(inner))
    throw new MongoError('TypeMismatch', "BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const asked = context.body.get('verbosity') ?? 'allPlansExecution';
  const verbosity = verbosities.find((one) => one === asked);
  if (verbosity === undefined)
    throw new MongoError(
      'FailedToParse',
      "verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}",
    );
  const [name = ''] = inner.keys();
  checkCommand(name, inner, new Map());
  const part: Context = { ...context, name, body: inner };
  const tail: (readonly [string, Value])[] = [
    ['command', inner],
    [
      'serverInfo',
      fields([
        ['host', hostname()],
        ['port', int(Number(context.engine.options.host.split(':').pop()))],
        ['version', versionText],
        ['gitVersion', 'embedded'],
      ]),
    ],
    ['serverParameters', new Map()],
    ['ok', double(1)],
  ];
  if (name === 'aggregate')
    return fields([['explainVersion', '1'], ...(await explainAggregate(part, verbosity)), ...tail]);
  const explainer = explainers[name];
  if (explainer === undefined)
    throw new MongoError('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  const collection = scopeOf(part).find(context.db, collectionName(part));
  const { root, filter } = explainer(part, collection);
  return fields([
    ['explainVersion', '1'],
    ...explainPlan(`${context.db}.${collectionName(part)}`, filter, root, verbosity),
    ...tail,
  ]);
};

/** `explain` */
export const explainCommand: CommandEntry = { run: explain };
