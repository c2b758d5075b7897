import { type Doc, type Value } from '../bson/value.ts';
import { MongoError, whileDoing } from '../errors.ts';
import { kindOf } from './expression-arguments.ts';
import { type Frame, type Scope } from './expression-types.ts';
import { framesOf, scopeOf } from './expression.ts';
import { FoldError } from './fold.ts';
import { parseMerge, parseOut } from './stages/merge-spec.ts';
import { withNames } from './operators/control.ts';
import { type PipelineContext, type Stage, type StageScope, type StageTable } from './stages/stage-types.ts';
import { basicStages, chain } from './stages/basic.ts';
import { bucketStages } from './stages/bucket.ts';
import { fillStages } from './stages/fill.ts';
import { graphStages } from './stages/graph.ts';
import { groupStages } from './stages/group.ts';
import { joinStages } from './stages/join.ts';
import { windowStages } from './stages/window.ts';

export { type Namespace, type PipelineContext } from './stages/stage-types.ts';

/** A pipeline ready to run. */
export type Pipeline = {
  /** Documents out of documents in; nothing happens until it is iterated. `$out` and `$merge` yield nothing. */
  run(input: Iterable<Doc>): Iterable<Doc>;
  /** The first stage, when it brings its own documents and the input is not looked at. */
  readonly source: { readonly name: string; readonly spec: Value } | undefined;
  /** The last stage, when it writes. */
  readonly sink: { readonly name: '$out' | '$merge'; readonly spec: Value } | undefined;
};

const stages: StageTable = {
  ...basicStages,
  ...bucketStages,
  ...fillStages,
  ...graphStages,
  ...groupStages,
  ...joinStages,
  ...windowStages,
};

/** The names of all stages that need nothing from outside. */
export const stageNames = (): string[] => [...Object.keys(stages), '$documents'];

const firstOnly = new Map([
  ['$changeStream', 40602],
  ['$collStats', 40602],
  ['$indexStats', 40602],
  ['$currentOp', 40602],
  ['$documents', 40602],
  ['$listLocalSessions', 40602],
  ['$listSessions', 40602],
  ['$planCacheStats', 40602],
  ['$geoNear', 40602],
]);

const notInFacet = new Set([
  '$facet',
  '$out',
  '$merge',
  '$geoNear',
  '$collStats',
  '$indexStats',
  '$planCacheStats',
  '$changeStream',
  '$documents',
  '$search',
  '$searchMeta',
  '$vectorSearch',
]);

/** A stage's name and specification. @throws MongoError 40323. */
const namedStage = (stage: Value): { readonly name: string; readonly spec: Value } => {
  if (!(stage instanceof Map)) {
    throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  }
  const name = stage.keys().next().value;
  if (stage.size !== 1 || name === undefined) {
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  return { name, spec: stage.get(name) };
};

const documents = (spec: Value, scope: Scope): Stage => {
  const expr = scope.compile(spec, scope);
  return function* (_input, vars) {
    const list = expr({ root: new Map(), current: new Map(), vars });
    if (!Array.isArray(list)) throw new MongoError(5858203, `an array is expected`);
    for (const doc of list) {
      if (!(doc instanceof Map))
        throw new MongoError(40228, `$documents: each element must be an object, found ${kindOf(doc)}`);
      yield doc;
    }
  };
};

const atlasOnly = (stage: string) => (): MongoError =>
  new MongoError(
    31082,
    `Using Atlas Search Database Commands and the ${stage} aggregation stage requires additional configuration. Please connect to Atlas or an AtlasCLI local deployment to enable. For more information on how to connect, see https://dochub.mongodb.org/core/atlas-cli-deploy-local-reqs.`,
  );

const refusals: Readonly<Record<string, () => MongoError>> = {
  $geoNear: () => new MongoError(27, '$geoNear requires a 2d or 2dsphere index, but none were found'),
  $search: atlasOnly('$search'),
  $searchMeta: atlasOnly('$searchMeta'),
  $vectorSearch: atlasOnly('$vectorSearch'),
  $listSearchIndexes: atlasOnly('$listSearchIndexes'),
};

class Compiler {
  readonly #context: PipelineContext;

  constructor(context: PipelineContext) {
    this.#context = context;
  }

  stage(name: string, spec: Value, scope: StageScope): Stage {
    const known = Object.hasOwn(stages, name) ? stages[name] : undefined;
    if (known !== undefined) return known(spec, scope, name);
    if (name === '$documents') return documents(spec, scope.scope);
    const source = this.#context.sources?.[name];
    if (source !== undefined) return () => source(spec);
    const refusal = Object.hasOwn(refusals, name) ? refusals[name] : undefined;
    throw refusal?.() ?? new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  }

  /** A list of stages as one. `inside` names the stage around it, at the top it is undefined. */
  list(pipeline: Value, scope: Scope, depth: number, inside?: string): Stage {
    if (!Array.isArray(pipeline))
      throw new MongoError('TypeMismatch', "'pipeline' option must be specified as an array");
    if (pipeline.length > 1000) throw new MongoError(7749501, 'Pipeline length must be no longer than 1000 stages');
    const stageScope: StageScope = {
      context: this.#context,
      scope,
      depth,
      compile: (nested, around, names = []) => this.list(nested, withNames(scope, names), depth + 1, around),
    };
    return chain(pipeline.map((item, index) => this.#at(item, index, pipeline.length, stageScope, inside)));
  }

  #at(item: Value, index: number, length: number, scope: StageScope, inside: string | undefined): Stage {
    const { name, spec } = namedStage(item);
    if (inside === '$facet' && notInFacet.has(name)) {
      throw new MongoError(40600, `${name} is not allowed to be used within a $facet stage`);
    }
    const first = firstOnly.get(name);
    if (first !== undefined && index > 0)
      throw new MongoError(first, `${name} is only valid as the first stage in a pipeline.`);
    if (name === '$out' || name === '$merge') {
      if (inside !== undefined) throw new MongoError(51047, `${name} is not allowed within a ${inside}'s sub-pipeline`);
      if (index + 1 !== length) throw new MongoError(40601, `${name} can only be the final stage in the pipeline`);
      return this.#sink(name, spec);
    }
    return this.stage(name, spec, scope);
  }

  #sink(name: '$out' | '$merge', spec: Value): Stage {
    const { db, write } = this.#context;
    if (name === '$out') parseOut(spec, db);
    else parseMerge(spec, db);

    return function* (input) {
      if (write === undefined) throw new MongoError('CommandNotSupported', `${name} is not supported here`);
      write(name, spec, input);
    };
  }
}

const sourceOf = (pipeline: readonly Value[], context: PipelineContext): Pipeline['source'] => {
  const [first] = pipeline;
  if (first === undefined) return undefined;
  const { name, spec } = namedStage(first);
  return name === '$documents' || context.sources?.[name] !== undefined ? { name, spec } : undefined;
};

const sinkOf = (pipeline: readonly Value[]): Pipeline['sink'] => {
  const last = pipeline.at(-1);
  if (last === undefined) return undefined;
  const { name, spec } = namedStage(last);
  return name === '$out' || name === '$merge' ? { name, spec } : undefined;
};

/** Says where constants were found wrong. */
const optimized = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw error instanceof FoldError ? whileDoing('Failed to optimize pipeline', error) : error;
  }
};

/**
 * Reads an aggregation pipeline.
 * @throws MongoError at once for anything wrong in it: 40324 for unknown stages, 168 for unknown operators …
 */
export const compilePipeline = (pipeline: Value, context: PipelineContext): Pipeline => {
  const options = {
    let: context.let,
    now: context.now,
    clusterTime: context.clusterTime,
    random: context.random,
    order: context.order,
    folds: true,
  };
  const vars: Frame | undefined = framesOf(options);
  const stage = optimized(() => new Compiler(context).list(pipeline, scopeOf(options), 0));
  const list = pipeline as Value[];
  return { run: (input) => stage(input, vars), source: sourceOf(list, context), sink: sinkOf(list) };
};
