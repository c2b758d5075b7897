import { type Binary, type BSONSymbol, type Code, type ObjectId, type Timestamp } from 'bson';
import { isDouble, isNumber } from '../../bson/numeric.ts';
import { type Value } from '../expression-values.ts';

/** A double as MongoDB writes it: whole ones without a point, very large and small ones with an exponent. */
const doubleText = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  if (Object.is(value, -0)) return '-0';
  return String(value);
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
