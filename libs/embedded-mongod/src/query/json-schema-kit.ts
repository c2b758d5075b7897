import { doc, type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';

/** What is wrong with a value: one document per broken rule. */
export type Check = (value: Value) => Doc[];
/** Reads one keyword's argument; `compile` reads a schema inside it. */
export type Keyword = (argument: Value, schema: Doc, compile: (schema: Doc) => Check) => Check;

/** A refusal of a schema. */
export const parseError = (message: string, code: 'FailedToParse' | 'TypeMismatch' = 'TypeMismatch'): MongoError =>
  new MongoError(code, message);

/** A broken rule with what it asked and what it met. */
export const failure = (keyword: string, argument: Value, reason: string, value: Value): Doc =>
  doc({ operatorName: keyword, specifiedAs: doc({ [keyword]: argument }), reason, consideredValue: value });

/** A check that concerns only values of one kind. */
export const applies =
  (isType: (value: Value) => boolean, check: Check): Check =>
  (value) =>
    isType(value) ? check(value) : [];
export const isText = (value: Value): value is string => typeof value === 'string';
export const isDoc = (value: Value): boolean => value instanceof Map;

/** A keyword's argument that must be a schema. */
export const schemaIn = (keyword: string, value: Value): Doc => {
  if (value instanceof Map) return value;
  throw parseError(`$jsonSchema keyword '${keyword}' must be an object`);
};
