import { isDoc, type Doc, type Value } from '../../bson/value.ts';
import { numberOf } from '../../storage/index-info.ts';

/** The stages at the front of a pipeline that the planner can take over, and the rest. */
export type PipelineHead = {
  readonly filter: Doc;
  readonly sort: Doc | undefined;
  readonly skip: number;
  readonly limit: number;
  readonly rest: Value[];
};

const stageOf = (value: Value): readonly [string, Value] | undefined => {
  if (!isDoc(value) || value.size !== 1) return undefined;
  const [pair] = value;
  return pair;
};

const mayHoist = (filter: Doc): boolean => !mentions(filter, new Set(['$text', '$near', '$nearSphere', '$where']));

const mentions = (value: Value, names: ReadonlySet<string>): boolean => {
  if (Array.isArray(value)) return value.some((item) => mentions(item, names));
  return isDoc(value) && [...value].some(([name, item]) => names.has(name) || mentions(item, names));
};

/** Splits a pipeline. Everything given to the planner would come to the same in the pipeline. */
export const splitPipeline = (stages: readonly Value[]): PipelineHead => {
  const filters: Doc[] = [];
  let sort: Doc | undefined;
  let skip = 0;
  let limit = 0;
  let at = 0;
  for (; at < stages.length; at++) {
    const [name, spec] = stageOf(stages[at]) ?? ['', undefined];
    if (name === '$match' && isDoc(spec) && sort === undefined && skip === 0 && limit === 0 && mayHoist(spec))
      filters.push(spec);
    else if (
      name === '$sort' &&
      isDoc(spec) &&
      spec.size > 0 &&
      sort === undefined &&
      skip === 0 &&
      limit === 0 &&
      isPlainSort(spec)
    )
      sort = spec;
    else if (name === '$skip' && skip === 0 && limit === 0 && isCount(spec, 0)) skip = numberOf(spec) as number;
    else if (name === '$limit' && limit === 0 && isCount(spec, 1)) limit = numberOf(spec) as number;
    else break;
  }
  const filled = filters.filter(({ size }) => size > 0);
  const filter = filled.length > 1 ? new Map<string, Value>([['$and', filled]]) : (filled[0] ?? new Map());
  return { filter, sort, skip, limit, rest: stages.slice(at) };
};

const isPlainSort = (sort: Doc): boolean => [...sort.values()].every((value) => [1, -1].includes(numberOf(value) ?? 0));

const isCount = (spec: Value, least: number): boolean => {
  const number = numberOf(spec);
  return number !== undefined && Number.isInteger(number) && number >= least && number < 2 ** 31;
};

/** `[{ $group: { _id: <constant>, <name>: { $sum: 1 } } }]`: what drivers send for countDocuments. */
export const countGroup = (
  rest: readonly Value[],
): { readonly id: Value; readonly name: string; readonly one: Value } | undefined => {
  const [name, spec] = rest.length === 1 ? (stageOf(rest[0]) ?? ['', undefined]) : ['', undefined];
  if (name !== '$group' || !isDoc(spec) || spec.size !== 2) return undefined;
  const [[first, id], [field = '', accumulator]] = [...spec] as [[string, Value], [string, Value]];
  const isConstant = id === null || numberOf(id) !== undefined;
  if (first !== '_id' || !isConstant || !isDoc(accumulator) || accumulator.size !== 1) return undefined;
  const one = accumulator.get('$sum');
  return one !== undefined && numberOf(one) === 1 ? { id, name: field, one } : undefined;
};
