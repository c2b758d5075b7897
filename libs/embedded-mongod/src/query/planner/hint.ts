import { compare as compareValues } from '../../bson/compare.ts';
import { show } from '../../bson/show.ts';
import { isDoc, type Doc } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type CollectionInfo, type IndexInfo } from '../../storage/collection.ts';
import { type Query } from './query.ts';

/** The planner's words in front of what it refuses. */
const planning = ({ db, name }: CollectionInfo, { filter, sort, limit = 0 }: Query): string =>
  `error processing query: ns=${db}.${name}${limit > 0 ? ` limit=${limit}` : ''}Tree: ${show(filter)}\nSort: ${show(sort ?? new Map())}\nProj: {}\n planner returned error :: caused by :: `;

/** The index a hint names. @throws MongoError BadValue when there is none, IndexNotFound when a key pattern names several. */
export const hintedIndex = (
  collection: CollectionInfo,
  query: Query,
): IndexInfo | 'natural' | 'natural-reverse' | undefined => {
  const { hint } = query;
  if (hint === undefined || hint === null || (isDoc(hint) && hint.size === 0) || hint === '') return undefined;
  if (isDoc(hint) && hint.has('$natural')) return String(hint.get('$natural')) === '-1' ? 'natural-reverse' : 'natural';
  if (hint === '$natural') return 'natural';
  const [found, other] = collection.indexes.filter(
    (index) =>
      !index.hidden && (isDoc(hint) ? compareValues(index.spec.get('key') as Doc, hint) === 0 : index.name === hint),
  );
  if (found === undefined)
    throw new MongoError(
      'BadValue',
      `${planning(collection, query)}hint provided does not correspond to an existing index`,
    );
  if (other === undefined) return found;
  throw new MongoError(
    'IndexNotFound',
    `${planning(collection, query)}Hint matched multiple indexes, must hint by index name. Matched: ${show(found.spec)} and ${show(other.spec)}`,
  );
};
