import { Binary, Int32, ObjectId } from 'bson';
import { encode } from '../../bson/encode.ts';
import { finite, fromDecimal128, parseDec, toDecimal128 } from '../../bson/decimal.ts';
import {
  double,
  fitsInt,
  fitsLong,
  integer,
  isDecimal,
  isDouble,
  isLong,
  isNumber,
  long,
  toDec,
  toNumber,
  wholeOf,
} from '../../bson/numeric.ts';
import { typeAliases, typeName, typeOf } from '../../bson/type-of.ts';
import { MongoError } from '../../errors.ts';
import { kindOf, namedOperands, unary } from '../expression-arguments.ts';
import { type Expr, type Operator, type OperatorTable } from '../expression-types.ts';
import { nullish, truthy, type Value } from '../expression-values.ts';
import { readDouble, sixDigits, textOf } from './convert-text.ts';
import { dateOf } from './date-calendar.ts';
import { parseDateText } from './date-parse.ts';

const failure = (message: string): MongoError => new MongoError('ConversionFailure', message);
const unsupported = (value: Value, to: string): MongoError =>
  failure(`Unsupported conversion from ${kindOf(value)} to ${to} in $convert with no onError value`);
const parseFailure = (text: string, why: string): MongoError =>
  failure(`Failed to parse number '${text}' in $convert with no onError value: ${why}`);

const refuseHex = (text: string): void => {
  if (text.startsWith('0x')) throw failure(`Illegal hexadecimal input in $convert with no onError value: ${text}`);
};

/** How a number that does not fit is named: a double in six digits, a long not at all. */
const overflowing = (value: Value): string =>
  isNumber(value) && isLong(value) ? '' : isNumber(value) && isDouble(value) ? sixDigits(value.value) : textOf(value);

/** The whole part of a number, refusing NaN, infinities and what does not fit. */
const wholePart = (value: Value, to: 'int' | 'long'): bigint => {
  let whole: bigint;
  if (typeof value === 'boolean') whole = value ? 1n : 0n;
  else if (value instanceof Date && to === 'long') whole = BigInt(value.getTime());
  else if (typeof value === 'string') {
    refuseHex(value);
    if (!/^[+-]?\d+$/.test(value))
      throw parseFailure(value, value === '' ? 'No digits' : 'Did not consume whole string.');
    whole = BigInt(value.replace(/^\+/, ''));
  } else if (isNumber(value)) {
    const number = toNumber(value);
    if (Number.isNaN(number))
      throw failure(`Attempt to convert NaN value to integer type in $convert with no onError value`);
    if (!Number.isFinite(number))
      throw failure(`Attempt to convert infinity value to integer type in $convert with no onError value`);
    whole = wholeOf(value) ?? truncated(value);
  } else throw unsupported(value, to);
  if (to === 'int' ? !fitsInt(whole) : !fitsLong(whole)) {
    throw typeof value === 'string'
      ? parseFailure(value, 'Overflow')
      : failure(`Conversion would overflow target type in $convert with no onError value: ${overflowing(value)}`);
  }
  return whole;
};

const truncated = (value: Parameters<typeof toNumber>[0]): bigint => {
  if (!isDecimal(value)) return BigInt(Math.trunc(toNumber(value)));
  const dec = fromDecimal128(value);
  if (dec.kind !== 'finite') return 0n;
  const whole = dec.exp >= 0 ? dec.coeff * 10n ** BigInt(dec.exp) : dec.coeff / 10n ** BigInt(-dec.exp);
  return dec.neg ? -whole : whole;
};

const toDouble = (value: Value): Value => {
  if (typeof value === 'boolean') return double(value ? 1 : 0);
  if (value instanceof Date) return double(value.getTime());
  if (isNumber(value)) return double(toNumber(value));
  if (typeof value !== 'string') throw unsupported(value, 'double');
  refuseHex(value);
  const read = readDouble(value);
  if (typeof read === 'string') throw parseFailure(value, read);
  return double(read);
};

const toDecimal = (value: Value): Value => {
  if (typeof value === 'boolean') return toDecimal128(finite(value ? 1n : 0n));
  if (value instanceof Date) return toDecimal128(finite(BigInt(value.getTime())));
  if (isNumber(value)) return isDecimal(value) ? value : toDecimal128(toDec(value));
  if (typeof value !== 'string') throw unsupported(value, 'decimal');
  refuseHex(value);
  const parsed = parseDec(value);
  if (parsed === undefined)
    throw parseFailure(value, value === '' ? 'Empty string' : 'Failed to parse string to decimal');
  return toDecimal128(parsed);
};

const toDate = (value: Value): Value => {
  if (value instanceof Date) return value;
  if (typeof value === 'string') return parseDateText(value, 'UTC');
  if (value !== null && typeof value === 'object' && '_bsontype' in value) {
    if (value._bsontype === 'ObjectId') return (value as ObjectId).getTimestamp();
    if (value._bsontype === 'Timestamp') return new Date(((value as unknown as { high: number }).high >>> 0) * 1000);
  }
  if (isNumber(value) && typeOf(value) !== 16) return dateOf(Number(wholePart(value, 'long')));
  throw unsupported(value, 'date');
};

const toObjectId = (value: Value): Value => {
  if (typeOf(value) === 7) return value;
  if (typeof value !== 'string') throw unsupported(value, 'objectId');
  if (!/^[0-9a-fA-F]{24}$/.test(value)) {
    const why =
      value.length === 24
        ? `Invalid character found in hex string: ${/[^0-9a-fA-F]/.exec(value)?.[0] ?? ''}`
        : `Invalid string length for parsing to OID, expected 24 but found ${value.length}`;
    throw failure(`Failed to parse objectId '${value}' in $convert with no onError value: ${why}`);
  }
  return new ObjectId(value);
};

const toBool = (value: Value): Value =>
  typeOf(value) === 10 ? null : isNumber(value) || typeof value === 'boolean' ? truthy(value) : true;

const textual = new Set([1, 2, 5, 7, 8, 9, 16, 18, 19]);
const toText = (value: Value): Value => {
  if (!textual.has(typeOf(value))) throw unsupported(value, 'string');
  return textOf(value);
};

const toBinary = (value: Value): Value => {
  if (typeOf(value) === 5) return value;
  if (typeof value === 'string') {
    const hex = value.replaceAll('-', '');
    if (/^[0-9a-fA-F]{32}$/.test(hex)) return new Binary(Buffer.from(hex, 'hex'), 4);
    throw failure(`Failed to parse BinData '${value}' in $convert with no onError value`);
  }
  throw unsupported(value, 'binData');
};

const conversions: Readonly<Record<string, (value: Value) => Value>> = {
  double: toDouble,
  string: toText,
  objectId: toObjectId,
  bool: toBool,
  date: toDate,
  int: (value) => integer(wholePart(value, 'int')),
  long: (value) => long(wholePart(value, 'long')),
  decimal: toDecimal,
  binData: toBinary,
};

const targetOf = (to: Value): string => {
  const wanted = to instanceof Map ? to.get('type') : to;
  const name =
    typeof wanted === 'string' ? wanted : isNumber(wanted) ? (typeAliases[toNumber(wanted)] ?? '') : undefined;
  if (name === undefined)
    throw new MongoError(
      'FailedToParse',
      `$convert's 'to' argument must be a string or number, but is ${kindOf(wanted)}`,
    );
  if (Object.hasOwn(conversions, name)) return name;
  throw new MongoError('BadValue', `Unknown type name: ${name}`);
};

const convert: Operator = (argument, scope, name) => {
  const rules = {
    required: ['input', 'to'],
    optional: ['onError', 'onNull', 'format', 'byteOrder'],
    notObject: 9,
    unknown: 9,
    missing: 9,
  };
  const { input, to, onError, onNull } = namedOperands(argument, scope, name, rules);
  return (env) => {
    const value = (input as Expr)(env);
    const target = (to as Expr)(env);
    if (nullish(target)) return null;
    const type = targetOf(target);
    if (nullish(value)) return onNull === undefined ? null : onNull(env);
    try {
      return (conversions[type] as (value: Value) => Value)(value);
    } catch (error) {
      if (onError !== undefined && error instanceof MongoError && error.code === 241) return onError(env);
      throw error;
    }
  };
};

const shorthand = (type: string): Operator =>
  unary((value) => (nullish(value) ? null : (conversions[type] as (value: Value) => Value)(value)));

/** `$convert` and its shorthands, and questions about types and sizes. */
export const convertOperators: OperatorTable = {
  $convert: convert,
  $toBool: shorthand('bool'),
  $toInt: shorthand('int'),
  $toLong: shorthand('long'),
  $toDouble: shorthand('double'),
  $toDecimal: shorthand('decimal'),
  $toString: shorthand('string'),
  $toObjectId: shorthand('objectId'),
  $toDate: shorthand('date'),
  $toUUID: shorthand('binData'),
  $type: unary((value) => (value === undefined ? 'missing' : typeName(value))),
  $isNumber: unary((value) => isNumber(value)),
  $bsonSize: unary((value) => {
    if (nullish(value)) return null;
    if (!(value instanceof Map))
      throw new MongoError(31393, `$bsonSize requires a document input, found: ${kindOf(value)}`);
    return new Int32(encode(value).length);
  }),
  $binarySize: unary((value) => {
    if (nullish(value)) return null;
    if (typeof value === 'string') return new Int32(Buffer.byteLength(value));
    if (typeOf(value) === 5) return new Int32((value as Binary).position);
    throw new MongoError(51276, `$binarySize requires a string or BinData argument, found: ${kindOf(value)}`);
  }),
  $tsSecond: unary((value, name) => timestampPart(value, name, 'high')),
  $tsIncrement: unary((value, name) => timestampPart(value, name, 'low')),
};

const timestampPart = (value: Value, name: string, part: 'high' | 'low'): Value => {
  if (nullish(value)) return null;
  if (typeOf(value) !== 17)
    throw new MongoError(5687301, `${name} requires a timestamp argument, found: ${kindOf(value)}`);
  return long(BigInt((value as unknown as Record<'high' | 'low', number>)[part] >>> 0));
};
