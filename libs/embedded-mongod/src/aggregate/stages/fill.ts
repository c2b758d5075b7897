import { Int32 } from 'bson';
import { type Doc, type Value } from '../../bson/value.ts';
import { arithmetic, double, isNumber, toNumber } from '../../bson/numeric.ts';
import { compare } from '../../bson/compare.ts';
import { MongoError } from '../../errors.ts';
import { sortDocs } from '../../query/sort.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Expr, type Scope } from '../expression-types.ts';
import { follow, pathParts } from '../field-path.ts';
import { dateOf } from '../operators/date-calendar.ts';
import { shiftDate } from '../operators/date-arithmetic.ts';
import { zoneOf } from '../operators/zone.ts';
import { type StageCompiler, type StageTable } from './stage-types.ts';
import { withValue } from './doc-paths.ts';
import { partitions, sorterOf } from './window.ts';
import { filled } from '../accumulators/window-functions.ts';

const fail = (message: string): MongoError => new MongoError('FailedToParse', message);

const byFields = (names: Value, scope: Scope): Expr | undefined => {
  if (names === undefined) return undefined;
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw fail('partitionByFields must be an array of strings');
  const paths = names.map((name) => ({ name: name as string, expr: scope.compile(`$${name as string}`, scope) }));
  return (env) => new Map(paths.map(({ name, expr }): [string, Value] => [name, expr(env) ?? null]));
};

const fill: StageCompiler = (spec, { scope }) => {
  if (!(spec instanceof Map)) throw fail(`The argument to $fill must be an object, but was of type: ${kindOf(spec)}`);
  const output = spec.get('output');
  if (!(output instanceof Map) || output.size === 0) throw fail("'$fill' needs an 'output' object");
  const by = spec.has('partitionBy')
    ? scope.compile(spec.get('partitionBy'), scope)
    : byFields(spec.get('partitionByFields'), scope);
  const sorter = sorterOf(spec.get('sortBy'), scope);
  const fields = [...output].map(([name, how]) => {
    if (!(how instanceof Map) || how.size !== 1)
      throw fail('Each output field of $fill must be an object with exactly one of value and method');
    const method = how.get('method');
    if (method !== undefined && method !== 'linear' && method !== 'locf')
      throw fail(`Method must be either locf or linear`);
    if (method === 'linear' && sorter?.fields.length !== 1)
      throw new MongoError(
        605001,
        '$linearFill must be specified with a top level sortBy expression with exactly one element',
      );
    if (method === 'locf' && sorter === undefined) throw new MongoError(605001, "'locf' requires a sortBy");
    return {
      path: pathParts(name),
      method,
      value: how.has('value') ? scope.compile(how.get('value'), scope) : undefined,
    };
  });
  return function* (input, vars) {
    const needsOrder = fields.some(({ method }) => method !== undefined);
    for (const part of needsOrder || by !== undefined ? partitions(input, by, scope, vars) : [[...input]]) {
      const docs = sorter === undefined ? part : sortDocs(part, sorter);
      const columns = fields.map(({ path, method, value }) => {
        const values = docs.map((doc) => follow(doc, path));
        if (value !== undefined)
          return values.map((item, row) => item ?? value({ root: docs[row], current: docs[row], vars }));
        return filled(values, method === 'linear' ? docs.map((doc) => sorter?.keyOf(doc)[0]) : undefined);
      });
      for (const [row, doc] of docs.entries()) {
        yield fields.reduce((out, { path }, column) => withValue(out, path, columns[column]?.[row] ?? null), doc);
      }
    }
  };
};

type Range = {
  readonly step: number;
  readonly unit: string | undefined;
  readonly bounds: 'full' | 'partition' | readonly [Value, Value];
};

const rangeOf = (spec: Value): Range => {
  if (!(spec instanceof Map))
    throw new MongoError('IDLFailedToParse', "BSON field '$densify.range' is missing but a required field");
  const [step, unit, bounds] = [spec.get('step'), spec.get('unit'), spec.get('bounds')];
  if (!isNumber(step) || toNumber(step) <= 0)
    throw new MongoError(5733401, 'The step parameter in a range statement must be a strictly positive numeric value');
  if (unit !== undefined && typeof unit !== 'string')
    throw new MongoError('TypeMismatch', "BSON field '$densify.range.unit' is the wrong type");
  if (bounds === 'full' || bounds === 'partition') return { step: toNumber(step), unit, bounds };
  if (!Array.isArray(bounds) || bounds.length !== 2)
    throw new MongoError(5733403, 'a bounding array in a range statement must have exactly two elements');
  return { step: toNumber(step), unit, bounds: [bounds[0], bounds[1]] };
};

const stepped = (value: Value, { step, unit }: Range): Value => {
  if (value instanceof Date) return dateOf(shiftDate(value.getTime(), unit ?? 'millisecond', step, zoneOf('UTC')));
  if (!isNumber(value)) throw new MongoError(5733201, 'Densify field type must be numeric or a date');
  const by =
    Number.isInteger(step) && Math.abs(step) < 2 ** 31 && value._bsontype !== 'Double' ? new Int32(step) : double(step);
  return arithmetic('add', value, by);
};

/** MongoDB's own limit. */
const mostGenerated = 500_000;

const densify: StageCompiler = (spec, { scope }) => {
  if (!(spec instanceof Map))
    throw new MongoError(5733201, `The $densify stage specification must be an object, found ${kindOf(spec)}`);
  const field = spec.get('field');
  if (typeof field !== 'string')
    throw new MongoError('IDLFailedToParse', "BSON field '$densify.field' is missing but a required field");
  const path = pathParts(field);
  const range = rangeOf(spec.get('range'));
  const by = byFields(spec.get('partitionByFields'), scope);
  const names = (spec.get('partitionByFields') ?? []) as string[];
  return function* (input, vars) {
    const docs = sortDocs(
      [...input],
      sorterOf(new Map([[field, new Int32(1)]]), scope) as NonNullable<ReturnType<typeof sorterOf>>,
    );
    const values = docs.map((doc) => follow(doc, path)).filter((value) => value !== null && value !== undefined);
    let generated = 0;
    for (const part of partitions(docs, by, scope, vars)) {
      const [low, high] = limits(
        range,
        values,
        part.map((doc) => follow(doc, path)),
      );
      let next = low;
      const made = (value: Value): Doc => {
        if (++generated > mostGenerated) {
          throw new MongoError(
            5897900,
            `Generated ${generated} documents in $densify, which is over the limit of ${mostGenerated}. Increase the 'internalQueryMaxAllowedDensifyDocs' parameter to allow more generated documents`,
          );
        }
        let out: Doc = new Map();
        for (const name of names) out = withValue(out, pathParts(name), follow(part[0] as Doc, pathParts(name)));
        return withValue(out, path, value);
      };
      for (const doc of part) {
        const value = follow(doc, path);
        if (value !== null && value !== undefined) {
          while (next !== undefined && compare(next, value) < 0 && within(next, high, range)) {
            yield made(next);
            next = stepped(next, range);
          }
          if (next !== undefined && compare(next, value) === 0) next = stepped(next, range);
        }
        yield doc;
      }
      while (next !== undefined && within(next, high, range)) {
        yield made(next);
        next = stepped(next, range);
      }
    }
  };
};

const within = (value: Value, high: Value, { bounds }: Range): boolean => {
  const sign = compare(value, high);
  return typeof bounds === 'string' ? sign <= 0 : sign < 0;
};

const limits = ({ bounds }: Range, all: readonly Value[], own: readonly Value[]): readonly [Value, Value] => {
  if (typeof bounds !== 'string') return bounds;
  const values = bounds === 'full' ? all : own.filter((value) => value !== null && value !== undefined);
  return [values[0], values.at(-1)];
};

/** `$fill` and `$densify`. */
export const fillStages: StageTable = { $fill: fill, $densify: densify };
