import { Binary, Decimal128, Double, Int32, Long } from 'bson';
import { typeName } from '../../bson/type-of.ts';
import { type Doc, isDoc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { numberOf } from '../../storage/index-info.ts';
import { commandFields, type FieldKind, type FieldTable, genericFields } from './fields/index.ts';

const numberTypes = "'[decimal, int, double, long]'";
const boolOrNumberTypes = "'[int, decimal, long, bool, double]'";

const isNumber = (value: Value): boolean =>
  value instanceof Int32 || value instanceof Long || value instanceof Double || value instanceof Decimal128;

const wrong = (path: string, value: Value, wanted: string): MongoError =>
  new MongoError('TypeMismatch', `BSON field '${path}' is the wrong type '${typeName(value)}', expected ${wanted}`);

const missing = (path: string): MongoError =>
  new MongoError('IDLFailedToParse', `BSON field '${path}' is missing but a required field`);

const isAbsent = (value: Value): boolean => value === undefined || value === null;

type Check = (value: Value, path: string, name: string) => void;

const typed =
  (holds: (value: Value) => boolean, wanted: string): Check =>
  (value, path) => {
    if (!isAbsent(value) && !holds(value)) throw wrong(path, value, wanted);
  };

const checks: Readonly<Record<Extract<FieldKind, string>, Check>> = {
  any: () => undefined,
  object: typed(isDoc, "type 'object'"),
  array: typed(Array.isArray, "type 'array'"),
  string: typed((value) => typeof value === 'string', "type 'string'"),
  bool: typed((value) => typeof value === 'boolean', "type 'bool'"),
  int: typed((value) => value instanceof Int32, "type 'int'"),
  uuid: typed((value) => value instanceof Binary, "type 'binData'"),
  number: typed(isNumber, `types ${numberTypes}`),
  'bool-or-number': typed((value) => typeof value === 'boolean' || isNumber(value), `types ${boolOrNumberTypes}`),
  count: (value, path, name) => {
    checks.number(value, path, name);
    const number = numberOf(value);
    if (number !== undefined && number < 0)
      throw new MongoError(51024, `BSON field '${name}' value must be >= 0, actual value '${Math.ceil(number)}'`);
  },
  objects: (value, path, name) => {
    checks.array(value, path, name);
    if (Array.isArray(value)) value.forEach((one, at) => checks.object(one, `${path}.${at}`, String(at)));
  },
  'own-object': (value, _path, name) => {
    if (!isDoc(value)) throw new MongoError('TypeMismatch', `Expected field ${name}to be of type object`);
  },
  'strict-bool': (value, _path, name) => {
    if (typeof value !== 'boolean')
      throw new MongoError('TypeMismatch', `Field '${name}' should be a boolean value, but found: ${typeName(value)}`);
  },
  hint: (value) => {
    if (typeof value !== 'string' && !isDoc(value))
      throw new MongoError('FailedToParse', 'Hint must be a string or an object');
  },
};

const checkOne = (kind: FieldKind, value: Value, path: string, name: string): void => {
  if (typeof kind === 'string') return checks[kind](value, path, name);
  checks.string(value, path, name);
  if (typeof value === 'string' && !kind.oneOf.includes(value))
    throw new MongoError('BadValue', `Enumeration value '${value}' for field '${path}' is not a valid value.`);
};

/**
 * Checks the fields of a document inside a command.
 * @throws MongoError 14 for a wrong type, 40414 for a missing field, 40415 for an unknown one.
 */
export const checkItem = (item: Doc, path: string, { fields, required = [] }: FieldTable): void => {
  for (const [name, value] of item) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === undefined)
      throw new MongoError('IDLUnknownField', `BSON field '${path}.${name}' is an unknown field.`);
    checkOne(kind, value, `${path}.${name}`, name);
  }
  for (const name of required) if (isAbsent(item.get(name))) throw missing(`${path}.${name}`);
};

const integral = (value: Value): void => {
  const shown = value instanceof Decimal128 ? value.toString() : String(numberOf(value)).toLowerCase();
  const number = numberOf(value) as number;
  if (Number.isInteger(number)) return;
  if (Number.isNaN(number) && value instanceof Double)
    throw new MongoError('FailedToParse', `Expected an integer, but found NaN in: maxTimeMS: nan`);
  const why =
    Number.isFinite(number) && value instanceof Double ? 'Expected an integer' : 'Cannot represent as a 64-bit integer';
  throw new MongoError('FailedToParse', `${why}: maxTimeMS: ${shown.replace('infinity', 'inf')}`);
};

const MOST_MILLISECONDS = 2147483647;

/** The milliseconds a command may take; undefined for no bound. @throws MongoError 2, 9, 14 */
export const maxTimeOf = (body: Doc, command: string): number | undefined => {
  const value = body.get('maxTimeMS');
  if (isAbsent(value)) return undefined;
  checks.number(value, `${commandFields[command]?.path ?? command}.maxTimeMS`, 'maxTimeMS');
  integral(value);
  const number = numberOf(value) as number;
  if (number < 0)
    throw new MongoError('BadValue', `BSON field 'maxTimeMS' value must be >= 0, actual value '${number}'`);
  if (number > MOST_MILLISECONDS)
    throw new MongoError(
      'BadValue',
      `BSON field 'maxTimeMS' value must be <= ${MOST_MILLISECONDS}, actual value '${number}'`,
    );
  return number;
};

/**
 * Checks the fields of a command MongoDB knows one by one: `sequences` are those that came beside its body.
 * @throws MongoError 14 for a wrong type, 40414 for a missing field, 40415 for an unknown one.
 */
export const checkCommand = (command: string, body: Doc, sequences: ReadonlyMap<string, unknown>): void => {
  const table = Object.hasOwn(commandFields, command) ? commandFields[command] : undefined;
  if (table === undefined) return;
  const { fields, required = [], path = command } = table;
  const check = (name: string, value: Value): void => {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind !== undefined) checkOne(kind, value, `${path}.${name}`, name);
    else if (name !== command && !genericFields.has(name))
      throw new MongoError('IDLUnknownField', `BSON field '${path}.${name}' is an unknown field.`);
  };
  for (const [name, value] of body) check(name, value);
  for (const name of sequences.keys()) if (!Object.hasOwn(fields, name)) check(name, null);
  for (const name of required) if (isAbsent(body.get(name)) && !sequences.has(name)) throw missing(`${path}.${name}`);
};
