import { type Doc, type StringOrder, type Value } from '../../bson/value.ts';
import { type Frame } from '../../aggregate/expression-types.ts';
import { type Hit } from './path.ts';

/** A condition on a whole document. */
export type DocTest = (doc: Doc, hit?: Hit) => boolean;

/** A condition at a path: a test of values, or such conditions joined. */
export type Condition =
  | { readonly kind: 'leaf'; readonly test: (value: Value) => boolean; readonly traverse: boolean }
  | { readonly kind: 'array'; readonly test: (items: readonly Value[], hit?: Hit) => boolean }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'all'; readonly of: readonly Condition[] };

/** What a filter is read with. */
export type FilterOptions = {
  /** A collation for strings; without it they compare by their bytes. */
  readonly collation?: StringOrder;
  /** Values of the command's `let`, for `$expr`. */
  readonly let?: Doc;
  /** Variables bound around, in a pipeline; instead of `let`. */
  readonly vars?: Frame;
  /** The time of `$$NOW`. */
  readonly now?: Date;
  /** Chance in [0, 1) for `$sampleRate` and `$rand`. */
  readonly random?: () => number;
};

/** What the parts of the parser share. */
export type ParseContext = FilterOptions & {
  readonly parseFilter: (filter: Doc) => DocTest;
  readonly parseConditions: (name: string, operators: Doc) => Condition;
};
