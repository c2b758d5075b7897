import { type Decimal128, Double, Int32, Long } from 'bson';
import {
  addDec,
  compareDec,
  type Dec,
  finite,
  fromDecimal128,
  fromDouble15,
  fromDoubleExact,
  modDec,
  mulDec,
  negateDec,
  toDecimal128,
  toDouble,
} from './decimal.ts';
import { type NumberValue, type Value } from './value.ts';

const intMax = 2147483647;
const longMax = 9223372036854775807n;

export const int = (value: number): Int32 => new Int32(value);
export const double = (value: number): Double => new Double(value);
export const long = (value: bigint): Long => Long.fromBits(Number(BigInt.asIntN(32, value)), Number(value >> 32n));
export const decimal = (value: Dec): Decimal128 => toDecimal128(value);
export const fitsLong = (value: bigint): boolean => value <= longMax && value >= -longMax - 1n;
export const fitsInt = (value: bigint | number): boolean => value <= intMax && value >= -intMax - 1;

const numberTags = new Set(['Int32', 'Double', 'Long', 'Decimal128']);

/** Whether a value is one of the four number types. */
export const isNumber = (value: Value): value is NumberValue =>
  typeof value === 'object' && value !== null && '_bsontype' in value && numberTags.has(value._bsontype);

export const isInt = (value: NumberValue): value is Int32 => value._bsontype === 'Int32';
export const isDouble = (value: NumberValue): value is Double => value._bsontype === 'Double';
export const isLong = (value: NumberValue): value is Long => value._bsontype === 'Long';
export const isDecimal = (value: NumberValue): value is Decimal128 => value._bsontype === 'Decimal128';

/** A long's value as bigint, without bson's detour over text. */
export const bigOf = (value: Long): bigint => (BigInt(value.high) << 32n) | BigInt(value.low >>> 0);

/** The nearest double of any number. */
export const toNumber = (value: NumberValue): number => {
  if (isInt(value) || isDouble(value)) return value.value;
  if (isLong(value)) return value.high * 4294967296 + (value.low >>> 0);
  return toDouble(fromDecimal128(value));
};

/** Any number as a decimal; doubles by 15 digits, as arithmetic does. */
export const toDec = (value: NumberValue): Dec => {
  if (isDecimal(value)) return fromDecimal128(value);
  if (isDouble(value)) return fromDouble15(value.value);
  return finite(isInt(value) ? BigInt(value.value) : bigOf(value));
};

const exactDec = (value: NumberValue): Dec => (isDouble(value) ? fromDoubleExact(value.value) : toDec(value));

const compareSame = (a: number | bigint, b: number | bigint): number => {
  if (a < b) return -1;
  if (a > b) return 1;
  // eslint-disable-next-line eqeqeq -- a bigint and a double are compared by value
  if (a == b) return 0;
  const left = Number.isNaN(a);
  const right = Number.isNaN(b);
  return left === right ? 0 : left ? -1 : 1;
};

/** Compares two numbers of any types by value, exactly; NaN is the least. */
export const compareNumbers = (a: NumberValue, b: NumberValue): number => {
  if (isDecimal(a) || isDecimal(b)) return compareDec(exactDec(a), exactDec(b));
  return compareSame(isLong(a) ? bigOf(a) : a.value, isLong(b) ? bigOf(b) : b.value);
};

/** Whether a number is a whole one, and then its value; undefined for fractions, NaN and infinities. */
export const wholeOf = (value: NumberValue): bigint | undefined => {
  if (isInt(value)) return BigInt(value.value);
  if (isLong(value)) return bigOf(value);
  if (isDouble(value)) return Number.isInteger(value.value) ? BigInt(value.value) : undefined;
  const dec = fromDecimal128(value);
  if (dec.kind !== 'finite') return undefined;
  const sign = dec.neg ? -1n : 1n;
  if (dec.coeff === 0n) return 0n;
  if (dec.exp >= 0) return sign * dec.coeff * 10n ** BigInt(dec.exp);
  const unit = 10n ** BigInt(-dec.exp);
  return dec.coeff % unit === 0n ? (sign * dec.coeff) / unit : undefined;
};

/** The smallest integer type that holds the value: int, else long; undefined when it fits neither. */
export const integer = (value: bigint): Int32 | Long | undefined =>
  fitsInt(value) ? new Int32(Number(value)) : fitsLong(value) ? long(value) : undefined;

type Operation = {
  readonly dec: (a: Dec, b: Dec) => Dec;
  readonly double: (a: number, b: number) => number;
  readonly whole: (a: bigint, b: bigint) => bigint;
};

const operations = {
  add: { dec: addDec, double: (a, b) => a + b, whole: (a, b) => a + b },
  subtract: { dec: (a, b) => addDec(a, negateDec(b)), double: (a, b) => a - b, whole: (a, b) => a - b },
  multiply: { dec: mulDec, double: (a, b) => a * b, whole: (a, b) => a * b },
  mod: { dec: modDec, double: (a, b) => a % b, whole: (a, b) => a % b },
} satisfies Record<string, Operation>;

/**
 * Arithmetic with BSON's promotion: decimal over double over long over int; an int that overflows becomes a long.
 * @returns undefined when a long overflows: updates refuse that, expressions go on with a double.
 */
export const arithmetic = (
  operation: keyof typeof operations,
  a: NumberValue,
  b: NumberValue,
): NumberValue | undefined => {
  const { dec, double: onDoubles, whole } = operations[operation] as Operation;
  if (isDecimal(a) || isDecimal(b)) return toDecimal128(dec(toDec(a), toDec(b)));
  if (isDouble(a) || isDouble(b)) return new Double(onDoubles(toNumber(a), toNumber(b)));
  const result = whole(isLong(a) ? bigOf(a) : BigInt(a.value), isLong(b) ? bigOf(b) : BigInt(b.value));
  if (isLong(a) || isLong(b)) return fitsLong(result) ? long(result) : undefined;
  return integer(result);
};

/** A double that holds a whole number, as int or long would be; used where MongoDB accepts any integral number. */
export const safeInteger = (value: Value): number | undefined => {
  if (!isNumber(value)) return undefined;
  const whole = wholeOf(value);
  return whole === undefined || !Number.isSafeInteger(Number(whole)) ? undefined : Number(whole);
};
