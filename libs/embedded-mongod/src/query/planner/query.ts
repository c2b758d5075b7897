import { type Doc, type Value } from '../../bson/value.ts';
import { type Matcher } from '../matcher/compile.ts';
import { type Stage } from '../execution/stage.ts';

/** What a statement asks of a collection. */
export type Query = {
  readonly filter: Doc;
  readonly sort?: Doc | undefined;
  readonly skip?: number;
  /** 0 is no limit. */
  readonly limit?: number;
  readonly hint?: Value;
  readonly min?: Doc | undefined;
  readonly max?: Doc | undefined;
  readonly collation?: Doc | undefined;
  readonly let?: Doc | undefined;
  readonly now: Date;
  readonly allowDiskUse?: boolean;
  /** The answer is made of stored bytes: nobody reads the documents. */
  readonly isOfBytes?: boolean;
};

/** A way to answer: the stages, and the filter's matcher (for positional projections and updates). */
export type Plan = { readonly root: Stage; readonly matcher: Matcher; readonly rejected: readonly Stage[] };
