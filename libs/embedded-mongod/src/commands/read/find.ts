import { UUID } from 'bson';
import { long } from '../../bson/numeric.ts';
import { type Doc } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileProjection } from '../../query/projection/index.ts';
import { Row, type Stage } from '../../query/execution/stage.ts';
import { bytesOf, type Change } from '../../query/pull.ts';
import { queryOrder } from '../../query/query-order.ts';
import { planQuery } from '../../query/planner/plan.ts';
import { type Plan, type Query } from '../../query/planner/query.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { isTrue } from '../../storage/index-info.ts';
import { type View } from '../../storage/view.ts';
import {
  collectionName,
  countField,
  docField,
  watchOf,
  type CommandEntry,
  type Context,
  type Reply,
} from '../shared/context.ts';
import { firstBatch } from './cursor-reply.ts';
import { planSource } from './plan-source.ts';
import { ownCollation, statementCollation } from './read-common.ts';
import { keysOfRows } from './return-key.ts';
import { snapshotRead } from './snapshot-read.ts';

/** A find command's question. @throws MongoError for arguments MongoDB refuses. */
export const findQuery = (
  context: Context,
  collection: CollectionInfo | undefined,
): Query & { readonly projection: Doc | undefined } => {
  const limit = countField(context, 'limit') ?? 0;
  const skip = countField(context, 'skip') ?? 0;
  return {
    filter: docField(context, 'filter') ?? new Map(),
    sort: docField(context, 'sort'),
    projection: docField(context, 'projection'),
    skip,
    limit,
    hint: context.body.get('hint'),
    min: docField(context, 'min'),
    max: docField(context, 'max'),
    collation: statementCollation(ownCollation(context), collection),
    let: docField(context, 'let'),
    now: context.now,
    allowDiskUse: context.body.get('allowDiskUse') !== false,
    isOfBytes: true,
  };
};

/** Stands for a collection that does not exist. */
export const emptyCollection = (db: string, name: string): CollectionInfo => ({
  db,
  name,
  ident: 0,
  uuid: new UUID(),
  options: new Map(),
  indexes: [],
  order: undefined,
  validate: undefined,
  count: 0,
  bytes: 0,
  nextRid: 1,
});

/** Plans a query on a collection that may not exist. */
export const planOn = (
  view: View,
  collection: CollectionInfo | undefined,
  context: { db: string; name: string },
  query: Query,
  watch: () => void,
): Plan =>
  planQuery(
    view,
    collection ?? emptyCollection(context.db, context.name),
    collection === undefined ? { ...query, hint: undefined } : query,
    watch,
  );

/** Rows with their record id as `$recordId`. */
function* numbered(rows: Iterable<Row>, project: ((doc: Doc) => Doc) | null): Generator<Row> {
  for (const row of rows) {
    const shown: Doc = new Map(project === null ? row.doc : project(row.doc));
    yield new Row(row.rid, undefined, undefined, shown.set('$recordId', long(BigInt(row.rid))));
  }
}

const documentsOf = ({ body }: Context, root: Stage, project: Change | null): Generator<Buffer> => {
  if (isTrue(body.get('returnKey'))) return bytesOf(keysOfRows(root), (doc) => doc);
  if (isTrue(body.get('showRecordId'))) return bytesOf(numbered(root.rows(), project), (doc) => doc);
  return bytesOf(root.rows(), project ?? undefined);
};

const find = async (context: Context): Promise<Reply> => {
  const name = collectionName(context);
  if (isTrue(context.body.get('tailable')))
    throw new MongoError('BadValue', `error processing query: tailable cursor requested on non capped collection`);
  if (isTrue(context.body.get('awaitData')))
    throw new MongoError('FailedToParse', "Cannot set 'awaitData' without also setting 'tailable'");
  const { scope, more, done } = snapshotRead(context);
  const collection = scope.find(context.db, name);
  const query = findQuery(context, collection);
  const plan = planOn(scope.view, collection, { db: context.db, name }, query, watchOf(context));
  const project =
    query.projection === undefined || query.projection.size === 0
      ? null
      : compileProjection(query.projection, {
          matcher: plan.matcher,
          collation: queryOrder(query.collation),
          let: query.let,
          now: query.now,
        });
  const batchSize = countField(context, 'batchSize');
  return firstBatch(context, {
    namespace: `${context.db}.${name}`,
    source: planSource(plan.root, documentsOf(context, plan.root, project), done),
    batchSize,
    single: isTrue(context.body.get('singleBatch')),
    more,
  });
};

/** `find` */
export const findCommand: CommandEntry = { run: find, inTransaction: true, snapshot: true, counts: 'query' };
