import { Double, Int32 } from 'bson';
import { isNumber, safeInteger, toNumber } from '../../bson/numeric.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Sorter } from '../../query/sort.ts';
import { type AccumulatorCompiler } from './accumulator-types.ts';
import { accumulators } from './accumulators.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Env, type Frame, type Scope } from '../expression-types.ts';
import { boundsOf, type WindowBounds } from './window-bounds.ts';

/** A window function over one sorted partition: a value for each document. */
export type WindowFunction = (docs: readonly Doc[], vars: Frame | undefined) => Value[];

const fail = (message: string): MongoError => new MongoError('FailedToParse', message);
const envOf = (doc: Doc, vars: Frame | undefined): Env => ({ root: doc, current: doc, vars });

const accumulated = (
  compile: AccumulatorCompiler,
  argument: Value,
  scope: Scope,
  name: string,
  bounds: WindowBounds,
): WindowFunction => {
  const start = compile(argument, scope, name);
  return (docs, vars) => {
    const group: Env = { root: null, current: docs[0] ?? null, vars };
    if (!bounds.fromStart) {
      return docs.map((_doc, row) => {
        const total = start(group);
        const [low, high] = bounds.at(docs, row);
        for (let at = low; at <= high; at++) total.add(envOf(docs[at] as Doc, vars));
        return total.result() ?? null;
      });
    }
    const total = start(group);
    let next = 0;
    return docs.map((_doc, row) => {
      const [, high] = bounds.at(docs, row);
      for (; next <= high; next++) total.add(envOf(docs[next] as Doc, vars));
      const value = total.result() ?? null;
      return Array.isArray(value) ? [...value] : value;
    });
  };
};

const ranked = (kind: '$rank' | '$denseRank' | '$documentNumber', sorter: Sorter | undefined): WindowFunction => {
  if (sorter === undefined)
    throw new MongoError(
      5371602,
      `${kind} must be specified with a top level sortBy expression with exactly one element`,
    );
  return (docs) => {
    let rank = 0;
    return docs.map((doc, row) => {
      const same = row > 0 && sorter.compare(docs[row - 1] as Doc, doc) === 0;
      if (kind === '$documentNumber') rank = row + 1;
      else if (!same) rank = kind === '$rank' ? row + 1 : rank + 1;
      return new Int32(rank);
    });
  };
};

const shift = (argument: Value, scope: Scope): WindowFunction => {
  if (!(argument instanceof Map)) throw fail(`Argument to $shift must be an object`);
  const output = scope.compile(argument.get('output'), scope);
  const by = safeInteger(argument.get('by'));
  if (by === undefined) throw fail(`'$shift:by' field must be an integer, but found by: ${kindOf(argument.get('by'))}`);
  const otherwise = argument.has('default') ? scope.compile(argument.get('default'), scope) : (): Value => null;
  return (docs, vars) =>
    docs.map((_doc, row) => {
      const other = docs[row + by];
      return other === undefined
        ? otherwise({ root: null, current: null, vars })
        : (output(envOf(other, vars)) ?? null);
    });
};

const unitSizes: Readonly<Record<string, number>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

const numeric = (value: Value): number | undefined =>
  value instanceof Date ? value.getTime() : isNumber(value) ? toNumber(value) : undefined;

const slope = (
  kind: '$derivative' | '$integral',
  argument: Value,
  scope: Scope,
  sorter: Sorter | undefined,
  bounds: WindowBounds,
): WindowFunction => {
  if (!(argument instanceof Map)) throw fail(`${kind} expects an object`);
  if (sorter === undefined || sorter.fields.length !== 1)
    throw fail(`${kind} requires a sortBy with exactly one element`);
  const input = scope.compile(argument.get('input'), scope);
  const unit = argument.get('unit');
  const size = typeof unit === 'string' ? (unitSizes[unit] ?? 1) : 1;
  return (docs, vars) => {
    const xs = docs.map((doc) => (numeric(sorter.keyOf(doc)[0]) ?? NaN) / size);
    const ys = docs.map((doc) => numeric(input(envOf(doc, vars))) ?? NaN);
    return docs.map((_doc, row) => {
      const [low, high] = bounds.at(docs, row);
      if (high < low) return null;
      if (kind === '$derivative') {
        const run = (xs[high] as number) - (xs[low] as number);
        return run === 0 ? null : new Double(((ys[high] as number) - (ys[low] as number)) / run);
      }
      let area = 0;
      for (let at = low + 1; at <= high; at++)
        area += (((ys[at] as number) + (ys[at - 1] as number)) / 2) * ((xs[at] as number) - (xs[at - 1] as number));
      return new Double(area);
    });
  };
};

const expMovingAvg = (argument: Value, scope: Scope): WindowFunction => {
  if (!(argument instanceof Map)) throw fail('$expMovingAvg must have exactly one argument that is an object');
  const input = scope.compile(argument.get('input'), scope);
  const [n, alpha] = [argument.get('N'), argument.get('alpha')];
  if (isNumber(n) === isNumber(alpha))
    throw fail(
      "$expMovingAvg sub object must have exactly two fields: An 'input' field, and either an 'N' field or an 'alpha' field",
    );
  const weight = isNumber(n) ? 2 / (toNumber(n) + 1) : toNumber(alpha as Double);
  return (docs, vars) => {
    let average: number | undefined;
    return docs.map((doc) => {
      const value = numeric(input(envOf(doc, vars)));
      if (value !== undefined) average = average === undefined ? value : value * weight + average * (1 - weight);
      return average === undefined ? null : new Double(average);
    });
  };
};

const scaled = (argument: Value, scope: Scope, bounds: WindowBounds): WindowFunction => {
  if (!(argument instanceof Map)) throw fail('$minMaxScaler expects an object');
  const input = scope.compile(argument.get('input'), scope);
  const [low, high] = ['min', 'max'].map((name, index) => numeric(argument.get(name)) ?? index) as [number, number];
  if (low >= high) throw fail("$minMaxScaler's 'max' must be greater than its 'min'");
  return (docs, vars) => {
    const values = docs.map((doc) => numeric(input(envOf(doc, vars))) ?? NaN);
    return docs.map((_doc, row) => {
      const [from, to] = bounds.at(docs, row);
      const window = values.slice(from, to + 1);
      const [least, most] = [Math.min(...window), Math.max(...window)];
      const share = most === least ? 0 : ((values[row] as number) - least) / (most - least);
      return new Double(low + share * (high - low));
    });
  };
};

const covariance = (isSample: boolean, argument: Value, scope: Scope, bounds: WindowBounds): WindowFunction => {
  if (!Array.isArray(argument) || argument.length !== 2) throw fail('$covariance needs two operands');
  const [x, y] = argument.map((item) => scope.compile(item, scope));
  return (docs, vars) =>
    docs.map((_doc, row) => {
      const [low, high] = bounds.at(docs, row);
      const pairs: [number, number][] = [];
      for (let at = low; at <= high; at++) {
        const env = envOf(docs[at] as Doc, vars);
        const [a, b] = [numeric(x?.(env)), numeric(y?.(env))];
        if (a !== undefined && b !== undefined) pairs.push([a, b]);
      }
      const count = pairs.length - (isSample ? 1 : 0);
      if (count <= 0) return null;
      const mean = [0, 1].map(
        (index) => pairs.reduce((sum, pair) => sum + (pair[index] as number), 0) / pairs.length,
      ) as [number, number];
      return new Double(pairs.reduce((sum, [a, b]) => sum + (a - mean[0]) * (b - mean[1]), 0) / count);
    });
};

/** Fills null and missing: with the last value, or on a line between neighbours. */
export const filled = (values: readonly Value[], xs: readonly Value[] | undefined): Value[] => {
  const out = [...values];
  let before = -1;
  for (const [row, value] of values.entries()) {
    if (value === null || value === undefined) continue;
    if (xs !== undefined && before >= 0) {
      const [x0, x1] = [numeric(xs[before]), numeric(xs[row])] as [number, number];
      const [y0, y1] = [numeric(values[before]), numeric(value)] as [number, number];
      for (let at = before + 1; at < row; at++)
        out[at] = new Double(y0 + ((y1 - y0) * ((numeric(xs[at]) as number) - x0)) / (x1 - x0));
    }
    before = row;
  }
  if (xs !== undefined) return out.map((value) => value ?? null);
  let last: Value = null;
  return out.map((value) => (last = value ?? last));
};

const filler = (linear: boolean, argument: Value, scope: Scope, sorter: Sorter | undefined): WindowFunction => {
  const input = scope.compile(argument, scope);
  if (linear && sorter?.fields.length !== 1)
    throw new MongoError(
      605001,
      '$linearFill must be specified with a top level sortBy expression with exactly one element',
    );
  return (docs, vars) =>
    filled(
      docs.map((doc) => input(envOf(doc, vars))),
      linear ? docs.map((doc) => sorter?.keyOf(doc)[0]) : undefined,
    );
};

/** Reads one field of `$setWindowFields`' output. */
export const compileWindow = (definition: Value, scope: Scope, sorter: Sorter | undefined): WindowFunction => {
  if (!(definition instanceof Map)) throw fail('The field must be an object in $setWindowFields');
  const [name, ...others] = [...definition.keys()].filter((key) => key !== 'window');
  if (name === undefined || others.length > 0)
    throw fail('Expected exactly one window function in each output field of $setWindowFields');
  const argument = definition.get(name);
  const bounds = boundsOf(definition.get('window'), sorter);
  switch (name) {
    case '$rank':
    case '$denseRank':
    case '$documentNumber':
      return ranked(name, sorter);
    case '$shift':
      return shift(argument, scope);
    case '$derivative':
    case '$integral':
      return slope(name, argument, scope, sorter, bounds);
    case '$expMovingAvg':
      return expMovingAvg(argument, scope);
    case '$covariancePop':
    case '$covarianceSamp':
      return covariance(name === '$covarianceSamp', argument, scope, bounds);
    case '$minMaxScaler':
      return scaled(argument, scope, bounds);
    case '$locf':
    case '$linearFill':
      return filler(name === '$linearFill', argument, scope, sorter);
  }
  const accumulator = Object.hasOwn(accumulators, name) ? accumulators[name] : undefined;
  if (accumulator === undefined) throw fail(`Unrecognized window function, ${name}`);
  return accumulated(accumulator, argument, scope, name, bounds);
};
