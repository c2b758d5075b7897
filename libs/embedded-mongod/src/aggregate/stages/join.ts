import { encodeKey } from '../../bson/keys.ts';
import { type Doc, type StringOrder, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { valuesAt } from '../../query/sort.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Expr } from '../expression-types.ts';
import { follow, pathParts } from '../field-path.ts';
import { headFilter } from './lookup-head.ts';
import { userVariable, withNames } from '../operators/control.ts';
import { type Namespace, type PipelineContext, type Stage, type StageCompiler } from './stage-types.ts';
import { withValue } from './doc-paths.ts';

const text = (spec: Doc, name: string): string | undefined => {
  const value = spec.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') {
    throw new MongoError(
      'FailedToParse',
      `$lookup argument '${name}' must be a string, found ${name}: ${kindOf(value)}`,
    );
  }
  return value;
};

type Lookup = {
  readonly from: string | undefined;
  readonly as: string[];
  readonly local: string[] | undefined;
  readonly foreign: string[] | undefined;
  readonly variables: Doc;
  readonly pipeline: Value[] | undefined;
};

const fields = new Set(['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']);

const startsWithDocuments = (pipeline: Value): boolean =>
  Array.isArray(pipeline) && pipeline[0] instanceof Map && pipeline[0].has('$documents');

const readLookup = (spec: Value): Lookup => {
  if (!(spec instanceof Map)) throw new MongoError('FailedToParse', 'the $lookup specification must be an Object');
  for (const name of spec.keys()) {
    if (!fields.has(name)) throw new MongoError('FailedToParse', `unknown argument to $lookup: ${name}`);
  }
  const pipeline = spec.get('pipeline');
  if (pipeline !== undefined && !Array.isArray(pipeline)) {
    throw new MongoError('TypeMismatch', `'pipeline' option must be specified as an array`);
  }
  const variables = spec.get('let') ?? new Map();
  if (!(variables instanceof Map)) {
    throw new MongoError('FailedToParse', `$lookup argument 'let' must be an object, found ${kindOf(variables)}`);
  }
  const [from, as, local, foreign] = [
    text(spec, 'from'),
    text(spec, 'as'),
    text(spec, 'localField'),
    text(spec, 'foreignField'),
  ];
  if (as === undefined) throw new MongoError('FailedToParse', "must specify 'as' field for a $lookup");
  if (from === undefined && !startsWithDocuments(pipeline))
    throw new MongoError('FailedToParse', "must specify 'from' field for a $lookup");
  if ((local === undefined) !== (foreign === undefined)) {
    throw new MongoError(
      'FailedToParse',
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    );
  }
  if (pipeline === undefined && local === undefined) {
    throw new MongoError(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  if (pipeline === undefined && spec.has('let'))
    throw new MongoError('FailedToParse', "$lookup with a 'let' argument must also specify 'pipeline'");
  return {
    from,
    as: pathParts(as),
    local: local === undefined ? undefined : pathParts(local),
    foreign: foreign === undefined ? undefined : pathParts(foreign),
    variables,
    pipeline,
  };
};

/** What a local value looks for: itself, or each element of an array; null when it is missing. */
const wanted = (value: Value): Value[] => (Array.isArray(value) ? value : [value ?? null]);

/** Documents of a collection by the value of a field: through an index when there is one, else by a table made once. */
const finder = (
  context: PipelineContext,
  target: Namespace,
  foreign: readonly string[],
): ((value: Value) => Iterable<Doc>) => {
  const name = foreign.join('.');
  if (context.hasIndex?.(target, name) === true) {
    return (value) => context.read(target, new Map([[name, new Map([['$in', wanted(value)]])]]));
  }
  let table: Map<string, { readonly doc: Doc; readonly at: number }[]> | undefined;
  return (value) => {
    table ??= tableOf(context.read(target), foreign, context.order);
    const found = new Map<number, Doc>();
    for (const item of wanted(value)) {
      for (const { doc, at } of table.get(keyOf(item, context.order)) ?? []) found.set(at, doc);
    }
    return [...found].sort(([a], [b]) => a - b).map(([, doc]) => doc);
  };
};

const keyOf = (value: Value, order?: StringOrder): string => encodeKey([value], [], order).toString('latin1');

const tableOf = (
  docs: Iterable<Doc>,
  path: readonly string[],
  order?: StringOrder,
): Map<string, { doc: Doc; at: number }[]> => {
  const table = new Map<string, { doc: Doc; at: number }[]>();
  let at = 0;
  for (const doc of docs) {
    const whole = follow(doc, path);
    const values = Array.isArray(whole) ? [...valuesAt(doc, path), whole] : valuesAt(doc, path);
    for (const key of new Set(values.map((value) => keyOf(value, order)))) {
      const rows = table.get(key);
      if (rows === undefined) table.set(key, [{ doc, at }]);
      else rows.push({ doc, at });
    }
    at++;
  }
  return table;
};

const lookup: StageCompiler = (spec, stage) => {
  const { from, as, local, foreign, variables, pipeline } = readLookup(spec);
  const { context, scope } = stage;
  const target: Namespace = { db: context.db, coll: from ?? '' };
  const bound = [...variables].map(([name, value]): { name: string; expr: Expr } => {
    userVariable(name);
    return { name, expr: scope.compile(value, scope) };
  });
  const inner = withNames(scope, variables.keys());
  const sub = pipeline === undefined ? undefined : stage.compile(pipeline, '$lookup', variables.keys());
  return function* (input, vars) {
    const find = foreign === undefined ? undefined : finder(context, target, foreign);
    const head =
      pipeline &&
      headFilter(pipeline, inner, new Set(variables.keys()), (field) => context.hasIndex?.(target, field) === true);
    let always: Doc[] | undefined;
    for (const doc of input) {
      let frames = vars;
      for (const { name, expr } of bound)
        frames = { name, value: expr({ root: doc, current: doc, vars }), next: frames };
      const matched = find?.(follow(doc, local as string[]));
      let found: Doc[];
      if (sub === undefined) found = [...(matched as Iterable<Doc>)];
      else if (matched === undefined && bound.length === 0)
        found = always ??= [
          ...sub(readAll(context, target, from, head?.({ root: doc, current: doc, vars: frames })), frames),
        ];
      else
        found = [
          ...sub(matched ?? readAll(context, target, from, head?.({ root: doc, current: doc, vars: frames })), frames),
        ];
      yield withValue(doc, as, found);
    }
  };
};

const readAll = (context: PipelineContext, target: Namespace, from: string | undefined, filter?: Doc): Iterable<Doc> =>
  from === undefined ? [] : context.read(target, filter);

const unionWith: StageCompiler = (spec, stage) => {
  const options = typeof spec === 'string' ? new Map<string, Value>([['coll', spec]]) : spec;
  if (!(options instanceof Map)) {
    throw new MongoError(
      'FailedToParse',
      `the $unionWith stage specification must be an object or string, but found ${kindOf(spec)}`,
    );
  }
  for (const name of options.keys()) {
    if (name !== 'coll' && name !== 'pipeline')
      throw new MongoError('IDLUnknownField', `BSON field '$unionWith.${name}' is an unknown field.`);
  }
  const coll = options.get('coll');
  const pipeline = options.get('pipeline');
  if (coll === undefined && !startsWithDocuments(pipeline)) {
    throw new MongoError(
      'FailedToParse',
      '$unionWith stage without explicit collection must have a pipeline with $documents as first stage',
    );
  }
  if (coll !== undefined && typeof coll !== 'string') {
    throw new MongoError(
      'TypeMismatch',
      `BSON field '$unionWith.coll' is the wrong type '${kindOf(coll)}', expected type 'string'`,
    );
  }
  const sub = stage.compile(pipeline ?? [], '$unionWith');
  const { context, scope } = stage;
  const target: Namespace = { db: context.db, coll: coll ?? '' };
  return function* (input, vars) {
    yield* input;
    // What an index answers of the first `$match` is asked of the index; the stage itself looks at it again.
    const head = Array.isArray(pipeline)
      ? headFilter(pipeline, scope, new Set(), (field) => context.hasIndex?.(target, field) === true)
      : undefined;
    const root: Doc = new Map();
    yield* sub(readAll(context, target, coll, head?.({ root, current: root, vars })), vars);
  };
};

const facet: StageCompiler = (spec, stage) => {
  if (!(spec instanceof Map)) throw new MongoError(40169, `the $facet specification must be a non-empty object`);
  if (spec.size === 0) throw new MongoError(40169, 'the $facet specification must be a non-empty object');
  const parts = [...spec].map(([name, pipeline]): { name: string; run: Stage } => {
    if (name.startsWith('$'))
      throw new MongoError(
        16410,
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      );
    if (name.includes('.'))
      throw new MongoError(16405, "FieldPath field names may not contain '.'. Consider using $getField or $setField.");
    if (!Array.isArray(pipeline)) {
      throw new MongoError(40170, `arguments to $facet must be arrays, ${name} is type ${kindOf(pipeline)}`);
    }
    return { name, run: stage.compile(pipeline, '$facet') };
  });
  return function* (input, vars) {
    const docs = [...input];
    yield new Map(parts.map(({ name, run }): [string, Value] => [name, [...run(docs, vars)]]));
  };
};

/** Stages that bring other collections, or several pipelines, together. */
export const joinStages = { $lookup: lookup, $unionWith: unionWith, $facet: facet };

export { finder };
