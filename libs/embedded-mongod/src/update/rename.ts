import { show } from '../bson/show.ts';
import { typeName } from '../bson/type-of.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { type Draft } from './draft.ts';
import { named } from './modifiers-value.ts';
import { parseUpdatePath } from './update-path.ts';

const bad = (message: string): MongoError => new MongoError('BadValue', message);

/** A `$rename` with both paths checked. */
export type Rename = { readonly from: string[]; readonly to: string[] };

/** Reads one `$rename`. @throws MongoError 2 for a target that is no other path. */
export const parseRename = (source: string, target: Value): Rename => {
  if (typeof target !== 'string') throw bad(`The 'to' field for $rename must be a string: ${source}: ${show(target)}`);
  if (target.includes('\0')) throw bad("The 'to' field for $rename cannot contain an embedded null byte");
  const from = parseUpdatePath(source, new Map());
  const to = parseUpdatePath(target, new Map());
  if (source === target) throw bad(`The source and target field for $rename must differ: ${source}: "${target}"`);
  for (const [parts, which] of [
    [from, 'source'],
    [to, 'destination'],
  ] as const) {
    if (parts.some((part) => part === '$' || part.startsWith('$['))) {
      throw bad(`The ${which} field for $rename may not be dynamic: ${parts.join('.')}`);
    }
  }
  const [short, long] = from.length < to.length ? [from, to] : [to, from];
  if (short.every((part, index) => part === long[index])) {
    throw bad(`The source and target field for $rename must not be on the same path: ${source}: "${target}"`);
  }
  return { from, to };
};

const refuseArrays = (draft: Draft, parts: readonly string[], which: string): void => {
  let current: Value = draft.root;
  for (const [index, part] of parts.entries()) {
    if (Array.isArray(current)) {
      const holder = parts[index - 1] as string;
      throw bad(
        `The ${which} field cannot be an array element, '${parts.join('.')}' in doc with ${named(draft.root).slice(1, -1)} has an array field called '${holder}'`,
      );
    }
    if (!(current instanceof Map)) return;
    current = (current as Doc).get(part);
  }
};

/** Moves a value to its new name; a missing source changes nothing. */
export const applyRename = (draft: Draft, { from, to }: Rename): void => {
  const source = draft.read(from);
  refuseArrays(draft, from, 'source');
  if (!source.viable) {
    const holder = draft.read(from.slice(0, -1)).value;
    if (holder !== undefined && !(holder instanceof Map)) {
      throw new MongoError(
        'PathNotViable',
        `cannot use the part (${from.at(-1)} of ${from.join('.')}) to traverse the element of type ${typeName(holder)}`,
      );
    }
  }
  if (!source.exists) return;
  refuseArrays(draft, to, 'destination');
  draft.set(to, source.value);
  draft.unset(from);
};
