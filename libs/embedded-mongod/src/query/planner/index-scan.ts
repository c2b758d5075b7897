import { compare } from '../../bson/compare.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { isMultikey, type IndexInfo } from '../../storage/collection.ts';
import { type Range } from '../../storage/environment.ts';
import { numberOf } from '../../storage/index-info.ts';
import { everything, intersection, intervalsOf, isEverything, type Interval } from './intervals.ts';
import { shapeOf, type Predicate } from './predicates.ts';
import { rangesOf } from './ranges.ts';

/** A way to read an index: which ranges, in which direction, and what that gives. */
export type IndexScan = {
  readonly index: IndexInfo;
  /** Per field, ascending. */
  readonly intervals: readonly (readonly Interval[])[];
  /** Ranges in index order; several groups when they must be merged to give the sort. */
  readonly groups: readonly (readonly Range[])[];
  readonly reverse: boolean;
  /** Leading fields with one value each. */
  readonly fixed: number;
  readonly sorts: boolean;
  /** Conditions whose every match lies in the ranges and that no other document of the ranges fails. */
  readonly isExact: boolean;
};

const exactRanges = new Set(['$gt', '$gte', '$lt', '$lte']);

/** Whether equality with a value is exactly equality of its key: no array, document, regex or null. */
export const isExactValue = (value: Value): boolean => {
  if (value === null || value === undefined || Array.isArray(value)) return false;
  if (typeof value !== 'object' || value instanceof Map || value instanceof Date) return !(value instanceof Map);
  return !('_bsontype' in value && value._bsontype === 'BSONRegExp');
};

/** Null as well: where no array is on the way, its key stands for a null and for a missing field, as a condition does. */
const isExactKey = (value: Value): boolean => value === null || isExactValue(value);

/** Whether an interval list says exactly what the condition says (for documents whose field is no array). */
const isExactFor = ({ operator, operand }: Predicate): boolean => {
  if (operator === '$eq') return isExactKey(operand);
  if (operator === '$in') return Array.isArray(operand) && operand.every(isExactKey);
  return exactRanges.has(operator) && isExactValue(operand);
};

/** The conditions of the filters of partial indexes, which stay as they are. */
const ofFilters = new WeakMap<Doc, readonly Predicate[]>();

const conditionsOf = (filter: Doc): readonly Predicate[] => {
  let conditions = ofFilters.get(filter);
  if (conditions === undefined) {
    conditions = shapeOf(filter).all;
    ofFilters.set(filter, conditions);
  }
  return conditions;
};

/** Whether a partial index's own filter says the same: every document of the index meets it. */
const isFilters = ({ filter }: IndexInfo, { path, operator, operand, together }: Predicate): boolean =>
  filter !== undefined &&
  together === undefined &&
  conditionsOf(filter).some(
    (one) =>
      one.together === undefined &&
      one.path === path &&
      one.operator === operator &&
      compare(one.operand, operand) === 0,
  );

const hasText = (value: Value): boolean =>
  typeof value === 'string' ||
  value instanceof Map ||
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'BSONRegExp');

/** The intervals of one field: all conditions together, or the best one where arrays make them independent. */
const fieldIntervals = (
  index: IndexInfo,
  field: number,
  predicates: readonly Predicate[],
  sameCollation: boolean,
): { intervals: readonly Interval[]; used: Predicate[] } => {
  const { path } = index.fields[field] as { path: string };
  const usable: { predicate: Predicate; intervals: readonly Interval[] }[] = [];
  for (const predicate of predicates) {
    if (predicate.path !== path || (!sameCollation && hasText(predicate.operand))) continue;
    if (index.sparse && !isSafeForSparse(predicate)) continue;
    if (index.multikey[field] === true && deniesNull(predicate)) continue;
    const intervals = intervalsOf(predicate, index.order);
    if (intervals !== undefined) usable.push({ predicate, intervals });
  }
  if (usable.length === 0) return { intervals: [everything], used: [] };
  if (index.multikey[field] !== true) {
    const intervals = usable.map((one) => one.intervals).reduce((a, b) => intersection(a, b));
    return { intervals, used: usable.map(({ predicate }) => predicate) };
  }
  const best = usable.reduce((a, b) => (weight(b.intervals) < weight(a.intervals) ? b : a));
  const group = best.predicate.together;
  if (group === undefined) return { intervals: best.intervals, used: [best.predicate] };
  const together = usable.filter(({ predicate }) => predicate.together === group);
  return {
    intervals: together.map((one) => one.intervals).reduce((a, b) => intersection(a, b)),
    used: together.map(({ predicate }) => predicate),
  };
};

const weight = (intervals: readonly Interval[]): number => {
  if (intervals.length === 0) return 0;
  if (intervals.every((one) => one.point)) return intervals.length;
  return isEverything(intervals) ? 1e9 : 1e6 + intervals.length;
};

/** An empty array on the way counts as null in a key, but is not null to a filter: `$ne: null` cannot trust the keys. */
const deniesNull = ({ operator, operand }: Predicate): boolean =>
  (operator === '$ne' && operand === null) || (operator === '$nin' && Array.isArray(operand) && operand.includes(null));

/** A sparse index leaves documents out: only conditions that such documents cannot meet may use it. */
const isSafeForSparse = ({ operator, operand }: Predicate): boolean => {
  if (operator === '$exists') return operand !== false && (numberOf(operand) ?? 1) !== 0;
  if (operator === '$eq' || operator === '$gte' || operator === '$lte')
    return operand !== null && operand !== undefined;
  if (operator === '$in') return Array.isArray(operand) && operand.every((item) => item !== null && item !== undefined);
  if (operator === '$ne' || operator === '$nin') return operator === '$ne' && operand === null;
  return true;
};

/** How many of the index's fields, from which on, satisfy a sort; undefined when it does not. */
const sortFit = (
  index: IndexInfo,
  intervals: readonly (readonly Interval[])[],
  sort: readonly (readonly [string, number])[],
): { reverse: boolean; from: number } | undefined => {
  const isFixed = (field: number): boolean =>
    intervals[field]?.length === 1 && intervals[field]?.[0]?.point === true && index.multikey[field] !== true;
  const isPoints = (field: number): boolean =>
    (intervals[field] ?? []).every((one) => one.point) && index.multikey[field] !== true;
  const fixedPaths = new Set(index.fields.filter((_, field) => isFixed(field)).map(({ path }) => path));
  const wanted = sort.filter(([path]) => !fixedPaths.has(path));
  if (wanted.length === 0) return { reverse: false, from: index.fields.length };
  const start = index.fields.findIndex(({ path }) => path === (wanted[0] as readonly [string, number])[0]);
  if (start < 0) return undefined;
  for (let field = 0; field < start; field++) if (!isPoints(field)) return undefined;
  let reverse: boolean | undefined;
  let at = 0;
  for (let field = start; field < index.fields.length && at < wanted.length; field++) {
    const { path, direction } = index.fields[field] as { path: string; direction: 1 | -1 };
    const [wantedPath, wantedDirection] = wanted[at] as readonly [string, number];
    if (path !== wantedPath) {
      if (isFixed(field)) continue;
      return undefined;
    }
    if (index.multikey[field] === true && !isEverything(intervals[field] ?? [])) return undefined;
    const against = direction !== wantedDirection;
    if (reverse !== undefined && reverse !== against) return undefined;
    reverse = against;
    at += 1;
  }
  return at === wanted.length ? { reverse: reverse ?? false, from: start } : undefined;
};

/**
 * How an index would serve conditions and a sort; undefined when it would not help with either.
 * @param sort pairs of path and 1 or -1.
 */
export const planScan = (
  index: IndexInfo,
  predicates: readonly Predicate[],
  sort: readonly (readonly [string, number])[] | undefined,
  sameCollation: boolean,
): IndexScan | undefined => {
  const perField = boundsPerField(index, predicates, sameCollation);
  const intervals = perField.map((one) => one.intervals);
  const fit = sort === undefined || !sameCollation || index.sparse ? undefined : sortFit(index, intervals, sort);
  const helps = !isEverything(intervals[0] ?? []) || (perField[0]?.used.length ?? 0) > 0;
  if (!helps && fit === undefined) return undefined;
  const used = new Set(perField.flatMap((one) => one.used));
  const { groups, depth, merged } = rangesOf(index, intervals, fit?.from);
  const covered = new Set(index.fields.slice(0, depth).map(({ path }) => path));
  const isExact =
    !isMultikey(index) &&
    !index.shortened &&
    predicates.every(
      (one) => (used.has(one) && covered.has(one.path) && isExactFor(one)) || (sameCollation && isFilters(index, one)),
    );
  const fixed = intervals.findIndex((list) => !(list.length === 1 && list[0]?.point));
  return {
    index,
    intervals,
    groups,
    reverse: fit?.reverse ?? false,
    fixed: fixed < 0 ? intervals.length : fixed,
    sorts: fit !== undefined && merged,
    isExact,
  };
};

/** On a multikey index only one of two fields under the same array may be bounded. */
const boundsPerField = (
  index: IndexInfo,
  predicates: readonly Predicate[],
  sameCollation: boolean,
): { intervals: readonly Interval[]; used: Predicate[] }[] => {
  const bounded: string[] = [];
  let group: number | undefined;
  return index.fields.map(({ path }, field) => {
    const found = fieldIntervals(index, field, predicates, sameCollation);
    if (index.multikey[field] !== true || found.used.length === 0) return found;
    const root = path.split('.')[0] as string;
    const own = found.used[0]?.together;
    const clash = bounded.includes(root) && (own === undefined || own !== group);
    bounded.push(root);
    group ??= own;
    return clash ? { intervals: [everything], used: [] } : found;
  });
};

/** A sort document as pairs. */
export const sortPairs = (sort: Doc): (readonly [string, number])[] | undefined => {
  const pairs: (readonly [string, number])[] = [];
  for (const [path, direction] of sort) {
    const number = numberOf(direction);
    if (number !== 1 && number !== -1) return undefined;
    pairs.push([path, number]);
  }
  return pairs;
};
