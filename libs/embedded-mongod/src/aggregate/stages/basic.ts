import { Int32 } from 'bson';
import { isNumber, toNumber, wholeOf } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileMatcher, type Matcher } from '../../query/matcher/compile.ts';
import { compileSort, sortDocs } from '../../query/sort.ts';
import { compileDocStage } from './doc-stages.ts';
import { type Frame } from '../expression-types.ts';
import { unwind } from './unwind.ts';
import { type Stage, type StageCompiler, type StageScope, type StageTable } from './stage-types.ts';

const usesExpressions = (value: Value): boolean =>
  value instanceof Map
    ? value.has('$expr') || [...value.values()].some(usesExpressions)
    : Array.isArray(value) && value.some(usesExpressions);

/** A filter inside a pipeline, where `$expr` may name variables that change from run to run. */
export const compileFilter = (spec: Value, stage: StageScope): ((vars: Frame | undefined) => Matcher) => {
  if (!(spec instanceof Map)) throw new MongoError(15959, 'the match filter must be an expression in an object');
  const { order, now, random } = stage.context;
  const options = { collation: order, now, random };
  let names: Frame | undefined;
  for (const name of stage.scope.names) names = { name, value: null, next: names };
  const checked = compileMatcher(spec, { ...options, vars: names });
  return usesExpressions(spec) ? (vars) => compileMatcher(spec, { ...options, vars }) : () => checked;
};

const match: StageCompiler = (spec, scope) => {
  const filter = compileFilter(spec, scope);
  return function* (input, vars) {
    const matcher = filter(vars);
    for (const doc of input) if (matcher.matches(doc)) yield doc;
  };
};

const perDocument: StageCompiler = (spec, { scope }, name) => {
  const stage = compileDocStage(name, spec, scope) as (doc: Doc, vars: Frame | undefined) => Doc;
  return function* (input, vars) {
    for (const doc of input) yield stage(doc, vars);
  };
};

const sort: StageCompiler = (spec, { context }) => {
  if (!(spec instanceof Map)) throw new MongoError(15973, 'the $sort key specification must be an object');
  if (spec.size === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  const sorter = compileSort(spec, context.order);
  return function* (input) {
    yield* sortDocs([...input], sorter);
  };
};

const count = (spec: Value, name: string, code: number): number => {
  const bad = (what: string): MongoError =>
    new MongoError(code, `invalid argument to ${name} stage: ${what} in: ${name}: ${show(spec)}`);
  if (!isNumber(spec)) throw bad('Expected a number');
  const whole = wholeOf(spec);
  if (whole === undefined) throw bad('Expected an integer');
  if (whole < 0n) throw bad('Expected a non-negative number');
  return toNumber(spec);
};

/** Documents up to a number. */
export function* take(input: Iterable<Doc>, limit: number): Iterable<Doc> {
  let left = limit;
  if (left <= 0) return;
  for (const doc of input) {
    yield doc;
    if (--left === 0) return;
  }
}

const limit: StageCompiler = (spec) => {
  const size = count(spec, '$limit', 5107201);
  if (size === 0) throw new MongoError(15958, 'the limit must be positive');
  return (input) => take(input, size);
};

const skip: StageCompiler = (spec) => {
  const size = count(spec, '$skip', 5107200);
  return function* (input) {
    let left = size;
    for (const doc of input) if (left-- <= 0) yield doc;
  };
};

const counted: StageCompiler = (spec) => {
  if (typeof spec !== 'string') throw new MongoError(40156, `the count field must be a non-empty string`);
  if (spec === '') throw new MongoError(40157, 'the count field must be a non-empty string');
  if (spec.startsWith('$')) throw new MongoError(40158, 'the count field cannot be a $-prefixed path');
  if (spec.includes('.')) throw new MongoError(40160, "the count field cannot contain '.'");
  return function* (input) {
    let total = 0;
    for (const _doc of input) total++;
    if (total > 0) yield new Map([[spec, new Int32(total)]]);
  };
};

const sample: StageCompiler = (spec, { context }) => {
  if (!(spec instanceof Map)) throw new MongoError(28745, 'the $sample stage specification must be an object');
  for (const name of spec.keys())
    if (name !== 'size') throw new MongoError(28748, `unrecognized option to $sample: ${name}`);
  const size = spec.get('size');
  if (size === undefined) throw new MongoError(28749, '$sample stage must specify a size');
  if (!isNumber(size)) throw new MongoError(28746, 'size argument to $sample must be a number');
  const wanted = Math.trunc(toNumber(size));
  if (wanted <= 0) throw new MongoError(28747, 'size argument to $sample must be a positive integer');
  const random = context.random ?? Math.random;
  return function* (input) {
    const docs = [...input];
    for (let taken = 0; taken < Math.min(wanted, docs.length); taken++) {
      const pick = taken + Math.floor(random() * (docs.length - taken));
      [docs[taken], docs[pick]] = [docs[pick] as Doc, docs[taken] as Doc];
      yield docs[taken] as Doc;
    }
  };
};

const redact: StageCompiler = (spec, { scope }) => {
  const expr = scope.compile(spec, scope);
  const decide = (doc: Doc, root: Doc, vars: Frame | undefined): Doc | undefined => {
    const decision = expr({ root, current: doc, vars });
    if (decision === 'keep') return doc;
    if (decision === 'prune') return undefined;
    if (decision !== 'descend') {
      throw new MongoError(
        17053,
        `$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, but returned ${show(decision)}`,
      );
    }
    const out: Doc = new Map();
    for (const [name, value] of doc) {
      const kept = inside(value, root, vars);
      if (kept !== undefined) out.set(name, kept);
    }
    return out;
  };
  const inside = (value: Value, root: Doc, vars: Frame | undefined): Value => {
    if (value instanceof Map) return decide(value, root, vars);
    if (!Array.isArray(value)) return value;
    return value.map((item) => inside(item, root, vars)).filter((item) => item !== undefined);
  };
  return function* (input, vars) {
    for (const doc of input) {
      const kept = decide(doc, doc, vars);
      if (kept !== undefined) yield kept;
    }
  };
};

/** Stages that look at one document after the other. */
export const basicStages: StageTable = {
  $match: match,
  $project: perDocument,
  $addFields: perDocument,
  $set: perDocument,
  $unset: perDocument,
  $replaceRoot: perDocument,
  $replaceWith: perDocument,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $unwind: unwind,
  $count: counted,
  $sample: sample,
  $redact: redact,
};

/** Joins stages into one. */
export const chain =
  (stages: readonly Stage[]): Stage =>
  (input, vars) =>
    stages.reduce((docs, stage) => stage(docs, vars), input);
