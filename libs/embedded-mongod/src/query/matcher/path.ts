import { type Doc, type Value } from '../../bson/value.ts';

/** Where a match was found: the index in the outermost array that was walked, for the positional `$`. */
export type Hit = { index: number | undefined };

/** A field path cut at its dots. */
export type Path = readonly string[];

/** Whether a path part can be an array index: `0`, `12`, but not `01`. */
export const isIndex = (part: string): boolean => /^(0|[1-9]\d{0,9})$/.test(part);

type Test = (value: Value) => boolean;

const leaf = (
  value: Value,
  test: Test,
  traverse: boolean,
  outer: number | undefined,
  hit: Hit | undefined,
): boolean => {
  if (traverse && Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      if (test(value[index] === undefined ? null : value[index])) {
        if (hit !== undefined) hit.index = outer ?? index;
        return true;
      }
    }
  }
  if (!test(value)) return false;
  if (hit !== undefined && outer !== undefined) hit.index = outer;
  return true;
};

const inArray = (
  array: readonly Value[],
  path: Path,
  at: number,
  test: Test,
  traverse: boolean,
  outer: number | undefined,
  hit: Hit | undefined,
): boolean => {
  const part = path[at] as string;
  const offset = isIndex(part) ? Number(part) : -1;
  for (let index = 0; index < array.length; index++) {
    const item = array[index];
    const first = outer ?? index;
    if (item instanceof Map && walk(item, path, at, test, traverse, first, hit)) return true;
    if (index !== offset) continue;
    if (at + 1 === path.length) {
      if (leaf(item, test, traverse, first, hit)) return true;
    } else if (item instanceof Map) {
      if (walk(item, path, at + 1, test, traverse, first, hit)) return true;
    } else if (Array.isArray(item)) {
      if (inArray(item, path, at + 1, test, traverse, first, hit)) return true;
    }
  }
  return false;
};

/**
 * Whether any value a path leads to passes the test, walking through arrays as MongoDB does: every subdocument of an
 * array is entered, a numeric part is also an index. A missing field is tested as undefined; an array on the way
 * without subdocuments leads to nothing at all.
 * @param traverse whether an array at the end is also tested element by element.
 */
export const walk = (
  doc: Doc,
  path: Path,
  at: number,
  test: Test,
  traverse: boolean,
  outer?: number,
  hit?: Hit,
): boolean => {
  let current: Doc = doc;
  for (let index = at; ; index++) {
    const value = current.get(path[index] as string);
    if (index + 1 === path.length) return leaf(value, test, traverse, outer, hit);
    if (value instanceof Map) current = value;
    else if (Array.isArray(value)) return inArray(value, path, index + 1, test, traverse, outer, hit);
    else return leaf(undefined, test, traverse, outer, hit);
  }
};

/** The values at a path without walking through arrays other than by index; undefined when there is none. */
export const valueAt = (root: Value, path: Path): Value => {
  let current = root;
  for (const part of path) {
    if (current instanceof Map) current = current.get(part);
    else if (Array.isArray(current) && isIndex(part)) current = current[Number(part)];
    else return undefined;
  }
  return current;
};
