import { type Doc } from '../bson/value.ts';
import { type Check, isText, type Keyword, parseError } from './json-schema-kit.ts';
import { structureKeywords } from './json-schema-structure.ts';
import { valueKeywords } from './json-schema-values.ts';

const nothing: Keyword = () => () => [];
const text =
  (keyword: string): Keyword =>
  (argument) => {
    if (!isText(argument)) throw parseError(`$jsonSchema keyword '${keyword}' must be of type string`);
    return () => [];
  };

const keywords: Readonly<Record<string, Keyword>> = {
  ...valueKeywords,
  ...structureKeywords,
  exclusiveMinimum: nothing,
  exclusiveMaximum: nothing,
  additionalItems: nothing,
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
    checks.push(rule(argument, schema, compileRules));
  }
  return (value) => checks.flatMap((check) => check(value));
};
