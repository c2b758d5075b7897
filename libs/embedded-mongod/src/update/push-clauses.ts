import { compare } from '../bson/compare.ts';
import { isNumber, safeInteger, toNumber } from '../bson/numeric.ts';
import { show } from '../bson/show.ts';
import { typeName } from '../bson/type-of.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { compileSort } from '../query/sort.ts';
import { type UpdateOptions } from './types.ts';

const bad = (message: string): MongoError => new MongoError('BadValue', message);

/** `$push`'s argument: the values, and what happens to the array with them. */
export type PushClauses = {
  readonly each: readonly Value[];
  /** True when the values are just appended. */
  readonly plain: boolean;
  apply(array: readonly Value[]): Value[];
};

const whole = (spec: Doc, clause: string): number | undefined => {
  if (!spec.has(clause)) return undefined;
  const value = spec.get(clause);
  const number = safeInteger(value);
  if (number === undefined) {
    const found = isNumber(value) ? show(value) : typeName(value);
    throw bad(
      `The value for ${clause} must be an integer value${clause === '$position' ? ', not of type:' : ' but was given type:'} ${found}`,
    );
  }
  return number;
};

type Order = (a: Value, b: Value) => number;

const orderOf = (spec: Value, options: UpdateOptions): Order => {
  if (isNumber(spec)) {
    const sign = toNumber(spec);
    if (sign !== 1 && sign !== -1) throw bad('The $sort element value must be either 1 or -1');
    return (a, b) => compare(a, b, options.collation) * sign;
  }
  if (!(spec instanceof Map))
    throw bad('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  if (spec.size === 0) throw bad('The $sort pattern is empty when it should be a set of fields.');
  for (const [name, direction] of spec) {
    if (!isNumber(direction) || Math.abs(toNumber(direction)) !== 1)
      throw bad('The $sort element value must be either 1 or -1');
    if (name === '') throw bad('The $sort field cannot be empty');
    if (name.split('.').includes('')) throw bad(`The $sort field is a dotted field but has an empty part: ${name}`);
  }
  const sorter = compileSort(spec, options.collation);
  const asDoc = (value: Value): Doc => (value instanceof Map ? value : new Map());
  return (a, b) => sorter.compare(asDoc(a), asDoc(b));
};

/** Reads `$push`'s argument. @throws MongoError 2 for wrong or unknown clauses. */
export const pushClauses = (argument: Value, options: UpdateOptions): PushClauses => {
  if (!(argument instanceof Map) || !argument.has('$each')) {
    return { each: [argument], plain: true, apply: (array) => [...array, argument] };
  }
  const each = argument.get('$each');
  if (!Array.isArray(each))
    throw bad(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  for (const name of argument.keys()) {
    if (!['$each', '$slice', '$sort', '$position'].includes(name)) throw bad(`Unrecognized clause in $push: ${name}`);
  }
  const position = whole(argument, '$position');
  const slice = whole(argument, '$slice');
  const order = argument.has('$sort') ? orderOf(argument.get('$sort'), options) : undefined;
  return {
    each,
    plain: position === undefined && slice === undefined && order === undefined,
    apply: (array) => {
      const at = position === undefined ? array.length : position < 0 ? Math.max(0, array.length + position) : position;
      let out = [...array.slice(0, at), ...each, ...array.slice(at)];
      if (order !== undefined) out = out.sort(order);
      if (slice === undefined) return out;
      return slice === 0 ? [] : slice > 0 ? out.slice(0, slice) : out.slice(slice);
    },
  };
};
