import { compare } from '../bson/compare.ts';
import { isNumber, toNumber } from '../bson/numeric.ts';
import { show } from '../bson/show.ts';
import { type Doc, type StringOrder, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { isIndex, type Path } from './matcher/path.ts';
import { compoundKeys } from './sort-keys.ts';

/** One field of a sort and its direction. */
export type SortField = { readonly path: Path; readonly name: string; readonly direction: 1 | -1 };

/** A sort ready for use. */
export type Sorter = {
  readonly fields: readonly SortField[];
  /** Orders two documents. */
  compare(a: Doc, b: Doc): number;
  /** The values a document sorts by, one per field: compare them with {@link Sorter.compareKeys}. */
  keyOf(doc: Doc): Value[];
  compareKeys(a: readonly Value[], b: readonly Value[]): number;
};

const collect = (value: Value, path: Path, at: number, into: Value[]): void => {
  if (at === path.length) {
    if (!Array.isArray(value)) into.push(value === undefined ? null : value);
    else if (value.length === 0) into.push(undefined);
    else for (const item of value) into.push(item);
    return;
  }
  const part = path[at] as string;
  if (value instanceof Map) return collect(value.get(part), path, at + 1, into);
  if (!Array.isArray(value)) {
    into.push(null);
    return;
  }
  if (isIndex(part) && Number(part) < value.length) return collect(value[Number(part)], path, at + 1, into);
  if (value.length === 0) into.push(null);
  for (const item of value) {
    if (item instanceof Map) collect(item, path, at, into);
    else into.push(null);
  }
};

/** Every value an index (or a sort) sees at a path: array elements one by one, null for missing, undefined for an empty array. */
export const valuesAt = (doc: Doc, path: Path): Value[] => {
  const into: Value[] = [];
  collect(doc, path, 0, into);
  return into;
};

const fieldOf = (name: string, order: Value): SortField => {
  if (order instanceof Map) {
    const meta = order.get('$meta');
    if (meta === undefined) throw new MongoError(17312, '$meta is the only expression supported by $sort right now');
    if (meta === 'textScore')
      throw new MongoError(40218, 'query requires text score metadata, but it is not available');
    throw new MongoError(31138, `Illegal $meta sort: $meta: ${show(meta)}`);
  }
  if (!isNumber(order)) throw new MongoError(15974, `Illegal key in $sort specification: ${name}: ${show(order)}`);
  const direction = Math.trunc(toNumber(order));
  if (direction !== 1 && direction !== -1) {
    throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
  if (name === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string');
  if (name.startsWith('$'))
    throw new MongoError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  const path = name.split('.');
  if (name.endsWith('.')) throw new MongoError(40353, "FieldPath must not end with a '.'.");
  if (path.includes('')) throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
  return { path, name, direction };
};

const keyAt = (doc: Doc, field: SortField, order?: StringOrder): Value => {
  if (field.path.length === 1) {
    const value = doc.get(field.name);
    if (!Array.isArray(value)) return value === undefined ? null : value;
  }
  const [first, ...others] = valuesAt(doc, field.path);
  return others.reduce((best, value) => (compare(value, best, order) * field.direction < 0 ? value : best), first);
};

/**
 * Reads a sort specification. An array sorts by its least element, descending by its greatest; a missing field as null.
 * @throws MongoError 15974, 15975, 40352 … for what MongoDB refuses.
 */
export const compileSort = (spec: Doc, order?: StringOrder): Sorter => {
  const fields = [...spec].map(([name, direction]) => fieldOf(name, direction));
  const compareKeys = (a: readonly Value[], b: readonly Value[]): number => {
    for (let index = 0; index < fields.length; index++) {
      const result = compare(a[index], b[index], order);
      if (result !== 0) return result * (fields[index] as SortField).direction;
    }
    return 0;
  };
  const paths = fields.map(({ path }) => path);
  const isFlat = paths.every(({ length }) => length === 1);
  const keyOf = (doc: Doc): Value[] => {
    if (fields.length === 1) return [keyAt(doc, fields[0] as SortField, order)];
    const plain = isFlat ? fields.map(({ name }) => doc.get(name) ?? null) : undefined;
    if (plain !== undefined && !plain.some(Array.isArray)) return plain;
    const [first, ...others] = compoundKeys(doc, paths) as [Value[], ...Value[][]];
    return others.reduce((best, key) => (compareKeys(key, best) < 0 ? key : best), first);
  };
  return { fields, keyOf, compareKeys, compare: (a, b) => compareKeys(keyOf(a), keyOf(b)) };
};

/** Sorts documents, stably, working each one's key out only once. */
export const sortDocs = (docs: readonly Doc[], sorter: Sorter): Doc[] =>
  docs
    .map((doc) => ({ doc, key: sorter.keyOf(doc) }))
    .sort((a, b) => sorter.compareKeys(a.key, b.key))
    .map(({ doc }) => doc);
