import { hostname } from 'node:os';
import { double, int } from '../../bson/numeric.ts';
import { isDoc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { CountScan, Eof } from '../../query/execution/scans.ts';
import { Counting, explainPlan, FastCount, Wrapper, type Verbosity } from '../../query/explain.ts';
import { exactScan } from '../../query/planner/exact.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { versionText } from '../../version.ts';
import { checkCommand } from '../shared/check-fields.ts';
import { explainAggregate } from '../aggregate/explain-aggregate.ts';
import { baseQuery, explainWrite, planned, type Explained } from '../crud/explain-writes.ts';
import {
  collectionName,
  docField,
  fields,
  scopeOf,
  watchOf,
  type CommandEntry,
  type Context,
  type Reply,
} from '../shared/context.ts';
import { findQuery } from './find.ts';

const verbosities: readonly Verbosity[] = ['queryPlanner', 'executionStats', 'allPlansExecution'];

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

const explainCount = (context: Context, collection: CollectionInfo | undefined): Explained => {
  const query = baseQuery(context, collection, docField(context, 'query') ?? new Map());
  if (collection === undefined) return { root: new Counting(new Eof()), filter: query.filter };
  if (query.filter.size === 0 && query.hint === undefined)
    return { root: new FastCount(collection.count), filter: query.filter };
  const exact = exactScan(collection, query);
  const input =
    exact === undefined
      ? planned(context, collection, query)
      : new CountScan(scopeOf(context).view, exact, exact.groups.flat(), watchOf(context));
  return { root: new Counting(input), filter: query.filter };
};

const explainDistinct = (context: Context, collection: CollectionInfo | undefined): Explained => {
  const query = baseQuery(context, collection, docField(context, 'query') ?? new Map());
  return { root: planned(context, collection, query), filter: query.filter };
};

const explainers: Readonly<Record<string, (context: Context, collection: CollectionInfo | undefined) => Explained>> = {
  find: explainFind,
  count: explainCount,
  distinct: explainDistinct,
  update: explainWrite,
  delete: explainWrite,
  findAndModify: explainWrite,
  findandmodify: explainWrite,
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
