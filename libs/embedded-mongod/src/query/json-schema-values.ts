import { compare, equals } from '../bson/compare.ts';
import { arithmetic, isNumber, safeInteger, toNumber } from '../bson/numeric.ts';
import { typeName, typeOf } from '../bson/type-of.ts';
import { doc, type Doc, type NumberValue, type Value } from '../bson/value.ts';
import { applies, failure, isDoc, isText, type Keyword, parseError } from './json-schema-kit.ts';
import { typesOf } from './matcher/operators.ts';
import { toRegExp } from './matcher/regex.ts';

const bsonType =
  (keyword: string): Keyword =>
  (argument) => {
    const names = Array.isArray(argument) ? argument : [argument];
    if (!names.every(isText))
      throw parseError(`$jsonSchema keyword '${keyword}' must be either a string or an array of strings`);
    const mapped = keyword === 'type' ? names.map((name) => (name === 'boolean' ? 'bool' : name)) : names;
    if (keyword === 'type' && names.includes('integer'))
      throw parseError("$jsonSchema type 'integer' is not currently supported.", 'FailedToParse');
    const types = typesOf(mapped);
    return (value) =>
      types.has(typeOf(value))
        ? []
        : [
            doc({
              operatorName: keyword,
              specifiedAs: doc({ [keyword]: argument }),
              reason: 'type did not match',
              consideredValue: value,
              consideredType: typeName(value),
            }),
          ];
  };

const bound =
  (keyword: 'minimum' | 'maximum'): Keyword =>
  (argument, schema) => {
    if (!isNumber(argument)) throw parseError(`$jsonSchema keyword '${keyword}' must be a number`);
    const exclusive = schema.get(keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum') === true;
    const sign = keyword === 'minimum' ? 1 : -1;
    return applies(isNumber, (value) => {
      const result = compare(value, argument) * sign;
      return result > 0 || (!exclusive && result === 0) ? [] : [failure(keyword, argument, 'comparison failed', value)];
    });
  };

const sized =
  (keyword: string, isType: (value: Value) => boolean, size: (value: Value) => number, sign: 1 | -1): Keyword =>
  (argument) => {
    const limit = safeInteger(argument);
    if (limit === undefined)
      throw parseError(`$jsonSchema keyword '${keyword}' must be a non-negative integer`, 'FailedToParse');
    if (limit < 0) throw parseError(`$jsonSchema keyword '${keyword}' must be a non-negative integer`, 'FailedToParse');
    return applies(isType, (value) =>
      (size(value) - limit) * sign >= 0 ? [] : [failure(keyword, argument, reasonOfSize(keyword), value)],
    );
  };

const reasonOfSize = (keyword: string): string =>
  keyword.endsWith('Length')
    ? 'specified string length was not satisfied'
    : keyword.endsWith('Items')
      ? 'array did not match specified length'
      : 'specified number of properties was not satisfied';

const lengthOfText = (value: Value): number => [...(value as string)].length;
const lengthOfArray = (value: Value): number => (value as Value[]).length;
const lengthOfDoc = (value: Value): number => (value as Doc).size;

const pattern: Keyword = (argument) => {
  if (!isText(argument)) throw parseError("$jsonSchema keyword 'pattern' must be a string");
  const regex = toRegExp(argument, '');
  return applies(isText, (value) =>
    regex.test(value as string) ? [] : [failure('pattern', argument, 'regular expression did not match', value)],
  );
};

const multipleOf: Keyword = (argument) => {
  if (!isNumber(argument) || toNumber(argument) <= 0)
    throw parseError("$jsonSchema keyword 'multipleOf' must have a positive value", 'FailedToParse');
  return applies(isNumber, (value) => {
    const rest = arithmetic('mod', value as NumberValue, argument);
    return rest !== undefined && toNumber(rest) === 0
      ? []
      : [failure('multipleOf', argument, 'considered value is not a multiple of the specified value', value)];
  });
};

const enumeration: Keyword = (argument) => {
  if (!Array.isArray(argument)) throw parseError("$jsonSchema keyword 'enum' must be an array");
  if (argument.length === 0) throw parseError("$jsonSchema keyword 'enum' cannot be an empty array", 'FailedToParse');
  return (value) =>
    argument.some((item) => equals(item, value))
      ? []
      : [failure('enum', argument, 'value was not found in enum', value)];
};

const uniqueItems: Keyword = (argument) => {
  if (typeof argument !== 'boolean') throw parseError("$jsonSchema keyword 'uniqueItems' must be a boolean");
  return applies(Array.isArray, (value) => {
    const list = value as Value[];
    const duplicate = argument
      ? list.find((item, at) => list.findIndex((other) => equals(other, item)) < at)
      : undefined;
    return duplicate === undefined
      ? []
      : [failure('uniqueItems', argument, 'found a duplicate item', value).set('duplicatedValue', duplicate)];
  });
};

/** Keywords about a value by itself. */
export const valueKeywords: Readonly<Record<string, Keyword>> = {
  bsonType: bsonType('bsonType'),
  type: bsonType('type'),
  minimum: bound('minimum'),
  maximum: bound('maximum'),
  minLength: sized('minLength', isText, lengthOfText, 1),
  maxLength: sized('maxLength', isText, lengthOfText, -1),
  minItems: sized('minItems', Array.isArray, lengthOfArray, 1),
  maxItems: sized('maxItems', Array.isArray, lengthOfArray, -1),
  minProperties: sized('minProperties', isDoc, lengthOfDoc, 1),
  maxProperties: sized('maxProperties', isDoc, lengthOfDoc, -1),
  pattern,
  multipleOf,
  enum: enumeration,
  uniqueItems,
};
