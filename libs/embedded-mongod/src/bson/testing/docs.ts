import { deserialize, EJSON, serialize } from 'bson';
import { decode } from '../decode.ts';
import { encode } from '../encode.ts';
import { type Doc, type Value } from '../value.ts';

/** A document from a plain object, as a driver would send it: whole numbers as int, others as double. */
export const d = (fields: object): Doc => decode(serialize(fields, { ignoreUndefined: false }));

/** A value from its plain form. */
export const v = (value: unknown): Value => d({ value }).get('value');

/** A document as canonical extended JSON: shows every type, so that tests see an int become a double. */
export const canonical = (doc: Doc): unknown =>
  EJSON.serialize(deserialize(encode(doc), { promoteValues: false, bsonRegExp: true }), { relaxed: false });

/** A document as a plain object, numbers promoted: for tests where types do not matter. */
export const plain = (doc: Doc): Record<string, unknown> => deserialize(encode(doc), { promoteBuffers: true });
