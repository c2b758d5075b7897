import { compilePipeline } from '../../aggregate/index.ts';
import { decode } from '../../bson/decode.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { readStreamOptions, type Watched } from '../../change-streams/options.ts';
import { ChangeStream } from '../../change-streams/stream.ts';
import { MongoError } from '../../errors.ts';
import { planQuery } from '../../query/planner/plan.ts';
import { queryOrder } from '../../query/query-order.ts';
import { timestampOf } from '../../storage/clock.ts';
import { type Context, docField, type Reply } from '../shared/context.ts';
import { firstBatch } from '../read/cursor-reply.ts';
import { ownCollation } from '../read/read-common.ts';

const allowed = new Set([
  '$match',
  '$project',
  '$addFields',
  '$set',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
  '$redact',
]);

const checkStages = (stages: readonly Value[]): void => {
  for (const stage of stages) {
    const [name = ''] = isDoc(stage) ? stage.keys() : [];
    if (!allowed.has(name))
      throw new MongoError('IllegalOperation', `${name} is not permitted in a $changeStream pipeline`);
  }
};

const SPLIT = '$changeStreamSplitLargeEvent';

/** Whether the last stage splits large events. @throws MongoError 7182800, 7182802 for it in another place or shape. */
const splitsEvents = (stages: readonly Value[]): boolean => {
  const at = stages.findIndex((stage) => isDoc(stage) && stage.has(SPLIT));
  if (at < 0) return false;
  const spec = (stages[at] as Doc).get(SPLIT);
  if (!isDoc(spec) || spec.size > 0) throw new MongoError(7182800, `${SPLIT} spec should be an empty object`);
  if (at !== stages.length - 1) throw new MongoError(7182802, `${SPLIT} must be the last stage in the pipeline`);
  return true;
};

/** Opens a change stream. @throws MongoError for what MongoDB refuses. */
export const aggregateStream = (
  context: Context,
  parts: {
    readonly name: string | undefined;
    readonly namespace: string;
    readonly stages: readonly Value[];
    readonly batchSize: number | undefined;
  },
): Promise<Reply> => {
  const { engine, db, now } = context;
  if (!engine.replicaSet.isMember)
    throw new MongoError(40573, 'The $changeStream stage is only supported on replica sets');
  const options = readStreamOptions((parts.stages[0] as Doc).get('$changeStream'));
  if (options.allCluster && (db !== 'admin' || parts.name !== undefined)) {
    throw new MongoError(
      'InvalidOptions',
      "A $changeStream with 'allChangesForCluster:true' may only be opened on the 'admin' database, and with no collection name",
    );
  }
  if (db === 'config' || db === 'local' || (db === 'admin' && !options.allCluster))
    throw new MongoError('InvalidNamespace', `$changeStream may not be opened on the internal ${db} database`);
  const watched: Watched = { db: options.allCluster ? undefined : db, collection: parts.name };
  const splits = splitsEvents(parts.stages);
  const rest = parts.stages.slice(1, splits ? -1 : undefined);
  const order = queryOrder(ownCollation(context));
  const variables = docField(context, 'let');
  const pipeline = compilePipeline(rest, {
    db,
    now,
    clusterTime: timestampOf(engine.time),
    ...(order === undefined ? {} : { order }),
    ...(variables === undefined ? {} : { let: variables }),
    read: () => [],
  });
  checkStages(rest);
  const stream = new ChangeStream(engine, {
    watched,
    options,
    splits,
    transform: (event) => {
      if (rest.length === 0) return event;
      for (const shown of pipeline.run([event])) return shown;
      return undefined;
    },
    lookup: (lookupDb, collection, key) => lookup(context, lookupDb, collection, key),
  });
  return firstBatch(context, {
    namespace: parts.namespace,
    source: stream,
    batchSize: parts.batchSize,
    isAwaiting: true,
  });
};

const lookup = ({ engine, now }: Context, db: string, name: string, key: Doc): Doc | undefined => {
  const collection = engine.catalog.find(db, name);
  if (collection === undefined) return undefined;
  const { root } = planQuery(
    engine.live.view,
    collection,
    { filter: new Map([['_id', new Map([['$eq', key.get('_id')]])]]), now, limit: 1 },
    () => undefined,
  );
  for (const row of root.rows()) return row.bytes === undefined ? row.doc : decode(row.bytes);
  return undefined;
};
