import { type Doc } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { type CollectionInfo, collationOf } from '../../storage/collection.ts';
import { docField, type Context } from '../shared/context.ts';

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
