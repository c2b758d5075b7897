import { type Doc, type Value } from '../../bson/value.ts';
import { encodeKey } from '../../bson/keys.ts';
import { MongoError } from '../../errors.ts';
import { compileSort, type Sorter, sortDocs } from '../../query/sort.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Expr, type Frame, type Scope } from '../expression-types.ts';
import { pathParts } from '../field-path.ts';
import { type StageCompiler, type StageTable } from './stage-types.ts';
import { withValue } from './doc-paths.ts';
import { compileWindow, type WindowFunction } from '../accumulators/window-functions.ts';

/** Documents in partitions by the value of an expression, partitions in the order of their keys. */
export const partitions = (
  input: Iterable<Doc>,
  by: Expr | undefined,
  scope: Scope,
  vars: Frame | undefined,
): Doc[][] => {
  const found = new Map<string, Doc[]>();
  for (const doc of input) {
    const value = by?.({ root: doc, current: doc, vars }) ?? null;
    if (Array.isArray(value))
      throw new MongoError('TypeMismatch', 'An expression used to partition cannot evaluate to value of type array');
    const key = encodeKey([value], [], scope.order).toString('latin1');
    const docs = found.get(key);
    if (docs === undefined) found.set(key, [doc]);
    else docs.push(doc);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, docs]) => docs);
};

/** Reads `sortBy`. */
export const sorterOf = (spec: Value, scope: Scope): Sorter | undefined => {
  if (spec === undefined) return undefined;
  if (!(spec instanceof Map)) throw new MongoError('FailedToParse', `sortBy must be an object, found ${kindOf(spec)}`);
  return compileSort(spec, scope.order);
};

const setWindowFields: StageCompiler = (spec, { scope }) => {
  if (!(spec instanceof Map))
    throw new MongoError(
      'FailedToParse',
      `the $setWindowFields stage specification must be an object, found ${kindOf(spec)}`,
    );
  for (const name of spec.keys()) {
    if (!['partitionBy', 'sortBy', 'output'].includes(name))
      throw new MongoError('IDLUnknownField', `BSON field '$setWindowFields.${name}' is an unknown field.`);
  }
  const output = spec.get('output');
  if (output === undefined)
    throw new MongoError('IDLFailedToParse', "BSON field '$setWindowFields.output' is missing but a required field");
  if (!(output instanceof Map))
    throw new MongoError(
      'TypeMismatch',
      `BSON field '$setWindowFields.output' is the wrong type '${kindOf(output)}', expected type 'object'`,
    );
  const by = spec.has('partitionBy') ? scope.compile(spec.get('partitionBy'), scope) : undefined;
  const sorter = sorterOf(spec.get('sortBy'), scope);
  const fields = [...output].map(([name, definition]): { path: string[]; run: WindowFunction } => ({
    path: pathParts(name),
    run: compileWindow(definition, scope, sorter),
  }));
  return function* (input, vars) {
    for (const part of partitions(input, by, scope, vars)) {
      const docs = sorter === undefined ? part : sortDocs(part, sorter);
      const columns = fields.map(({ run }) => run(docs, vars));
      for (const [row, doc] of docs.entries()) {
        yield fields.reduce((out, { path }, column) => withValue(out, path, columns[column]?.[row] ?? null), doc);
      }
    }
  };
};

/** `$setWindowFields`. */
export const windowStages: StageTable = { $setWindowFields: setWindowFields };
