import { BSONRegExp } from 'bson';
import { int } from '../bson/numeric.ts';
import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { isReference } from './matcher/comparison.ts';
import { isOperators } from './matcher/conditions.ts';
import { truthy, typesOf } from './matcher/operators.ts';

/** One condition as MongoDB keeps it: its kind decides where it stands in an `$and`. */
type Node = { readonly kind: string; readonly path: string; readonly shown: Doc; readonly parts?: readonly Node[] };

/** MongoDB's order of kinds. */
const ranks = [
  '$and',
  '$or',
  '$elemMatch object',
  '$elemMatch value',
  '$size',
  '$eq',
  '$lte',
  '$lt',
  '$gt',
  '$gte',
  '$regex',
  '$mod',
  '$exists',
  '$in',
  '$bitsAllSet',
  '$bitsAllClear',
  '$bitsAnySet',
  '$bitsAnyClear',
  '$not',
  '$nor',
  '$type',
];

const rankOf = ({ kind }: Node): number => (ranks.includes(kind) ? ranks.indexOf(kind) : ranks.length);

const byRank = (a: Node, b: Node): number =>
  rankOf(a) - rankOf(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || compareParts(a.parts, b.parts);

const compareParts = (a: readonly Node[] = [], b: readonly Node[] = []): number => {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = byRank(a[at] as Node, b[at] as Node);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

const one = (key: string, value: Value): Doc => new Map([[key, value]]);

const leaf = (kind: string, path: string, condition: Doc): Node => ({ kind, path, shown: one(path, condition) });

const all = (nodes: readonly Node[]): Node => {
  const flat = nodes.flatMap((node) => (node.kind === '$and' ? (node.parts ?? []) : [node]));
  if (flat.length === 1) return flat[0] as Node;
  const parts = [...flat].sort(byRank);
  const shown: Doc =
    parts.length === 0
      ? new Map()
      : one(
          '$and',
          parts.map((part) => part.shown),
        );
  return { kind: '$and', path: '', shown, parts };
};

const negated = (path: string, node: Node): Node => {
  const inner = node.shown.get(path);
  if (isDoc(inner)) return leaf('$not', path, one('$not', inner));
  return { kind: '$nor', path: '', shown: one('$nor', [node.shown]), parts: [node] };
};

const regex = (path: string, pattern: Value, options: Value): Node => {
  const source = pattern instanceof BSONRegExp ? pattern.pattern : pattern;
  const flags = typeof options === 'string' ? options : pattern instanceof BSONRegExp ? pattern.options : '';
  const shown = one('$regex', source);
  return leaf('$regex', path, flags === '' ? shown : shown.set('$options', flags));
};

const equal = (path: string, value: Value): Node =>
  value instanceof BSONRegExp ? regex(path, value, undefined) : leaf('$eq', path, one('$eq', value));

const among = (path: string, list: Value): Node => {
  if (!Array.isArray(list)) return leaf('$in', path, one('$in', list));
  if (list.length === 0) return { kind: '$alwaysFalse', path: '', shown: one('$alwaysFalse', int(1)) };
  return list.length === 1 ? equal(path, list[0]) : leaf('$in', path, one('$in', list));
};

const elemMatch = (path: string, spec: Value): Node => {
  if (!isDoc(spec)) return leaf('$elemMatch object', path, one('$elemMatch', spec));
  if (!isOperators(spec) || [...spec.keys()].some((name) => ['$and', '$or', '$nor'].includes(name)))
    return leaf('$elemMatch object', path, one('$elemMatch', nodeOf(spec).shown));
  const inner: Doc = new Map();
  for (const { shown } of conditions('', spec))
    for (const [name, value] of shown.get('') as Doc) inner.set(name, value);
  return leaf('$elemMatch value', path, one('$elemMatch', inner));
};

const condition = (path: string, operator: string, value: Value, siblings: Doc): Node[] => {
  switch (operator) {
    case '$eq':
      return [leaf('$eq', path, one('$eq', value))];
    case '$ne':
      return [negated(path, leaf('$eq', path, one('$eq', value)))];
    case '$in':
      return [among(path, value)];
    case '$nin':
      return [negated(path, among(path, value))];
    case '$not':
      return [negated(path, isDoc(value) ? all(conditions(path, value)) : equal(path, value))];
    case '$exists':
      return truthy(value)
        ? [leaf('$exists', path, one('$exists', true))]
        : [negated(path, leaf('$exists', path, one('$exists', true)))];
    case '$all': {
      const items = Array.isArray(value) ? value : [];
      if (items.length === 0) return [{ kind: '$alwaysFalse', path: '', shown: one('$alwaysFalse', int(1)) }];
      return items.map((item) =>
        isDoc(item) && item.has('$elemMatch') ? elemMatch(path, item.get('$elemMatch')) : equal(path, item),
      );
    }
    case '$type':
      return [leaf('$type', path, one('$type', [...typesOf(value)].sort((a, b) => a - b).map(int)))];
    case '$regex':
      return [regex(path, value, siblings.get('$options'))];
    case '$options':
    case '$comment':
      return [];
    case '$elemMatch':
      return [elemMatch(path, value)];
    default:
      return [leaf(operator, path, one(operator, value))];
  }
};

const conditions = (path: string, operators: Doc): Node[] =>
  [...operators].flatMap(([operator, value]) => condition(path, operator, value, operators));

const clauses = (value: Value): Node[] => (Array.isArray(value) ? value.filter(isDoc).map(nodeOf) : []);

const topLevel = (operator: string, value: Value): Node[] => {
  if (operator === '$comment') return [];
  if (operator === '$and') return clauses(value);
  const parts = clauses(value).sort(byRank);
  if (operator === '$or' && parts.length === 1) return parts;
  if (operator !== '$or' && operator !== '$nor') return [{ kind: operator, path: '', shown: one(operator, value) }];
  const shown = one(
    operator,
    parts.map((part) => part.shown),
  );
  return [{ kind: operator, path: '', shown, parts }];
};

const nodeOf = (filter: Doc): Node =>
  all(
    [...filter].flatMap(([name, value]) => {
      if (isReference(name)) return [equal(name, value)];
      if (name.startsWith('$')) return topLevel(name, value);
      return isOperators(value) ? conditions(name, value) : [equal(name, value)];
    }),
  );

/** A filter as explain's `parsedQuery` shows it: every condition by its operator, joined and ordered as MongoDB does. */
export const parsedQuery = (filter: Doc): Doc => nodeOf(filter).shown;
