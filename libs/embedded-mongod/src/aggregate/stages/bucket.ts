import { Int32 } from 'bson';
import { compare } from '../../bson/compare.ts';
import { isNumber, safeInteger } from '../../bson/numeric.ts';
import { rankOf } from '../../bson/type-of.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { groupEnv } from '../accumulators/accumulators.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Frame, type Scope } from '../expression-types.ts';
import { groupFields, type GroupField } from './group.ts';
import { type StageCompiler, type StageTable } from './stage-types.ts';

const fail = (code: number, message: string): MongoError => new MongoError(code, message);

const outputOf = (output: Value, scope: Scope): GroupField[] => {
  if (output === undefined) return groupFields([['count', new Map([['$sum', new Int32(1)]])]], scope);
  if (!(output instanceof Map))
    throw fail(40196, `The $bucket 'output' field must be an object, but found type: ${kindOf(output)}.`);
  return groupFields(output, scope);
};

const summed = (key: Value, docs: readonly Doc[], fields: readonly GroupField[], vars: Frame | undefined): Doc => {
  const out: Doc = new Map([['_id', key]]);
  for (const { name, start } of fields) {
    const total = start(groupEnv({ root: null, current: null, vars }, key));
    for (const doc of docs) total.add({ root: doc, current: doc, vars });
    out.set(name, total.result() ?? null);
  }
  return out;
};

const options = (spec: Value, name: string, known: readonly string[], codes: readonly [number, number]): Doc => {
  if (!(spec instanceof Map))
    throw fail(codes[0], `Argument to ${name} stage must be an object, but found type: ${kindOf(spec)}.`);
  for (const field of spec.keys()) {
    if (!known.includes(field)) throw fail(codes[1], `Unrecognized option to ${name}: ${field}.`);
  }
  return spec;
};

const bucket: StageCompiler = (spec, { scope }) => {
  const given = options(spec, '$bucket', ['groupBy', 'boundaries', 'default', 'output'], [40201, 40197]);
  if (!given.has('groupBy') || !given.has('boundaries'))
    throw fail(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  const bounds = given.get('boundaries');
  if (!Array.isArray(bounds))
    throw fail(40200, `The $bucket 'boundaries' field must be an array, but found type: ${kindOf(bounds)}.`);
  const none = { root: null, current: null, vars: undefined };
  const limits = bounds.map((bound) => scope.compile(bound, scope)(none));
  if (limits.length < 2)
    throw fail(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${limits.length} value(s).`,
    );
  limits.forEach((limit, index) => {
    if (index === 0) return;
    const before = limits[index - 1];
    if (rankOf(limit) !== rankOf(before))
      throw fail(
        40193,
        `All values in the the 'boundaries' option to $bucket must have the same type. Found conflicting types ${kindOf(before)} and ${kindOf(limit)}.`,
      );
    if (compare(before, limit, scope.order) >= 0)
      throw fail(40194, "The 'boundaries' option to $bucket must be sorted in ascending order.");
  });
  const otherwise = given.has('default') ? { key: scope.compile(given.get('default'), scope)(none) } : undefined;
  const keyOf = scope.compile(given.get('groupBy'), scope);
  const fields = outputOf(given.get('output'), scope);
  return function* (input, vars) {
    const groups = new Map<number, Doc[]>();
    for (const doc of input) {
      const value = keyOf({ root: doc, current: doc, vars });
      let at = -1;
      for (let index = 0; index + 1 < limits.length; index++) {
        if (compare(value, limits[index], scope.order) >= 0 && compare(value, limits[index + 1], scope.order) < 0)
          at = index;
      }
      if (at < 0 && otherwise === undefined) {
        throw fail(7158303, '$switch could not find a matching branch for an input, and no default was specified.');
      }
      const docs = groups.get(at);
      if (docs === undefined) groups.set(at, [doc]);
      else docs.push(doc);
    }
    const keyed = [...groups].map(([at, docs]) => ({ key: at < 0 ? otherwise?.key : limits[at], docs }));
    keyed.sort((a, b) => compare(a.key, b.key, scope.order));
    for (const { key, docs } of keyed) yield summed(key, docs, fields, vars);
  };
};

const bucketAuto: StageCompiler = (spec, { scope }) => {
  const given = options(spec, '$bucketAuto', ['groupBy', 'buckets', 'output', 'granularity'], [40240, 40245]);
  if (!given.has('groupBy') || !given.has('buckets'))
    throw fail(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  if (given.has('granularity'))
    throw new MongoError('CommandNotSupported', "$bucketAuto's granularity is not supported by this server");
  const count = given.get('buckets');
  if (!isNumber(count))
    throw fail(40241, `The $bucketAuto 'buckets' field must be a numeric value, but found type: ${kindOf(count)}.`);
  const buckets = safeInteger(count);
  if (buckets === undefined)
    throw fail(40242, `The $bucketAuto 'buckets' field must be representable as a 32-bit integer`);
  if (buckets <= 0) throw fail(40243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${buckets}.`);
  const keyOf = scope.compile(given.get('groupBy'), scope);
  const fields = outputOf(given.get('output'), scope);
  return function* (input, vars) {
    const rows = [...input].map((doc) => ({ doc, key: keyOf({ root: doc, current: doc, vars }) ?? null }));
    rows.sort((a, b) => compare(a.key, b.key, scope.order));
    const size = Math.max(1, Math.round(rows.length / buckets));
    const groups: (typeof rows)[] = [];
    let at = 0;
    while (at < rows.length && groups.length < buckets) {
      let end = groups.length + 1 === buckets ? rows.length : Math.min(rows.length, at + size);
      while (end < rows.length && compare(rows[end]?.key, rows[end - 1]?.key, scope.order) === 0) end++;
      groups.push(rows.slice(at, end));
      at = end;
    }
    for (const [index, group] of groups.entries()) {
      const next = groups[index + 1];
      const id = new Map<string, Value>([
        ['min', group[0]?.key],
        ['max', next === undefined ? group.at(-1)?.key : next[0]?.key],
      ]);
      yield summed(
        id,
        group.map(({ doc }) => doc),
        fields,
        vars,
      );
    }
  };
};

/** Stages that sort documents into ranges. */
export const bucketStages: StageTable = { $bucket: bucket, $bucketAuto: bucketAuto };
