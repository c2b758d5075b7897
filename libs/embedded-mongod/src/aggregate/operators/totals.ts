import { Double } from 'bson';
import { isNumber, toNumber } from '../../bson/numeric.ts';
import { extremeOf } from '../accumulators/accumulators.ts';
import { evaluateAll, operands } from '../expression-arguments.ts';
import { type Operator, type OperatorTable, type Scope } from '../expression-types.ts';
import { type Value } from '../expression-values.ts';
import { percentilesOf, readPercentile } from '../accumulators/percentile.ts';
import { deviation, Total } from '../accumulators/totals.ts';

/** An accumulator's name used as an expression: over its operands, or over the elements of the only one. */
const over =
  (finish: (values: readonly Value[], scope: Scope) => Value): Operator =>
  (argument, scope, name) => {
    const list = operands(argument, scope, name, 0, Infinity);
    return (env) => {
      const values = evaluateAll(list, env);
      const [only] = values;
      return finish(values.length === 1 && Array.isArray(only) ? only : values, scope);
    };
  };

const totalOf = (values: readonly Value[]): Total => {
  const total = new Total();
  for (const value of values) total.add(value);
  return total;
};

const percentile =
  (name: '$percentile' | '$median'): Operator =>
  (argument, scope) => {
    const { input, at } = readPercentile(name, argument, scope);
    return (env) => {
      const value = input(env);
      const numbers = (Array.isArray(value) ? value : [value]).filter(isNumber).map(toNumber);
      const found = percentilesOf(numbers, at(env)).map((item) => (item === null ? null : new Double(item)));
      return name === '$median' ? found[0] : found;
    };
  };

/** `$sum`, `$avg`, `$min` … over operands or an array. */
export const totalOperators: OperatorTable = {
  $sum: over((values) => totalOf(values).sum()),
  $avg: over((values) => totalOf(values).average()),
  $min: over((values, scope) => extremeOf(values, -1, scope)),
  $max: over((values, scope) => extremeOf(values, 1, scope)),
  $stdDevPop: over((values) => deviation(values, false)),
  $stdDevSamp: over((values) => deviation(values, true)),
  $percentile: percentile('$percentile'),
  $median: percentile('$median'),
};
