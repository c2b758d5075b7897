import { compare } from '../../bson/compare.ts';
import { rankOf } from '../../bson/type-of.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { compileMatcher } from '../matcher/compile.ts';
import { isOperators, shapeOf, type Predicate } from './predicates.ts';

const ranges = new Set(['$gt', '$gte', '$lt', '$lte']);

const nested = (path: string, value: Value): Doc =>
  path.split('.').reduceRight<Value>((inner, part) => new Map([[part, inner]]), value) as Doc;

/** Whether every value a condition allows meets one condition of the index's filter. */
const provesOne = (given: Predicate, operator: string, operand: Value): boolean => {
  if (given.operator === operator && compare(given.operand, operand) === 0) return true;
  const wanted: Doc = new Map([[given.path, new Map([[operator, operand]])]]);
  const meets = (value: Value): boolean =>
    value !== null &&
    value !== undefined &&
    compileMatcher(wanted, { now: new Date(0) }).matches(nested(given.path, value));
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

const proves = (given: readonly Predicate[], path: string, condition: Value): boolean => {
  const conditions: (readonly [string, Value])[] = isOperators(condition) ? [...condition] : [['$eq', condition]];
  return conditions.every(([operator, operand]) =>
    given.some((one) => one.path === path && provesOne(one, operator, operand)),
  );
};

/** Whether a query says at least what a partial index's filter says, so that the index holds every match. */
export const implies = (query: Doc, filter: Doc): boolean => {
  const given = shapeOf(query).all;
  const holds = (part: Doc): boolean =>
    [...part].every(([name, value]) => {
      if (name === '$and') return Array.isArray(value) && value.filter(isDoc).every(holds);
      if (name === '$or') return Array.isArray(value) && value.filter(isDoc).some(holds);
      return !name.startsWith('$') && proves(given, name, value);
    });
  return holds(filter);
};
