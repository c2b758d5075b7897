import { type Doc, type Value } from '../bson/value.ts';
import { show } from '../bson/show.ts';
import { MongoError } from '../errors.ts';
import { isIndex } from '../query/matcher/path.ts';
import { type Matcher } from '../query/matcher/compile.ts';

/** Array filters by their identifier. */
export type Filters = ReadonlyMap<string, Matcher>;

const identifierOf = (part: string): string | undefined =>
  part.startsWith('$[') && part.endsWith(']') ? part.slice(2, -1) : undefined;

/** Cuts and checks the path of an update. @throws MongoError 56 for empty parts, 2 for misplaced `$`. */
export const parseUpdatePath = (text: string, filters: Filters): string[] => {
  if (text === '') throw new MongoError('EmptyFieldName', 'An empty update path is not valid.');
  const parts = text.split('.');
  if (parts.includes('')) {
    throw new MongoError(
      'EmptyFieldName',
      `The update path '${text}' contains an empty field name, which is not allowed.`,
    );
  }
  if (parts.filter((part) => part === '$').length > 1) {
    throw new MongoError('BadValue', `Too many positional (i.e. '$') elements found in path '${text}'`);
  }
  parts.forEach((part, index) => {
    const identifier = identifierOf(part);
    if (index === 0 && part === '$') {
      throw new MongoError(
        'BadValue',
        `Cannot have positional (i.e. '$') element in the first position in path '${text}'`,
      );
    }
    if (index === 0 && identifier !== undefined) {
      throw new MongoError(
        'BadValue',
        `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${text}'`,
      );
    }
    if (identifier !== undefined && identifier !== '' && !filters.has(identifier)) {
      throw new MongoError('BadValue', `No array filter found for identifier '${identifier}' in path '${text}'`);
    }
  });
  return parts;
};

/** The identifiers of array filters that a path uses. */
export const identifiersIn = (parts: readonly string[]): string[] =>
  parts.map(identifierOf).filter((identifier): identifier is string => identifier !== undefined && identifier !== '');

const childOf = (value: Value, part: string): Value =>
  value instanceof Map ? value.get(part) : Array.isArray(value) && isIndex(part) ? value[Number(part)] : undefined;

const joined = (parts: readonly string[]): string => parts.join('.');

/**
 * Turns a path with `$`, `$[]` and `$[id]` into the paths it means in one document.
 * @throws MongoError 2 when the positional match is missing, or an array update meets no array.
 */
export const expandPath = (
  doc: Doc,
  parts: readonly string[],
  filters: Filters,
  positional: number | undefined,
): string[][] => {
  if (!parts.some((part) => part.startsWith('$'))) return [parts as string[]];
  const found: string[][] = [];
  const visit = (value: Value, at: number, taken: string[]): void => {
    if (at === parts.length) {
      found.push(taken);
      return;
    }
    const part = parts[at] as string;
    if (part === '$') {
      if (positional === undefined) {
        throw new MongoError('BadValue', 'The positional operator did not find the match needed from the query.');
      }
      const index = String(positional);
      return visit(childOf(value, index), at + 1, [...taken, index]);
    }
    const identifier = identifierOf(part);
    if (identifier === undefined) return visit(childOf(value, part), at + 1, [...taken, part]);
    if (value === undefined) {
      throw new MongoError(
        'BadValue',
        `The path '${joined(taken)}' must exist in the document in order to apply array updates.`,
      );
    }
    if (!Array.isArray(value)) {
      throw new MongoError(
        'BadValue',
        `Cannot apply array updates to non-array element ${taken.at(-1)}: ${show(value)}`,
      );
    }
    const filter = identifier === '' ? undefined : filters.get(identifier);
    value.forEach((item, index) => {
      if (filter === undefined || filter.matches(new Map([[identifier, item]]))) {
        visit(item, at + 1, [...taken, String(index)]);
      }
    });
  };
  visit(doc, 0, []);
  return found;
};

/** Orders paths as MongoDB applies them: field by field by name, array indexes by number. */
export const comparePaths = (a: readonly string[], b: readonly string[]): number => {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [left, right] = [a[index] as string, b[index] as string];
    if (left === right) continue;
    if (isIndex(left) && isIndex(right)) return Number(left) - Number(right);
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
};

/** Refuses two updates of one path, of a path and one below it, or of one array by filter and by name. @throws MongoError 40. */
export const refuseConflicts = (paths: readonly (readonly string[])[]): void => {
  const taken = new Map<string, boolean>();
  const byFilter = new Map<string, boolean>();
  for (const parts of paths) {
    parts.forEach((part, index) => {
      const holder = joined(parts.slice(0, index));
      const isFilter = identifierOf(part) !== undefined;
      if (byFilter.get(holder) === !isFilter) {
        throw new MongoError(
          'ConflictingUpdateOperators',
          `Updating the path '${joined(parts)}' would create a conflict at '${holder}'`,
        );
      }
      byFilter.set(holder, isFilter);
    });
    for (let length = 1; length <= parts.length; length++) {
      const prefix = joined(parts.slice(0, length));
      const whole = taken.get(prefix);
      if (whole === true || (whole === false && length === parts.length)) {
        throw new MongoError(
          'ConflictingUpdateOperators',
          `Updating the path '${joined(parts)}' would create a conflict at '${prefix}'`,
        );
      }
    }
    for (let length = 1; length < parts.length; length++) taken.set(joined(parts.slice(0, length)), false);
    taken.set(joined(parts), true);
  }
};
