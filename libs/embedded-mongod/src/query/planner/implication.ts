import { compare } from '../../bson/compare.ts';
import { rankOf } from '../../bson/type-of.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { compileMatcher, type Matcher } from '../matcher/compile.ts';
import { isExactValue } from './index-scan.ts';
import { isOperators, type Predicate } from './predicates.ts';

const ranges = new Set(['$gt', '$gte', '$lt', '$lte']);

const nested = (path: string, value: Value): Doc =>
  path.split('.').reduceRight<Value>((inner, part) => new Map([[part, inner]]), value) as Doc;

/** One condition of an index's filter; `part`: the document of it that has the condition. */
type Wanted = { readonly part: Doc; readonly path: string; readonly operator: string; readonly operand: Value };

/** Tests of single values, by the part of a filter that they are of; filters of indexes stay as they are. */
const tests = new WeakMap<Doc, Map<string, Matcher>>();

const testOf = ({ part, path, operator, operand }: Wanted): Matcher => {
  const ofPart = tests.get(part) ?? new Map<string, Matcher>();
  const key = `${operator} ${path}`;
  let test = ofPart.get(key);
  if (test === undefined) {
    test = compileMatcher(new Map([[path, new Map([[operator, operand]])]]), { now: new Date(0) });
    tests.set(part, ofPart.set(key, test));
  }
  return test;
};

/** Whether every value a condition allows meets one condition of the index's filter. */
const provesOne = (given: Predicate, wanted: Wanted): boolean => {
  const { operator, operand } = wanted;
  if (given.operator === operator && compare(given.operand, operand) === 0) return true;
  // Two different single values: the most frequent case, and no test is needed for it.
  if (given.operator === '$eq' && operator === '$eq' && isExactValue(given.operand) && isExactValue(operand))
    return false;
  const meets = (value: Value): boolean =>
    value !== null && value !== undefined && testOf(wanted).matches(nested(given.path, value));
  if (given.operator === '$eq') return meets(given.operand);
  if (given.operator === '$in')
    return Array.isArray(given.operand) && given.operand.length > 0 && given.operand.every(meets);
  if (!ranges.has(given.operator) || given.operand === null) return false;
  if (operator === '$exists') return operand !== false;
  if (operator === '$type') return meets(given.operand);
  if (!ranges.has(operator) || rankOf(given.operand) !== rankOf(operand)) return false;
  const order = compare(given.operand, operand);
  if (operator[1] === 'g' && given.operator[1] === 'g')
    return order > 0 || (order === 0 && (operator === '$gte' || given.operator === '$gt'));
  if (operator[1] === 'l' && given.operator[1] === 'l')
    return order < 0 || (order === 0 && (operator === '$lte' || given.operator === '$lt'));
  return false;
};

const proves = (given: readonly Predicate[], part: Doc, path: string): boolean => {
  const condition = part.get(path) as Value;
  const conditions: (readonly [string, Value])[] = isOperators(condition) ? [...condition] : [['$eq', condition]];
  return conditions.every(([operator, operand]) =>
    given.some((one) => one.path === path && provesOne(one, { part, path, operator, operand })),
  );
};

/** Whether a query's conditions say at least what a partial index's filter says, so that the index holds every match. */
export const implies = (given: readonly Predicate[], filter: Doc): boolean => {
  const holds = (part: Doc): boolean =>
    [...part].every(([name, value]) => {
      if (name === '$and') return Array.isArray(value) && value.filter(isDoc).every(holds);
      if (name === '$or') return Array.isArray(value) && value.filter(isDoc).some(holds);
      return !name.startsWith('$') && proves(given, part, name);
    });
  return holds(filter);
};
