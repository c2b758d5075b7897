import { Double, Long } from 'bson';
import { addDec, divDec, finite, fromDecimal128, negateDec, toDecimal128 } from '../../bson/decimal.ts';
import {
  arithmetic,
  bigOf,
  double,
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
import { roundOrTrunc } from './rounding.ts';

/** Arithmetic whose long overflow goes on as a double, as in expressions. */
export const compute = (operation: 'add' | 'subtract' | 'multiply', a: NumberValue, b: NumberValue): NumberValue => {
  const exact = arithmetic(operation, a, b);
  if (exact !== undefined) return exact;
  const [x, y] = [toNumber(a), toNumber(b)];
  return new Double(operation === 'add' ? x + y : operation === 'subtract' ? x - y : x * y);
};

const dateOf = (ms: number): Date => {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) throw new MongoError('Overflow', 'date overflow');
  return date;
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
    else throw new MongoError(16554, `$add only supports numeric or date types, not ${kindOf(value)}`);
  }
  return date === undefined ? total : dateOf(date.getTime() + Math.round(toNumber(total)));
};

const multiply = (values: readonly Value[]): Value => {
  let total: NumberValue = integer(1n) as NumberValue;
  for (const value of values) {
    if (nullish(value)) return null;
    if (!isNumber(value)) throw new MongoError(16555, `$multiply only supports numeric types, not ${kindOf(value)}`);
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
const numeric = (apply: (value: NumberValue, name: string) => Value): Operator =>
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

const floating = (apply: (value: number) => number, guard?: (value: number, name: string) => void): Operator =>
  numeric((value, name) => {
    guard?.(toNumber(value), name);
    const result = apply(toNumber(value));
    return isDecimal(value) ? toDecimal128(addDec(toDec(double(result)), finite(0n))) : double(result);
  });

const positive =
  (code: number, what: string, inclusive = false) =>
  (value: number): void => {
    if (inclusive ? value < 0 : value <= 0) throw new MongoError(code, `${what}, but is ${value}`);
  };

const within =
  (low: number, high: number) =>
  (value: number, name: string): void => {
    if (value < low || value > high) {
      throw new MongoError(
        50989,
        `cannot apply ${name} to ${value}, value must be in [${low},${high}]`
          .replace(',Infinity]', ',inf]')
          .replace('[-Infinity', '(-inf'),
      );
    }
  };

const pow = (a: Value, b: Value): Value => {
  if (nullish(a) || nullish(b)) return null;
  if (!isNumber(a)) throw new MongoError(28762, `$pow's base must be numeric, not ${kindOf(a)}`);
  if (!isNumber(b)) throw new MongoError(28763, `$pow's exponent must be numeric, not ${kindOf(b)}`);
  const [base, exponent] = [toNumber(a), toNumber(b)];
  if (base === 0 && exponent < 0) throw new MongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  if (isDecimal(a) || isDecimal(b)) {
    const whole = wholeOf(b);
    if (whole !== undefined && whole >= 0n && whole <= 512n) {
      let result: NumberValue = toDecimal128(finite(1n));
      for (let count = 0n; count < whole; count++) result = compute('multiply', result, a);
      return result;
    }
    return toDecimal128(toDec(double(base ** exponent)));
  }
  if (isDouble(a) || isDouble(b) || exponent < 0) {
    const result = base ** exponent;
    return !isDouble(a) && !isDouble(b) && Number.isInteger(result)
      ? (integer(BigInt(result)) ?? double(result))
      : double(result);
  }
  const whole = exponent > 64 && Math.abs(base) > 1 ? undefined : (wholeOf(a) as bigint) ** (wholeOf(b) as bigint);
  if (whole === undefined || !fitsLong(whole)) return double(base ** exponent);
  return isInt(a) && isInt(b) ? integer(whole) : long(whole);
};

const log = (a: Value, b: Value): Value => {
  if (nullish(a) || nullish(b)) return null;
  if (!isNumber(a)) throw new MongoError(28756, `$log's argument must be numeric, not ${kindOf(a)}`);
  if (!isNumber(b)) throw new MongoError(28757, `$log's base must be numeric, not ${kindOf(b)}`);
  const [value, base] = [toNumber(a), toNumber(b)];
  if (value <= 0) throw new MongoError(28758, `$log's argument must be a positive number, but is ${value}`);
  if (base <= 0 || base === 1)
    throw new MongoError(28759, `$log's base must be a positive number not equal to 1, but is ${base}`);
  const result = double(Math.log(value) / Math.log(base));
  return isDecimal(a) || isDecimal(b) ? toDecimal128(toDec(result)) : result;
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

const positiveLog = (what: string): ((value: number) => void) =>
  positive(28766, `${what}'s argument must be a positive number`);

/** Arithmetic, roots and logarithms, trigonometry, bits. */
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
  $sqrt: floating(Math.sqrt, positive(28714, "$sqrt's argument must be greater than or equal to 0", true)),
  $exp: floating(Math.exp),
  $ln: floating(Math.log, positiveLog('$ln')),
  $log10: floating(Math.log10, positive(28761, "$log10's argument must be a positive number")),
  $log: binary(log),
  $pow: binary(pow),
  $sin: floating(Math.sin, finiteOnly),
  $cos: floating(Math.cos, finiteOnly),
  $tan: floating(Math.tan, finiteOnly),
  $asin: floating(Math.asin, within(-1, 1)),
  $acos: floating(Math.acos, within(-1, 1)),
  $atan: floating(Math.atan),
  $sinh: floating(Math.sinh),
  $cosh: floating(Math.cosh),
  $tanh: floating(Math.tanh),
  $asinh: floating(Math.asinh),
  $acosh: floating(Math.acosh, within(1, Infinity)),
  $atanh: floating(Math.atanh, within(-1, 1)),
  $atan2: binary((a, b, name) => {
    if (nullish(a) || nullish(b)) return null;
    if (!isNumber(a) || !isNumber(b))
      throw new MongoError(51044, `${name} only supports numeric types, not ${kindOf(isNumber(a) ? b : a)}`);
    return double(Math.atan2(toNumber(a), toNumber(b)));
  }),
  $degreesToRadians: floating((value) => (value * Math.PI) / 180),
  $radiansToDegrees: floating((value) => (value * 180) / Math.PI),
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

function finiteOnly(value: number, name: string): void {
  if (!Number.isFinite(value) && !Number.isNaN(value)) {
    throw new MongoError(50989, `cannot apply ${name} to ${value < 0 ? '-inf' : 'inf'}, value must be in (-inf,inf)`);
  }
}

function rounded(name: string, kind: 'round' | 'trunc', value: Value, place: Value): Value {
  if (nullish(value) || place === null) return null;
  if (!isNumber(value)) throw new MongoError(51081, `${name} only supports numeric types, not ${kindOf(value)}`);
  if (place === undefined) return roundOrTrunc(kind, value, 0);
  const places = isNumber(place) ? wholeOf(place) : undefined;
  if (places === undefined) throw new MongoError(51082, `precision argument to  ${name} must be a integral value`);
  if (places < -20n || places > 100n) {
    throw new MongoError(51083, `cannot apply ${name} with precision value ${places} value must be in [-20, 100]`);
  }
  return roundOrTrunc(kind, value, Number(places));
}
