import { type Doc, type Value } from '../../bson/value.ts';
import { type Env, type Scope } from '../../aggregate/expression-types.ts';
import { MongoError } from '../../errors.ts';
import {
  addComputed,
  computes,
  type Entry,
  exclude,
  include,
  insert,
  modeOf,
  node,
  type Node,
  readEntries,
} from './tree.ts';

/** A projection over a document in its environment. */
export type Project = (doc: Doc, env: Env) => Doc;

/** Builds the function of a list of entries. */
export const projectEntries = (entries: readonly Entry[], mode: 'inclusion' | 'exclusion'): Project => {
  const root = node();
  const id = entries.find((entry) => entry.path.length === 1 && entry.path[0] === '_id');
  const touchesId = entries.some((entry) => entry.path[0] === '_id');
  if (mode === 'inclusion' && !touchesId) root.fields.set('_id', { kind: 'leaf' });
  for (const entry of entries) {
    if (entry === id && entry.kind === (mode === 'inclusion' ? 'exclude' : 'include')) continue;
    insert(root, entry.path, entry.kind === 'computed' ? { kind: 'computed', expr: entry.expr } : { kind: 'leaf' });
  }
  const cut = mode === 'inclusion' ? include : exclude;
  if (!computes(root)) return (doc) => cut(doc, root);
  return (doc, env) => addComputed(cut(doc, root), root, env);
};

/** `$project`'s function. @throws MongoError 51272 for an empty specification. */
export const compileProject = (spec: Value, scope: Scope): Project => {
  if (!(spec instanceof Map)) throw new MongoError(15969, '$project specification must be an object');
  if (spec.size === 0) {
    throw new MongoError(51272, 'projection specification must have at least one field');
  }
  const entries = readEntries(spec, scope);
  return projectEntries(entries, modeOf(entries));
};

const literalTree = (spec: Doc, scope: Scope, root: Node, above: readonly string[]): void => {
  for (const [name, value] of spec) {
    if (name.startsWith('$')) {
      throw new MongoError(
        16410,
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      );
    }
    const path = [...above, ...name.split('.')];
    if (path.includes(''))
      throw new MongoError(name === '' ? 40352 : 15998, 'FieldPath field names may not be empty strings.');
    if (value instanceof Map && value.size > 0 && !(value.keys().next().value as string).startsWith('$')) {
      literalTree(value, scope, root, path);
    } else insert(root, path, { kind: 'computed', expr: scope.compile(value, scope) });
  }
};

/** `$addFields`' function: every field is kept, the given ones are computed. */
export const compileAddFields = (spec: Value, scope: Scope, name = '$addFields'): Project => {
  if (!(spec instanceof Map)) throw new MongoError(40272, `${name} specification stage must be an object`);
  if (spec.size === 0) {
    throw new MongoError(40177, 'specification must have at least one field');
  }
  const root = node();
  literalTree(spec, scope, root, []);
  return (doc, env) => addComputed(doc, root, env);
};

/** `$unset`'s function. */
export const compileUnset = (spec: Value): Project => {
  if (!Array.isArray(spec) && typeof spec !== 'string')
    throw new MongoError(31002, '$unset specification must be a string or an array');
  const names = Array.isArray(spec) ? spec : [spec];
  if (names.length === 0)
    throw new MongoError(31119, '$unset specification must be a string or an array with at least one field');
  const entries = names.map((name): Entry => {
    if (typeof name !== 'string') {
      throw new MongoError(31120, '$unset specification must be a string or an array containing only string values');
    }
    if (name.startsWith('$')) {
      throw new MongoError(
        16410,
        "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
      );
    }
    const path = name.split('.');
    if (path.includes(''))
      throw new MongoError(name === '' ? 40352 : 15998, 'FieldPath field names may not be empty strings.');
    return { path, kind: 'exclude' };
  });
  return projectEntries(entries, 'exclusion');
};
