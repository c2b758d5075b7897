import { typeName } from '../bson/type-of.ts';
import { MongoError } from '../errors.ts';
import { type Doc, type Value } from './expression-values.ts';
import { type Env, type Expr, type Operator, type Scope } from './expression-types.ts';

/** A type's name in an expression's error message. */
export const kindOf = (value: Value): string => (value === undefined ? 'missing' : typeName(value));

/** Compiles an operator's operands and checks how many there are. */
export const operands = (argument: Value, scope: Scope, name: string, min: number, max = min): Expr[] => {
  const list = Array.isArray(argument) ? argument : [argument];
  if (list.length < min || list.length > max) {
    throw min === max
      ? new MongoError(16020, `Expression ${name} takes exactly ${min} arguments. ${list.length} were passed in.`)
      : new MongoError(
          28667,
          `Expression ${name} takes at least ${min} arguments, and at most ${max}, but ${list.length} were passed in.`,
        );
  }
  return list.map((item) => scope.compile(item, scope));
};

/** An operator of one operand. */
export const unary =
  (apply: (value: Value, name: string, scope: Scope) => Value): Operator =>
  (argument, scope, name) => {
    const [operand] = operands(argument, scope, name, 1) as [Expr];
    return (env) => apply(operand(env), name, scope);
  };

/** An operator of two operands. */
export const binary =
  (apply: (a: Value, b: Value, name: string, scope: Scope) => Value): Operator =>
  (argument, scope, name) => {
    const [left, right] = operands(argument, scope, name, 2) as [Expr, Expr];
    return (env) => apply(left(env), right(env), name, scope);
  };

/** An operator of a number of operands between two bounds. */
export const nary =
  (min: number, max: number, apply: (values: Value[], name: string, scope: Scope) => Value): Operator =>
  (argument, scope, name) => {
    const list = operands(argument, scope, name, min, max);
    return (env) => apply(evaluateAll(list, env), name, scope);
  };

/** Evaluates every expression of a list. */
export const evaluateAll = (list: readonly Expr[], env: Env): Value[] => list.map((expr) => expr(env));

/** Fields of an operator that takes an object, as compiled by {@link namedOperands}. */
export type Named = Readonly<Record<string, Expr | undefined>>;

type Rules = {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Codes of the refusals: not an object, unknown field, missing field. */
  readonly notObject: number;
  readonly unknown: number;
  readonly missing: number;
};

/** Compiles an operator's named arguments and refuses unknown and missing ones. */
export const namedOperands = (argument: Value, scope: Scope, name: string, rules: Rules): Named => {
  if (!(argument instanceof Map)) {
    throw new MongoError(rules.notObject, `${name} only supports an object as its argument, found ${kindOf(argument)}`);
  }
  const known = [...rules.required, ...(rules.optional ?? [])];
  for (const field of (argument as Doc).keys()) {
    if (!known.includes(field)) throw new MongoError(rules.unknown, `Unrecognized argument to ${name}: ${field}`);
  }
  for (const field of rules.required) {
    if (!argument.has(field)) throw new MongoError(rules.missing, `Missing '${field}' parameter to ${name}`);
  }
  return Object.fromEntries(
    known.filter((field) => argument.has(field)).map((field) => [field, scope.compile(argument.get(field), scope)]),
  );
};
