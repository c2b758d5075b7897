import { Double, Int32 } from 'bson';
import { compare } from '../../bson/compare.ts';
import { encodeKey } from '../../bson/keys.ts';
import { isNumber, safeInteger, toNumber } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { type Doc } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileSort } from '../../query/sort.ts';
import { type AccumulatorCompiler } from './accumulator-types.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Env, type Expr, type Scope } from '../expression-types.ts';
import { nullish, type Value } from '../expression-values.ts';
import { percentilesOf, readPercentile } from './percentile.ts';
import { deviation, Total } from './totals.ts';

const single = (argument: Value, scope: Scope, name: string): Expr => {
  if (!Array.isArray(argument)) return scope.compile(argument, scope);
  if (argument.length === 1) return scope.compile(argument[0], scope);
  throw new MongoError(40237, `The ${name} accumulator is a unary operator`);
};

/** An accumulator over a list of all values. */
const over =
  (finish: (values: Value[], scope: Scope) => Value): AccumulatorCompiler =>
  (argument, scope, name) => {
    const expr = single(argument, scope, name);
    return () => {
      const values: Value[] = [];
      return { add: (env) => void values.push(expr(env)), result: () => finish(values, scope) };
    };
  };

const total =
  (finish: (total: Total) => Value): AccumulatorCompiler =>
  (argument, scope, name) => {
    const expr = single(argument, scope, name);
    return () => {
      const sum = new Total();
      return { add: (env) => sum.add(expr(env)), result: () => finish(sum) };
    };
  };

/** The least or greatest of values; missing and null do not count. */
export const extremeOf = (values: Iterable<Value>, sign: 1 | -1, scope: Scope): Value => {
  let best: Value = null;
  for (const value of values) {
    if (!nullish(value) && (nullish(best) || compare(value, best, scope.order) * sign > 0)) best = value;
  }
  return best;
};

const extreme = (sign: 1 | -1): AccumulatorCompiler => over((values, scope) => extremeOf(values, sign, scope));

const edge =
  (last: boolean): AccumulatorCompiler =>
  (argument, scope, name) => {
    const expr = single(argument, scope, name);
    return () => {
      let value: Value = null;
      let seen = false;
      return {
        add: (env) => {
          if (seen && !last) return;
          seen = true;
          value = expr(env) ?? null;
        },
        result: () => value,
      };
    };
  };

/** Distinct values in the order they were first met. */
export const distinct = (values: Iterable<Value>, scope: Scope): Value[] => {
  const seen = new Map<string, Value>();
  for (const value of values) {
    if (value === undefined) continue;
    const key = encodeKey([value], [], scope.order).toString('latin1');
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
};

const mergeAll = (values: readonly Value[]): Value => {
  const out: Doc = new Map();
  for (const value of values) {
    if (nullish(value)) continue;
    if (!(value instanceof Map))
      throw new MongoError(
        40400,
        `$mergeObjects requires object inputs, but input ${kindOf(value)} is of type ${kindOf(value)}`,
      );
    for (const [name, item] of value) out.set(name, item);
  }
  return out;
};

/** The checked `n` of `$firstN` and its kin. */
export const countOf = (value: Value): number => {
  const n = safeInteger(value);
  if (n === undefined)
    throw new MongoError(5787902, `Value for 'n' must be of integral type, but found ${kindOf(value)}`);
  if (n <= 0) throw new MongoError(5787908, `'n' must be greater than 0, found ${n}`);
  return n;
};

const fieldsOf = (argument: Value, name: string, allowed: readonly string[]): Doc => {
  if (Array.isArray(argument)) throw new MongoError(40237, `The ${name} accumulator is a unary operator`);
  if (!(argument instanceof Map)) {
    const code = /^\$(first|last)N$/.test(name) ? 5787801 : /^\$(min|max)N$/.test(name) ? 5787900 : 5788001;
    throw new MongoError(code, `specification must be an object; found ${name}: ${show(argument)}`);
  }
  for (const field of argument.keys()) {
    if (!allowed.includes(field)) throw new MongoError(5787901, `Unknown argument to ${name} '${field}'`);
  }
  for (const field of allowed) {
    if (!argument.has(field)) throw new MongoError(5787906, `Missing value for '${field}'`);
  }
  return argument;
};

const several =
  (pick: (values: Value[], n: number, scope: Scope) => Value[]): AccumulatorCompiler =>
  (argument, scope, name) => {
    const fields = fieldsOf(argument, name, ['input', 'n']);
    const input = scope.compile(fields.get('input'), scope);
    const n = scope.compile(fields.get('n'), scope);
    return (group) => {
      const size = countOf(n(group));
      const values: Value[] = [];
      return { add: (env) => void values.push(input(env)), result: () => pick(values, size, scope) };
    };
  };

/** The n least or greatest values, sorted. */
export const extremes = (values: readonly Value[], n: number, sign: 1 | -1, scope: Scope): Value[] =>
  values
    .filter((value) => !nullish(value))
    .sort((a, b) => compare(b, a, scope.order) * sign)
    .slice(0, n);

const ranked =
  (reverse: boolean, many: boolean): AccumulatorCompiler =>
  (argument, scope, name) => {
    const fields = fieldsOf(argument, name, many ? ['sortBy', 'output', 'n'] : ['sortBy', 'output']);
    const sortBy = fields.get('sortBy');
    if (!(sortBy instanceof Map))
      throw new MongoError(5788005, `expected 'sortBy' to already be an object in the arguments to ${name}`);
    const sorter = compileSort(sortBy, scope.order);
    const output = scope.compile(fields.get('output'), scope);
    const n = many ? scope.compile(fields.get('n'), scope) : undefined;
    return (group) => {
      const size = n === undefined ? 1 : countOf(n(group));
      const rows: { readonly key: Value[]; readonly value: Value }[] = [];
      return {
        add: (env) => void rows.push({ key: sorter.keyOf(env.current as Doc), value: output(env) ?? null }),
        result: () => {
          rows.sort((a, b) => sorter.compareKeys(a.key, b.key));
          const taken = (reverse ? rows.slice(-size) : rows.slice(0, size)).map((row) => row.value);
          return many ? taken : taken[0];
        },
      };
    };
  };

const percentile =
  (name: '$percentile' | '$median'): AccumulatorCompiler =>
  (argument, scope) => {
    const { input, at } = readPercentile(name, argument, scope, true);
    return (group) => {
      const wanted = at(group);
      const numbers: number[] = [];
      return {
        add: (env) => {
          const value = input(env);
          if (isNumber(value)) numbers.push(toNumber(value));
        },
        result: () => {
          const found = percentilesOf(numbers, wanted).map((value) => (value === null ? null : new Double(value)));
          return name === '$median' ? found[0] : found;
        },
      };
    };
  };

const present = (values: readonly Value[]): Value[] => values.filter((value) => value !== undefined);

const arrays = (values: readonly Value[], name: string): Value[][] =>
  values
    .filter((value) => value !== undefined)
    .map((value) => {
      if (!Array.isArray(value))
        throw new MongoError('TypeMismatch', `${name} requires array inputs, but input was of type ${kindOf(value)}`);
      return value;
    });

/** `$group`'s accumulators. */
export const accumulators: Readonly<Record<string, AccumulatorCompiler>> = {
  $sum: total((sum) => sum.sum()),
  $avg: total((sum) => sum.average()),
  $min: extreme(-1),
  $max: extreme(1),
  $first: edge(false),
  $last: edge(true),
  $push: over(present),
  $addToSet: over((values, scope) => distinct(values, scope)),
  $stdDevPop: over((values) => deviation(values, false)),
  $stdDevSamp: over((values) => deviation(values, true)),
  $mergeObjects: over(mergeAll),
  $concatArrays: over((values) => arrays(values, '$concatArrays').flat(1)),
  $setUnion: over((values, scope) => distinct(arrays(values, '$setUnion').flat(1), scope)),
  $count: (argument, _scope, name) => {
    if (!(argument instanceof Map && argument.size === 0))
      throw new MongoError('TypeMismatch', `${name} takes no arguments, i.e. $count:{}`);
    return () => {
      let count = 0;
      return { add: () => void count++, result: () => new Int32(count) };
    };
  },
  $firstN: several((values, n) => values.slice(0, n).map((value) => value ?? null)),
  $lastN: several((values, n) => values.slice(-n).map((value) => value ?? null)),
  $minN: several((values, n, scope) => extremes(values, n, -1, scope)),
  $maxN: several((values, n, scope) => extremes(values, n, 1, scope)),
  $top: ranked(false, false),
  $topN: ranked(false, true),
  $bottom: ranked(true, false),
  $bottomN: ranked(true, true),
  $percentile: percentile('$percentile'),
  $median: percentile('$median'),
};

/** Where a group's own parameters (`n`, `p`) are worked out: its key is the document. */
export const groupEnv = (env: Env, key: Value): Env => ({ ...env, root: key, current: key });
