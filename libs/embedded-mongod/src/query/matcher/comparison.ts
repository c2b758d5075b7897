import { type BSONRegExp } from 'bson';
import { compare } from '../../bson/compare.ts';
import { isNumber, toNumber } from '../../bson/numeric.ts';
import { rankOf, typeOf } from '../../bson/type-of.ts';
import { type StringOrder, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { compileRegex } from './regex.ts';
import { type Condition } from './types.ts';

const leaf = (test: (value: Value) => boolean): Condition => ({ kind: 'leaf', test, traverse: true });

export const isRegex = (value: Value): value is BSONRegExp => typeOf(value) === 11;

const isNaNumber = (value: Value): boolean => isNumber(value) && Number.isNaN(toNumber(value));

/** Equality as a filter means it: null also stands for a missing field. */
export const equalTo = (expected: Value, order?: StringOrder): ((value: Value) => boolean) => {
  if (expected === null) return (value) => value === null || value === undefined;
  if (typeof expected === 'string' && order === undefined) {
    return (value) =>
      value === expected || (typeof value === 'object' && value !== null && compare(value, expected) === 0);
  }
  return (value) => value !== undefined && compare(value, expected, order) === 0;
};

type Inequality = '$gt' | '$gte' | '$lt' | '$lte';

const accepts: Readonly<Record<Inequality, (sign: number) => boolean>> = {
  $gt: (sign) => sign > 0,
  $gte: (sign) => sign >= 0,
  $lt: (sign) => sign < 0,
  $lte: (sign) => sign <= 0,
};

/** An inequality holds only between values of one rank; MinKey and MaxKey bound everything. */
export const inequality = (operator: Inequality, bound: Value, order?: StringOrder): Condition => {
  const accept = accepts[operator];
  const inclusive = accept(0);
  if (bound === null) return leaf((value) => inclusive && (value === null || value === undefined));
  if (isNaNumber(bound)) return leaf((value) => inclusive && isNaNumber(value));
  const rank = rankOf(bound);
  const type = typeOf(bound);
  if (type === -1 || type === 127) {
    return leaf((value) => (rankOf(value) === rank ? inclusive : value !== undefined && accept(type === -1 ? 1 : -1)));
  }
  return leaf((value) => rankOf(value) === rank && !isNaNumber(value) && accept(compare(value, bound, order)));
};

/** A binary search over sorted, distinct values. */
const among = (values: readonly Value[], order?: StringOrder): ((value: Value) => boolean) => {
  const sorted = [...values].sort((a, b) => compare(a, b, order));
  return (value) => {
    let low = 0;
    let high = sorted.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const sign = compare(sorted[middle], value, order);
      if (sign === 0) return true;
      if (sign < 0) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  };
};

/** `$in`: equal to one of the values, or matched by one of the regular expressions. */
export const oneOf = (name: string, list: Value, order?: StringOrder): Condition => {
  if (!Array.isArray(list)) throw new MongoError('BadValue', `${name} needs an array`);
  for (const item of list) {
    if (item instanceof Map && [...item.keys()][0]?.startsWith('$') && !isReference([...item.keys()][0] as string)) {
      throw new MongoError('BadValue', `cannot nest $ under ${name}`);
    }
    if (item === undefined) throw new MongoError('BadValue', `${name} cannot contain undefined`);
  }
  const patterns = list.filter(isRegex).map(matching);
  const plain = list.filter((item) => !isRegex(item));
  const nullish = plain.includes(null);
  const contains = plain.length === 1 ? equalTo(plain[0], order) : among(plain, order);
  return leaf(
    (value) =>
      (value === undefined || value === null ? nullish : contains(value)) || patterns.some((pattern) => pattern(value)),
  );
};

/** Whether a field name is one of a database reference, which is data and not an operator. */
export const isReference = (name: string): boolean => name === '$ref' || name === '$id' || name === '$db';

/** A regular expression as a condition: it finds text, and equals itself. */
export const matching = (regex: BSONRegExp): ((value: Value) => boolean) => {
  const compiled = compileRegex(regex);
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    if (typeof value !== 'object' || value === null) return false;
    if (typeOf(value) === 14) return compiled.test((value as { value: string }).value);
    return isRegex(value) && value.pattern === regex.pattern && value.options === regex.options;
  };
};

/** Equality, or a match when the value is a regular expression. */
export const equalOrMatching = (expected: Value, order?: StringOrder): Condition =>
  leaf(isRegex(expected) ? matching(expected) : equalTo(expected, order));
