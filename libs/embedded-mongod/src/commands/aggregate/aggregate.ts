import { compilePipeline } from '../../aggregate/index.ts';
import { encode } from '../../bson/encode.ts';
import { type Doc } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { countRows } from '../../query/count-rows.ts';
import { type Query } from '../../query/planner/query.ts';
import { bytesOf, sourceOf } from '../../query/pull.ts';
import { countValue } from '../../storage/catalog.ts';
import { numberOf } from '../../storage/index-info.ts';
import { type ReplyFields } from '../../wire/reply.ts';
import { aggregateTarget, firstStage, pipelineContext } from './aggregate-context.ts';
import { sourceStages } from './aggregate-sources.ts';
import { explainAggregate } from './explain-aggregate.ts';
import { aggregateStream } from './aggregate-stream.ts';
import { carryOut, type PendingWrite } from './aggregate-write.ts';
import { checkStagesHere, sinkOf } from './aggregate-limits.ts';
import { arrayField, docField, watchOf, type CommandEntry, type Context, type Reply } from '../shared/context.ts';
import { firstBatch } from '../read/cursor-reply.ts';
import { planOn } from '../read/find.ts';
import { planSource } from '../read/plan-source.ts';
import { type Stage } from '../../query/execution/stage.ts';
import { countGroup, splitPipeline } from './pipeline-head.ts';
import { ownCollation, statementCollation } from '../read/read-common.ts';
import { snapshotRead } from '../read/snapshot-read.ts';

const cursorOptions = (context: Context): number | undefined => {
  const cursor = docField(context, 'cursor');
  if (cursor === undefined && context.body.get('explain') !== true) {
    throw new MongoError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const size = cursor?.get('batchSize');
  const number = numberOf(size);
  if (size !== undefined && number === undefined)
    throw new MongoError('TypeMismatch', "BSON field 'cursor.batchSize' is the wrong type, expected type 'int'");
  if (number !== undefined && number < 0)
    throw new MongoError(51024, `BSON field 'batchSize' value must be >= 0, actual value '${number}'`);
  return number;
};

const aggregate = async (context: Context): Promise<Reply> => {
  const { name, namespace } = aggregateTarget(context);
  const stages = arrayField(context, 'pipeline');
  const batchSize = cursorOptions(context);
  const first = firstStage(stages);
  checkStagesHere(context, stages);
  if (first === '$changeStream') return aggregateStream(context, { name, namespace, stages, batchSize });
  if (name === undefined && (first === undefined || !sourceStages.has(first))) {
    throw new MongoError(
      'InvalidNamespace',
      `{aggregate: 1} is not valid for '${first ?? 'an empty pipeline'}'; a collection is required.`,
    );
  }
  if (name !== undefined && first === '$documents')
    throw new MongoError('InvalidNamespace', "'$documents' can only be run with {aggregate: 1}");
  const { scope, more, done } = snapshotRead(context);
  const collection = name === undefined ? undefined : scope.find(context.db, name);
  const collation = statementCollation(ownCollation(context), collection);
  const { rest, ...head } = splitPipeline(stages);
  const query: Query = {
    ...head,
    hint: context.body.get('hint'),
    collation,
    let: docField(context, 'let'),
    now: context.now,
  };
  let pending: PendingWrite | undefined;
  const stagesContext = pipelineContext(context, scope, name, collation, (write) => {
    pending = write;
  });
  const compiled = compilePipeline(stages, stagesContext);
  const written = async (output: Iterable<Doc>): Promise<Reply> => {
    for (const _ of output) void _;
    done();
    if (pending !== undefined) await carryOut(context, pending);
    return finish(context, {
      namespace,
      batchSize: batchSize === 0 ? 1 : batchSize,
      documents: [][Symbol.iterator](),
      more: [],
      done: () => undefined,
    });
  };
  if (compiled.source !== undefined || name === undefined) {
    const output = compiled.run([]);
    if (compiled.sink !== undefined) return written(output);
    return finish(context, { namespace, batchSize, documents: encoded(output), more, done });
  }
  const count = countGroup(rest);
  if (count !== undefined && query.sort === undefined && collection !== undefined) {
    const { view } = scope;
    const n = countRows({
      view,
      collection,
      query: { ...query, skip: 0, limit: 0 },
      watch: watchOf(context),
      skip: query.skip ?? 0,
      limit: query.limit ?? 0,
      mayUseCount: scope.transaction === undefined && scope.view === context.engine.live.view,
    });
    const documents =
      n === 0
        ? []
        : [
            encode(
              new Map([
                ['_id', count.id],
                [count.name, countValue(n)],
              ]),
            ),
          ];
    return finish(context, { namespace, batchSize, documents: documents[Symbol.iterator](), more, done });
  }
  const plan = planOn(scope.view, collection, { db: context.db, name }, query, watchOf(context));
  if (rest.length === 0)
    return finish(context, {
      namespace,
      batchSize,
      documents: bytesOf(plan.root.rows(), undefined),
      more,
      done,
      root: plan.root,
    });
  const tail = compilePipeline(rest, stagesContext);
  const output = tail.run(docsOf(plan.root.rows()));
  if (tail.sink === undefined)
    return finish(context, { namespace, batchSize, documents: encoded(output), more, done, root: plan.root });
  return written(output);
};

function* docsOf(rows: Iterable<{ readonly doc: Doc }>): Generator<Doc> {
  for (const row of rows) yield row.doc;
}

function* encoded(docs: Iterable<Doc>): Generator<Buffer> {
  for (const doc of docs) yield encode(doc);
}

const finish = (
  context: Context,
  parts: {
    namespace: string;
    batchSize: number | undefined;
    documents: Iterator<Buffer>;
    more: Parameters<typeof firstBatch>[1]['more'];
    done: () => void;
    root?: Stage;
  },
): Promise<ReplyFields> =>
  firstBatch(context, {
    namespace: parts.namespace,
    source:
      parts.root === undefined
        ? sourceOf(parts.documents, parts.done)
        : planSource(parts.root, parts.documents, parts.done),
    batchSize: parts.batchSize,
    ...(parts.more === undefined ? {} : { more: parts.more }),
  });

const run = async (context: Context): Promise<Reply> => {
  if (context.body.get('explain') === true) {
    return new Map([['explainVersion', '1'], ...(await explainAggregate(context, 'queryPlanner'))]);
  }
  return aggregate(context);
};

/** `aggregate` */
export const aggregateCommands: Record<string, CommandEntry> = {
  aggregate: { run, inTransaction: true, snapshot: true, writesWhen: (body) => hasSink(body) },
};

const hasSink = (body: Doc): boolean => sinkOf(body.get('pipeline')) !== undefined;
