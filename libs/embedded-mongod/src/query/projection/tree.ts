import { isNumber } from '../../bson/numeric.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { isExpressionOperator } from '../../aggregate/expression.ts';
import { pathParts } from '../../aggregate/field-path.ts';
import { type Env, type Expr, type Scope } from '../../aggregate/expression-types.ts';
import { MongoError } from '../../errors.ts';
import { truthy } from '../matcher/operators.ts';

/** What a projection says of one field: keep (or drop) it, compute it, or look inside. */
export type Branch = { readonly kind: 'leaf' } | { readonly kind: 'computed'; readonly expr: Expr } | Node;

/** The fields of one level of a projection. */
export type Node = { readonly kind: 'node'; readonly fields: Map<string, Branch> };

/** One field of a specification after reading: an absolute path and what is asked. */
export type Entry =
  | { readonly path: readonly string[]; readonly kind: 'include' | 'exclude' }
  | {
      readonly path: readonly string[];
      readonly kind: 'computed';
      readonly expr: Expr;
      /** Goes with inclusion and exclusion alike, as `$elemMatch` does. */
      readonly isNeutral?: boolean;
    };

export const node = (): Node => ({ kind: 'node', fields: new Map() });

/** Puts an entry into the tree. @throws MongoError 31249, 31250 when paths collide. */
export const insert = (root: Node, path: readonly string[], branch: Branch): void => {
  let current = root;
  path.forEach((part, index) => {
    const known = current.fields.get(part);
    const name = path.join('.');
    if (index + 1 === path.length) {
      if (known !== undefined) throw new MongoError(31250, `Path collision at ${name}`);
      current.fields.set(part, branch);
      return;
    }
    if (known !== undefined && known.kind !== 'node') {
      throw new MongoError(31249, `Path collision at ${name} remaining portion ${path.slice(index + 1).join('.')}`);
    }
    const next = known ?? node();
    current.fields.set(part, next);
    current = next;
  });
};

const flag = (value: Value): boolean | undefined =>
  typeof value === 'boolean' ? value : isNumber(value) ? truthy(value) : undefined;

/** Reads a specification into entries; nested objects become longer paths. */
export const readEntries = (spec: Doc, scope: Scope, above: readonly string[] = []): Entry[] => {
  const entries: Entry[] = [];
  for (const [name, value] of spec) {
    const path = [...above, ...pathParts(name)];
    const included = flag(value);
    if (included !== undefined) entries.push({ path, kind: included ? 'include' : 'exclude' });
    else if (value instanceof Map && !(value.keys().next().value ?? '').startsWith('$')) {
      if (value.size === 0) {
        throw new MongoError(
          51270,
          `An empty sub-projection is not a valid value. Found empty object at path ${path.join('.')}`,
        );
      }
      entries.push(...readEntries(value, scope, path));
    } else {
      const operator = value instanceof Map ? (value.keys().next().value as string) : undefined;
      if (operator !== undefined && !isExpressionOperator(operator))
        throw new MongoError(31325, `Unknown expression ${operator}`);
      entries.push({ path, kind: 'computed', expr: scope.compile(value, scope) });
    }
  }
  return entries;
};

const isId = (entry: Entry): boolean => entry.path.length === 1 && entry.path[0] === '_id';

/** Whether entries include or exclude. @throws MongoError 31253, 31254 when they do both. */
export const modeOf = (entries: readonly Entry[]): 'inclusion' | 'exclusion' => {
  const others = entries.filter((entry) => !isId(entry) && !(entry.kind === 'computed' && entry.isNeutral === true));
  const [first] = others;
  if (first === undefined) {
    const isOnlyId = entries.length === 1 && entries[0]?.kind === 'exclude';
    return isOnlyId ? 'exclusion' : 'inclusion';
  }
  const mode = first.kind === 'exclude' ? 'exclusion' : 'inclusion';
  for (const entry of others) {
    const name = entry.path.join('.');
    if (mode === 'inclusion' && entry.kind === 'exclude') {
      throw new MongoError(31254, `Cannot do exclusion on field ${name} in inclusion projection`);
    }
    if (mode === 'exclusion' && entry.kind === 'include') {
      throw new MongoError(31253, `Cannot do inclusion on field ${name} in exclusion projection`);
    }
    if (mode === 'exclusion' && entry.kind === 'computed') {
      throw new MongoError(31310, `Cannot use an expression for ${name} in an exclusion projection`);
    }
  }
  return mode;
};

const projected = (value: Value, branch: Node, inclusion: boolean): Value => {
  if (value instanceof Map) return inclusion ? include(value, branch) : exclude(value, branch);
  if (Array.isArray(value)) {
    // What is computed below an array is computed for its scalars too: their places are kept.
    const keepsPlaces = inclusion && computes(branch);
    const items: Value[] = [];
    for (const item of value) {
      const result = projected(item, branch, inclusion);
      if (result !== undefined || keepsPlaces) items.push(result);
    }
    return items;
  }
  return inclusion ? undefined : value;
};

/** Keeps what the tree names, in the document's own order. */
export const include = (doc: Doc, { fields }: Node): Doc => {
  const out: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = fields.get(name);
    if (branch === undefined || branch.kind === 'computed') continue;
    const kept = branch.kind === 'leaf' ? value : projected(value, branch, true);
    if (kept !== undefined || branch.kind === 'leaf') out.set(name, kept);
  }
  return out;
};

/** Drops what the tree names. */
export const exclude = (doc: Doc, { fields }: Node): Doc => {
  const out: Doc = new Map();
  for (const [name, value] of doc) {
    const branch = fields.get(name);
    if (branch === undefined) out.set(name, value);
    else if (branch.kind === 'node') out.set(name, projected(value, branch, false));
  }
  return out;
};

/** Whether anything below is computed. */
export const computes = ({ fields }: Node): boolean =>
  [...fields.values()].some((branch) => branch.kind === 'computed' || (branch.kind === 'node' && computes(branch)));

const computedIn = (value: Value, branch: Node, env: Env): Value => {
  if (Array.isArray(value)) return value.map((item) => computedIn(item, branch, env));
  return addComputed(value instanceof Map ? value : new Map(), branch, env);
};

/** Adds the computed fields: existing ones in place, new ones behind; through arrays into every element. */
export const addComputed = (doc: Doc, { fields }: Node, env: Env): Doc => {
  const out: Doc = new Map(doc);
  for (const [name, branch] of fields) {
    if (branch.kind === 'computed') {
      const value = branch.expr(env);
      if (value === undefined) out.delete(name);
      else out.set(name, value);
    } else if (branch.kind === 'node' && computes(branch)) out.set(name, computedIn(out.get(name), branch, env));
  }
  return out;
};
