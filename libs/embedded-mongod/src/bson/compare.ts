import { type Binary, type BSONRegExp, type BSONSymbol, type Code, type DBRef, type Timestamp } from 'bson';
import { type OidWords } from './encode.ts';
import { compareNumbers, isNumber } from './numeric.ts';
import { compareText } from './text.ts';
import { rankOf } from './type-of.ts';
import { type Doc, type NumberValue, type StringOrder, type Value } from './value.ts';

const compareOids = (a: OidWords, b: OidWords): number => a.i0 - b.i0 || a.i1 - b.i1 || a.i2 - b.i2 || a.i3 - b.i3;

const compareBinaries = (a: Binary, b: Binary): number =>
  a.position - b.position ||
  a.sub_type - b.sub_type ||
  Buffer.compare(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position));

const compareDocs = (a: Doc, b: Doc, order?: StringOrder): number => {
  const right = b.entries();
  for (const [name, value] of a) {
    const next = right.next();
    if (next.done) return 1;
    const [otherName, otherValue] = next.value;
    const result =
      rankOf(value) - rankOf(otherValue) || compareText(name, otherName) || compareAlike(value, otherValue, order);
    if (result !== 0) return result;
  }
  return right.next().done ? 0 : -1;
};

const compareArrays = (a: readonly Value[], b: readonly Value[], order?: StringOrder): number => {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const result = compare(a[index], b[index], order);
    if (result !== 0) return result;
  }
  return a.length - b.length;
};

const textOf = (value: Value): string => (typeof value === 'string' ? value : (value as BSONSymbol).value);

const compareCodes = (a: Code, b: Code, order?: StringOrder): number =>
  compareText(a.code, b.code) ||
  (a.scope === null || b.scope === null ? 0 : compareDocs(a.scope as Doc, b.scope as Doc, order));

/** Compares two values of one rank. */
const compareAlike = (a: Value, b: Value, order?: StringOrder): number => {
  switch (rankOf(a)) {
    case 10:
      return compareNumbers(a as NumberValue, b as NumberValue);
    case 15:
      return order === undefined ? compareText(textOf(a), textOf(b)) : order.compare(textOf(a), textOf(b));
    case 20:
      return compareDocs(a as Doc, b as Doc, order);
    case 25:
      return compareArrays(a as Value[], b as Value[], order);
    case 30:
      return compareBinaries(a as Binary, b as Binary);
    case 35:
      return compareOids(a as unknown as OidWords, b as unknown as OidWords);
    case 40:
      return Number(a as boolean) - Number(b as boolean);
    case 45:
      return (a as Date).getTime() - (b as Date).getTime();
    case 47: {
      const [left, right] = [a as Timestamp, b as Timestamp];
      return (left.high >>> 0) - (right.high >>> 0) || (left.low >>> 0) - (right.low >>> 0);
    }
    case 50:
      return (
        compareText((a as BSONRegExp).pattern, (b as BSONRegExp).pattern) ||
        compareText((a as BSONRegExp).options, (b as BSONRegExp).options)
      );
    case 55:
      return (
        compareText((a as DBRef).collection, (b as DBRef).collection) ||
        compareOids((a as DBRef).oid as unknown as OidWords, (b as DBRef).oid as unknown as OidWords)
      );
    case 60:
    case 65:
      return compareCodes(a as Code, b as Code, order);
    default:
      return 0;
  }
};

/**
 * BSON's order over any two values: MinKey, undefined, null, numbers by value, strings, objects, arrays, binary,
 * ObjectId, booleans, dates, timestamps, regular expressions, MaxKey. Negative, zero or positive.
 * @param order a collation for strings; without it they compare by their UTF-8 bytes.
 */
export const compare = (a: Value, b: Value, order?: StringOrder): number => {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string')
    return order === undefined ? compareText(a, b) : order.compare(a, b);
  return rankOf(a) - rankOf(b) || compareAlike(a, b, order);
};

/** Equality in BSON's order: 1, 1.0 and a decimal 1 are equal, documents are equal only in the same field order. */
export const equals = (a: Value, b: Value, order?: StringOrder): boolean => compare(a, b, order) === 0;

/** Equality of type and bytes: an int 1 and a double 1.0 differ. For "did this update change anything". */
export const identical = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (a instanceof Map) return b instanceof Map && identicalDocs(a, b);
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => identical(item, b[at]));
  if (isNumber(a)) {
    if (!isNumber(b) || a._bsontype !== b._bsontype) return false;
    if (a._bsontype === 'Decimal128')
      return Buffer.compare((a as { bytes: Uint8Array }).bytes, (b as { bytes: Uint8Array }).bytes) === 0;
    if (a._bsontype === 'Double') return Object.is((a as { value: number }).value, (b as { value: number }).value);
  }
  return tag(a) === tag(b) && compare(a, b) === 0;
};

const tag = (value: Value): string =>
  typeof value === 'object' && value !== null && '_bsontype' in value
    ? value._bsontype
    : value instanceof Date
      ? 'Date'
      : typeof value;

const identicalDocs = (a: Doc, b: Doc): boolean => {
  if (a.size !== b.size) return false;
  const right = b.entries();
  for (const [name, value] of a) {
    const next = right.next();
    if (next.done || next.value[0] !== name || !identical(value, next.value[1])) return false;
  }
  return true;
};
