import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { compileRules } from './json-schema-rules.ts';

/** A `$jsonSchema` ready for use. */
export type Schema = {
  /** The rules a document breaks, in the shape of MongoDB's `schemaRulesNotSatisfied`; empty when it conforms. */
  failures(doc: Value): Doc[];
};

/** Reads a schema. @throws MongoError 9 FailedToParse or 14 TypeMismatch for a schema MongoDB refuses. */
export const readSchema = (spec: Value): Schema => {
  if (!(spec instanceof Map)) throw new MongoError('TypeMismatch', '$jsonSchema must be an object');
  return { failures: compileRules(spec) };
};

/** `$jsonSchema` as a condition of a filter. */
export const compileSchema = (spec: Value): ((doc: Doc) => boolean) => {
  const { failures } = readSchema(spec);
  return (doc) => failures(doc).length === 0;
};
