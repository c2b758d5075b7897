import { encodeKey } from '../../bson/keys.ts';
import { compare } from '../../bson/compare.ts';
import { MongoError } from '../../errors.ts';
import { binary, kindOf, nary, unary } from '../expression-arguments.ts';
import { type OperatorTable, type Scope } from '../expression-types.ts';
import { nullish, truthy, type Value } from '../expression-values.ts';

const keyOf = (value: Value, scope: Scope): string => encodeKey([value], [], scope.order).toString('latin1');

const setOf = (values: readonly Value[], scope: Scope): Map<string, Value> =>
  new Map(values.map((value) => [keyOf(value, scope), value]));

const array = (value: Value, code: number, message: string): Value[] => {
  if (Array.isArray(value)) return value;
  throw new MongoError(code, `${message} ${kindOf(value)}`);
};

const sorted = (values: Iterable<Value>, scope: Scope): Value[] =>
  [...values].sort((a, b) => compare(a, b, scope.order));

const union = (lists: readonly Value[], _name: string, scope: Scope): Value => {
  const all = new Map<string, Value>();
  for (const list of lists) {
    if (nullish(list)) return null;
    for (const [key, value] of setOf(
      array(list, 17043, 'All operands of $setUnion must be arrays. One argument is of type:'),
      scope,
    )) {
      if (!all.has(key)) all.set(key, value);
    }
  }
  return sorted(all.values(), scope);
};

const intersection = (lists: readonly Value[], _name: string, scope: Scope): Value => {
  let common: Map<string, Value> | undefined;
  for (const list of lists) {
    if (nullish(list)) return null;
    const next = setOf(
      array(list, 17047, 'All operands of $setIntersection must be arrays. One argument is of type:'),
      scope,
    );
    common = common === undefined ? next : new Map([...common].filter(([key]) => next.has(key)));
  }
  return sorted((common ?? new Map()).values(), scope);
};

const equal = (lists: readonly Value[], _name: string, scope: Scope): Value => {
  const keys = lists.map((list) =>
    setOf(array(list, 17044, 'All operands of $setEquals must be arrays. One argument is of type:'), scope),
  );
  const [first] = keys as [Map<string, Value>];
  return keys.every((other) => other.size === first.size && [...other.keys()].every((key) => first.has(key)));
};

/** Arrays taken as sets. */
export const setOperators: OperatorTable = {
  $setUnion: nary(0, Infinity, union),
  $setIntersection: nary(0, Infinity, intersection),
  $setEquals: (argument, scope, name) => {
    const given = Array.isArray(argument) ? argument.length : 1;
    if (given < 2) throw new MongoError(17045, `$setEquals needs at least two arguments had: ${given}`);
    return nary(2, Infinity, equal)(argument, scope, name);
  },
  $setDifference: binary((a, b, _name, scope) => {
    if (nullish(a) || nullish(b)) return null;
    const left = array(a, 17048, 'both operands of $setDifference must be arrays. First argument is of type:');
    const gone = setOf(
      array(b, 17049, 'both operands of $setDifference must be arrays. Second argument is of type:'),
      scope,
    );
    return [...setOf(left, scope)].filter(([key]) => !gone.has(key)).map(([, value]) => value);
  }),
  $setIsSubset: binary((a, b, _name, scope) => {
    const part = setOf(
      array(a, 17046, 'both operands of $setIsSubset must be arrays. First argument is of type:'),
      scope,
    );
    const whole = setOf(
      array(b, 17042, 'both operands of $setIsSubset must be arrays. Second argument is of type:'),
      scope,
    );
    return [...part.keys()].every((key) => whole.has(key));
  }),
  $anyElementTrue: unary((value) =>
    array(value, 17041, "$anyElementTrue's argument must be an array, but is").some(truthy),
  ),
  $allElementsTrue: unary((value) =>
    array(value, 17040, "$allElementsTrue's argument must be an array, but is").every(truthy),
  ),
};
