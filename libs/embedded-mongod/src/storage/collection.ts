import { type Binary } from 'bson';
import { type Doc, type StringOrder, type Value } from '../bson/value.ts';

/** One field of an index. */
export type IndexField = { readonly path: string; readonly direction: 1 | -1 };

/** An index as it is used; `spec` is what listIndexes answers. */
export type IndexInfo = {
  readonly ident: number;
  readonly name: string;
  spec: Doc;
  readonly fields: readonly IndexField[];
  /** Of each field. */
  readonly directions: readonly (1 | -1)[];
  readonly unique: boolean;
  readonly sparse: boolean;
  hidden: boolean;
  readonly filter: Doc | undefined;
  readonly includes: ((doc: Doc) => boolean) | undefined;
  readonly order: StringOrder | undefined;
  /** The collation as listed, for comparing it with a query's. */
  readonly collation: Doc | undefined;
  expireAfterSeconds: number | undefined;
  /** Per field: whether a document ever had an array on its path. */
  readonly multikey: boolean[];
  /** Whether a value was ever too long for a key and is kept shortened. */
  shortened: boolean;
  /** The number of the commit that built it: older snapshots do not know its entries. */
  readonly builtAt: number;
  /** How often a plan used it, since the start. */
  uses: number;
  readonly since: Date;
};

/** Refuses a document, as a collection's validator does. */
export type Validator = (doc: Doc) => Doc | undefined;

/** A collection: where its records lie and what is known about them. */
export type CollectionInfo = {
  db: string;
  name: string;
  readonly ident: number;
  readonly uuid: Binary;
  options: Doc;
  indexes: IndexInfo[];
  readonly order: StringOrder | undefined;
  validate: Validator | undefined;
  count: number;
  bytes: number;
  nextRid: number;
};

/** `db.collection`. */
export const namespaceOf = (collection: { readonly db: string; readonly name: string }): string =>
  `${collection.db}.${collection.name}`;

/** Whether any document has several keys in this index. */
export const isMultikey = (index: IndexInfo): boolean => index.multikey.includes(true);

/** The key pattern as the index was asked for. */
export const keyPatternOf = (index: IndexInfo): Doc => index.spec.get('key') as Doc;

/** The collation of an options document, if it is not the simple one. */
export const collationOf = (options: Doc): Doc | undefined => {
  const collation: Value = options.get('collation');
  if (!(collation instanceof Map) || collation.size === 0 || collation.get('locale') === 'simple') return undefined;
  return collation;
};
