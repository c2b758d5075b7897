import { isNumber, toNumber } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { MongoError } from '../../errors.ts';
import { type Env, type Expr, type Scope } from '../expression-types.ts';
import { type Value } from '../expression-values.ts';

/** Reads the argument of `$percentile` and `$median`. */
export const readPercentile = (
  name: '$percentile' | '$median',
  argument: Value,
  scope: Scope,
  isAccumulator = false,
): { readonly input: Expr; readonly at: (env: Env) => number[] } => {
  if (isAccumulator && Array.isArray(argument))
    throw new MongoError(40237, `The ${name} accumulator is a unary operator`);
  if (!(argument instanceof Map)) {
    const code = name === '$median' ? (isAccumulator ? 7436100 : 7436201) : isAccumulator ? 7429703 : 7436200;
    throw new MongoError(code, `specification must be an object; found ${name}: ${show(argument)}`);
  }
  const fields = name === '$median' ? ['input', 'method'] : ['input', 'p', 'method'];
  for (const field of argument.keys()) {
    if (!fields.includes(field))
      throw new MongoError('IDLUnknownField', `BSON field '${name}.${field}' is an unknown field.`);
  }
  for (const field of fields) {
    if (!argument.has(field))
      throw new MongoError('IDLFailedToParse', `BSON field '${name}.${field}' is missing but a required field`);
  }
  if (argument.get('method') !== 'approximate') {
    throw new MongoError('BadValue', "Currently only 'approximate' can be used as a percentile 'method'.");
  }
  const input = scope.compile(argument.get('input'), scope);
  if (name === '$median') return { input, at: () => [0.5] };
  const p = scope.compile(argument.get('p'), scope);
  const at = (env: Env): number[] => {
    const list = p(env);
    const bad = (code: number, found: Value): MongoError =>
      new MongoError(
        code,
        `The $percentile 'p' field must be an array of numbers from [0.0, 1.0], but found: ${show(found ?? null)}`,
      );
    if (!Array.isArray(list) || list.length === 0) throw bad(7750301, list);
    for (const item of list) {
      if (!isNumber(item)) throw bad(7750302, item);
      if (!(toNumber(item) >= 0 && toNumber(item) <= 1)) throw bad(7750303, item);
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
