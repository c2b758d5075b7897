import { type Doc, type Value } from '../bson/value.ts';
import { show } from '../bson/show.ts';
import { MongoError } from '../errors.ts';
import { compileMatcher, type Matcher } from '../query/matcher/compile.ts';
import { type UpdateOptions } from './types.ts';

const wrong = (message: string, code: 'FailedToParse' | 'BadValue' = 'FailedToParse'): MongoError =>
  new MongoError(code, `Error parsing array filter :: caused by :: ${message}`);

/** The first parts of the field names a filter asks about. */
const topFields = (filter: Doc, into: Set<string>): Set<string> => {
  for (const [name, value] of filter) {
    if (!name.startsWith('$')) into.add(name.split('.')[0] as string);
    else if (Array.isArray(value)) for (const clause of value) if (clause instanceof Map) topFields(clause, into);
  }
  return into;
};

/** Reads `arrayFilters`. @throws MongoError 9 or 2 for filters over no field, over two, or the same twice. */
export const compileArrayFilters = (filters: readonly Value[], options: UpdateOptions): Map<string, Matcher> => {
  const out = new Map<string, Matcher>();
  for (const filter of filters) {
    if (!(filter instanceof Map))
      throw new MongoError('TypeMismatch', `BSON field 'update.updates.arrayFilters' is the wrong type`);
    const names = [...topFields(filter, new Set())];
    const [identifier, other] = names;
    if (identifier === undefined && filter.has('$expr'))
      throw new MongoError(224, '$expr is not allowed in this context');
    if (identifier === undefined) {
      throw new MongoError('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters');
    }
    if (other !== undefined)
      throw wrong(`Expected a single top-level field name, found '${identifier}' and '${other}'`);
    if (!/^[a-z][A-Za-z0-9]*$/.test(identifier)) {
      throw wrong(
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
        'BadValue',
      );
    }
    if (out.has(identifier)) {
      throw new MongoError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    }
    out.set(identifier, compileMatcher(filter, options));
  }
  return out;
};

/** Refuses a filter whose identifier no path uses. */
export const refuseUnused = (filters: ReadonlyMap<string, Matcher>, used: ReadonlySet<string>, update: Doc): void => {
  for (const identifier of filters.keys()) {
    if (!used.has(identifier)) {
      throw new MongoError(
        'FailedToParse',
        `The array filter for identifier '${identifier}' was not used in the update ${show(update)}`,
      );
    }
  }
};
