import { MongoError } from '../../errors.ts';
import { safeInteger } from '../../bson/numeric.ts';
import { kindOf } from '../expression-arguments.ts';
import { type Env, type Expr, type Operator, type OperatorTable, type Scope } from '../expression-types.ts';
import { type Doc, nullish, truthy, type Value } from '../expression-values.ts';
import { bind, userVariable, withNames } from './control.ts';

const fields = (
  argument: Value,
  name: string,
  allowed: readonly string[],
  required: readonly string[],
  code: number,
): Doc => {
  if (!(argument instanceof Map)) throw new MongoError(code, `${name} only supports an object as its argument`);
  for (const field of argument.keys()) {
    if (!allowed.includes(field)) throw new MongoError(code + 1, `Unrecognized parameter to ${name}: ${field}`);
  }
  required.forEach((field, index) => {
    if (!argument.has(field)) throw new MongoError(code + 2 + index, `Missing '${field}' parameter to ${name}`);
  });
  return argument;
};

const variableOf = (spec: Doc): string => {
  const name = spec.has('as') ? spec.get('as') : 'this';
  if (typeof name !== 'string') throw new MongoError('TypeMismatch', `'as' must be a string, found ${kindOf(name)}`);
  userVariable(name);
  return name;
};

const array = (value: Value, message: string, code: number): Value[] => {
  if (!Array.isArray(value)) throw new MongoError(code, `${message} ${kindOf(value)}`);
  return value;
};

const map: Operator = (argument, scope, name) => {
  const spec = fields(argument, name, ['input', 'as', 'in'], ['input', 'in'], 16878);
  const variable = variableOf(spec);
  const input = scope.compile(spec.get('input'), scope);
  const body = scope.compile(spec.get('in'), withNames(scope, [variable]));
  return (env) => {
    const items = input(env);
    if (nullish(items)) return null;
    return array(items, 'input to $map must be an array not', 16883).map(
      (item) => body(bind(env, variable, item)) ?? null,
    );
  };
};

const filter: Operator = (argument, scope, name) => {
  const spec = fields(argument, name, ['input', 'as', 'cond', 'limit'], ['input', 'cond'], 28646);
  const variable = variableOf(spec);
  const input = scope.compile(spec.get('input'), scope);
  const cond = scope.compile(spec.get('cond'), withNames(scope, [variable]));
  const limit = spec.has('limit') ? scope.compile(spec.get('limit'), scope) : undefined;
  return (env) => {
    const items = input(env);
    if (nullish(items)) return null;
    const most = limitOf(limit, env);
    const kept: Value[] = [];
    for (const item of array(items, 'input to $filter must be an array not', 28651)) {
      if (kept.length >= most) break;
      if (truthy(cond(bind(env, variable, item)))) kept.push(item);
    }
    return kept;
  };
};

const limitOf = (limit: Expr | undefined, env: Env): number => {
  const value = limit?.(env);
  if (nullish(value)) return Infinity;
  const most = safeInteger(value);
  if (most === undefined || most <= 0)
    throw new MongoError(327392, '$filter: limit must be represented as a positive 32-bit integral value');
  return most;
};

const reduce: Operator = (argument, scope: Scope, name) => {
  const spec = fields(argument, name, ['input', 'initialValue', 'in'], ['input', 'initialValue', 'in'], 40075);
  const input = scope.compile(spec.get('input'), scope);
  const start = scope.compile(spec.get('initialValue'), scope);
  const body = scope.compile(spec.get('in'), withNames(scope, ['this', 'value']));
  return (env) => {
    const items = input(env);
    if (nullish(items)) return null;
    return array(items, "$reduce requires that 'input' be an array, found:", 40080).reduce<Value>(
      (value, item) => body(bind(bind(env, 'this', item), 'value', value)) ?? null,
      start(env),
    );
  };
};

/** `$map`, `$filter`, `$reduce`: an expression for each element. */
export const iterateOperators: OperatorTable = { $map: map, $filter: filter, $reduce: reduce };
