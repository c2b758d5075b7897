import { addDec, finite, toDecimal128 } from '../../bson/decimal.ts';
import {
  double,
  fitsLong,
  integer,
  isDecimal,
  isDouble,
  isInt,
  isNumber,
  long,
  toDec,
  toNumber,
  wholeOf,
} from '../../bson/numeric.ts';
import { type NumberValue } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { binary, kindOf } from '../expression-arguments.ts';
import { type Operator, type OperatorTable } from '../expression-types.ts';
import { nullish, type Value } from '../expression-values.ts';
import { compute, numeric } from './arithmetic.ts';

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

const positiveLog = (what: string): ((value: number) => void) =>
  positive(28766, `${what}'s argument must be a positive number`);

function finiteOnly(value: number, name: string): void {
  if (!Number.isFinite(value) && !Number.isNaN(value)) {
    throw new MongoError(50989, `cannot apply ${name} to ${value < 0 ? '-inf' : 'inf'}, value must be in (-inf,inf)`);
  }
}

/** Roots, powers, logarithms, trigonometry. */
export const functionOperators: OperatorTable = {
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
  $degreesToRadians: floating((value) => (value * Math.PI) / 180),
  $radiansToDegrees: floating((value) => (value * 180) / Math.PI),
  $atan2: binary((a, b, name) => {
    if (nullish(a) || nullish(b)) return null;
    if (!isNumber(a) || !isNumber(b))
      throw new MongoError(51044, `${name} only supports numeric types, not ${kindOf(isNumber(a) ? b : a)}`);
    return double(Math.atan2(toNumber(a), toNumber(b)));
  }),
  $sigmoid: floating((value) => 1 / (1 + Math.exp(-value))),
};
