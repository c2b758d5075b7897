import { type Binary, type BSONRegExp, type Code, type Decimal128, type ObjectId, type Timestamp } from 'bson';
import { bigOf, isInt, isLong, isNumber, toNumber } from './numeric.ts';
import { type Value } from './value.ts';

const showDouble = (value: number): string => {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const text = String(value).replace('e+', 'e+');
  return /[.e]/.test(text) ? text : `${text}.0`;
};

/** A value as MongoDB's error messages write it: `{ a: 1, b: "x" }`. */
export const show = (value: Value): string => {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(show).join(', ')} ]`;
  if (value instanceof Map)
    return value.size === 0 ? '{}' : `{ ${[...value].map(([name, item]) => `${name}: ${show(item)}`).join(', ')} }`;
  if (isNumber(value)) {
    if (isInt(value)) return String(value.value);
    if (isLong(value)) return String(bigOf(value));
    return value._bsontype === 'Double' ? showDouble(toNumber(value)) : (value as Decimal128).toString();
  }
  switch (value._bsontype) {
    case 'ObjectId':
      return `ObjectId('${(value as ObjectId).toHexString()}')`;
    case 'Binary':
      return `BinData(${(value as Binary).sub_type}, ${Buffer.from(
        (value as Binary).buffer.subarray(0, (value as Binary).position),
      )
        .toString('hex')
        .toUpperCase()})`;
    case 'BSONRegExp':
      return `/${(value as BSONRegExp).pattern}/${(value as BSONRegExp).options}`;
    case 'Timestamp':
      return `Timestamp(${(value as Timestamp).high >>> 0}, ${(value as Timestamp).low >>> 0})`;
    case 'Code':
      return (value as Code).code;
    default:
      return value._bsontype;
  }
};
