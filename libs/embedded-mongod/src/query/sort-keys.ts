import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { isIndex, type Path } from './matcher/path.ts';

/** Where one field of a compound key stands: its value, or the array it met with the rest of its path. */
type Reached =
  { readonly value: Value; readonly array?: undefined } | { readonly array: readonly Value[]; readonly rest: Path };

const reach = (start: Value, path: Path): Reached => {
  let current = start;
  for (let at = 0; at < path.length; at++) {
    const part = path[at] as string;
    if (current instanceof Map) current = current.get(part);
    else if (Array.isArray(current)) {
      if (!isIndex(part) || Number(part) >= current.length) return { array: current, rest: path.slice(at) };
      current = current[Number(part)];
    } else return { value: null };
  }
  if (Array.isArray(current)) return { array: current, rest: [] };
  return { value: current === undefined ? null : current };
};

const ofElement = (item: Value, rest: Path): Reached => {
  if (rest.length === 0) return { value: item === undefined ? null : item };
  return item instanceof Map ? reach(item, rest) : { value: null };
};

const expand = (reached: readonly Reached[], into: Value[][]): void => {
  const arrays = new Set(reached.map(({ array }) => array).filter((array) => array !== undefined));
  if (arrays.size > 1) throw new MongoError('BadValue', 'cannot sort with keys that are parallel arrays');
  const [shared] = arrays;
  if (shared === undefined) {
    into.push(reached.map((item) => (item.array === undefined ? item.value : null)));
    return;
  }
  if (shared.length === 0) {
    into.push(
      reached.map((item) => (item.array === undefined ? item.value : item.rest.length === 0 ? undefined : null)),
    );
    return;
  }
  for (const element of shared) {
    expand(
      reached.map((item) => (item.array === undefined ? item : ofElement(element, item.rest))),
      into,
    );
  }
};

/**
 * Every key a document has under several paths, as a compound index has them: fields below one array go together,
 * element by element. @throws MongoError 2 for two arrays beside each other.
 */
export const compoundKeys = (doc: Doc, paths: readonly Path[]): Value[][] => {
  const into: Value[][] = [];
  expand(
    paths.map((path) => reach(doc, path)),
    into,
  );
  return into;
};
