import { Int32 } from 'bson';
import { compare, equals } from '../bson/compare.ts';
import { arithmetic, isNumber, safeInteger, toNumber } from '../bson/numeric.ts';
import { typeName, typeOf } from '../bson/type-of.ts';
import { doc, type Doc, type NumberValue, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { typesOf } from './matcher/operators.ts';
import { toRegExp } from './matcher/regex.ts';

type Check = (value: Value) => Doc[];
type Keyword = (argument: Value, schema: Doc) => Check;

const parseError = (message: string, code: 'FailedToParse' | 'TypeMismatch' = 'TypeMismatch'): MongoError =>
  new MongoError(code, message);

const failure = (keyword: string, argument: Value, reason: string, value: Value): Doc =>
  doc({ operatorName: keyword, specifiedAs: doc({ [keyword]: argument }), reason, consideredValue: value });

const applies =
  (isType: (value: Value) => boolean, check: Check): Check =>
  (value) =>
    isType(value) ? check(value) : [];
const isText = (value: Value): value is string => typeof value === 'string';
const isDoc = (value: Value): boolean => value instanceof Map;

const schemaIn = (keyword: string, value: Value): Doc => {
  if (value instanceof Map) return value;
  throw parseError(`$jsonSchema keyword '${keyword}' must be an object`);
};

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

const required: Keyword = (argument) => {
  if (!Array.isArray(argument) || !argument.every(isText))
    throw parseError("$jsonSchema keyword 'required' must be an array of strings");
  if (argument.length === 0)
    throw parseError("$jsonSchema keyword 'required' cannot be an empty array", 'FailedToParse');
  return applies(isDoc, (value) => {
    const missing = argument.filter((name) => !(value as Doc).has(name));
    if (missing.length === 0) return [];
    return [doc({ operatorName: 'required', specifiedAs: doc({ required: argument }), missingProperties: missing })];
  });
};

const notSatisfied = (name: string, schema: Doc, details: Doc[]): Doc => {
  const out: Doc = new Map([['propertyName', name]]);
  for (const note of ['title', 'description']) if (schema.has(note)) out.set(note, schema.get(note));
  return out.set('details', details);
};

const properties: Keyword = (argument) => {
  const checks = [...schemaIn('properties', argument)].map(([name, part]) => {
    if (!(part instanceof Map)) throw parseError(`Nested schema for $jsonSchema property '${name}' must be an object`);
    return { name, part, check: compileRules(part) };
  });
  return applies(isDoc, (value) => {
    const failed: Doc[] = [];
    for (const { name, part, check } of checks) {
      if (!(value as Doc).has(name)) continue;
      const details = check((value as Doc).get(name));
      if (details.length > 0) failed.push(notSatisfied(name, part, details));
    }
    return failed.length === 0 ? [] : [doc({ operatorName: 'properties', propertiesNotSatisfied: failed })];
  });
};

const patternProperties: Keyword = (argument) => {
  const checks = [...schemaIn('patternProperties', argument)].map(([source, part]) => ({
    source,
    regex: toRegExp(source, ''),
    part: schemaIn('patternProperties', part),
    check: compileRules(schemaIn('patternProperties', part)),
  }));
  return applies(isDoc, (value) => {
    const details: Doc[] = [];
    for (const { source, regex, part, check } of checks) {
      for (const [name, item] of value as Doc) {
        const broken = regex.test(name) ? check(item) : [];
        if (broken.length > 0) details.push(notSatisfied(name, part, broken).set('regexMatched', source));
      }
    }
    return details.length === 0 ? [] : [doc({ operatorName: 'patternProperties', details })];
  });
};

const additionalProperties: Keyword = (argument, schema) => {
  if (typeof argument !== 'boolean' && !(argument instanceof Map))
    throw parseError("$jsonSchema keyword 'additionalProperties' must be either an object or a boolean");
  const known = new Set([...((schema.get('properties') as Doc | undefined)?.keys() ?? [])]);
  const patterns = [...((schema.get('patternProperties') as Doc | undefined)?.keys() ?? [])].map((source) =>
    toRegExp(source, ''),
  );
  const check = argument instanceof Map ? compileRules(argument) : undefined;
  return applies(isDoc, (value) => {
    const extra = [...(value as Doc).keys()].filter(
      (name) => !known.has(name) && !patterns.some((regex) => regex.test(name)),
    );
    const specifiedAs = doc({ additionalProperties: argument });
    if (argument === false)
      return extra.length === 0
        ? []
        : [doc({ operatorName: 'additionalProperties', specifiedAs, additionalProperties: extra })];
    const broken = extra.filter((name) => check !== undefined && check((value as Doc).get(name)).length > 0);
    if (broken.length === 0) return [];
    return [
      doc({
        operatorName: 'additionalProperties',
        specifiedAs,
        reason: 'at least one additional property did not match the subschema',
        failingProperty: broken[0] as string,
      }),
    ];
  });
};

const items: Keyword = (argument, schema) => {
  if (argument instanceof Map) {
    const check = compileRules(argument);
    return applies(Array.isArray, (value) => {
      const index = (value as Value[]).findIndex((item) => check(item).length > 0);
      if (index < 0) return [];
      return [
        doc({
          operatorName: 'items',
          reason: 'At least one item did not match the sub-schema',
          itemIndex: new Int32(index),
          details: check((value as Value[])[index]),
        }),
      ];
    });
  }
  if (!Array.isArray(argument)) throw parseError("$jsonSchema keyword 'items' must be an array or an object");
  const checks = argument.map((part) => compileRules(schemaIn('items', part)));
  const more = schema.get('additionalItems');
  const extra = more instanceof Map ? compileRules(more) : more === false ? () => [doc()] : () => [];
  return applies(Array.isArray, (value) => {
    const index = (value as Value[]).findIndex((item, at) => (checks[at] ?? extra)(item).length > 0);
    if (index < 0) return [];
    return [
      doc({
        operatorName: index < checks.length ? 'items' : 'additionalItems',
        reason: 'At least one item did not match the sub-schema',
        itemIndex: new Int32(index),
        details: (checks[index] ?? extra)((value as Value[])[index]),
      }),
    ];
  });
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

const combine =
  (keyword: 'allOf' | 'anyOf' | 'oneOf'): Keyword =>
  (argument) => {
    if (!Array.isArray(argument)) throw parseError(`$jsonSchema keyword '${keyword}' must be an array`);
    if (argument.length === 0)
      throw parseError(`$jsonSchema keyword '${keyword}' cannot be an empty array`, 'FailedToParse');
    const checks = argument.map((part) => compileRules(schemaIn(keyword, part)));
    return (value) => {
      const results = checks.map((check) => check(value));
      const passed = results.filter((result) => result.length === 0).length;
      const fine = keyword === 'allOf' ? passed === checks.length : keyword === 'anyOf' ? passed > 0 : passed === 1;
      if (fine) return [];
      const broken = results
        .map((details, index) => doc({ index: new Int32(index), details }))
        .filter((_, index) => (results[index] as Doc[]).length > 0);
      if (broken.length === 0)
        return [
          doc({
            operatorName: keyword,
            reason: 'more than one subschema matched',
            matchingSchemaIndexes: results.map((_, index) => new Int32(index)),
          }),
        ];
      return [doc({ operatorName: keyword, schemasNotSatisfied: broken })];
    };
  };

const not: Keyword = (argument) => {
  const check = compileRules(schemaIn('not', argument));
  return (value) => (check(value).length > 0 ? [] : [doc({ operatorName: 'not', reason: 'child expression matched' })]);
};

const dependencies: Keyword = (argument) => {
  const rules = [...schemaIn('dependencies', argument)].map(([name, rule]) => ({
    name,
    rule,
    check: Array.isArray(rule) ? required(rule, new Map()) : compileRules(schemaIn('dependencies', rule)),
  }));
  return applies(isDoc, (value) => {
    const broken = rules.filter(({ name, check }) => (value as Doc).has(name) && check(value).length > 0);
    if (broken.length === 0) return [];
    return [
      doc({
        operatorName: 'dependencies',
        failingDependencies: broken.map(({ name, check }) => doc({ conditionalProperty: name, details: check(value) })),
      }),
    ];
  });
};

const nothing: Keyword = () => () => [];
const text =
  (keyword: string): Keyword =>
  (argument) => {
    if (!isText(argument)) throw parseError(`$jsonSchema keyword '${keyword}' must be of type string`);
    return () => [];
  };

const keywords: Readonly<Record<string, Keyword>> = {
  bsonType: bsonType('bsonType'),
  type: bsonType('type'),
  minimum: bound('minimum'),
  maximum: bound('maximum'),
  exclusiveMinimum: nothing,
  exclusiveMaximum: nothing,
  minLength: sized('minLength', isText, lengthOfText, 1),
  maxLength: sized('maxLength', isText, lengthOfText, -1),
  minItems: sized('minItems', Array.isArray, lengthOfArray, 1),
  maxItems: sized('maxItems', Array.isArray, lengthOfArray, -1),
  minProperties: sized('minProperties', isDoc, lengthOfDoc, 1),
  maxProperties: sized('maxProperties', isDoc, lengthOfDoc, -1),
  pattern,
  multipleOf,
  enum: enumeration,
  required,
  properties,
  patternProperties,
  additionalProperties,
  items,
  additionalItems: nothing,
  uniqueItems,
  allOf: combine('allOf'),
  anyOf: combine('anyOf'),
  oneOf: combine('oneOf'),
  not,
  dependencies,
  title: text('title'),
  description: text('description'),
  encrypt: nothing,
  encryptMetadata: nothing,
};

const unsupported = new Set(['$ref', '$schema', 'default', 'definitions', 'format', 'id']);

/** Reads a schema's keywords; the result lists what a value breaks. */
export const compileRules = (schema: Doc): Check => {
  const checks: Check[] = [];
  for (const [keyword, argument] of schema) {
    const rule = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (rule === undefined) {
      const kind = unsupported.has(keyword) ? 'is not currently supported' : `Unknown $jsonSchema keyword: ${keyword}`;
      throw parseError(unsupported.has(keyword) ? `$jsonSchema keyword '${keyword}' ${kind}` : kind, 'FailedToParse');
    }
    checks.push(rule(argument, schema));
  }
  return (value) => checks.flatMap((check) => check(value));
};
