import { type Decimal128 } from 'bson';
import { type Dec, fromDecimal128, fromDoubleExact, toDecimal128, toDouble } from '../../bson/decimal.ts';
import { double, integer, isDecimal, isDouble, isInt, long, wholeOf } from '../../bson/numeric.ts';
import { type NumberValue } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';

export type Rounding = 'ceil' | 'floor' | 'round' | 'trunc';

/** Cuts a finite decimal at a number of places after the point (before it, when negative). */
const cut = (value: Extract<Dec, { kind: 'finite' }>, kind: Rounding, places: number): Dec => {
  const drop = -places - value.exp;
  if (drop <= 0) return value;
  const unit = 10n ** BigInt(drop);
  let quotient = value.coeff / unit;
  const rest = value.coeff % unit;
  const twice = rest * 2n;
  const up =
    kind === 'round'
      ? twice > unit || (twice === unit && (quotient & 1n) === 1n)
      : rest > 0n && ((kind === 'ceil' && !value.neg) || (kind === 'floor' && value.neg));
  if (up) quotient += 1n;
  return { ...value, coeff: quotient, exp: -places };
};

const onDouble = (value: number, kind: Rounding, places: number): number => {
  if (!Number.isFinite(value)) return value;
  if (places === 0 && kind !== 'round') return Math[kind](value);
  const exact = fromDoubleExact(value);
  return exact.kind === 'finite' ? toDouble(cut(exact, kind, places)) : value;
};

/** Rounds, keeping the type; halves go to the even neighbour. */
export const roundOrTrunc = (kind: Rounding, value: NumberValue, places: number): NumberValue => {
  if (isDouble(value)) return double(onDouble(value.value, kind, places));
  if (isDecimal(value)) {
    const dec = fromDecimal128(value);
    return dec.kind === 'finite' ? toDecimal128(cut(dec, kind, places)) : (value as Decimal128);
  }
  if (places >= 0) return value;
  const whole = wholeOf(value) as bigint;
  const dec = cut({ kind: 'finite', neg: whole < 0n, coeff: whole < 0n ? -whole : whole, exp: 0 }, kind, places);
  const result = dec.kind === 'finite' ? dec.coeff * 10n ** BigInt(dec.exp) * (dec.neg ? -1n : 1n) : 0n;
  const typed = integer(result);
  if (typed === undefined)
    throw new MongoError(
      51080,
      `invalid conversion from Decimal128 result in $${kind} resulting from arguments: [${value}, ${places}]`,
    );
  return isInt(value) ? typed : long(result);
};
