import { compare } from '../../bson/compare.ts';
import { isNumber, safeInteger, toNumber } from '../../bson/numeric.ts';
import { MongoError } from '../../errors.ts';
import { compileSort } from '../../query/sort.ts';
import { extremes } from '../accumulators/accumulators.ts';
import { kindOf, namedOperands } from '../expression-arguments.ts';
import { type Expr, type OperatorTable } from '../expression-types.ts';
import { type Doc, nullish, type Value } from '../expression-values.ts';

const fail = (code: number, message: string): MongoError => new MongoError(code, message);

const several =
  (pick: (array: Value[], n: number, scope: Parameters<typeof extremes>[3]) => Value[]): OperatorTable[string] =>
  (argument, scope, name) => {
    const rules = { required: ['input', 'n'], notObject: 5787801, unknown: 5787901, missing: 5787906 };
    if (argument instanceof Map) {
      for (const field of argument.keys())
        if (!rules.required.includes(field)) throw fail(5787901, `Unknown argument for 'n' operator: ${field}`);
      for (const field of ['n', 'input'])
        if (!argument.has(field)) throw fail(field === 'n' ? 5787906 : 5787907, `Missing value for '${field}'`);
    }
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

/** Arrays put in order, and their first, last, least and greatest elements. */
export const arrayOrderOperators: OperatorTable = {
  $firstN: several((array, n) => array.slice(0, n)),
  $lastN: several((array, n) => array.slice(-n)),
  $minN: several((array, n, scope) => extremes(array, n, -1, scope)),
  $maxN: several((array, n, scope) => extremes(array, n, 1, scope)),
  $sortArray: sortArray,
  $zip: zip,
};
