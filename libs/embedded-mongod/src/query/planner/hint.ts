import { compare as compareValues } from '../../bson/compare.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type CollectionInfo, type IndexInfo } from '../../storage/collection.ts';

/** The index a hint names. @throws MongoError BadValue when there is none. */
export const hintedIndex = (
  collection: CollectionInfo,
  hint: Value,
): IndexInfo | 'natural' | 'natural-reverse' | undefined => {
  if (hint === undefined || hint === null || (isDoc(hint) && hint.size === 0) || hint === '') return undefined;
  if (isDoc(hint) && hint.has('$natural')) return String(hint.get('$natural')) === '-1' ? 'natural-reverse' : 'natural';
  if (hint === '$natural') return 'natural';
  const found = collection.indexes.find((index) =>
    isDoc(hint) ? compareValues(index.spec.get('key') as Doc, hint) === 0 : index.name === hint,
  );
  if (found !== undefined && !found.hidden) return found;
  throw new MongoError('BadValue', 'error processing query: hint provided does not correspond to an existing index');
};
