import { isDoc, type Doc } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { type CollectionInfo, collationOf } from '../storage/collection.ts';
import { SnapshotView, type View } from '../storage/view.ts';
import { docField, scopeOf, type Context } from './context.ts';

/** The collation a statement uses: its own, else the collection's. */
export const statementCollation = (own: Doc | undefined, collection: CollectionInfo | undefined): Doc | undefined => {
  if (own !== undefined && own.size > 0) return own.get('locale') === 'simple' ? undefined : own;
  return collection === undefined ? undefined : collationOf(collection.options);
};

/** The command's own collation. @throws MongoError when it has no locale. */
export const ownCollation = (context: Context): Doc | undefined => {
  const collation = docField(context, 'collation');
  if (collation !== undefined && collation.size > 0 && typeof collation.get('locale') !== 'string') {
    throw new MongoError('IDLFailedToParse', "BSON field 'collation.locale' is missing but a required field");
  }
  return collation;
};

/** The collection read from, as this command sees it, and the view to read with. */
export const readFrom = (context: Context, name: string): { collection: CollectionInfo | undefined; view: View } => {
  const scope = scopeOf(context);
  return { collection: scope.find(context.db, name), view: scope.view };
};

/** Whether a command asks for a snapshot outside a transaction. */
export const wantsSnapshot = ({ body, transaction }: Context): boolean => {
  const concern = body.get('readConcern');
  return transaction === undefined && isDoc(concern) && concern.get('level') === 'snapshot';
};

export { SnapshotView };
