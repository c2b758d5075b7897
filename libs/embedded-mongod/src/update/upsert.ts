import { isRegex } from '../query/matcher/comparison.ts';
import { isOperators } from '../query/matcher/conditions.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { Draft } from './draft.ts';

type Equalities = Map<string, Value>;

const add = (found: Equalities, path: string, value: Value): void => {
  for (const other of found.keys()) {
    if (other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) {
      throw new MongoError(
        'NotSingleValueField',
        `cannot infer query fields to set, ${other === path ? `path '${path}' is matched twice` : `both paths '${path}' and '${other}' are matched`}`,
      );
    }
  }
  found.set(path, value);
};

const isExact = (value: Value): boolean => !isOperators(value) && !isRegex(value);

const collect = (filter: Doc, found: Equalities): void => {
  for (const [name, value] of filter) {
    if (name === '$and' && Array.isArray(value)) {
      for (const clause of value) if (clause instanceof Map) collect(clause, found);
    } else if (name === '$or' && Array.isArray(value) && value.length === 1) {
      if (value[0] instanceof Map) collect(value[0], found);
    } else if (name.startsWith('$')) continue;
    else if (!isOperators(value)) {
      if (!isRegex(value)) add(found, name, value);
    } else {
      if (value.has('$eq')) add(found, name, value.get('$eq'));
      const all = value.get('$all');
      if (Array.isArray(all)) for (const one of all) if (isExact(one)) add(found, name, one);
      const among = value.get('$in');
      if (Array.isArray(among) && among.length === 1 && isExact(among[0])) add(found, name, among[0]);
    }
  }
};

/**
 * The document an upsert starts from: what the filter asks to be equal, dotted paths spread out.
 * @param onlyId for replacements, which take nothing but the `_id`.
 * @throws MongoError 54 when one path is asked for twice, 111 for a part of `_id` in a replacement.
 */
export const upsertSeed = (filter: Doc, onlyId = false): Doc => {
  const found: Equalities = new Map();
  collect(
    onlyId
      ? new Map([...filter].filter(([name]) => name === '$and' || name === '$or' || /^_id(\.|$)/.test(name)))
      : filter,
    found,
  );
  const draft = new Draft(new Map());
  for (const [path, value] of found) {
    if (onlyId && path !== '_id') {
      if (!path.startsWith('_id.')) continue;
      throw new MongoError(
        'NotExactValueField',
        `field at '_id' must be exactly specified, field at sub-path '${path}'found`,
      );
    }
    draft.set(path.split('.'), value);
  }
  return draft.root;
};
