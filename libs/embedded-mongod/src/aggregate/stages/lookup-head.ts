import { isNumber } from '../../bson/numeric.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { type Env, type Expr, type Scope } from '../expression-types.ts';

/** What a sub-pipeline's first stage asks of the documents it reads, so that an index can find them. */
export type HeadFilter = (env: Env) => Doc | undefined;

type Equality = { readonly field: string; readonly value: Expr };

const isPath = (value: Value): value is string => typeof value === 'string' && /^\$[^$]/.test(value);

/** Whether equality to the value in an expression and in a filter find the same plain fields. */
const isPlain = (value: Value): boolean =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  value instanceof Date ||
  isNumber(value) ||
  (typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'ObjectId');

/** A side that does not look at the document read: a variable bound outside, or a literal. */
const outside = (side: Value, scope: Scope, names: ReadonlySet<string>): Expr | undefined => {
  if (typeof side === 'string' && side.startsWith('$$')) {
    return names.has(side.slice(2).split('.')[0] as string) ? scope.compile(side, scope) : undefined;
  }
  return isPlain(side) && !isPath(side) ? () => side : undefined;
};

const equalitiesIn = (expression: Value, scope: Scope, names: ReadonlySet<string>): Equality[] => {
  if (!(expression instanceof Map)) return [];
  const parts = expression.get('$and');
  if (Array.isArray(parts)) return parts.flatMap((part) => equalitiesIn(part, scope, names));
  const sides = expression.get('$eq');
  if (!Array.isArray(sides) || sides.length !== 2) return [];
  for (const [field, other] of [sides, [...sides].reverse()]) {
    const value = isPath(field) ? outside(other, scope, names) : undefined;
    if (value !== undefined) return [{ field: (field as string).slice(1), value }];
  }
  return [];
};

/** Whether an expression stands somewhere in a condition: it may look at variables that only the stage itself knows. */
const hasExpression = (condition: Value): boolean => {
  if (Array.isArray(condition)) return condition.some(hasExpression);
  return condition instanceof Map && [...condition].some(([name, part]) => name === '$expr' || hasExpression(part));
};

/** The conditions of a filter that need no expression; of an `$and` its parts. */
const withoutExpressions = (filter: Doc): Doc => {
  const kept = [...filter].flatMap(([name, condition]): [string, Value][] => {
    if (!hasExpression(condition) && name !== '$expr') return [[name, condition]];
    if (name !== '$and' || !Array.isArray(condition)) return [];
    const parts = condition.filter((part) => part instanceof Map && !hasExpression(part));
    return parts.length > 0 ? [[name, parts]] : [];
  });
  return new Map(kept);
};

/**
 * Reads the first stage of a sub-pipeline. The filter it gives is only a hint for reading: it lets through at least
 * what the stage itself would, and the stage runs all the same.
 * @param names the variables that the stage around binds.
 */
export const headFilter = (
  pipeline: readonly Value[],
  scope: Scope,
  names: ReadonlySet<string>,
  hasIndex: (field: string) => boolean,
): HeadFilter | undefined => {
  const [first] = pipeline;
  const filter = first instanceof Map ? first.get('$match') : undefined;
  if (!(filter instanceof Map)) return undefined;
  const plain = withoutExpressions(filter);
  const equalities = equalitiesIn(filter.get('$expr'), scope, names).filter(({ field }) => hasIndex(field));
  if (plain.size + equalities.length === 0) return undefined;
  return (env) => {
    const out: Doc = new Map(plain);
    for (const { field, value } of equalities) {
      const wanted = value(env);
      if (isPlain(wanted) && !out.has(field)) out.set(field, new Map([['$eq', wanted]]));
    }
    return out.size === 0 ? undefined : out;
  };
};
