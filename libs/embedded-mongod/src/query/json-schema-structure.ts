import { Int32 } from 'bson';
import { doc, type Doc, type Value } from '../bson/value.ts';
import { applies, isDoc, isText, type Keyword, parseError, schemaIn } from './json-schema-kit.ts';
import { toRegExp } from './matcher/regex.ts';

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

const properties: Keyword = (argument, _schema, compile) => {
  const checks = [...schemaIn('properties', argument)].map(([name, part]) => {
    if (!(part instanceof Map)) throw parseError(`Nested schema for $jsonSchema property '${name}' must be an object`);
    return { name, part, check: compile(part) };
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

const patternProperties: Keyword = (argument, _schema, compile) => {
  const checks = [...schemaIn('patternProperties', argument)].map(([source, part]) => ({
    source,
    regex: toRegExp(source, ''),
    part: schemaIn('patternProperties', part),
    check: compile(schemaIn('patternProperties', part)),
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

const additionalProperties: Keyword = (argument, schema, compile) => {
  if (typeof argument !== 'boolean' && !(argument instanceof Map))
    throw parseError("$jsonSchema keyword 'additionalProperties' must be either an object or a boolean");
  const known = new Set([...((schema.get('properties') as Doc | undefined)?.keys() ?? [])]);
  const patterns = [...((schema.get('patternProperties') as Doc | undefined)?.keys() ?? [])].map((source) =>
    toRegExp(source, ''),
  );
  const check = argument instanceof Map ? compile(argument) : undefined;
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

const items: Keyword = (argument, schema, compile) => {
  if (argument instanceof Map) {
    const check = compile(argument);
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
  const checks = argument.map((part) => compile(schemaIn('items', part)));
  const more = schema.get('additionalItems');
  const extra = more instanceof Map ? compile(more) : more === false ? () => [doc()] : () => [];
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

const combine =
  (keyword: 'allOf' | 'anyOf' | 'oneOf'): Keyword =>
  (argument, _schema, compile) => {
    if (!Array.isArray(argument)) throw parseError(`$jsonSchema keyword '${keyword}' must be an array`);
    if (argument.length === 0)
      throw parseError(`$jsonSchema keyword '${keyword}' cannot be an empty array`, 'FailedToParse');
    const checks = argument.map((part) => compile(schemaIn(keyword, part)));
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

const not: Keyword = (argument, _schema, compile) => {
  const check = compile(schemaIn('not', argument));
  return (value) => (check(value).length > 0 ? [] : [doc({ operatorName: 'not', reason: 'child expression matched' })]);
};

const dependencies: Keyword = (argument, _schema, compile) => {
  const rules = [...schemaIn('dependencies', argument)].map(([name, rule]) => ({
    name,
    rule,
    check: Array.isArray(rule) ? required(rule, new Map(), compile) : compile(schemaIn('dependencies', rule)),
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

/** Keywords about what is inside a value. */
export const structureKeywords: Readonly<Record<string, Keyword>> = {
  required,
  properties,
  patternProperties,
  additionalProperties,
  items,
  allOf: combine('allOf'),
  anyOf: combine('anyOf'),
  oneOf: combine('oneOf'),
  not,
  dependencies,
};
