import { Double, Long } from 'bson';
import { divDec, fromDecimal128, negateDec, toDecimal128 } from '../../bson/decimal.ts';
import {
  arithmetic,
  bigOf,
  double,
  fitsInt,
  fitsLong,
  integer,
  isDecimal,
  isDouble,
  isInt,
  isLong,
  isNumber,
  long,
  toDec,
  toNumber,
  wholeOf,
} from '../../bson/numeric.ts';
import { type NumberValue } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { binary, kindOf, nary, unary } from '../expression-arguments.ts';
import { type Operator, type OperatorTable } from '../expression-types.ts';
import { nullish, type Value } from '../expression-values.ts';
import { dateOf } from './date-calendar.ts';
import { roundOrTrunc } from './rounding.ts';

/** Arithmetic whose long overflow goes on as a double, as in expressions. */
export const compute = (operation: 'add' | 'subtract' | 'multiply', a: NumberValue, b: NumberValue): NumberValue => {
  const exact = arithmetic(operation, a, b);
  if (exact !== undefined) return exact;
  const [x, y] = [toNumber(a), toNumber(b)];
  return new Double(operation === 'add' ? x + y : operation === 'subtract' ? x - y : x * y);
};

const add = (values: readonly Value[]): Value => {
  let total: NumberValue = integer(0n) as NumberValue;
  let date: Date | undefined;
  for (const value of values) {
    if (nullish(value)) return null;
    if (value instanceof Date) {
      if (date !== undefined) throw new MongoError(16612, 'only one date allowed in an $add expression');
      date = value;
    } else if (isNumber(value)) total = compute('add', total, value);
    else throw new MongoError('TypeMismatch', `$add only supports numeric or date types, not ${kindOf(value)}`);
  }
  return date === undefined ? total : dateOf(date.getTime() + Math.round(toNumber(total)));
};

const multiply = (values: readonly Value[]): Value => {
  let total: NumberValue = integer(1n) as NumberValue;
  for (const value of values) {
    if (nullish(value)) return null;
    if (!isNumber(value))
      throw new MongoError('TypeMismatch', `$multiply only supports numeric types, not ${kindOf(value)}`);
    total = compute('multiply', total, value);
  }
  return total;
};

const subtract = (a: Value, b: Value): Value => {
  if (nullish(a) || nullish(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
    if (isNumber(b)) return dateOf(a.getTime() - Math.round(toNumber(b)));
  } else if (isNumber(a) && isNumber(b)) return compute('subtract', a, b);
  throw new MongoError('TypeMismatch', `can't $subtract ${kindOf(b)} from ${kindOf(a)}`);
};

const divide = (a: Value, b: Value): Value => {
  if (nullish(a) || nullish(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    throw new MongoError('TypeMismatch', `$divide only supports numeric types, not ${kindOf(a)} and ${kindOf(b)}`);
  }
  if (toNumber(b) === 0 && !isDecimal(b)) throw new MongoError('BadValue', "can't $divide by zero");
  if (isDecimal(a) || isDecimal(b)) {
    if (toNumber(b) === 0) throw new MongoError('BadValue', "can't $divide by zero");
    return toDecimal128(divDec(toDec(a), toDec(b)));
  }
  return double(toNumber(a) / toNumber(b));
};

const mod = (a: Value, b: Value): Value => {
  if (nullish(a) || nullish(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    throw new MongoError(16611, `$mod only supports numeric types, not ${kindOf(a)} and ${kindOf(b)}`);
  }
  if (toNumber(b) === 0) throw new MongoError(16610, "can't $mod by zero");
  const [x, y] = [wholeOf(a), wholeOf(b)];
  if (
    !isDecimal(a) &&
    !isDecimal(b) &&
    (isDouble(a) || isDouble(b)) &&
    x !== undefined &&
    y !== undefined &&
    fitsLong(x) &&
    fitsLong(y)
  ) {
    return isDouble(a) ? double(toNumber(a) % toNumber(b)) : double(Number(x % y));
  }
  return arithmetic('mod', a, b);
};

/** A function of one number; null gives null, anything else is refused. */
export const numeric = (apply: (value: NumberValue, name: string) => Value): Operator =>
  unary((value, name) => {
    if (nullish(value)) return null;
    if (!isNumber(value)) throw new MongoError(28765, `${name} only supports numeric types, not ${kindOf(value)}`);
    return apply(value, name);
  });

const abs = (value: NumberValue): Value => {
  if (isDecimal(value)) {
    const dec = fromDecimal128(value);
    return dec.kind !== 'nan' && dec.neg ? toDecimal128(negateDec(dec)) : value;
  }
  if (isDouble(value)) return double(Math.abs(value.value));
  const whole = isLong(value) ? bigOf(value) : BigInt(value.value);
  const size = whole < 0n ? -whole : whole;
  if (!fitsLong(size)) throw new MongoError(28680, "can't take $abs of long long min");
  return isLong(value) ? long(size) : integer(size);
};

const bits = (apply: (a: bigint, b: bigint) => bigint, start: bigint): Operator =>
  nary(0, Infinity, (values, name) => {
    let total = start;
    let wide = false;
    for (const value of values) {
      if (nullish(value)) return null;
      if (!isNumber(value) || !(isInt(value) || isLong(value))) {
        throw new MongoError('TypeMismatch', `${name} only supports int and long operands, not ${kindOf(value)}.`);
      }
      wide ||= isLong(value);
      total = apply(total, wholeOf(value) as bigint);
    }
    return wide ? long(total) : integer(total);
  });

/** Arithmetic, rounding, bits. */
export const arithmeticOperators: OperatorTable = {
  $add: nary(0, Infinity, add),
  $multiply: nary(0, Infinity, multiply),
  $subtract: binary(subtract),
  $divide: binary(divide),
  $mod: binary(mod),
  $abs: numeric(abs),
  $ceil: numeric((value) => roundOrTrunc('ceil', value, 0)),
  $floor: numeric((value) => roundOrTrunc('floor', value, 0)),
  $round: nary(1, 2, ([value, place], name) => rounded(name, 'round', value, place)),
  $trunc: nary(1, 2, ([value, place], name) => rounded(name, 'trunc', value, place)),
  $bitAnd: bits((a, b) => a & b, -1n),
  $bitOr: bits((a, b) => a | b, 0n),
  $bitXor: bits((a, b) => a ^ b, 0n),
  $bitNot: unary((value, name) => {
    if (nullish(value)) return null;
    if (!isNumber(value) || !(isInt(value) || isLong(value))) {
      throw new MongoError('TypeMismatch', `${name} only supports int and long, not ${kindOf(value)}.`);
    }
    return isLong(value) ? long(~bigOf(value)) : integer(BigInt(~value.value));
  }),
};

function rounded(name: string, kind: 'round' | 'trunc', value: Value, place: Value): Value {
  if (nullish(value) || place === null) return null;
  if (!isNumber(value)) throw new MongoError(51081, `${name} only supports numeric types, not ${kindOf(value)}`);
  if (place === undefined) return roundOrTrunc(kind, value, 0);
  if (!isNumber(place)) throw new MongoError(16004, `can't convert from BSON type ${kindOf(place)} to long`);
  const asNumber = toNumber(place);
  if (!Number.isFinite(asNumber))
    throw new MongoError(
      31109,
      `Can't coerce out of range value ${String(asNumber).replace('Infinity', 'inf').toLowerCase()} to long`,
    );
  const places = wholeOf(place);
  if (places === undefined || !fitsInt(places))
    throw new MongoError(51082, `precision argument to  ${name} must be a integral value`);
  if (places < -20n || places > 100n) {
    throw new MongoError(51083, `cannot apply ${name} with precision value ${places} value must be in [-20, 100]`);
  }
  return roundOrTrunc(kind, value, Number(places));
}
