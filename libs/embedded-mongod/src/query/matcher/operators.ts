import { BSONRegExp } from 'bson';
import { isInt, isLong, isNumber, toNumber, wholeOf } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { typeAliases, typeOf } from '../../bson/type-of.ts';
import { type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type Condition } from './types.ts';

const bad = (message: string): MongoError => new MongoError('BadValue', message);
const leaf = (test: (value: Value) => boolean): Condition => ({ kind: 'leaf', test, traverse: true });

/** Truth of an operator's flag: only false, null, undefined and zero are false. */
export const truthy = (value: Value): boolean =>
  !(value === false || value === null || value === undefined || (isNumber(value) && toNumber(value) === 0));

/** `$exists`. */
export const exists = (flag: Value): Condition => {
  const present: Condition = { kind: 'leaf', test: (value) => value !== undefined, traverse: false };
  return truthy(flag) ? present : { kind: 'not', of: present };
};

const typeNumbers = new Map(Object.entries(typeAliases).map(([number, alias]) => [alias, Number(number)]));

/** The set of BSON types that `$type` (or a schema's bsonType) names by number or alias; `number` is all four. */
export const typesOf = (spec: Value, operator = '$type'): ReadonlySet<number> => {
  const types = new Set<number>();
  for (const item of Array.isArray(spec) ? spec : [spec]) {
    if (typeof item === 'string') {
      const number = typeNumbers.get(item);
      if (item === 'number') [1, 16, 18, 19].forEach((type) => types.add(type));
      else if (number === undefined) throw bad(`Unknown type name alias: ${item}`);
      else types.add(number);
    } else if (isNumber(item)) {
      const number = Number(wholeOf(item) ?? NaN);
      if (typeAliases[number] === undefined)
        throw bad(`Invalid numerical type code: ${show(item).replace(/\.0$/, '')}`);
      types.add(number);
    } else throw bad('type must be represented as a number or a string');
  }
  if (types.size === 0) throw new MongoError('FailedToParse', `${operator} must match at least one type`);
  return types;
};

/** `$type`. */
export const ofType = (spec: Value): Condition => {
  const types = typesOf(spec);
  return leaf((value) => value !== undefined && types.has(typeOf(value)));
};

const modPart = (value: Value, which: string): bigint => {
  if (value === undefined || !isNumber(value)) throw bad(`malformed mod, ${which} not a number`);
  if (isInt(value) || isLong(value)) return wholeOf(value) as bigint;
  const number = toNumber(value);
  if (!Number.isFinite(number))
    throw bad(`malformed mod, ${which} value is invalid :: caused by :: Unable to coerce NaN/Inf to integral type`);
  return BigInt(Math.trunc(number));
};

/** `$mod: [divisor, remainder]`: fractions are cut off. */
export const modulo = (spec: Value): Condition => {
  if (!Array.isArray(spec)) throw bad('malformed mod, needs to be an array');
  if (spec.length < 2) throw bad('malformed mod, not enough elements');
  if (spec.length > 2) throw bad('malformed mod, too many elements');
  const divisor = modPart(spec[0], 'divisor');
  const remainder = modPart(spec[1], 'remainder');
  if (divisor === 0n) throw bad('divisor cannot be 0');
  return leaf((value) => {
    if (!isNumber(value)) return false;
    const number = toNumber(value);
    if (!Number.isFinite(number)) return false;
    return (wholeOf(value) ?? BigInt(Math.trunc(number))) % divisor === remainder;
  });
};

/** `$size`. */
export const ofSize = (spec: Value): Condition => {
  const fail = (what: string): MongoError => bad(`Failed to parse $size. ${what} in: $size: ${show(spec)}`);
  if (!isNumber(spec)) throw fail('Expected a number');
  const whole = wholeOf(spec);
  if (whole === undefined) throw fail('Expected an integer');
  if (whole < 0n) throw fail('Expected a non-negative number');
  const size = Number(whole);
  return { kind: 'array', test: (items) => items.length === size };
};

/** The regular expression of `$regex` with its sibling `$options`. */
export const regexOf = (pattern: Value, options: Value): BSONRegExp => {
  if (options !== undefined && typeof options !== 'string') throw bad('$options has to be a string');
  for (const flag of options ?? '') {
    if (!'imsxu'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  }
  if (typeof pattern === 'string') {
    if (pattern.includes('\0')) throw bad('Regular expression cannot contain an embedded null byte');
    return new BSONRegExp(pattern, options ?? '');
  }
  if (typeOf(pattern) !== 11) throw bad('$regex has to be a string');
  const regex = pattern as BSONRegExp;
  if (regex.options !== '' && options !== undefined && options !== '') {
    throw new MongoError(51075, 'options set in both $regex and $options');
  }
  return new BSONRegExp(regex.pattern, options ?? regex.options);
};
