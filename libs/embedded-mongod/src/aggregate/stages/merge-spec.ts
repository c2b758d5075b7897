import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Namespace } from './stage-types.ts';

/** `$merge`, read. */
export type MergeSpec = {
  readonly into: Namespace;
  /** Fields that tell which document meets which; `_id` unless given. */
  readonly on: readonly string[];
  readonly letSpec: Doc | undefined;
  readonly whenMatched: 'replace' | 'keepExisting' | 'merge' | 'fail' | Value[];
  readonly whenNotMatched: 'insert' | 'discard' | 'fail';
};

const named = (db: string, coll: string): Namespace => {
  if (coll === '' || db === '') throw new MongoError('InvalidNamespace', `Invalid namespace specified: ${db}.${coll}`);
  return { db, coll };
};

const namespaceOf = (value: Value, db: string, stage: string): Namespace => {
  if (value === '')
    throw new MongoError(5786800, `${stage} 'into' field must specify a 'coll' that is not empty, null or undefined`);
  if (typeof value === 'string') return named(db, value);
  if (value instanceof Map) {
    const [otherDb, coll] = [value.get('db'), value.get('coll')];
    if (typeof coll === 'string' && (otherDb === undefined || typeof otherDb === 'string'))
      return named(otherDb ?? db, coll);
  }
  throw new MongoError(
    51178,
    `${stage} 'into' field  must be either a string or an object, but found ${kindOf(value)}`,
  );
};

const oneOf = <T extends string>(value: Value, allowed: readonly T[], field: string): T => {
  if (value === undefined) return allowed[0] as T;
  const found = allowed.find((item) => item === value);
  if (found !== undefined) return found;
  throw new MongoError(
    'BadValue',
    `Enumeration value '${String(value)}' for field '$merge.${field}' is not a valid value.`,
  );
};

/** Reads `$merge`. @throws MongoError for unknown fields and values. */
export const parseMerge = (spec: Value, db: string): MergeSpec => {
  if (spec === '') return parseMerge(new Map([['into', new Map([['coll', spec]])]]), db);
  if (typeof spec === 'string') return parseMerge(new Map([['into', spec]]), db);
  if (!(spec instanceof Map))
    throw new MongoError('TypeMismatch', `$merge requires a string or object argument, but found ${kindOf(spec)}`);
  for (const name of spec.keys()) {
    if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched', 'targetCollectionVersion'].includes(name)) {
      throw new MongoError('IDLUnknownField', `BSON field '$merge.${name}' is an unknown field.`);
    }
  }
  if (!spec.has('into'))
    throw new MongoError('IDLFailedToParse', "BSON field '$merge.into' is missing but a required field");
  const on = spec.get('on');
  const fields = on === undefined ? ['_id'] : Array.isArray(on) ? on : [on];
  if (fields.length === 0 || !fields.every((field) => typeof field === 'string')) {
    throw new MongoError(51186, "$merge 'on' field  must be either a string or an array of strings");
  }
  const whenMatched = spec.get('whenMatched');
  const letSpec = spec.get('let');
  return {
    into: namespaceOf(spec.get('into'), db, '$merge'),
    on: fields as string[],
    letSpec: letSpec instanceof Map ? letSpec : undefined,
    whenMatched: Array.isArray(whenMatched)
      ? whenMatched
      : oneOf<'merge' | 'replace' | 'keepExisting' | 'fail'>(
          whenMatched,
          ['merge', 'replace', 'keepExisting', 'fail'],
          'whenMatched',
        ),
    whenNotMatched: oneOf<'insert' | 'discard' | 'fail'>(
      spec.get('whenNotMatched'),
      ['insert', 'discard', 'fail'],
      'whenNotMatched',
    ),
  };
};

/** Reads `$out`: where the documents go. @throws MongoError 16990 for anything but a name or `{ db, coll }`. */
export const parseOut = (spec: Value, db: string): Namespace => {
  if (typeof spec === 'string') return named(db, spec);
  if (!(spec instanceof Map))
    throw new MongoError(16990, `$out only supports a string or object argument, but found ${kindOf(spec)}`);
  for (const name of spec.keys()) {
    if (name !== 'db' && name !== 'coll')
      throw new MongoError('IDLUnknownField', `BSON field '$out.${name}' is an unknown field.`);
  }
  const [otherDb, coll] = [spec.get('db'), spec.get('coll')];
  if (coll === undefined)
    throw new MongoError('IDLFailedToParse', "BSON field '$out.coll' is missing but a required field");
  if (typeof coll !== 'string' || typeof otherDb !== 'string')
    throw new MongoError(16994, "If an object is passed to $out it must have exactly 2 fields: 'db' and 'coll'. ");
  return named(otherDb, coll);
};
