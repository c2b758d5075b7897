import { Decimal128 } from 'bson';

/** An exact decimal: ± coefficient × 10^exponent, or one of the specials. */
export type Dec =
  | { readonly kind: 'finite'; readonly neg: boolean; readonly coeff: bigint; readonly exp: number }
  | { readonly kind: 'inf'; readonly neg: boolean }
  | { readonly kind: 'nan' };

type Finite = Extract<Dec, { kind: 'finite' }>;

const bias = 6176;
const maxDigits = 34;
const maxCoefficient = 10n ** 34n - 1n;
const maxExponent = 6111;

export const nan: Dec = { kind: 'nan' };
export const infinity = (neg: boolean): Dec => ({ kind: 'inf', neg });
export const finite = (signed: bigint, exp = 0): Finite => ({
  kind: 'finite',
  neg: signed < 0n,
  coeff: signed < 0n ? -signed : signed,
  exp,
});

const powers: bigint[] = Array.from({ length: 80 }, (_, index) => 10n ** BigInt(index));
const tenTo = (power: number): bigint => powers[power] ?? 10n ** BigInt(power);
const digitsOf = (coeff: bigint): number => (coeff === 0n ? 1 : coeff.toString().length);
const signed = (value: Finite): bigint => (value.neg ? -value.coeff : value.coeff);

/** Reads the 16 bytes of a Decimal128. */
export const fromDecimal128 = (value: Decimal128): Dec => {
  const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, 16);
  const low = view.getBigUint64(0, true);
  const high = view.getBigUint64(8, true);
  const neg = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 31n);
  if (combination === 31) return nan;
  if (combination === 30) return infinity(neg);
  if (combination >> 3 === 3) return { kind: 'finite', neg, coeff: 0n, exp: Number((high >> 47n) & 0x3fffn) - bias };
  const coeff = ((high & 0x1ffffffffffffn) << 64n) | low;
  return {
    kind: 'finite',
    neg,
    coeff: coeff > maxCoefficient ? 0n : coeff,
    exp: Number((high >> 49n) & 0x3fffn) - bias,
  };
};

/** Rounds half to even to at most `digits` digits. */
export const roundTo = (value: Dec, digits = maxDigits): Dec => {
  if (value.kind !== 'finite') return value;
  const excess = digitsOf(value.coeff) - digits;
  if (excess <= 0) return value;
  const coeff = shiftRight(value.coeff, excess);
  const rounded: Dec = { ...value, coeff, exp: value.exp + excess };
  return digitsOf(coeff) > digits ? roundTo(rounded, digits) : rounded;
};

/** Divides by 10^places, half to even. */
export const shiftRight = (coeff: bigint, places: number): bigint => {
  const unit = tenTo(places);
  const quotient = coeff / unit;
  const twice = (coeff % unit) * 2n;
  return twice > unit || (twice === unit && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
};

const clamp = (value: Finite): Dec => {
  let { coeff, exp } = value;
  if (exp < -bias) {
    coeff = -bias - exp > 60 ? 0n : shiftRight(coeff, -bias - exp);
    exp = -bias;
  }
  if (exp > maxExponent) {
    if (coeff === 0n) exp = maxExponent;
    else if (digitsOf(coeff) + exp - maxExponent > maxDigits) return infinity(value.neg);
    else {
      coeff *= tenTo(exp - maxExponent);
      exp = maxExponent;
    }
  }
  return { ...value, coeff, exp };
};

/** The nearest Decimal128 (34 digits, half to even). */
export const toDecimal128 = (exact: Dec): Decimal128 => {
  const bytes = Buffer.alloc(16);
  const rounded = roundTo(exact);
  const value = rounded.kind === 'finite' ? clamp(rounded) : rounded;
  let high: bigint;
  let low = 0n;
  if (value.kind === 'nan') high = 31n << 58n;
  else if (value.kind === 'inf') high = (30n << 58n) | (value.neg ? 1n << 63n : 0n);
  else {
    low = value.coeff & 0xffffffffffffffffn;
    high = (value.coeff >> 64n) | (BigInt(value.exp + bias) << 49n) | (value.neg ? 1n << 63n : 0n);
  }
  bytes.writeBigUInt64LE(low, 0);
  bytes.writeBigUInt64LE(high, 8);
  return new Decimal128(bytes);
};

/** Reads a decimal number from text; undefined when it is none. */
export const parseDec = (text: string): Dec | undefined => {
  const match = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  if (match === null) {
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
    if (special === null) return undefined;
    return (special[2] as string).toLowerCase() === 'nan' ? nan : infinity(special[1] === '-');
  }
  const fraction = match[3] ?? match[4] ?? '';
  const coeff = BigInt((match[2] ?? '') + fraction || '0');
  return { kind: 'finite', neg: match[1] === '-', coeff, exp: Number(match[5] ?? 0) - fraction.length };
};

/** A double as a decimal of 15 significant digits, as MongoDB converts when it mixes the two in arithmetic. */
export const fromDouble15 = (value: number): Dec => {
  if (Number.isNaN(value)) return nan;
  if (!Number.isFinite(value)) return infinity(value < 0);
  if (value === 0) return { kind: 'finite', neg: Object.is(value, -0), coeff: 0n, exp: 0 };
  return parseDec(value.toPrecision(15)) as Dec;
};

const bits = new DataView(new ArrayBuffer(8));

/** A double's exact value: every double is a finite decimal. Used for comparisons. */
export const fromDoubleExact = (value: number): Dec => {
  if (Number.isNaN(value)) return nan;
  if (!Number.isFinite(value)) return infinity(value < 0);
  if (Number.isSafeInteger(value)) return finite(BigInt(value));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const power = Number((raw >> 52n) & 0x7ffn);
  const mantissa = (raw & 0xfffffffffffffn) | (power === 0 ? 0n : 1n << 52n);
  const two = (power === 0 ? 1 : power) - 1075;
  const neg = raw >> 63n === 1n;
  if (two >= 0) return { kind: 'finite', neg, coeff: mantissa << BigInt(two), exp: 0 };
  return { kind: 'finite', neg, coeff: mantissa * 5n ** BigInt(-two), exp: two };
};

/** The nearest double. */
export const toDouble = (value: Dec): number => {
  if (value.kind === 'nan') return NaN;
  if (value.kind === 'inf') return value.neg ? -Infinity : Infinity;
  const size = Number(`${value.coeff}e${value.exp}`);
  return value.neg ? -size : size;
};

/** Exact comparison; NaN is below every number and equal to itself. */
export const compareDec = (a: Dec, b: Dec): number => {
  if (a.kind === 'nan' || b.kind === 'nan') return a.kind === b.kind ? 0 : a.kind === 'nan' ? -1 : 1;
  const signA = a.kind === 'finite' && a.coeff === 0n ? 0 : a.neg ? -1 : 1;
  const signB = b.kind === 'finite' && b.coeff === 0n ? 0 : b.neg ? -1 : 1;
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (signA === 0) return 0;
  if (a.kind === 'inf' || b.kind === 'inf') return a.kind === b.kind ? 0 : a.kind === 'inf' ? signA : -signA;
  const topA = digitsOf(a.coeff) + a.exp;
  const topB = digitsOf(b.coeff) + b.exp;
  if (topA !== topB) return topA < topB ? -signA : signA;
  const exp = Math.min(a.exp, b.exp);
  const left = a.coeff * tenTo(a.exp - exp);
  const right = b.coeff * tenTo(b.exp - exp);
  return left === right ? 0 : left < right ? -signA : signA;
};

/** a + b, exact until it is stored. */
export const addDec = (a: Dec, b: Dec): Dec => {
  if (a.kind === 'nan' || b.kind === 'nan') return nan;
  if (a.kind === 'inf') return b.kind === 'inf' && a.neg !== b.neg ? nan : a;
  if (b.kind === 'inf') return b;
  const [wide, narrow] = a.exp >= b.exp ? [a, b] : [b, a];
  if (wide.coeff !== 0n && wide.exp - narrow.exp > 200) return wide;
  if (wide.coeff === 0n) return narrow;
  const sum = signed(wide) * tenTo(wide.exp - narrow.exp) + signed(narrow);
  return roundTo(sum === 0n ? { ...narrow, coeff: 0n, neg: a.neg && b.neg } : finite(sum, narrow.exp));
};

export const negateDec = (value: Dec): Dec => (value.kind === 'nan' ? value : { ...value, neg: !value.neg });

/** a × b. */
export const mulDec = (a: Dec, b: Dec): Dec => {
  if (a.kind === 'nan' || b.kind === 'nan') return nan;
  const neg = a.neg !== b.neg;
  if (a.kind === 'inf' || b.kind === 'inf') {
    const zero = (a.kind === 'finite' && a.coeff === 0n) || (b.kind === 'finite' && b.coeff === 0n);
    return zero ? nan : infinity(neg);
  }
  return roundTo({ kind: 'finite', neg, coeff: a.coeff * b.coeff, exp: a.exp + b.exp });
};

/** a ÷ b to 34 digits; the exponent of an exact quotient stays as near as possible to exp(a) − exp(b). */
export const divDec = (a: Dec, b: Dec): Dec => {
  if (a.kind === 'nan' || b.kind === 'nan') return nan;
  const neg = a.neg !== b.neg;
  if (a.kind === 'inf') return b.kind === 'inf' ? nan : infinity(neg);
  if (b.kind === 'inf') return { kind: 'finite', neg, coeff: 0n, exp: -bias };
  if (b.coeff === 0n) return a.coeff === 0n ? nan : infinity(neg);
  const ideal = a.exp - b.exp;
  const shift = Math.max(0, maxDigits + 2 + digitsOf(b.coeff) - digitsOf(a.coeff));
  const scaled = a.coeff * tenTo(shift);
  let coeff = scaled / b.coeff;
  let exp = ideal - shift;
  if (scaled % b.coeff !== 0n) {
    coeff = coeff * 10n + 1n;
    exp -= 1;
  } else {
    while (exp < ideal && coeff !== 0n && coeff % 10n === 0n) {
      coeff /= 10n;
      exp += 1;
    }
    if (coeff === 0n) exp = ideal;
  }
  return roundTo({ kind: 'finite', neg, coeff, exp });
};

/** The remainder of a ÷ b with the sign of a. */
export const modDec = (a: Dec, b: Dec): Dec => {
  if (a.kind !== 'finite' || b.kind === 'nan') return nan;
  if (b.kind === 'inf') return a;
  if (b.coeff === 0n) return nan;
  const exp = Math.min(a.exp, b.exp);
  const rest = (a.coeff * tenTo(a.exp - exp)) % (b.coeff * tenTo(b.exp - exp));
  return roundTo({ kind: 'finite', neg: a.neg, coeff: rest, exp });
};
