import { type Doc, type StringOrder } from '../bson/value.ts';
import { collationOf } from './collation.ts';

/** The string order of a statement's collation; undefined for the simple one. */
export const queryOrder = (collation: Doc | undefined): StringOrder | undefined =>
  collation === undefined || collation.size === 0 ? undefined : collationOf(collation);
