import { isNumber, safeInteger } from '../../bson/numeric.ts';
import { typeName } from '../../bson/type-of.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { type ExpressionOptions, framesOf, scopeOf } from '../../aggregate/expression.ts';
import { type Scope } from '../../aggregate/expression-types.ts';
import { MongoError } from '../../errors.ts';
import { compileMatcher } from '../matcher/compile.ts';
import { truthy } from '../matcher/operators.ts';
import { projectEntries } from './project.ts';
import { type Entry, modeOf, readEntries } from './tree.ts';

/** A projection of find, findAndModify and the like. */
export type Projection = {
  /** Whether it asks for the positional element: then `positional` must be given. */
  readonly needsPosition: boolean;
  readonly mode: 'inclusion' | 'exclusion';
  /** The only paths an answer needs when nothing is computed; undefined when the whole document is needed. */
  readonly paths: readonly string[] | undefined;
  /** @throws MongoError 51246 when the positional element is asked for and there is none. */
  apply(doc: Doc, positional?: number): Doc;
};

type Slice = { readonly path: readonly string[]; readonly skip: number; readonly limit: number };

const sliceOf = (path: readonly string[], spec: Value): Slice | undefined => {
  const limit = safeInteger(spec);
  if (limit !== undefined) return { path, skip: limit < 0 ? limit : 0, limit: Math.abs(limit) };
  if (isNumber(spec)) return { path, skip: 0, limit: 0 };
  if (!Array.isArray(spec)) {
    throw new MongoError(
      28667,
      `Invalid $slice syntax. The given syntax ${typeName(spec)} did not match the find() syntax because :: Location31273: $slice only supports numbers and [skip, limit] arrays`,
    );
  }
  const [skip, count] = spec.map(safeInteger);
  if (skip === undefined) return undefined;
  if (spec.length !== 2 || count === undefined)
    throw new MongoError(31272, '$slice array argument should be of form [skip, limit]');
  if (count <= 0) throw new MongoError(28724, `$slice limit must be positive`);
  return { path, skip, limit: count };
};

const cutArray = (value: Value, { skip, limit }: Slice): Value => {
  if (!Array.isArray(value)) return value;
  const start = skip < 0 ? Math.max(0, value.length + skip) : skip;
  return value.slice(start, start + limit);
};

const sliceIn = (value: Value, slice: Slice, at: number): Value => {
  if (at === slice.path.length) return cutArray(value, slice);
  if (Array.isArray(value)) return value.map((item) => sliceIn(item, slice, at));
  const part = slice.path[at] as string;
  if (!(value instanceof Map) || !value.has(part)) return value;
  return new Map(value).set(part, sliceIn(value.get(part), slice, at + 1));
};

const elementAt = (value: Value, path: readonly string[], at: number, index: number): Value => {
  if (Array.isArray(value)) {
    const item = value[index];
    if (item === undefined) {
      throw new MongoError(51246, "positional operator '.$' couldn't find a matching element in the array");
    }
    return [item];
  }
  const part = path[at];
  if (part === undefined || !(value instanceof Map) || !value.has(part)) return value;
  return new Map(value).set(part, elementAt(value.get(part), path, at + 1, index));
};

type Parsed = {
  readonly entries: Entry[];
  readonly slices: Slice[];
  positional: readonly string[] | undefined;
  hasElemMatch: boolean;
};

const elemMatch = (name: string, spec: Value, options: ExpressionOptions): Entry => {
  if (!(spec instanceof Map))
    throw new MongoError(31274, `elemMatch: Invalid argument, object required, but got ${typeName(spec)}`);
  if (name.includes('.')) throw new MongoError(31275, 'Cannot use $elemMatch projection on a nested field.');
  const matcher = compileMatcher(new Map([[name, new Map([['$elemMatch', spec]])]]), {
    let: options.let,
    now: options.now,
    collation: options.order,
  });
  return {
    path: [name],
    kind: 'computed',
    isNeutral: true,
    expr: ({ root }) => {
      const items = (root as Doc).get(name);
      const index = Array.isArray(items) ? matcher.positional(root as Doc) : undefined;
      return index === undefined ? undefined : [(items as Value[])[index]];
    },
  };
};

const positionalPath = (name: string, parsed: Parsed): readonly string[] => {
  const path = name.split('.');
  if (path.indexOf('$') !== path.length - 1) {
    throw new MongoError(
      31394,
      `As of 4.4, it's illegal to specify positional operator in the middle of a path.Positional projection may only be used at the end, for example: a.b.$. If the query previously used a form like a.b.$.d, remove the parts following the '$' and the results will be equivalent.`,
    );
  }
  if (parsed.positional !== undefined)
    throw new MongoError(31276, 'Cannot specify more than one positional projection per query.');
  if (parsed.hasElemMatch) throw new MongoError(31256, 'Cannot specify positional operator and $elemMatch.');
  return path.slice(0, -1);
};

const parse = (spec: Doc, scope: Scope, options: ExpressionOptions): Parsed => {
  const parsed: Parsed = { entries: [], slices: [], positional: undefined, hasElemMatch: false };
  for (const [name, value] of spec) {
    const operator = value instanceof Map ? (value.keys().next().value ?? '') : '';
    if (/(^|\.)\$(\.|$)/.test(name)) {
      if (name.startsWith('$'))
        throw new MongoError(
          16410,
          "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
        );
      if (value === false || (isNumber(value) && !truthy(value))) {
        throw new MongoError(31395, 'positional projection cannot be used with exclusion');
      }
      parsed.positional = positionalPath(name, parsed);
      parsed.entries.push({ path: parsed.positional, kind: 'include' });
      continue;
    }
    if (operator === '$elemMatch') {
      if (parsed.positional !== undefined)
        throw new MongoError(31255, 'Cannot specify positional operator and $elemMatch.');
      parsed.hasElemMatch = true;
      parsed.entries.push(elemMatch(name, (value as Doc).get(operator), options));
      continue;
    }
    if (operator === '$meta' && (value as Doc).get('$meta') === 'textScore') {
      throw new MongoError(40218, 'query requires text score metadata, but it is not available');
    }
    const slice = operator === '$slice' ? sliceOf(name.split('.'), (value as Doc).get('$slice')) : undefined;
    if (slice !== undefined) parsed.slices.push(slice);
    else parsed.entries.push(...readEntries(new Map([[name, value]]), scope));
  }
  return parsed;
};

const pathsOf = (parsed: Parsed, mode: string): string[] | undefined => {
  if (mode !== 'inclusion' || parsed.positional !== undefined || parsed.slices.length > 0) return undefined;
  if (parsed.entries.some((entry) => entry.kind === 'computed')) return undefined;
  const named = parsed.entries.filter((entry) => entry.kind === 'include').map((entry) => entry.path.join('.'));
  return parsed.entries.some((entry) => entry.path[0] === '_id') ? named : ['_id', ...named];
};

/**
 * Reads a find projection: inclusion, exclusion, `$slice`, `$elemMatch`, positional `$`, aggregation expressions.
 * @returns null when it asks for the whole document.
 * @throws MongoError 31249–31276, 31394, 31395 … for what MongoDB refuses.
 */
export const compileProjection = (spec: Doc | undefined, options: ExpressionOptions = {}): Projection | null => {
  if (spec === undefined || spec.size === 0) return null;
  const vars = framesOf(options);
  const parsed = parse(spec, scopeOf(options), options);
  const mode = parsed.entries.length === 0 ? 'exclusion' : modeOf(parsed.entries);
  if (parsed.positional !== undefined && mode === 'exclusion') {
    throw new MongoError(31395, 'positional projection cannot be used with exclusion');
  }
  const { slices, positional: position } = parsed;
  const entries = [...parsed.entries];
  if (mode === 'inclusion') for (const { path } of slices) entries.push({ path, kind: 'include' });
  const project = projectEntries(entries, mode);
  return {
    mode,
    needsPosition: position !== undefined,
    paths: pathsOf(parsed, mode),
    apply: (doc, positional) => {
      let source: Value = doc;
      if (position !== undefined) source = elementAt(doc, position, 0, positional ?? -1);
      const projected = project(source as Doc, { root: doc, current: doc, vars });
      return slices.reduce<Value>((value, slice) => sliceIn(value, slice, 0), projected) as Doc;
    },
  };
};
