import { isNumber, toNumber } from '../bson/numeric.ts';
import { type Value } from '../bson/value.ts';

export { type Timestamp } from 'bson';
export { type Doc, type StringOrder, type Value } from '../bson/value.ts';

/** Null, undefined and missing: what most operators answer null for. */
export const nullish = (value: Value): value is null | undefined => value === null || value === undefined;

/** Truth as aggregation sees it: false, null, missing and zero are false, everything else is true. */
export const truthy = (value: Value): boolean =>
  !(value === false || nullish(value) || (isNumber(value) && toNumber(value) === 0));
