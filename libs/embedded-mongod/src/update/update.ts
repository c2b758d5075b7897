import { show } from '../bson/show.ts';
import { typeName } from '../bson/type-of.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { compileOperators } from './operators-update.ts';
import { compileUpdatePipeline } from './pipeline-update.ts';
import { idFirst, refuseDollarName, replaceDoc } from './replacement.ts';
import { type Update, type UpdateOptions } from './types.ts';
import { upsertSeed } from './upsert.ts';

export { type ApplyOptions, type Update, type UpdateChanges, type UpdateOptions, type UpdateResult } from './types.ts';
export { upsertSeed } from './upsert.ts';
export { checkId, idFirst } from './replacement.ts';

const firstName = (doc: Doc): string | undefined => doc.keys().next().value;

/**
 * Reads an update: operators, a replacement or a pipeline.
 * @throws MongoError 9 FailedToParse for unknown modifiers, 40 for conflicting paths, 56, 2 …
 */
export const compileUpdate = (update: Value, options: UpdateOptions): Update => {
  if (Array.isArray(update)) {
    if (options.arrayFilters !== undefined && options.arrayFilters.length > 0) {
      throw new MongoError('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates');
    }
    return compileUpdatePipeline(update, options);
  }
  if (!(update instanceof Map)) {
    throw new MongoError(
      'FailedToParse',
      `Update argument must be either an object or an array, not ${typeName(update)}: ${show(update)}`,
    );
  }
  if (firstName(update)?.startsWith('$') === true && options.replacement !== true)
    return compileOperators(update, options);
  if (options.arrayFilters !== undefined && options.arrayFilters.length > 0) {
    throw new MongoError('FailedToParse', 'arrayFilters may not be specified for replacement-style updates');
  }
  const apply: Update['apply'] = (doc, { isInsert = false } = {}) => {
    const result = replaceDoc(doc, update);
    if (result.modified && !isInsert) for (const name of update.keys()) refuseDollarName(name);
    return result;
  };
  return { kind: 'replacement', apply };
};

/**
 * The document an upsert inserts: seed from the filter, then the update, `_id` in front. Without an `_id` in either, `newId` gives one.
 * @throws MongoError 66 when the update asks for another `_id` than the filter.
 */
export const upsertDocument = (filter: Doc, update: Update, newId: () => Value): Doc => {
  const seed = upsertSeed(filter, update.kind === 'replacement');
  const { doc } = update.apply(seed, { isInsert: true });
  return doc.has('_id') ? idFirst(doc) : new Map([['_id', newId()], ...doc]);
};
