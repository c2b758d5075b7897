import { compare as compareValues } from '../../bson/compare.ts';
import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { type CollectionInfo, type IndexInfo } from '../../storage/collection.ts';
import { type View } from '../../storage/view.ts';
import { compileMatcher, type Matcher } from '../matcher/compile.ts';
import { compileSort } from '../sort.ts';
import { queryOrder } from '../query-order.ts';
import { Limit, Or, Skip, Sort, SortMerge } from '../execution/combine.ts';
import { CollectionScan, Eof, Fetch, IndexRanges, type Test, type Watch } from '../execution/scans.ts';
import { type Stage } from '../execution/stage.ts';
import { implies } from './implication.ts';
import { hintedIndex } from './hint.ts';
import { boundedScan } from './min-max.ts';
import { planScan, sortPairs, type IndexScan } from './index-scan.ts';
import { planById } from './plan-by-id.ts';
import { type Plan, type Query } from './query.ts';
import { shapeOf, type Predicate, type Shape } from './predicates.ts';

type Setting = {
  readonly view: View;
  readonly collection: CollectionInfo;
  readonly query: Query;
  readonly watch: Watch;
  readonly matcher: Matcher;
};

/** Whether an index orders strings as a statement does. */
export const sameCollation = (index: IndexInfo, collation: Doc | undefined): boolean => {
  if (index.collation === undefined || collation === undefined) return index.collation === collation;
  return [
    'locale',
    'strength',
    'caseLevel',
    'caseFirst',
    'numericOrdering',
    'alternate',
    'backwards',
    'maxVariable',
    'normalization',
  ].every((name) => compareValues(normal(index.collation as Doc, name), normal(collation, name)) === 0);
};

const normal = (collation: Doc, name: string): Value => {
  const value = collation.get(name);
  if (value === undefined && name === 'strength') return 3 as unknown as Value;
  if (isDoc(value)) return value;
  const plain =
    typeof value === 'object' && value !== null && 'value' in value ? (value as { value: Value }).value : value;
  return (plain === undefined || plain === false ? null : String(plain)) as Value;
};

/** A record that is handed on as it is stored is decoded no further than the filter looks. */
const testOf = ({ isOfBytes }: Query, { matches, fields }: Matcher): Test =>
  isOfBytes === true && fields !== undefined ? (row) => matches(row.only(fields)) : (row) => matches(row.doc);

const collectionScan = ({ view, collection, query, watch, matcher }: Setting, reverse: boolean): Stage =>
  new CollectionScan(view, collection, {
    filter: query.filter,
    test: query.filter.size === 0 ? undefined : testOf(query, matcher),
    reverse,
    watch,
  });

const fetched = ({ view, collection, query, watch, matcher }: Setting, scan: IndexScan): Stage => {
  const test = scan.isExact ? undefined : testOf(query, matcher);
  const options = { filter: query.filter, test };
  scan.index.uses += 1;
  const total = scan.groups.reduce((sum, group) => sum + group.length, 0);
  if (total === 0) return new Eof();
  if (scan.groups.length === 1 || !scan.sorts) {
    const ranges = scan.groups.flat();
    return new Fetch(view, collection, new IndexRanges(view, scan, ranges, watch), options);
  }
  const sorter = compileSort(query.sort as Doc, queryOrder(query.collation));
  const inputs = scan.groups.map(
    (group) => new Fetch(view, collection, new IndexRanges(view, scan, group, watch), options),
  );
  return new SortMerge(inputs, query.sort as Doc, sorter);
};

const usable = ({ view, collection }: Setting, given: readonly Predicate[]): IndexInfo[] =>
  collection.indexes.filter(
    (index) =>
      !index.hidden &&
      index.builtAt <= (view.horizon ?? Infinity) &&
      (index.filter === undefined || implies(given, index.filter)),
  );

/** What a scan would read; at most as many keys are counted as were allowed, and `isCertain` says whether that was enough. */
type Cost = { readonly scan: IndexScan; readonly keys: number; readonly isCertain: boolean };

/** Whether everything found must be sorted before the first is answered. */
const isBlocking = ({ query }: Setting, scan: IndexScan): boolean =>
  query.sort !== undefined && query.sort.size > 0 && !scan.sorts;

const costOf = (setting: Setting, scan: IndexScan, most: number): Cost => {
  const { view, query } = setting;
  const blocks = isBlocking(setting, scan);
  const wanted = (query.limit ?? 0) > 0 ? (query.limit as number) + (query.skip ?? 0) : Infinity;
  const enough = !blocks && scan.isExact ? Math.min(most, wanted) : most;
  let keys = 0;
  for (const range of scan.groups.flat()) {
    for (const _ of view.scanKeys('keys', range)) if (++keys >= enough) break;
    if (keys >= enough) break;
  }
  return { scan, keys: blocks ? keys * 1.5 + 10 : keys, isCertain: keys < most || enough < most };
};

/** Keys counted for each candidate, in steps: a selective index is found without counting through the others. */
const countingSteps = [16, 128, 2000];

const costsOf = (setting: Setting, scans: readonly IndexScan[]): Cost[] => {
  let costs: Cost[] = [];
  for (const most of countingSteps) {
    costs = scans.map((scan) => costOf(setting, scan, most));
    if (costs.some(({ isCertain, keys }) => isCertain && keys < most)) return costs;
  }
  return costs;
};

const best = (setting: Setting, scans: readonly IndexScan[]): IndexScan | undefined => {
  if (scans.length <= 1) return scans[0];
  const single = scans.find((scan) => scan.index.unique && scan.fixed === scan.index.fields.length);
  if (single !== undefined) return single;
  // No index has fewer keys to read than one that holds the matches alone, in their order: nothing has to be counted.
  const direct = scans.filter((scan) => scan.isExact && !isBlocking(setting, scan));
  const costs = direct.length > 0 ? direct.map((scan) => ({ scan, keys: 0 })) : costsOf(setting, scans);
  const rank = ({ scan, keys }: Pick<Cost, 'scan' | 'keys'>): number[] => [
    keys,
    -scan.fixed,
    scan.sorts ? 0 : 1,
    scan.index.fields.length,
  ];
  return costs.sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x.reduce((decided, value, at) => decided || value - (y[at] as number), 0);
  })[0]?.scan;
};

const scansFor = (
  setting: Setting,
  { all: predicates, isPartial }: Pick<Shape, 'all' | 'isPartial'>,
  indexes: readonly IndexInfo[],
): IndexScan[] => {
  const sort =
    setting.query.sort === undefined || setting.query.sort.size === 0 ? undefined : sortPairs(setting.query.sort);
  return indexes
    .map((index) => planScan(index, predicates, sort, sameCollation(index, setting.query.collation)))
    .filter((scan) => scan !== undefined)
    .map((scan) => (isPartial ? { ...scan, isExact: false } : scan));
};

/** One alternative of an `$or`, and how an index answers it. */
type Alternative = { readonly part: Setting; readonly branch: Doc; readonly scan: IndexScan };

/** An index for each alternative of an `$or`, or undefined when one of them has none. */
const alternativesOf = (
  setting: Setting,
  branches: readonly Doc[],
  common: readonly Predicate[],
): readonly Alternative[] | undefined => {
  const alternatives: Alternative[] = [];
  for (const branch of branches) {
    const filter: Doc = new Map<string, Value>([['$and', [branch, setting.query.filter]]]);
    const part = { ...setting, query: { ...setting.query, filter, sort: undefined } };
    const shape = shapeOf(branch);
    const all = [...shape.all, ...common];
    const scans = scansFor(part, { all, isPartial: true }, usable(part, all)).filter(
      (scan) => shape.all.some(({ path }) => path === scan.index.fields[0]?.path) || common.length > 0,
    );
    const chosen = best(part, scans);
    if (chosen === undefined) return undefined;
    alternatives.push({ part, branch, scan: { ...chosen, isExact: false } });
  }
  return alternatives;
};

const orStage = (alternatives: readonly Alternative[]): Stage =>
  new Or(
    alternatives.map(({ part, branch, scan }) => fetched({ ...part, query: { ...part.query, filter: branch } }, scan)),
  );

/**
 * Whether the alternatives of an `$or` are read and sorted rather than an index walked that has the order already. The walk ends at the
 * limit, but only where enough of what it meets matches: what matches nothing is walked to its end.
 */
const isOrCheaper = (setting: Setting, alternatives: readonly Alternative[], walk: IndexScan | undefined): boolean => {
  if (walk === undefined || !walk.sorts || (setting.query.limit ?? 0) === 0) return true;
  const most = countingSteps.at(-1) as number;
  let keys = 0;
  for (const { part, scan } of alternatives) {
    const cost = costOf(part, scan, most - keys);
    keys += cost.keys;
    if (!cost.isCertain || keys >= most) return false;
  }
  const sorted = Math.ceil(keys * 1.5) + 10;
  return costOf(setting, walk, sorted).keys >= sorted;
};

const access = (setting: Setting): { stage: Stage; sorted: boolean } => {
  const { collection, query } = setting;
  const natural = isDoc(query.sort) ? query.sort.get('$natural') : undefined;
  const hint = hintedIndex(collection, query);
  if (query.min !== undefined || query.max !== undefined) {
    const scan = boundedScan(collection, hint, query.min, query.max);
    return { stage: fetched(setting, scan), sorted: false };
  }
  if (hint === 'natural' || hint === 'natural-reverse')
    return { stage: collectionScan(setting, hint === 'natural-reverse'), sorted: false };
  if (natural !== undefined) return { stage: collectionScan(setting, String(natural) === '-1'), sorted: true };
  const shape = shapeOf(query.filter);
  if (hint !== undefined) {
    const [scan] = scansFor(setting, shape, [hint]);
    const chosen = scan ?? wholeIndex(hint);
    return { stage: fetched(setting, chosen), sorted: chosen.sorts };
  }
  const scans = scansFor(setting, shape, usable(setting, shape.all));
  const chosen = best(setting, scans);
  const alternatives =
    shape.any.length > 0 && (chosen === undefined || chosen.fixed === 0)
      ? alternativesOf(setting, shape.any[0] as Doc[], shape.all)
      : undefined;
  if (alternatives !== undefined && isOrCheaper(setting, alternatives, chosen))
    return { stage: orStage(alternatives), sorted: false };
  if (chosen === undefined) return { stage: collectionScan(setting, false), sorted: false };
  return { stage: fetched(setting, chosen), sorted: chosen.sorts };
};

/** A hinted index that bounds nothing is read from end to end. */
const wholeIndex = (index: IndexInfo): IndexScan => {
  const [first] = index.fields;
  const scan = planScan(
    { ...index, sparse: false },
    [{ path: first?.path ?? '', operator: '$exists', operand: true }],
    undefined,
    true,
  ) as IndexScan;
  return { ...scan, index, isExact: false };
};

/** Chooses how to answer a query. */
export const planQuery = (view: View, collection: CollectionInfo, query: Query, watch: Watch): Plan => {
  const direct = planById(view, collection, query, watch);
  if (direct !== undefined) return direct;
  const order = queryOrder(query.collation);
  const matcher = compileMatcher(query.filter, { collation: order, let: query.let, now: query.now });
  const setting: Setting = { view, collection, query, watch, matcher };
  const { stage, sorted } = access(setting);
  const { sort, skip = 0, limit = 0 } = query;
  let root = stage;
  const sortsHere = sort !== undefined && sort.size > 0 && !sorted;
  if (sortsHere) {
    root = new Sort(root, {
      pattern: sort,
      sorter: compileSort(sort, order),
      limit: limit > 0 ? limit + skip : 0,
      mayUseDisk: query.allowDiskUse !== false,
    });
  }
  if (skip > 0) root = new Skip(root, skip);
  if (limit > 0 && !sortsHere) root = new Limit(root, limit);
  return { root, matcher, rejected: [] };
};
