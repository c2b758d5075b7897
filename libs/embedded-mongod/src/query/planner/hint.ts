import { compare as compareValues } from '../../bson/compare.ts';
import { show } from '../../bson/show.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type CollectionInfo, type IndexInfo } from '../../storage/collection.ts';

/** The index a hint names. @throws MongoError BadValue when there is none, IndexNotFound when a key pattern names several. */
export const hintedIndex = (
  collection: CollectionInfo,
  hint: Value,
): IndexInfo | 'natural' | 'natural-reverse' | undefined => {
  if (hint === undefined || hint === null || (isDoc(hint) && hint.size === 0) || hint === '') return undefined;
  if (isDoc(hint) && hint.has('$natural')) return String(hint.get('$natural')) === '-1' ? 'natural-reverse' : 'natural';
  if (hint === '$natural') return 'natural';
  const [found, other] = collection.indexes.filter(
    (index) =>
      !index.hidden && (isDoc(hint) ? compareValues(index.spec.get('key') as Doc, hint) === 0 : index.name === hint),
  );
  if (found === undefined)
    throw new MongoError('BadValue', 'error processing query: hint provided does not correspond to an existing index');
  if (other === undefined) return found;
  throw new MongoError(
    'IndexNotFound',
    `error processing query: Hint matched multiple indexes, must hint by index name. Matched: ${show(found.spec)} and ${show(other.spec)}`,
  );
};
