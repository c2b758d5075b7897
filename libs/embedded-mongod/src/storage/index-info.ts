import { Double, Int32, Long } from 'bson';
import { isDoc, type Doc, type Value } from '../bson/value.ts';
import { compileMatcher } from '../query/matcher/compile.ts';
import { queryOrder } from '../query/query-order.ts';
import { collationOf, type IndexInfo } from './collection.ts';

/** A BSON number as a JS number; undefined for anything else. */
export const numberOf = (value: Value): number | undefined => {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'Decimal128')
    return Number(value.toString());
  return undefined;
};

/** Truth as MongoDB reads an option: true, or a number that is not zero. */
export const isTrue = (value: Value): boolean => value === true || (numberOf(value) ?? 0) !== 0;

/** An index made ready for use from its listed specification. */
export const indexInfo = (
  ident: number,
  spec: Doc,
  stored?: { multikey: readonly boolean[]; shortened: boolean },
): IndexInfo => {
  const key = spec.get('key') as Doc;
  const fields = [...key].map(
    ([path, direction]) => ({ path, direction: (numberOf(direction) ?? 1) < 0 ? -1 : 1 }) as const,
  );
  const filter = spec.get('partialFilterExpression');
  const collation = collationOf(spec);
  const matcher = isDoc(filter) ? compileMatcher(filter, { now: new Date(0) }) : undefined;
  return {
    ident,
    name: spec.get('name') as string,
    spec,
    fields,
    directions: fields.map(({ direction }) => direction),
    unique: isTrue(spec.get('unique')) || spec.get('name') === '_id_',
    sparse: isTrue(spec.get('sparse')),
    hidden: isTrue(spec.get('hidden')),
    filter: isDoc(filter) ? filter : undefined,
    includes: matcher === undefined ? undefined : (doc) => matcher.matches(doc),
    order: collation === undefined ? undefined : queryOrder(collation),
    collation,
    expireAfterSeconds: numberOf(spec.get('expireAfterSeconds')),
    multikey: fields.map((_, at) => stored?.multikey[at] ?? false),
    shortened: stored?.shortened ?? false,
    builtAt: 0,
    uses: 0,
    since: new Date(),
  };
};
