import { type Timestamp } from 'bson';
import { type Doc, type StringOrder, type Value } from '../bson/value.ts';

/** What an update document or pipeline is read with. */
export type UpdateOptions = {
  readonly arrayFilters?: readonly Value[];
  readonly collation?: StringOrder;
  /** Values of the command's `let`, for pipelines and filters in them. */
  readonly let?: Doc;
  /** The time of `$currentDate` and `$$NOW`. */
  readonly now: Date;
  /** The timestamp of `{ $currentDate: { a: { $type: 'timestamp' } } }`; from `now` when it is not given. */
  readonly timestamp?: Timestamp;
  readonly random?: () => number;
  /** Reads the update as a replacement even where it is empty or unclear; refuses operators. */
  readonly replacement?: boolean;
};

/** What one application of an update depends on. */
export type ApplyOptions = {
  /** The index that the query matched, for the positional `$`. */
  readonly positional?: number;
  /** Whether the document is being inserted by an upsert: then `$setOnInsert` counts. */
  readonly isInsert?: boolean;
};

/** What an update did to a document. */
export type UpdateResult = {
  readonly doc: Doc;
  /** False when the document is byte for byte what it was. */
  readonly modified: boolean;
  readonly changes: UpdateChanges;
};

/** The change as change streams describe it. */
export type UpdateChanges = {
  /** Dotted path → new value. */
  readonly updatedFields: Doc;
  readonly removedFields: readonly string[];
  /** `{ field, newSize }` documents. */
  readonly truncatedArrays: readonly Doc[];
  /** Paths that are not what splitting at the dots would say: path → parts, array indexes as int. */
  readonly disambiguatedPaths: Doc;
  /** Whether the whole document was replaced: a change stream then tells of a replace. */
  readonly replaced: boolean;
};

/** An update ready to be applied to any number of documents. */
export type Update = {
  readonly kind: 'operators' | 'replacement' | 'pipeline';
  apply(doc: Doc, options?: ApplyOptions): UpdateResult;
};

/** What a field operator answers: nothing to do, a new value, values to append to an array, or removal. */
export type Outcome =
  undefined | { readonly set: Value } | { readonly append: readonly Value[] } | { readonly unset: true };

/** A field operator with its argument read: looks at the current value (undefined: none) and decides. */
export type FieldUpdate = (current: Value, exists: boolean, target: Doc) => Outcome;

/** How an operator behaves and how it reads its argument. */
export type Modifier = {
  /** Whether a missing path is left alone instead of being created. */
  readonly onlyExisting: boolean;
  /** Whether it counts only when an upsert inserts. */
  readonly onInsert?: boolean;
  parse(argument: Value, path: string, options: UpdateOptions): FieldUpdate;
};
