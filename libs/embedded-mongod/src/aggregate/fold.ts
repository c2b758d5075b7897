import { type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { type Expr } from './expression-types.ts';

/** An expression of constants that cannot be worked out: MongoDB finds out when it optimizes the pipeline. */
export class FoldError extends MongoError {}

/** Not worked out ahead: chance, and what may be long. */
const unfolded = new Set(['$rand', '$sampleRate', '$range', '$toHashedIndexKey', '$function']);

/** `$switch` without a branch that fits has one code when documents are met and one when it is folded. */
const unmatched = { met: 40066, folded: 40069 };

const isConstant = (spec: Value): boolean => {
  if (typeof spec === 'string') return !spec.startsWith('$');
  if (Array.isArray(spec)) return spec.every(isConstant);
  if (!(spec instanceof Map)) return true;
  for (const [name, value] of spec) if (unfolded.has(name) || (name !== '$literal' && !isConstant(value))) return false;
  return true;
};

/**
 * Works an operator of constants out once, so that what is wrong with them shows before any document is read.
 * @throws FoldError
 */
export const fold = (name: string, argument: Value, expr: Expr): Expr => {
  if (unfolded.has(name) || !isConstant(argument)) return expr;
  try {
    expr({ root: new Map(), current: new Map(), vars: undefined });
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    throw new FoldError(error.code === unmatched.met ? unmatched.folded : error.code, error.message);
  }
  return expr;
};
