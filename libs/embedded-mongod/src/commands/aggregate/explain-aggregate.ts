import { compilePipeline } from '../../aggregate/index.ts';
import { double } from '../../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { Eof } from '../../query/execution/scans.ts';
import { explainPlan, type Verbosity } from '../../query/explain.ts';
import { type Query } from '../../query/planner/query.ts';
import { aggregateTarget, pipelineContext } from './aggregate-context.ts';
import { arrayField, docField, fields, scopeOf, watchOf, type Context } from '../shared/context.ts';
import { planOn } from '../read/find.ts';
import { splitPipeline } from './pipeline-head.ts';
import { ownCollation, statementCollation } from '../read/read-common.ts';

/** The body of an aggregation's explanation: the plan that feeds it, then its stages. */
export const explainAggregate = (context: Context, verbosity: Verbosity): (readonly [string, Value])[] => {
  const { name, namespace } = aggregateTarget(context);
  const stages = arrayField(context, 'pipeline');
  const scope = scopeOf(context);
  const collection = name === undefined ? undefined : scope.find(context.db, name);
  const collation = statementCollation(ownCollation(context), collection);
  compilePipeline(
    stages,
    pipelineContext(context, scope, name, collation, () => undefined),
  );
  const { rest, ...head } = splitPipeline(stages);
  const query: Query = {
    ...head,
    hint: context.body.get('hint'),
    collation,
    let: docField(context, 'let'),
    now: context.now,
  };
  const plan = planOn(scope.view, collection, { db: context.db, name: name ?? '' }, query, watchOf(context));
  const explained = explainPlan(namespace, head.filter, collection === undefined ? new Eof() : plan.root, verbosity);
  if (rest.length === 0) return explained;
  const shown = rest
    .filter(isDoc)
    .map((stage): Doc =>
      verbosity === 'queryPlanner' ? stage : new Map([...stage, ['executionTimeMillisEstimate', double(0)]]),
    );
  return [['stages', [fields([['$cursor', fields(explained)]]), ...shown]]];
};
