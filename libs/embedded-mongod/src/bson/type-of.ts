import { type Code } from 'bson';
import { type Value } from './value.ts';

/** BSON's type aliases by number, as `$type` knows them. */
export const typeAliases: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};

const wrapped: Readonly<Record<string, number>> = {
  Int32: 16,
  Double: 1,
  Long: 18,
  Decimal128: 19,
  ObjectId: 7,
  Binary: 5,
  BSONRegExp: 11,
  Timestamp: 17,
  MinKey: -1,
  MaxKey: 127,
  BSONSymbol: 14,
  DBRef: 12,
};

/** The BSON type number of a value: 1 double … 19 decimal, -1 minKey, 127 maxKey. */
export const typeOf = (value: Value): number => {
  switch (typeof value) {
    case 'string':
      return 2;
    case 'boolean':
      return 8;
    case 'undefined':
      return 6;
    default:
      break;
  }
  if (value === null) return 10;
  if (value instanceof Map) return 3;
  if (Array.isArray(value)) return 4;
  if (value instanceof Date) return 9;
  const tag = value._bsontype;
  if (tag === 'Code') return (value as Code).scope === null ? 13 : 15;
  return wrapped[tag] ?? 3;
};

/** The alias of a value's type: `int`, `string`, `objectId` … */
export const typeName = (value: Value): string => typeAliases[typeOf(value)] ?? 'unknown';

const canonical: Readonly<Record<number, number>> = {
  [-1]: 1,
  6: 2,
  10: 5,
  16: 10,
  18: 10,
  1: 10,
  19: 10,
  2: 15,
  14: 15,
  3: 20,
  4: 25,
  5: 30,
  7: 35,
  8: 40,
  9: 45,
  17: 47,
  11: 50,
  12: 55,
  13: 60,
  15: 65,
  127: 127,
};

/** The rank of a value's type in BSON's comparison order; all numbers share one, string and symbol share one. */
export const rankOf = (value: Value): number => {
  if (typeof value === 'string') return 15;
  if (typeof value === 'object' && value !== null && '_bsontype' in value) {
    const tag = value._bsontype;
    if (tag === 'Int32' || tag === 'Double' || tag === 'Long') return 10;
    if (tag === 'ObjectId') return 35;
  }
  return canonical[typeOf(value)] ?? 20;
};
