import { equals } from '../bson/compare.ts';
import { isNumber, safeInteger } from '../bson/numeric.ts';
import { show } from '../bson/show.ts';
import { typeName } from '../bson/type-of.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { compileMatcher } from '../query/matcher/compile.ts';
import { isOperators } from '../query/matcher/conditions.ts';
import { isRegex } from '../query/matcher/comparison.ts';
import { named } from './modifiers-value.ts';
import { pushClauses } from './push-clauses.ts';
import { type Modifier, type UpdateOptions } from './types.ts';

const bad = (message: string): MongoError => new MongoError('BadValue', message);

const push: Modifier = {
  onlyExisting: false,
  parse: (argument, path, options) => {
    const clauses = pushClauses(argument, options);
    return (current, exists, target) => {
      if (exists && !Array.isArray(current)) {
        throw bad(
          `The field '${path}' must be an array but is of type ${typeName(current)} in document ${named(target)}`,
        );
      }
      const array = (exists ? current : []) as Value[];
      if (clauses.plain) return { append: clauses.each };
      return { set: clauses.apply(array) };
    };
  },
};

/** The values of `$addToSet`: one, or those of `$each`. */
const setValues = (argument: Value): readonly Value[] => {
  if (!(argument instanceof Map) || argument.keys().next().value !== '$each') return [argument];
  const each = argument.get('$each');
  if (!Array.isArray(each)) {
    throw new MongoError(
      'TypeMismatch',
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
    );
  }
  for (const name of argument.keys()) {
    if (name !== '$each') throw bad(`Found unexpected fields after $each in $addToSet: ${show(argument)}`);
  }
  return each;
};

const addToSet: Modifier = {
  onlyExisting: false,
  parse: (argument, path, options) => {
    const values = setValues(argument);
    return (current, exists) => {
      if (exists && !Array.isArray(current)) {
        throw bad(
          `Cannot apply $addToSet to non-array field. Field named '${path.split('.').at(-1)}' has non-array type ${typeName(current)}`,
        );
      }
      const array = (exists ? current : []) as Value[];
      const added: Value[] = [];
      for (const value of values) {
        const known = (item: Value): boolean => equals(item, value, options.collation);
        if (!array.some(known) && !added.some(known)) added.push(value);
      }
      return added.length === 0 && exists ? undefined : { append: added };
    };
  },
};

const pop: Modifier = {
  onlyExisting: true,
  parse: (argument, path) => {
    if (!isNumber(argument)) throw new MongoError('FailedToParse', `Expected a number in: ${path}: ${show(argument)}`);
    const end = safeInteger(argument);
    if (end !== 1 && end !== -1)
      throw new MongoError('FailedToParse', `$pop expects 1 or -1, found: ${show(argument)}`);
    return (current) => {
      if (!Array.isArray(current)) {
        throw new MongoError(
          'TypeMismatch',
          `Path '${path}' contains an element of non-array type '${typeName(current)}'`,
        );
      }
      if (current.length === 0) return undefined;
      return { set: end === 1 ? current.slice(0, -1) : current.slice(1) };
    };
  },
};

const without = (current: Value, goes: (item: Value) => boolean): { set: Value } | undefined => {
  if (!Array.isArray(current)) throw bad('Cannot apply $pull to a non-array value');
  const kept = current.filter((item) => !goes(item));
  return kept.length === current.length ? undefined : { set: kept };
};

/** Which elements `$pull` takes away: those that meet a condition, or documents that match a filter, or equals. */
const pulled = (argument: Value, options: UpdateOptions): ((item: Value) => boolean) => {
  if (isOperators(argument) || isRegex(argument)) {
    const matcher = compileMatcher(new Map([['item', argument]]), options);
    return (item) => matcher.matches(new Map([['item', item]]));
  }
  if (argument instanceof Map) {
    const matcher = compileMatcher(argument, options);
    return (item) => item instanceof Map && matcher.matches(item);
  }
  return (item) => equals(item, argument, options.collation);
};

/** First names that take no path: MongoDB reads the argument as a filter of its own then, in which `$not` has no place. */
const topLevelOperators = new Set(['$and', '$or', '$nor', '$expr', '$jsonSchema', '$comment', '$not']);

const pull: Modifier = {
  onlyExisting: true,
  parse: (argument, _path, options) => {
    const first = argument instanceof Map ? (argument as Doc).keys().next().value : undefined;
    if (first !== undefined && topLevelOperators.has(first)) {
      const matcher = compileMatcher(argument as Doc, options);
      return (current) => without(current, (item) => item instanceof Map && matcher.matches(item));
    }
    const goes = pulled(argument, options);
    return (current) => without(current, goes);
  },
};

const pullAll: Modifier = {
  onlyExisting: true,
  parse: (argument, _path, options) => {
    if (!Array.isArray(argument))
      throw bad(`$pullAll requires an array argument but was given a ${typeName(argument)}`);
    return (current) => without(current, (item) => argument.some((value) => equals(item, value, options.collation)));
  },
};

/** Operators that look at an array. */
export const arrayModifiers: Readonly<Record<string, Modifier>> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};
