import { Long } from 'bson';
import { encodeKey } from '../../bson/keys.ts';
import { isNumber, safeInteger } from '../../bson/numeric.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { kindOf } from '../expression-arguments.ts';
import { follow, pathParts } from '../field-path.ts';
import { type StageCompiler, type StageTable } from './stage-types.ts';
import { withValue } from './doc-paths.ts';
import { compileFilter } from './basic.ts';
import { finder } from './join.ts';

const known = [
  'from',
  'startWith',
  'connectFromField',
  'connectToField',
  'as',
  'maxDepth',
  'depthField',
  'restrictSearchWithMatch',
];

const text = (spec: Doc, name: string): string => {
  const value = spec.get(name);
  if (value === undefined) {
    throw new MongoError(
      40105,
      "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
    );
  }
  if (typeof value !== 'string')
    throw new MongoError(40103, `expected string as argument for ${name}, found: ${kindOf(value)}`);
  return value;
};

const graphLookup: StageCompiler = (spec, stage) => {
  if (!(spec instanceof Map))
    throw new MongoError('FailedToParse', 'the $graphLookup stage specification must be an object');
  for (const name of spec.keys())
    if (!known.includes(name)) throw new MongoError(40104, `Unknown argument to $graphLookup: ${name}`);
  const { context, scope } = stage;
  const target = { db: context.db, coll: text(spec, 'from') };
  const as = pathParts(text(spec, 'as'));
  const [from, to] = [pathParts(text(spec, 'connectFromField')), pathParts(text(spec, 'connectToField'))];
  if (!spec.has('startWith')) text(spec, 'startWith');
  const start = scope.compile(spec.get('startWith'), scope);
  const depthField = spec.has('depthField') ? pathParts(text(spec, 'depthField')) : undefined;
  const limit = spec.get('maxDepth');
  if (limit !== undefined && !isNumber(limit))
    throw new MongoError(40100, `maxDepth requires numeric argument, found type: ${kindOf(limit)}`);
  const maxDepth = limit === undefined ? Infinity : (safeInteger(limit) ?? -1);
  if (maxDepth < 0) throw new MongoError(40101, `maxDepth requires a nonnegative argument`);
  const restrict = spec.get('restrictSearchWithMatch');
  const filter = restrict === undefined ? undefined : compileFilter(restrict, stage);
  return function* (input, vars) {
    const find = finder(context, target, to);
    const matcher = filter?.(vars);
    const search = (doc: Doc): Value[] => {
      const found = new Map<string, Doc>();
      let frontier: Value = start({ root: doc, current: doc, vars });
      for (let depth = 0; depth <= maxDepth; depth++) {
        const next: Value[] = [];
        for (const other of find(frontier)) {
          const key = encodeKey([other.get('_id')]).toString('latin1');
          if (found.has(key) || matcher?.matches(other) === false) continue;
          found.set(key, depthField === undefined ? other : withValue(other, depthField, Long.fromNumber(depth)));
          const onward = follow(other, from);
          if (onward !== undefined) next.push(...(Array.isArray(onward) ? onward : [onward]));
        }
        if (next.length === 0) break;
        frontier = next;
      }
      return [...found.values()];
    };
    for (const doc of input) yield withValue(doc, as, search(doc));
  };
};

/** `$graphLookup`. */
export const graphStages: StageTable = { $graphLookup: graphLookup };
