import { Int32 } from 'bson';
import { identical } from '../bson/compare.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { isIndex } from '../query/matcher/path.ts';
import { type UpdateChanges } from './types.ts';

type Part = string | number;

/** What became of a document, field by field: how a change stream tells of a pipeline update. */
export const diffDocs = (before: Doc, after: Doc): UpdateChanges => {
  const updatedFields: Doc = new Map();
  const removedFields: string[] = [];
  const truncatedArrays: Doc[] = [];
  const disambiguatedPaths: Doc = new Map();

  const note = (path: readonly Part[]): string => {
    const name = path.join('.');
    if (path.some((part) => typeof part === 'string' && (part.includes('.') || isIndex(part)))) {
      disambiguatedPaths.set(
        name,
        path.map((part) => (typeof part === 'number' ? new Int32(part) : part)),
      );
    }
    return name;
  };

  const visit = (from: Value, to: Value, path: readonly Part[]): void => {
    if (identical(from, to)) return;
    if (from instanceof Map && to instanceof Map && sameOrder(from, to)) return visitDocs(from, to, path);
    if (Array.isArray(from) && Array.isArray(to)) return visitArrays(from, to, path);
    updatedFields.set(note(path), to);
  };

  const visitDocs = (from: Doc, to: Doc, path: readonly Part[]): void => {
    for (const name of from.keys()) if (!to.has(name)) removedFields.push(note([...path, name]));
    for (const [name, value] of to) {
      if (from.has(name)) visit(from.get(name), value, [...path, name]);
      else updatedFields.set(note([...path, name]), value);
    }
  };

  const visitArrays = (from: readonly Value[], to: readonly Value[], path: readonly Part[]): void => {
    if (to.length < from.length) {
      truncatedArrays.push(
        new Map<string, Value>([
          ['field', note(path)],
          ['newSize', new Int32(to.length)],
        ]),
      );
    }
    to.forEach((value, index) => {
      if (index < from.length) visit(from[index], value, [...path, index]);
      else updatedFields.set(note([...path, index]), value);
    });
  };

  visitDocs(before, after, []);
  return { updatedFields, removedFields, truncatedArrays, disambiguatedPaths, replaced: false };
};

/** Whether the fields both documents have stand in one order; otherwise only a whole new value tells the change. */
const sameOrder = (from: Doc, to: Doc): boolean => {
  const kept = [...from.keys()].filter((name) => to.has(name));
  const seen = [...to.keys()].filter((name) => from.has(name));
  return kept.every((name, index) => name === seen[index]);
};
