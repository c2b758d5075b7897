import { type Timestamp } from 'bson';
import { type Doc, type StringOrder, type Value } from '../bson/value.ts';
import { type Update } from './types.ts';
import { compileUpdate } from './update.ts';

export {
  checkId,
  compileUpdate,
  idFirst,
  type Update,
  type UpdateOptions,
  upsertDocument,
  upsertSeed,
} from './update.ts';

/** What one application of an update needs. */
export type ApplyUpdateOptions = {
  readonly arrayFilters?: readonly Value[];
  /** The index that the query matched, for the positional `$`. */
  readonly positionalIndex?: number;
  readonly now: Date;
  /** The cluster's time, for `$currentDate` with type timestamp and for `$$CLUSTER_TIME`. */
  readonly clusterTime?: Timestamp;
  /** Whether an upsert inserts: then `$setOnInsert` counts. */
  readonly isInsert?: boolean;
  readonly let?: Doc;
  readonly collation?: StringOrder;
};

/** A document after an update. `changes` holds updatedFields, removedFields, truncatedArrays and disambiguatedPaths. */
export type Applied = { readonly doc: Doc; readonly modified: boolean; readonly changes: Doc };

type Compiled = { readonly options: ApplyUpdateOptions; readonly update: Update };

const compiled = new WeakMap<Doc | Value[], Compiled>();

const compileOnce = (update: Doc | Value[], options: ApplyUpdateOptions): Update => {
  const known = compiled.get(update);
  if (
    known !== undefined &&
    known.options.arrayFilters === options.arrayFilters &&
    known.options.now === options.now &&
    known.options.let === options.let &&
    known.options.collation === options.collation
  ) {
    return known.update;
  }
  const fresh = compileUpdate(update, { ...options, timestamp: options.clusterTime });
  compiled.set(update, { options, update: fresh });
  return fresh;
};

/**
 * Applies an update (operators, replacement or pipeline) to a document. The same update object is read only once.
 * @throws MongoError 2, 9, 14, 28, 40, 52, 56, 66 … as MongoDB refuses.
 */
export const applyUpdate = (doc: Doc, update: Doc | Value[], options: ApplyUpdateOptions): Applied => {
  const { positionalIndex, isInsert } = options;
  const { changes, ...result } = compileOnce(update, options).apply(doc, { positional: positionalIndex, isInsert });
  return {
    ...result,
    changes: new Map<string, Value>([
      ['updatedFields', changes.updatedFields],
      ['removedFields', [...changes.removedFields]],
      ['truncatedArrays', [...changes.truncatedArrays]],
      ['disambiguatedPaths', changes.disambiguatedPaths],
    ]),
  };
};
