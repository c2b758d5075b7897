import { identical } from '../bson/compare.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { compileDocStage } from '../aggregate/stages/doc-stages.ts';
import { type ExpressionOptions, framesOf, scopeOf } from '../aggregate/expression.ts';
import { diffDocs } from './diff.ts';
import { withSameId } from './replacement.ts';
import { type Update, type UpdateOptions } from './types.ts';

const allowed = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

const stageOf = (spec: Value, options: UpdateOptions): ((doc: Doc) => Doc) => {
  if (!(spec instanceof Map))
    throw new MongoError('TypeMismatch', `Each element of the 'pipeline' array must be an object`);
  const [name] = spec.keys();
  if (spec.size !== 1 || name === undefined) {
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const known: ExpressionOptions = {
    let: options.let,
    now: options.now,
    clusterTime: options.timestamp,
    random: options.random,
    order: options.collation,
  };
  const vars = framesOf(known);
  const stage = compileDocStage(name, spec.get(name), scopeOf(known));
  if (stage === undefined) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  if (!allowed.has(name)) throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
  return (doc) => stage(doc, vars);
};

const knownElsewhere =
  /^\$(match|group|sort|limit|skip|unwind|lookup|graphLookup|facet|count|bucket|bucketAuto|sample|redact|merge|out|unionWith|setWindowFields|densify|fill|documents|sortByCount|geoNear|changeStream|collStats|indexStats)$/;

/** Reads an update given as an aggregation pipeline. @throws MongoError 72 for stages that change more than one document. */
export const compileUpdatePipeline = (pipeline: readonly Value[], options: UpdateOptions): Update => {
  const stages = pipeline.map((spec) => {
    const name = spec instanceof Map ? spec.keys().next().value : undefined;
    if (name !== undefined && knownElsewhere.test(name)) {
      throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
    }
    return stageOf(spec, options);
  });
  return {
    kind: 'pipeline',
    apply: (before) => {
      const after = withSameId(
        before,
        stages.reduce((doc, stage) => stage(doc), before),
      );
      const modified = !identical(before, after);
      return { doc: after, modified, changes: diffDocs(before, after) };
    },
  };
};
