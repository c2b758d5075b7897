import { type Doc, type Value } from '../../bson/value.ts';

/** A copy of a document with a value at a path; undefined removes it. */
export const withValue = (doc: Doc, path: readonly string[], value: Value, at = 0): Doc => {
  const part = path[at] as string;
  const out: Doc = new Map(doc);
  if (at + 1 === path.length) {
    if (value === undefined) out.delete(part);
    else out.set(part, value);
    return out;
  }
  const next = out.get(part);
  return out.set(part, withValue(next instanceof Map ? next : new Map(), path, value, at + 1));
};
