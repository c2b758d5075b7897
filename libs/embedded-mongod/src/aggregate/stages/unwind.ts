import { Long } from 'bson';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { withValue } from './doc-paths.ts';
import { kindOf } from '../expression-arguments.ts';
import { pathParts } from '../field-path.ts';
import { type StageCompiler } from './stage-types.ts';

type Unwind = { readonly path: string[]; readonly index: string[] | undefined; readonly preserve: boolean };

const unwindSpec = (spec: Value): Unwind => {
  if (typeof spec !== 'string' && !(spec instanceof Map)) {
    throw new MongoError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${kindOf(spec)}`,
    );
  }
  const options = typeof spec === 'string' ? new Map<string, Value>([['path', spec]]) : spec;
  for (const name of options.keys()) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name)) {
      throw new MongoError(28811, `unrecognized option to $unwind stage: ${name}`);
    }
  }
  const path = options.get('path');
  if (path === undefined) throw new MongoError(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new MongoError(28808, `expected a string as the path for $unwind stage, got ${kindOf(path)}`);
  if (!path.startsWith('$'))
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const preserve = options.get('preserveNullAndEmptyArrays') ?? false;
  if (typeof preserve !== 'boolean') {
    throw new MongoError(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${kindOf(preserve)}`,
    );
  }
  const index = options.get('includeArrayIndex');
  if (index !== undefined && (typeof index !== 'string' || index === '')) {
    throw new MongoError(
      28810,
      `expected a non-empty string for the includeArrayIndex  option to $unwind stage, got ${kindOf(index)}`,
    );
  }
  if (index?.startsWith('$') === true) {
    throw new MongoError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  }
  return { path: pathParts(path.slice(1)), index: index?.split('.'), preserve };
};

const plainValue = (doc: Doc, path: readonly string[]): Value => {
  let current: Value = doc;
  for (const part of path) {
    if (!(current instanceof Map)) return undefined;
    current = current.get(part);
  }
  return current;
};

/** `$unwind`. */
export const unwind: StageCompiler = (spec) => {
  const { path, index, preserve } = unwindSpec(spec);
  return function* (input) {
    for (const doc of input) {
      const value = plainValue(doc, path);
      const numbered = (out: Doc, at: number | null): Doc =>
        index === undefined ? out : withValue(out, index, at === null ? null : Long.fromNumber(at));
      if (Array.isArray(value) && value.length > 0) {
        for (let at = 0; at < value.length; at++) yield numbered(withValue(doc, path, value[at]), at);
      } else if (Array.isArray(value)) {
        if (preserve) yield numbered(withValue(doc, path, undefined), null);
      } else if (value === null || value === undefined) {
        if (preserve) yield numbered(doc, null);
      } else yield numbered(doc, null);
    }
  };
};
