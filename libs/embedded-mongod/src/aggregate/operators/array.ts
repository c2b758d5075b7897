import { Int32 } from 'bson';
import { equals } from '../../bson/compare.ts';
import { isNumber, safeInteger, toNumber } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { MongoError } from '../../errors.ts';
import { binary, kindOf, nary, unary } from '../expression-arguments.ts';
import { type OperatorTable } from '../expression-types.ts';
import { type Doc, nullish, type Value } from '../expression-values.ts';

const fail = (code: number | 'BadValue', message: string): MongoError => new MongoError(code, message);

const arrayElemAt = (array: Value, index: Value): Value => {
  if (nullish(array) || nullish(index)) return null;
  if (!Array.isArray(array))
    throw fail(28689, `$arrayElemAt's first argument must be an array, but is ${kindOf(array)}`);
  if (!isNumber(index))
    throw fail(28690, `$arrayElemAt's second argument must be a numeric value, but is ${kindOf(index)}`);
  const at = safeInteger(index);
  if (at === undefined)
    throw fail(28691, `$arrayElemAt's second argument must be representable as a 32-bit integer: ${toNumber(index)}`);
  return array.at(at);
};

const edge =
  (which: 0 | -1): ((value: Value, name: string) => Value) =>
  (value, name) => {
    if (nullish(value)) return null;
    if (!Array.isArray(value)) throw fail(28689, `${name}'s argument must be an array, but is ${kindOf(value)}`);
    return value.at(which);
  };

const concatArrays = (values: readonly Value[]): Value => {
  const out: Value[] = [];
  for (const value of values) {
    if (nullish(value)) return null;
    if (!Array.isArray(value)) throw fail(28664, `$concatArrays only supports arrays, not ${kindOf(value)}`);
    out.push(...value);
  }
  return out;
};

const slice = (values: readonly Value[]): Value => {
  const [array, first, second] = values;
  if (values.slice(0).some(nullish)) return null;
  if (!Array.isArray(array))
    throw fail(28724, `First argument to $slice must be an array, but is of type: ${kindOf(array)}`);
  const a = safeInteger(first);
  if (a === undefined)
    throw fail(28725, `Second argument to $slice must be a numeric value, but is of type: ${kindOf(first)}`);
  if (values.length === 2) return a >= 0 ? array.slice(0, a) : array.slice(a);
  const count = safeInteger(second);
  if (count === undefined)
    throw fail(28727, `Third argument to $slice must be numeric, but is of type: ${kindOf(second)}`);
  if (count <= 0) throw fail(28729, `Third argument to $slice must be positive: ${count}`);
  const start = a < 0 ? Math.max(0, array.length + a) : a;
  return array.slice(start, start + count);
};

const indexOfArray = (values: readonly Value[], name: string, order: Parameters<typeof equals>[2]): Value => {
  const [array, wanted, start, end] = values;
  if (nullish(array)) return null;
  if (!Array.isArray(array))
    throw fail(40090, `$indexOfArray requires an array as a first argument, found: ${kindOf(array)}`);
  const [from, to] = [start, end].map((value) => {
    if (value === undefined) return undefined;
    const index = safeInteger(value);
    if (index === undefined)
      throw fail(
        9711600,
        `${name} requires an integral starting index, found a value of type: ${kindOf(value)}, with value: ${show(value)}`,
      );
    if (index < 0) throw fail(9711601, `${name} requires a nonnegative starting index, found: ${index}`);
    return index;
  });
  for (let at = from ?? 0; at < Math.min(array.length, to ?? array.length); at++) {
    if (equals(array[at], wanted, order)) return new Int32(at);
  }
  return new Int32(-1);
};

/** As many ints as MongoDB's limit of 64 MB for one range holds. */
const mostRange = 4_194_304;

const range = (values: readonly Value[]): Value => {
  const [start, end, step] = values.map((value, index) => {
    const number = safeInteger(value);
    const names = ['starting value', 'ending value', 'step value'];
    if (!isNumber(value))
      throw fail(34443 + index * 2, `$range requires a numeric ${names[index]}, found value of type:${kindOf(value)}`);
    if (number === undefined)
      throw fail(
        34444 + index * 2,
        `$range requires a ${names[index]} that can be represented as a 32-bit integer, found value: ${toNumber(value)}`,
      );
    return number;
  }) as [number, number, number?];
  if (step === 0) throw fail(34449, '$range requires a non-zero step value');
  const by = step ?? 1;
  if ((end - start) / by > mostRange) {
    throw new MongoError(
      'ExceededMemoryLimit',
      `$range would use too much memory and cannot spill to disk. Memory limit: 67108864 bytes`,
    );
  }
  const out: Value[] = [];
  for (let at = start; by > 0 ? at < end : at > end; at += by) out.push(new Int32(at));
  return out;
};

const pairOf = (item: Value): readonly [string, Value] => {
  if (Array.isArray(item)) {
    if (item.length !== 2)
      throw fail(40397, `$arrayToObject requires an array of size 2 arrays,found array of size: ${item.length}`);
    if (typeof item[0] !== 'string')
      throw fail(
        40395,
        `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${kindOf(item[0])}`,
      );
    return [item[0], item[1]];
  }
  if (!(item instanceof Map)) throw fail(40398, `Unrecognised input type format for $arrayToObject: ${kindOf(item)}`);
  const key = item.get('k');
  if (item.size !== 2)
    throw fail(
      40392,
      `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${item.size}`,
    );
  if (!item.has('k') || !item.has('v'))
    throw fail(40393, `$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys from: {}`);
  if (typeof key !== 'string')
    throw fail(
      40394,
      `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${kindOf(key)}`,
    );
  return [key, item.get('v')];
};

const arrayToObject = (value: Value): Value => {
  if (nullish(value)) return null;
  if (!Array.isArray(value)) throw fail(40386, `$arrayToObject requires an array input, found: ${kindOf(value)}`);
  const out: Doc = new Map();
  for (const item of value) out.set(...(pairOf(item) as [string, Value]));
  return out;
};

const objectToArray = (value: Value): Value => {
  if (nullish(value)) return null;
  if (!(value instanceof Map)) throw fail(40390, `$objectToArray requires a document input, found: ${kindOf(value)}`);
  return [...value].map(
    ([k, v]): Value =>
      new Map<string, Value>([
        ['k', k],
        ['v', v],
      ]),
  );
};

const mergeObjects = (values: readonly Value[]): Value => {
  const out: Doc = new Map();
  for (const value of values) {
    for (const part of values.length === 1 && Array.isArray(value) ? value : [value]) {
      if (nullish(part)) continue;
      if (!(part instanceof Map))
        throw fail(40400, `$mergeObjects requires object inputs, but input ${kindOf(part)} is of type ${kindOf(part)}`);
      for (const [name, item] of part) out.set(name, item);
    }
  }
  return out;
};

/** Arrays: reading, cutting, joining, ordering, and objects as arrays. */
export const arrayOperators: OperatorTable = {
  $arrayElemAt: binary(arrayElemAt),
  $first: unary(edge(0)),
  $last: unary(edge(-1)),
  $concatArrays: nary(0, Infinity, concatArrays),
  $slice: nary(2, 3, slice),
  $isArray: unary((value) => Array.isArray(value)),
  $size: unary((value) => {
    if (!Array.isArray(value))
      throw fail(17124, `The argument to $size must be an array, but was of type: ${kindOf(value)}`);
    return new Int32(value.length);
  }),
  $in: binary((value, array, _name, scope) => {
    if (!Array.isArray(array)) throw fail(40081, `$in requires an array as a second argument, found: ${kindOf(array)}`);
    return array.some((item) => equals(item, value, scope.order));
  }),
  $indexOfArray: nary(2, 4, (values, name, scope) => indexOfArray(values, name, scope.order)),
  $range: nary(2, 3, range),
  $reverseArray: unary((value) => {
    if (nullish(value)) return null;
    if (!Array.isArray(value))
      throw fail(34435, `The argument to $reverseArray must be an array, but was of type: ${kindOf(value)}`);
    return [...value].reverse();
  }),
  $arrayToObject: unary(arrayToObject),
  $objectToArray: unary(objectToArray),
  $mergeObjects: nary(0, Infinity, mergeObjects),
};
