import { type Doc, type Value } from '../../bson/value.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { type Scope } from '../../scope.ts';
import { type UpdateChanges } from '../../update/update.ts';

const head = (collection: CollectionInfo, operation: string, more: readonly (readonly [string, Value])[]): Doc =>
  new Map<string, Value>([
    ['op', operation],
    ['db', collection.db],
    ['coll', collection.name],
    ['ui', collection.uuid],
    ...more,
  ]);

const keyOf = (doc: Doc): Doc => new Map([['_id', doc.get('_id') ?? null]]);

const keepsImages = ({ options }: CollectionInfo): boolean => {
  const setting = options.get('changeStreamPreAndPostImages');
  return setting instanceof Map && setting.get('enabled') === true;
};

/** Notes an insert in the history. */
export const logInsert = (scope: Scope, collection: CollectionInfo, doc: Doc, bytes: Buffer): void =>
  scope.log({ head: head(collection, 'i', [['o2', keyOf(doc)]]), document: bytes });

const differenceDoc = ({ updatedFields, removedFields, truncatedArrays, disambiguatedPaths }: UpdateChanges): Doc =>
  new Map<string, Value>([
    ['updatedFields', updatedFields],
    ['removedFields', [...removedFields]],
    ['truncatedArrays', [...truncatedArrays]],
    ['disambiguatedPaths', disambiguatedPaths],
  ]);

/** Notes an update: `difference` is undefined for a replacement. */
export const logUpdate = (
  scope: Scope,
  collection: CollectionInfo,
  change: {
    readonly before: Doc;
    readonly after: Doc;
    readonly bytes: Buffer;
    readonly difference: UpdateChanges | undefined;
  },
): void => {
  const images: (readonly [string, Value])[] = keepsImages(collection)
    ? [
        ['pre', change.before],
        ['post', change.after],
      ]
    : [];
  if (change.difference === undefined) {
    scope.log({ head: head(collection, 'r', [['o2', keyOf(change.after)], ...images]), document: change.bytes });
    return;
  }
  scope.log({
    head: head(collection, 'u', [['o2', keyOf(change.after)], ['diff', differenceDoc(change.difference)], ...images]),
  });
};

/** Notes a delete. */
export const logDelete = (scope: Scope, collection: CollectionInfo, doc: Doc): void =>
  scope.log({
    head: head(collection, 'd', [['o2', keyOf(doc)], ...(keepsImages(collection) ? ([['pre', doc]] as const) : [])]),
  });

/** Notes a change of the catalog. */
export const logCatalog = (
  scope: Scope,
  collection: CollectionInfo,
  operation: string,
  more: readonly (readonly [string, Value])[] = [],
): void => scope.log({ head: head(collection, operation, more) });

/** Notes that a database is gone. */
export const logDropDatabase = (scope: Scope, db: string): void =>
  scope.log({
    head: new Map<string, Value>([
      ['op', 'dropDatabase'],
      ['db', db],
    ]),
  });
