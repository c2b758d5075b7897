import { type Binary, type BSONSymbol, type Code, type ObjectId, type Timestamp } from 'bson';
import { isDouble, isNumber } from '../../bson/numeric.ts';
import { type Value } from '../expression-values.ts';

const special = (value: number): string | undefined => {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  return value === 0 ? (Object.is(value, -0) ? '-0' : '0') : undefined;
};

const scientific = (mantissa: string, exponent: number): string =>
  `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;

/** A double as `$toString` writes it: as short as it can be read back, with an exponent from 1e16 on and below 1e-4. */
const doubleText = (value: number): string => {
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  return special(value) ?? (exponent >= -4 && exponent < 16 ? String(value) : scientific(mantissa, exponent));
};

/** A scalar as text, the way `$toString` gives it. */
export const textOf = (value: Value): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (isNumber(value)) return isDouble(value) ? doubleText(value.value) : value.toString();
  if (typeof value === 'object' && value !== null && '_bsontype' in value) {
    switch (value._bsontype) {
      case 'ObjectId':
        return (value as ObjectId).toHexString();
      case 'BSONSymbol':
        return (value as BSONSymbol).value;
      case 'Code':
        return (value as Code).code;
      case 'Timestamp':
        return `Timestamp(${(value as Timestamp).high >>> 0}, ${(value as Timestamp).low >>> 0})`;
      case 'Binary':
        return binaryText(value as Binary);
      default:
        return '';
    }
  }
  return '';
};

const binaryText = (value: Binary): string => {
  const bytes = Buffer.from(value.buffer.subarray(0, value.position));
  if (value.sub_type !== 4 || bytes.length !== 16) return bytes.toString('base64');
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** A double in six significant digits, as C's `%g` writes it. */
export const sixDigits = (value: number): string => {
  const [mantissa = '', power = '0'] = value.toExponential(5).split('e');
  const exponent = Number(power);
  const shortened = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  if (exponent >= -4 && exponent < 6) return special(value) ?? shortened(value.toFixed(5 - exponent));
  return special(value) ?? scientific(shortened(mantissa), exponent);
};

/** Reads a double as C's strtod does; a text says why it is none. */
export const readDouble = (text: string): number | string => {
  if (text === '') return 'Empty string';
  if (/^\s/.test(text)) return 'Leading whitespace';
  const [, sign = '', body = ''] = /^([+-]?)([\s\S]*)$/.exec(text) as RegExpExecArray;
  const found =
    /^0[xX][0-9a-fA-F]+/.exec(body) ?? /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|^(?:infinity|inf|nan)/i.exec(body);
  if (found === null) return 'Did not consume any digits';
  if (found[0].length < body.length) return 'Did not consume whole string.';
  if (/^nan$/i.test(body)) return NaN;
  const number = /^inf/i.test(body) ? Infinity : Number(body);
  if (!Number.isFinite(number) && !/^inf/i.test(body)) return 'Out of range';
  return sign === '-' ? -number : number;
};
