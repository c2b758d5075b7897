import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { bitTest } from './bits.ts';
import { equalOrMatching, equalTo, inequality, isReference, isRegex, matching, oneOf } from './comparison.ts';
import { exists, modulo, ofSize, ofType, regexOf } from './operators.ts';
import { type Condition, type ParseContext } from './types.ts';

const bad = (message: string): MongoError => new MongoError('BadValue', message);
const all = (of: readonly Condition[]): Condition => (of.length === 1 ? (of[0] as Condition) : { kind: 'all', of });
const not = (of: Condition): Condition => ({ kind: 'not', of });
const never: Condition = { kind: 'leaf', test: () => false, traverse: false };

/** Whether a document's first field makes it a set of operators and not a value. */
export const isOperators = (value: Value): value is Doc => {
  if (!(value instanceof Map)) return false;
  const first = value.keys().next().value;
  return first !== undefined && first.startsWith('$') && !isReference(first);
};

/** Whether `condition` holds for one value, arrays taken as they are. */
export const holds = (condition: Condition, value: Value): boolean => {
  switch (condition.kind) {
    case 'leaf':
      return condition.test(value);
    case 'array':
      return Array.isArray(value) && condition.test(value);
    case 'not':
      return !holds(condition.of, value);
    case 'all':
      return condition.of.every((part) => holds(part, value));
  }
};

const elemMatch = (spec: Value, context: ParseContext): Condition => {
  if (!(spec instanceof Map)) throw bad('$elemMatch needs an Object');
  const first = spec.keys().next().value ?? '';
  const ofDocs =
    !isOperators(spec) || ['$and', '$or', '$nor', '$expr', '$where', '$jsonSchema', '$comment'].includes(first);
  if (first === '$where') throw bad('$elemMatch cannot contain $where expression');
  const test = ofDocs ? docTest(spec, context) : valueTest(spec, context);
  return {
    kind: 'array',
    test: (items, hit) => {
      const index = items.findIndex(test);
      if (index >= 0 && hit !== undefined) hit.index = index;
      return index >= 0;
    },
  };
};

const docTest = (spec: Doc, context: ParseContext): ((item: Value) => boolean) => {
  const test = context.parseFilter(spec);
  return (item) => {
    if (item instanceof Map) return test(item);
    if (!Array.isArray(item)) return false;
    return test(new Map(item.map((value, index) => [String(index), value])));
  };
};

const valueTest = (spec: Doc, context: ParseContext): ((item: Value) => boolean) => {
  const condition = context.parseConditions('$elemMatch', spec);
  return (item) => holds(condition, item);
};

const allOf = (spec: Value, context: ParseContext): Condition => {
  if (!Array.isArray(spec)) throw bad('$all needs an array');
  if (spec.length === 0) return never;
  const nested = spec.some((item) => item instanceof Map && item.keys().next().value === '$elemMatch');
  return all(
    spec.map((item) => {
      if (isOperators(item)) {
        if (!nested || item.keys().next().value !== '$elemMatch') throw bad('no $ expressions in $all');
        return elemMatch(item.get('$elemMatch'), context);
      }
      if (nested) throw bad('$all/$elemMatch has to be consistent');
      return equalOrMatching(item, context.collation);
    }),
  );
};

const negation = (spec: Value, context: ParseContext): Condition => {
  if (isRegex(spec)) return not({ kind: 'leaf', test: matching(spec), traverse: true });
  if (!(spec instanceof Map)) throw bad('$not needs a regex or a document');
  if (spec.size === 0) throw bad('$not cannot be empty');
  return not(context.parseConditions('$not', spec));
};

const noGeo = new Set(['$geoWithin', '$geoIntersects', '$within']);
const nearby = new Set(['$near', '$nearSphere', '$geoNear']);

const one = (operator: string, value: Value, siblings: Doc, context: ParseContext): Condition | undefined => {
  const order = context.collation;
  const comparable = (): Value => {
    if (value === undefined) throw bad(`cannot compare to undefined`);
    return value;
  };
  switch (operator) {
    case '$eq':
      return { kind: 'leaf', test: equalTo(comparable(), order), traverse: true };
    case '$ne':
      if (isRegex(value)) throw bad("Can't have regex as arg to $ne.");
      return not({ kind: 'leaf', test: equalTo(comparable(), order), traverse: true });
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isRegex(value)) throw bad(`Can't have RegEx as arg to predicate over field '${operator}'.`);
      return inequality(operator, comparable(), order);
    case '$in':
      return oneOf('$in', value, order);
    case '$nin':
      return not(oneOf('$nin', value, order));
    case '$not':
      return negation(value, context);
    case '$exists':
      return exists(value);
    case '$type':
      return ofType(value);
    case '$mod':
      return modulo(value);
    case '$size':
      return ofSize(value);
    case '$all':
      return allOf(value, context);
    case '$elemMatch':
      return elemMatch(value, context);
    case '$regex':
      return { kind: 'leaf', test: matching(regexOf(value, siblings.get('$options'))), traverse: true };
    case '$options':
      if (!siblings.has('$regex')) throw bad('$options needs a $regex');
      return undefined;
    case '$comment':
      return undefined;
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return bitTest(operator, value);
    default:
      if (nearby.has(operator)) {
        throw new MongoError('NoQueryExecutionPlans', 'unable to find index for $geoNear query');
      }
      if (noGeo.has(operator) || operator === '$maxDistance' || operator === '$minDistance') {
        throw bad(`${operator} is not supported by this server`);
      }
      throw bad(`unknown operator: ${operator}`);
  }
};

/** The operators of one field, `{ $gt: 1, $lt: 5 }`, as one condition. */
export const parseConditions = (operators: Doc, context: ParseContext): Condition => {
  const parts: Condition[] = [];
  for (const [operator, value] of operators) {
    const condition = one(operator, value, operators, context);
    if (condition !== undefined) parts.push(condition);
  }
  return all(parts);
};

/** What a field must be: a set of operators, a regular expression, or a value to equal. */
export const parseField = (value: Value, context: ParseContext): Condition => {
  if (isOperators(value)) return parseConditions(value, context);
  if (value === undefined) throw bad('cannot compare to undefined');
  return equalOrMatching(value, context.collation);
};
