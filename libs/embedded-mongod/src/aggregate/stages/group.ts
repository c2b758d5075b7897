import { Int32 } from 'bson';
import { encodeKey } from '../../bson/keys.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Accumulation, type AccumulatorCompiler } from '../accumulators/accumulator-types.ts';
import { accumulators, groupEnv } from '../accumulators/accumulators.ts';
import { type Env, type Expr, type Frame, type Scope } from '../expression-types.ts';
import { type StageCompiler, type StageTable } from './stage-types.ts';

/** One computed field of a group. */
export type GroupField = { readonly name: string; readonly start: (group: Env) => Accumulation };

/** Reads `{ total: { $sum: '$x' }, … }`. @throws MongoError 40234, 40238, 15952 … */
export const groupFields = (fields: Iterable<readonly [string, Value]>, scope: Scope): GroupField[] =>
  [...fields].map(([name, spec]) => {
    if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
    if (name.startsWith('$')) throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
    if (!(spec instanceof Map) || spec.size === 0)
      throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
    if (spec.size > 1) throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
    const operator = spec.keys().next().value as string;
    return { name, start: accumulatorOf(operator)(spec.get(operator), scope, operator) };
  });

const accumulatorOf = (name: string): AccumulatorCompiler => {
  const known = Object.hasOwn(accumulators, name) ? accumulators[name] : undefined;
  if (known !== undefined) return known;
  if (name === '$accumulator' || name === '$function') {
    throw new MongoError('CommandNotSupported', `${name} is not supported: this server runs no JavaScript`);
  }
  throw new MongoError(15952, `unknown group operator '${name}'`);
};

type Group = { readonly key: Value; readonly values: readonly Accumulation[] };

/** Groups documents by the value of an expression. */
export const groupBy = (
  input: Iterable<Doc>,
  keyOf: Expr,
  fields: readonly GroupField[],
  scope: Scope,
  vars: Frame | undefined,
): Group[] => {
  const groups = new Map<string, Group>();
  for (const doc of input) {
    const env: Env = { root: doc, current: doc, vars };
    const key = keyOf(env) ?? null;
    const code = encodeKey([key], [], scope.order).toString('latin1');
    let group = groups.get(code);
    if (group === undefined) {
      group = { key, values: fields.map((field) => field.start(groupEnv(env, key))) };
      groups.set(code, group);
    }
    for (const value of group.values) value.add(env);
  }
  return [...groups.values()];
};

const outcome = ({ key, values }: Group, fields: readonly GroupField[]): Doc => {
  const out: Doc = new Map([['_id', key]]);
  fields.forEach(({ name }, index) => {
    const value = values[index]?.result();
    out.set(name, value === undefined ? null : value);
  });
  return out;
};

const group: StageCompiler = (spec, { scope }) => {
  if (!(spec instanceof Map)) throw new MongoError(15947, "a group's fields must be specified in an object");
  const fields = groupFields(
    [...spec].filter(([name]) => name !== '_id'),
    scope,
  );
  if (!spec.has('_id')) throw new MongoError(15955, 'a group specification must include an _id');
  const keyOf = scope.compile(spec.get('_id'), scope);
  return function* (input, vars) {
    for (const found of groupBy(input, keyOf, fields, scope, vars)) yield outcome(found, fields);
  };
};

const sortByCount: StageCompiler = (spec, stage) => {
  const isExpression = spec instanceof Map && spec.size === 1 && ([...spec.keys()][0] as string).startsWith('$');
  if (!isExpression && !(typeof spec === 'string' && spec.startsWith('$'))) {
    throw new MongoError(
      40147,
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  }
  const counts = new Map<string, Value>([
    ['_id', spec],
    ['count', new Map([['$sum', new Int32(1)]])],
  ]);
  const pipeline = [new Map([['$group', counts]]), new Map([['$sort', new Map([['count', new Int32(-1)]])]])];
  return stage.compile(pipeline, '$sortByCount');
};

/** Stages that gather documents under keys. */
export const groupStages: StageTable = { $group: group, $sortByCount: sortByCount };
