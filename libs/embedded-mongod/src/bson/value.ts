import {
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  type DBRef,
  type Decimal128,
  type Double,
  type Int32,
  type Long,
  type MaxKey,
  type MinKey,
  type ObjectId,
  type Timestamp,
} from 'bson';

/** A number as it is stored: always wrapped, so that int, long, double and decimal stay what they are. */
export type NumberValue = Int32 | Double | Long | Decimal128;

/**
 * Any BSON value in memory. `undefined` is BSON's deprecated undefined (type 6); a missing field is told by `Map.has`.
 * `DBRef` stands only for the deprecated DBPointer (type 12); the usual `{ $ref, $id }` is a plain document.
 */
export type Value =
  | Doc
  | Value[]
  | NumberValue
  | string
  | boolean
  | null
  | undefined
  | ObjectId
  | Binary
  | Date
  | BSONRegExp
  | Timestamp
  | MinKey
  | MaxKey
  | Code
  | BSONSymbol
  | DBRef;

/** A document in memory: order kept, any field name (also `__proto__` and `0`) safe. */
export type Doc = Map<string, Value>;

/** A string order other than the binary one: how a collation compares, and the bytes that sort alike. */
export type StringOrder = {
  compare(a: string, b: string): number;
  /** Bytes whose memcmp order is this order; equal bytes mean equal under the collation. */
  key(text: string): Uint8Array;
};

/** Whether a value is a document. */
export const isDoc = (value: Value): value is Doc => value instanceof Map;

/** A document from pairs or a plain object of values: handy for building answers. */
export const doc = (fields: Record<string, Value> | Iterable<readonly [string, Value]> = {}): Doc =>
  new Map(Symbol.iterator in fields ? (fields as Iterable<readonly [string, Value]>) : Object.entries(fields));
