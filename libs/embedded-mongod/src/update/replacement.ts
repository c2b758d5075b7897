import { equals, identical } from '../bson/compare.ts';
import { show } from '../bson/show.ts';
import { typeName, typeOf } from '../bson/type-of.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { type UpdateResult } from './types.ts';

/** Refuses an `_id` that MongoDB does not store. @throws MongoError 53. */
export const checkId = (id: Value): void => {
  const type = typeOf(id);
  if (type === 4 || type === 6 || type === 11) {
    throw new MongoError('InvalidIdField', `The '_id' value cannot be of type ${type === 11 ? 'regex' : typeName(id)}`);
  }
};

/** Refuses a changed `_id`, and puts it first. @throws MongoError 66. */
export const withSameId = (before: Doc, after: Doc): Doc => {
  if (!before.has('_id')) {
    if (after.has('_id')) checkId(after.get('_id'));
    return idFirst(after);
  }
  const id = before.get('_id');
  if (!after.has('_id')) return new Map([['_id', id], ...after]);
  if (!equals(id, after.get('_id'))) {
    throw new MongoError(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(after.get('_id'))}`,
    );
  }
  return idFirst(new Map(after).set('_id', id));
};

/** The same document with `_id` in front. */
export const idFirst = (document: Doc): Doc => {
  if (!document.has('_id') || document.keys().next().value === '_id') return document;
  const out: Doc = new Map([['_id', document.get('_id')]]);
  for (const [name, value] of document) if (name !== '_id') out.set(name, value);
  return out;
};

/** Refuses a dollar-prefixed name at the top of a document that exists; one that an upsert creates may have it. @throws MongoError 52. */
export const refuseDollarName = (name: string): void => {
  if (!name.startsWith('$') || ['$id', '$ref', '$db'].includes(name)) return;
  throw new MongoError(
    'DollarPrefixedFieldName',
    `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  );
};

/** Puts another document in the place of one, under the same `_id`. */
export const replaceDoc = (before: Doc, replacement: Doc): UpdateResult => {
  const doc = withSameId(before, replacement);
  return {
    doc,
    modified: !identical(before, doc),
    changes: {
      updatedFields: new Map(),
      removedFields: [],
      truncatedArrays: [],
      disambiguatedPaths: new Map(),
      replaced: true,
    },
  };
};
