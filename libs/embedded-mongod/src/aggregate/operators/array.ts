import { Int32 } from 'bson';
import { compare, equals } from '../../bson/compare.ts';
import { isNumber, safeInteger, toNumber } from '../../bson/numeric.ts';
import { MongoError } from '../../errors.ts';
import { compileSort } from '../../query/sort.ts';
import { binary, kindOf, namedOperands, nary, unary } from '../expression-arguments.ts';
import { type Expr, type OperatorTable } from '../expression-types.ts';
import { type Doc, nullish, type Value } from '../expression-values.ts';
import { extremes } from '../accumulators.ts';

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
      throw fail(40096, `${name} requires an integral starting index, found a value of type: ${kindOf(value)}`);
    if (index < 0) throw fail(40097, `${name} requires a nonnegative starting index, found: ${index}`);
    return index;
  });
  for (let at = from ?? 0; at < Math.min(array.length, to ?? array.length); at++) {
    if (equals(array[at], wanted, order)) return new Int32(at);
  }
  return new Int32(-1);
};

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

const several =
  (pick: (array: Value[], n: number, scope: Parameters<typeof extremes>[3]) => Value[]): OperatorTable[string] =>
  (argument, scope, name) => {
    const rules = { required: ['input', 'n'], notObject: 5787801, unknown: 5787901, missing: 5787906 };
    const { input, n } = namedOperands(argument, scope, name, rules) as Record<'input' | 'n', Expr>;
    return (env) => {
      const array = input(env);
      const size = safeInteger(n(env));
      if (size === undefined)
        throw fail(5787902, `Value for 'n' must be of integral type, but found ${kindOf(n(env))}`);
      if (size <= 0) throw fail(5787908, `'n' must be greater than 0, found ${size}`);
      if (!Array.isArray(array)) throw fail(5788200, `Input must be an array`);
      return pick(array, size, scope);
    };
  };

const sortArray: OperatorTable[string] = (argument, scope, name) => {
  const rules = { required: ['input', 'sortBy'], notObject: 2942500, unknown: 2942501, missing: 2942502 };
  if (!(argument instanceof Map))
    throw fail(2942500, `${name} requires an object as an argument, found: ${kindOf(argument)}`);
  const sortBy = argument.get('sortBy');
  const { input } = namedOperands(new Map([...argument, ['sortBy', null]]), scope, name, rules) as { input: Expr };
  let order: (a: Value, b: Value) => number;
  if (sortBy instanceof Map) {
    const sorter = compileSort(sortBy, scope.order);
    const asDoc = (value: Value): Doc => (value instanceof Map ? value : new Map());
    order = (a, b) => sorter.compare(asDoc(a), asDoc(b));
  } else {
    const sign = isNumber(sortBy) ? toNumber(sortBy) : 0;
    if (sign !== 1 && sign !== -1) throw fail(2942507, '$sort element value must be either 1 or -1');
    order = (a, b) => compare(a, b, scope.order) * sign;
  }
  return (env) => {
    const array = input(env);
    if (nullish(array)) return null;
    if (!Array.isArray(array))
      throw fail(2942504, `The input argument to $sortArray must be an array, but was of type: ${kindOf(array)}`);
    return [...array].sort(order);
  };
};

const zip: OperatorTable[string] = (argument, scope, name) => {
  const rules = {
    required: ['inputs'],
    optional: ['useLongestLength', 'defaults'],
    notObject: 34460,
    unknown: 34464,
    missing: 34465,
  };
  const { inputs, useLongestLength, defaults } = namedOperands(argument, scope, name, rules);
  return (env) => {
    const lists = (inputs as Expr)(env);
    if (!Array.isArray(lists)) throw fail(34461, `inputs must be an array of expressions, found ${kindOf(lists)}`);
    if (lists.some(nullish)) return null;
    if (!lists.every((list): list is Value[] => Array.isArray(list)))
      throw fail(34468, `$zip found a non-array expression in input`);
    const fill = defaults?.(env);
    const longest = useLongestLength?.(env) === true;
    if (fill !== undefined && !longest) throw fail(34466, 'cannot specify defaults unless useLongestLength is true');
    const sizes = lists.map((list) => list.length);
    const size = longest ? Math.max(0, ...sizes) : Math.min(...sizes);
    return Array.from({ length: size }, (_, at): Value =>
      lists.map((list, index) => (at < list.length ? list[at] : Array.isArray(fill) ? fill[index] : null)),
    );
  };
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
  $firstN: several((array, n) => array.slice(0, n)),
  $lastN: several((array, n) => array.slice(-n)),
  $minN: several((array, n, scope) => extremes(array, n, -1, scope)),
  $maxN: several((array, n, scope) => extremes(array, n, 1, scope)),
  $sortArray: sortArray,
  $zip: zip,
};
