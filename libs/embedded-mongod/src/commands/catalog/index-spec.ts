import { int } from '../../bson/numeric.ts';
import { show } from '../../bson/show.ts';
import { typeName } from '../../bson/type-of.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { normalizeCollation } from '../../query/collation.ts';
import { compileMatcher } from '../../query/matcher/compile.ts';
import { isTrue, numberOf } from '../../storage/index-info.ts';

const known = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
  'hidden',
  'background',
  'ns',
  'dropDups',
  'storageEngine',
  'prepareUnique',
  'default_language',
  'language_override',
  'weights',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'wildcardProjection',
  'clustered',
]);
const refused = new Map<string, string>([
  ['text', 'text indexes'],
  ['2d', 'geo indexes'],
  ['2dsphere', 'geo indexes'],
  ['geoHaystack', 'geo indexes'],
  ['wildcard', 'wildcard indexes'],
]);
const maxTtl = 2147483647;

const bad = (message: string): MongoError => new MongoError('CannotCreateIndex', message);

const checkKey = (key: Doc): void => {
  if (key.size === 0) throw bad('Index keys cannot be empty.');
  for (const [path, direction] of key) {
    if (path === '$**' || path.endsWith('.$**')) throw bad('wildcard indexes are not supported by this engine');
    if (path === '') throw bad('Index keys cannot be an empty field.');
    if (path.split('.').some((part) => part === '')) throw bad('Index keys cannot contain an empty field.');
    if (path.startsWith('$')) throw bad(`Index key contains an illegal field name: field name starts with '$'.`);
    if (typeof direction === 'string') {
      if (direction === 'hashed') continue;
      throw bad(
        refused.has(direction)
          ? `${refused.get(direction)} are not supported by this engine`
          : `Unknown index plugin '${direction}'`,
      );
    }
    const number = numberOf(direction);
    if (number === undefined || Number.isNaN(number))
      throw bad(
        `Values in v:2 index key pattern cannot be of type ${typeof direction === 'boolean' ? 'bool' : 'object'}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    if (number === 0) throw bad('Values in the index key pattern cannot be 0.');
  }
};

const nameOf = (key: Doc): string =>
  [...key]
    .map(
      ([path, direction]) => `${path}_${typeof direction === 'string' ? direction : String(numberOf(direction) ?? 1)}`,
    )
    .join('_');

const versionOf = (given: Doc): number => {
  const value = given.get('v');
  if (value === undefined) return 2;
  const version = numberOf(value);
  if (version === undefined)
    throw new MongoError('TypeMismatch', `The field 'v' must be a number, but got ${typeName(value)}`);
  if (version !== 1 && version !== 2)
    throw bad(`Invalid index specification ${show(given)}; cannot create an index with v=${version}`);
  return version;
};

/** A specification without the options nobody knows, as `ignoreUnknownIndexOptions` wants it. */
export const knownOptions = (given: Value): Value =>
  isDoc(given) ? new Map([...given].filter(([name]) => known.has(name))) : given;

/** An index specification as it is listed. @throws MongoError 9, 14, 67, 197 … for what MongoDB or this engine refuses. */
export const readIndexSpec = (given: Value): Doc => {
  if (!isDoc(given))
    throw new MongoError(
      'TypeMismatch',
      "BSON field 'createIndexes.indexes.0' is the wrong type, expected type 'object'",
    );
  const key = given.get('key');
  if (!isDoc(key))
    throw new MongoError('FailedToParse', `The 'key' field is a required property of an index specification`);
  for (const name of given.keys()) {
    if (!known.has(name))
      throw new MongoError(197, `The field '${name}' is not valid for an index specification. Specification: ${name}`);
  }
  checkKey(key);
  const name = given.get('name');
  if (name === undefined)
    throw new MongoError('FailedToParse', `The 'name' field is a required property of an index specification`);
  if (typeof name !== 'string') throw new MongoError('TypeMismatch', "The field 'name' must be a string");
  const spec: Doc = new Map<string, Value>([
    ['v', int(versionOf(given))],
    ['key', key],
    ['name', name === '' ? nameOf(key) : name],
  ]);
  for (const option of ['unique', 'sparse', 'hidden'] as const) {
    const value = given.get(option);
    if (value === undefined) continue;
    if (typeof value !== 'boolean' && numberOf(value) === undefined)
      throw new MongoError(
        'TypeMismatch',
        `The field '${option}' has value ${option}: ${String(value)}, which is not convertible to bool`,
      );
    if (isTrue(value)) spec.set(option, true);
    else if (option === 'sparse') spec.set(option, false);
  }
  const filter = given.get('partialFilterExpression');
  if (filter !== undefined) spec.set('partialFilterExpression', partialFilter(filter));
  if (filter !== undefined && isTrue(given.get('sparse')))
    throw bad('cannot mix "partialFilterExpression" and "sparse" options');
  addTtl(spec, given, key);
  const collation = given.get('collation');
  if (isDoc(collation)) {
    const whole = normalizeCollation(collation);
    if (whole !== undefined) spec.set('collation', whole);
    else spec.set('collation', new Map<string, Value>([['locale', 'simple']]));
  }
  if (given.has('background')) spec.set('background', given.get('background'));
  return spec;
};

const addTtl = (spec: Doc, given: Doc, key: Doc): void => {
  const seconds = given.get('expireAfterSeconds');
  if (seconds === undefined) return;
  const number = numberOf(seconds);
  if (number === undefined)
    throw new MongoError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be numeric, but received a type of ${typeof seconds}`,
    );
  if (number < 0 || number > maxTtl)
    throw bad(
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than ${number}`,
    );
  if (key.size !== 1) throw bad('TTL indexes are single-field indexes, compound indexes do not support TTL.');
  spec.set('expireAfterSeconds', Number.isInteger(number) ? int(number) : seconds);
};

const allowed = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in', '$and', '$or']);

const partialFilter = (filter: Value): Doc => {
  if (!isDoc(filter)) throw bad('partialFilterExpression for an index cannot be a non-object');
  const check = (part: Value): void => {
    if (Array.isArray(part)) part.forEach(check);
    if (!isDoc(part)) return;
    for (const [name, value] of part) {
      if (name.startsWith('$') && !allowed.has(name)) throw bad(`unsupported expression in partial index: ${name}`);
      if (name === '$exists' && !isTrue(value)) throw bad('unsupported expression in partial index: $not\n    $exists');
      if (name !== '$in' && name !== '$eq') check(value);
    }
  };
  check(filter);
  compileMatcher(filter, { now: new Date() });
  return filter;
};
