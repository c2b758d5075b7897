import { Double } from 'bson';
import { MongoError } from '../../errors.ts';
import { show } from '../../bson/show.ts';
import { kindOf, operands } from '../expression-arguments.ts';
import { type Env, type Expr, type Frame, type Operator, type OperatorTable, type Scope } from '../expression-types.ts';
import { type Doc, truthy, type Value } from '../expression-values.ts';

const cond: Operator = (argument, scope, name) => {
  let parts: readonly Value[];
  if (argument instanceof Map) {
    for (const field of argument.keys()) {
      if (!['if', 'then', 'else'].includes(field))
        throw new MongoError(17083, `Unrecognized parameter to $cond: ${field}`);
    }
    parts = ['if', 'then', 'else'].map((field, index) => {
      if (!argument.has(field)) throw new MongoError(17080 + index, `Missing '${field}' parameter to $cond`);
      return argument.get(field);
    });
  } else parts = argument as readonly Value[];
  const [when, then, otherwise] = operands(parts as Value[], scope, name, 3) as [Expr, Expr, Expr];
  return (env) => (truthy(when(env)) ? then(env) : otherwise(env));
};

const branch = (spec: Value, scope: Scope): { readonly when: Expr; readonly then: Expr } => {
  if (!(spec instanceof Map))
    throw new MongoError(40062, `$switch expected each branch to be an object, found: ${kindOf(spec)}`);
  for (const field of spec.keys()) {
    if (field !== 'case' && field !== 'then')
      throw new MongoError(40063, `$switch found an unknown argument to a branch: ${field}`);
  }
  if (!spec.has('case')) throw new MongoError(40064, "$switch requires each branch have a 'case' expression");
  if (!spec.has('then')) throw new MongoError(40065, "$switch requires each branch have a 'then' expression.");
  return { when: scope.compile(spec.get('case'), scope), then: scope.compile(spec.get('then'), scope) };
};

const choose: Operator = (argument, scope) => {
  if (!(argument instanceof Map))
    throw new MongoError(40060, `$switch requires an object as an argument, found: ${kindOf(argument)}`);
  for (const field of argument.keys()) {
    if (field !== 'branches' && field !== 'default')
      throw new MongoError(40067, `$switch found an unknown argument: ${field}`);
  }
  const branches = argument.get('branches');
  if (argument.has('branches') && !Array.isArray(branches)) {
    throw new MongoError(40061, `$switch expected an array for 'branches', found: ${kindOf(branches)}`);
  }
  const list = ((branches ?? []) as Value[]).map((item) => branch(item, scope));
  if (list.length === 0) throw new MongoError(40068, '$switch requires at least one branch.');
  const otherwise = argument.has('default') ? scope.compile(argument.get('default'), scope) : undefined;
  return (env) => {
    const taken = list.find(({ when }) => truthy(when(env)));
    if (taken !== undefined) return taken.then(env);
    if (otherwise === undefined) {
      throw new MongoError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    }
    return otherwise(env);
  };
};

/** Checks the name of a variable that a pipeline binds. */
export const userVariable = (name: string): void => {
  if (name === '') throw new MongoError('FailedToParse', 'empty variable names are not allowed');
  if (!/^[a-z\u0080-\uffff]/.test(name) && name !== 'CURRENT') {
    throw new MongoError('FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
  }
  const wrong = /[^A-Za-z0-9_\u0080-\uffff]/.exec(name);
  if (wrong !== null)
    throw new MongoError('FailedToParse', `'${name}' contains an invalid character for a variable name: '${wrong[0]}'`);
};

/** A scope in which further variables exist. */
export const withNames = (scope: Scope, names: Iterable<string>): Scope => ({
  ...scope,
  names: new Set([...scope.names, ...names]),
});

/** An environment in which a variable has a value. */
export const bind = (env: Env, name: string, value: Value): Env => ({ ...env, vars: { name, value, next: env.vars } });

const letIn: Operator = (argument, scope) => {
  if (!(argument instanceof Map)) throw new MongoError(16874, '$let only supports an object as its argument');
  for (const field of argument.keys()) {
    if (field !== 'vars' && field !== 'in') throw new MongoError(16875, `Unrecognized parameter to $let: ${field}`);
  }
  if (!argument.has('vars')) throw new MongoError(16876, "Missing 'vars' parameter to $let");
  if (!argument.has('in')) throw new MongoError(16877, "Missing 'in' parameter to $let");
  const vars = argument.get('vars');
  if (!(vars instanceof Map)) throw new MongoError(10065, `invalid parameter: expected an object (vars)`);
  const bound = [...vars].map(([name, value]) => {
    userVariable(name);
    return { name, expr: scope.compile(value, scope) };
  });
  const body = scope.compile(argument.get('in'), withNames(scope, vars.keys()));
  return (env) => {
    let frames: Frame | undefined = env.vars;
    let current = env.current;
    for (const { name, expr } of bound) {
      const value = expr(env);
      if (name === 'CURRENT') current = value;
      else frames = { name, value, next: frames };
    }
    return body({ root: env.root, current, vars: frames });
  };
};

const fieldName = (spec: Value, operator: string): string => {
  const value = spec instanceof Map && spec.has('$literal') ? spec.get('$literal') : spec;
  if (typeof value === 'string' && (!value.startsWith('$') || value !== spec)) return value;
  if (typeof value === 'string')
    throw new MongoError(4161108, `'${value}' starts with '$'; use $literal to name such a field in ${operator}`);
  throw new MongoError(
    4161106,
    `${operator} requires 'field' to evaluate to a constant String, but got ${kindOf(value)}`,
  );
};

const getField: Operator = (argument, scope) => {
  const named = argument instanceof Map && (argument.has('field') || argument.has('input'));
  const fields = named ? (argument as Doc) : new Map<string, Value>([['field', argument]]);
  for (const name of fields.keys()) {
    if (name !== 'field' && name !== 'input')
      throw new MongoError(3041701, `$getField found an unknown argument: ${name}`);
  }
  if (!fields.has('field')) throw new MongoError(3041702, "$getField requires 'field' to be specified");
  const spec = fields.get('field');
  const field = scope.compile(spec, scope);
  const input = fields.has('input') ? scope.compile(fields.get('input'), scope) : (env: Env): Value => env.current;
  return (env) => {
    const name = field(env);
    if (typeof name !== 'string') {
      throw new MongoError(3041704, `$getField requires 'field' to evaluate to type String, but got ${kindOf(name)}`);
    }
    const target = input(env);
    return target instanceof Map ? target.get(name) : target === null ? null : undefined;
  };
};

const setField =
  (remove: boolean): Operator =>
  (argument, scope, operator) => {
    if (!(argument instanceof Map))
      throw new MongoError(4161100, `${operator} only supports an object as its argument`);
    const known = remove ? ['field', 'input'] : ['field', 'input', 'value'];
    for (const name of argument.keys()) {
      if (!known.includes(name)) throw new MongoError(4161101, `${operator} found an unknown argument: ${name}`);
    }
    for (const name of known) {
      if (!argument.has(name)) throw new MongoError(4161102, `${operator} requires '${name}' to be specified`);
    }
    const field = fieldName(argument.get('field'), operator);
    const input = scope.compile(argument.get('input'), scope);
    const value = remove ? (): Value => undefined : scope.compile(argument.get('value'), scope);
    return (env) => {
      const target = input(env);
      if (target === null || target === undefined) return null;
      if (!(target instanceof Map))
        throw new MongoError(4161105, `${operator} requires 'input' to evaluate to type Object`);
      const out: Doc = new Map(target);
      const result = value(env);
      if (result === undefined) out.delete(field);
      else out.set(field, result);
      return out;
    };
  };

const refused =
  (why: string): Operator =>
  () => {
    throw new MongoError('CommandNotSupported', why);
  };

/** Conditions, variables, literals, fields by computed name. */
export const controlOperators: OperatorTable = {
  $cond: cond,
  $switch: choose,
  $let: letIn,
  $literal: (argument) => () => argument,
  $const: (argument) => () => argument,
  $expr: (argument, scope, name) => {
    const [operand] = operands(argument, scope, name, 1) as [Expr];
    return operand;
  },
  $getField: getField,
  $setField: setField(false),
  $unsetField: setField(true),
  $rand: (argument, scope) => {
    if (!(argument instanceof Map || (Array.isArray(argument) && argument.length === 0)))
      throw new MongoError(10065, 'invalid parameter: expected an object ($rand)');
    if ([...argument].length > 0) {
      throw new MongoError(3040501, `$rand does not currently accept arguments: ${show(argument)}`);
    }
    const random = scope.random ?? Math.random;
    return () => new Double(random());
  },
  $meta: (argument) => {
    if (argument === 'textScore' || argument === 'indexKey' || argument === 'recordId' || argument === 'sortKey')
      return () => undefined;
    throw new MongoError(17308, `Unsupported argument to $meta: ${show(argument)}`);
  },
  $function: refused('$function is not supported: this server runs no JavaScript'),
  $accumulator: refused('$accumulator is not supported: this server runs no JavaScript'),
  $toHashedIndexKey: refused('$toHashedIndexKey is not supported by this server'),
  $where: refused('$where is not supported: this server runs no JavaScript'),
};
