import { type PipelineContext } from '../../aggregate/stages/stage-types.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { planQuery } from '../../query/planner/plan.ts';
import { queryOrder } from '../../query/query-order.ts';
import { type Scope } from '../../scope.ts';
import { numberOf } from '../../storage/index-info.ts';
import { aggregateSources } from './aggregate-sources.ts';
import { type PendingWrite } from './aggregate-write.ts';
import { checkDatabase, checkNamespace, docField, watchOf, type Context } from '../shared/context.ts';

/** The namespace an aggregate reads: a collection, or the whole database (`aggregate: 1`). */
export const aggregateTarget = ({
  body,
  db,
}: Context): { readonly name: string | undefined; readonly namespace: string } => {
  const target = body.get('aggregate');
  if (typeof target === 'string') {
    checkNamespace(db, target);
    return { name: target, namespace: `${db}.${target}` };
  }
  if (numberOf(target) !== 1)
    throw new MongoError(
      'FailedToParse',
      "Invalid command format: the 'aggregate' field must specify a collection name or 1",
    );
  checkDatabase(db);
  return { name: undefined, namespace: `${db}.$cmd.aggregate` };
};

/** What stages reach the stores through. */
export const pipelineContext = (
  context: Context,
  scope: Scope,
  name: string | undefined,
  collation: Doc | undefined,
  onWrite: (write: PendingWrite) => void,
): PipelineContext => {
  const order = queryOrder(collation);
  const variables = docField(context, 'let');
  const watch = watchOf(context);
  return {
    db: context.db,
    ...(name === undefined ? {} : { collection: name }),
    now: context.now,
    clusterTime: scope.now(),
    ...(order === undefined ? {} : { order }),
    ...(variables === undefined ? {} : { let: variables }),
    *read({ db, coll }, filter = new Map()) {
      const collection = scope.find(db, coll);
      if (collection === undefined) return;
      const { root } = planQuery(scope.view, collection, { filter, collation, now: context.now }, watch);
      for (const row of root.rows()) yield row.doc;
    },
    hasIndex: ({ db, coll }, field) =>
      scope
        .find(db, coll)
        ?.indexes.some(
          (index) => index.fields[0]?.path === field && index.filter === undefined && !index.sparse && !index.hidden,
        ) === true,
    sources: aggregateSources(context, scope, name),
    write: (stage, spec, docs) => onWrite({ stage, spec, docs: [...docs] }),
  };
};

/** The name of a pipeline's first stage. */
export const firstStage = (stages: readonly Value[]): string | undefined => {
  const [first] = stages;
  return isDoc(first) ? first.keys().next().value : undefined;
};
