import { show } from '../bson/show.ts';
import { type Timestamp } from 'bson';
import { type Doc, type StringOrder, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { type Env, type Expr, type Frame, type Operator, type OperatorTable, type Scope } from './expression-types.ts';
import { arithmeticOperators } from './operators/arithmetic.ts';
import { arrayOrderOperators } from './operators/array-order.ts';
import { arrayOperators } from './operators/array.ts';
import { comparisonOperators } from './operators/comparison.ts';
import { controlOperators, userVariable } from './operators/control.ts';
import { convertOperators } from './operators/convert.ts';
import { dateArithmeticOperators } from './operators/date-arithmetic.ts';
import { dateOperators } from './operators/date.ts';
import { functionOperators } from './operators/functions.ts';
import { iterateOperators } from './operators/iterate.ts';
import { regexOperators } from './operators/regex.ts';
import { setOperators } from './operators/sets.ts';
import { textOperators } from './operators/text.ts';
import { totalOperators } from './operators/totals.ts';
import { compilePath } from './field-path.ts';
import { fold } from './fold.ts';

/** What an expression is compiled with. */
export type ExpressionOptions = {
  /** Values of the command's `let`. */
  readonly let?: Doc;
  /** Variables already bound, by `$lookup`'s `let` for example. */
  readonly vars?: Frame;
  readonly now?: Date;
  readonly clusterTime?: Timestamp;
  readonly random?: () => number;
  readonly order?: StringOrder;
  /** Whether operators of constants are worked out while they are read. */
  readonly folds?: boolean;
};

const tables: readonly OperatorTable[] = [
  arithmeticOperators,
  arrayOperators,
  arrayOrderOperators,
  comparisonOperators,
  controlOperators,
  convertOperators,
  dateArithmeticOperators,
  dateOperators,
  functionOperators,
  iterateOperators,
  regexOperators,
  setOperators,
  textOperators,
  totalOperators,
];

const operators = new Map<string, Operator>(tables.flatMap((table) => Object.entries(table)));

const objectOf = (spec: Doc, scope: Scope): Expr => {
  const fields = [...spec].map(([name, value]) => {
    if (name.startsWith('$')) {
      throw new MongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    }
    if (name.includes('.')) {
      throw new MongoError(16405, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
    }
    return [name, compile(value, scope)] as const;
  });
  return (env) => {
    const out: Doc = new Map();
    for (const [name, expr] of fields) {
      const value = expr(env);
      if (value !== undefined) out.set(name, value);
    }
    return out;
  };
};

const compile = (spec: Value, scope: Scope): Expr => {
  if (typeof spec === 'string') return spec.startsWith('$') ? compilePath(spec, scope) : () => spec;
  if (Array.isArray(spec)) {
    const items = spec.map((item) => compile(item, scope));
    return (env) => items.map((item) => item(env) ?? null);
  }
  if (!(spec instanceof Map)) return () => spec;
  const first = spec.keys().next().value;
  if (first === undefined || !first.startsWith('$')) return objectOf(spec, scope);
  if (spec.size !== 1) {
    throw new MongoError(15983, `an object representing an expression must have exactly one field: ${show(spec)}`);
  }
  const operator = operators.get(first);
  if (operator === undefined) throw new MongoError('InvalidPipelineOperator', `Unrecognized expression '${first}'`);
  const expr = operator(spec.get(first), scope, first);
  return scope.folds === true ? fold(first, spec.get(first), expr) : expr;
};

/** Whether an expression operator of this name exists. */
export const isExpressionOperator = (name: string): boolean => operators.has(name);

/** The names of all expression operators. */
export const expressionOperators = (): string[] => [...operators.keys()];

const systemNames = [
  'ROOT',
  'CURRENT',
  'NOW',
  'CLUSTER_TIME',
  'REMOVE',
  'DESCEND',
  'PRUNE',
  'KEEP',
  'SEARCH_META',
  'USER_ROLES',
];

/** The scope that options open: the system's variables and those given. */
export const scopeOf = (options: ExpressionOptions): Scope => {
  const names = new Set(systemNames);
  for (let frame = framesOf(options); frame !== undefined; frame = frame.next) names.add(frame.name);
  const { now, clusterTime, random, order, folds } = options;
  return { names, now, clusterTime, random, order, folds, compile };
};

/** The variables that options bind: those of `let` around nothing, or those already there. */
export const framesOf = (options: ExpressionOptions): Frame | undefined => {
  let frames = options.vars;
  for (const [name, value] of options.let ?? []) {
    userVariable(name);
    const expr = compile(value, { names: new Set(systemNames), now: options.now, compile });
    frames = { name, value: expr({ root: new Map(), current: new Map(), vars: undefined }), next: frames };
  }
  return frames;
};

/**
 * Compiles an aggregation expression. The result takes a document and gives a value, undefined for "missing".
 * @throws MongoError 168 for an unknown operator, 17276 for an undefined variable, 16020 for a wrong number of operands …
 */
export const compileExpression = (spec: Value, options: ExpressionOptions = {}): ((doc: Value) => Value) => {
  const vars = framesOf(options);
  const expr = compile(spec, scopeOf(options));
  return (doc) => expr({ root: doc, current: doc, vars } satisfies Env);
};
