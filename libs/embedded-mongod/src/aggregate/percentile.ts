import { isNumber, toNumber } from '../bson/numeric.ts';
import { MongoError } from '../errors.ts';
import { kindOf } from './expression-arguments.ts';
import { type Env, type Expr, type Scope } from './expression-types.ts';
import { type Value } from './expression-values.ts';

/** Reads the argument of `$percentile` and `$median`. */
export const readPercentile = (
  name: '$percentile' | '$median',
  argument: Value,
  scope: Scope,
): { readonly input: Expr; readonly at: (env: Env) => number[] } => {
  if (!(argument instanceof Map)) {
    throw new MongoError(
      name === '$median' ? 7436100 : 7429703,
      `specification must be an object; found ${name}: ${kindOf(argument)}`,
    );
  }
  for (const field of name === '$median' ? ['input', 'method'] : ['input', 'p', 'method']) {
    if (!argument.has(field))
      throw new MongoError('IDLFailedToParse', `BSON field '${name}.${field}' is missing but a required field`);
  }
  if (argument.get('method') !== 'approximate') {
    throw new MongoError('BadValue', "Currently only 'approximate' can be used as percentile 'method'.");
  }
  const input = scope.compile(argument.get('input'), scope);
  if (name === '$median') return { input, at: () => [0.5] };
  const p = scope.compile(argument.get('p'), scope);
  const at = (env: Env): number[] => {
    const list = p(env);
    if (
      !Array.isArray(list) ||
      list.length === 0 ||
      !list.every((item) => isNumber(item) && toNumber(item) >= 0 && toNumber(item) <= 1)
    ) {
      throw new MongoError(7750301, `The $percentile 'p' field must be an array of numbers from [0.0, 1.0]`);
    }
    return list.map((item) => toNumber(item as Parameters<typeof toNumber>[0]));
  };
  return { input, at };
};

/** Percentiles of numbers by rank: the smallest value that at least that share of the values do not exceed. */
export const percentilesOf = (numbers: readonly number[], wanted: readonly number[]): (number | null)[] => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return wanted.map((share) => {
    if (sorted.length === 0) return null;
    const rank = Math.max(0, Math.ceil(share * sorted.length) - 1);
    return sorted[rank] as number;
  });
};
