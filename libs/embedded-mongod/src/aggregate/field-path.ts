import { MongoError } from '../errors.ts';
import { type Doc, type Value } from './expression-values.ts';
import { type Env, type Expr, type Frame, type Scope } from './expression-types.ts';

/**
 * Cuts a dotted field path, as aggregation allows it.
 * @throws MongoError 40352, 40353, 15998, 16410 for empty parts, a trailing dot, a dollar sign in front.
 */
export const pathParts = (text: string): string[] => {
  if (text === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string');
  if (text.endsWith('.')) throw new MongoError(40353, "FieldPath must not end with a '.'.");
  const parts = text.split('.');
  for (const part of parts) {
    if (part === '') throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$')) {
      throw new MongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    }
    if (part.includes('\0')) throw new MongoError(16411, "FieldPath field names may not contain '\\0'.");
  }
  return parts;
};

/** Follows a path; through an array it gathers what each subdocument has. */
export const follow = (value: Value, parts: readonly string[], at = 0): Value => {
  let current = value;
  for (let index = at; index < parts.length; index++) {
    if (Array.isArray(current)) return gather(current, parts, index);
    if (!(current instanceof Map)) return undefined;
    current = (current as Doc).get(parts[index] as string);
  }
  return current;
};

const gather = (items: readonly Value[], parts: readonly string[], at: number): Value[] => {
  const found: Value[] = [];
  for (const item of items) {
    if (!(item instanceof Map)) continue;
    const value = follow(item, parts, at);
    if (value !== undefined) found.push(value);
  }
  return found;
};

const lookup = (frames: Frame | undefined, name: string): Value => {
  for (let frame = frames; frame !== undefined; frame = frame.next) if (frame.name === name) return frame.value;
  return undefined;
};

const system = (name: string, scope: Scope): Expr | undefined => {
  switch (name) {
    case 'ROOT':
      return (env) => env.root;
    case 'CURRENT':
      return (env) => env.current;
    case 'REMOVE':
      return () => undefined;
    case 'NOW': {
      const now = scope.now ?? new Date();
      return () => now;
    }
    case 'CLUSTER_TIME': {
      if (scope.clusterTime === undefined)
        throw new MongoError(51144, "Builtin variable '$$CLUSTER_TIME' is not available");
      const time = scope.clusterTime;
      return () => time;
    }
    case 'DESCEND':
    case 'PRUNE':
    case 'KEEP': {
      const decision = name.toLowerCase();
      return () => decision;
    }
    case 'USER_ROLES':
      return () => [];
    default:
      return undefined;
  }
};

/** Compiles `$a.b` or `$$name.a.b`. @throws MongoError 17276 for a variable that is not bound. */
export const compilePath = (text: string, scope: Scope): Expr => {
  if (!text.startsWith('$$')) {
    if (text === '$') throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
    const parts = pathParts(text.slice(1));
    const [only] = parts;
    if (parts.length === 1) {
      return ({ current }: Env) => (current instanceof Map ? current.get(only as string) : follow(current, parts));
    }
    return (env) => follow(env.current, parts);
  }
  const dot = text.indexOf('.');
  const name = dot < 0 ? text.slice(2) : text.slice(2, dot);
  if (name === '') throw new MongoError('FailedToParse', 'empty variable names are not allowed');
  if (!scope.names.has(name)) throw new MongoError(17276, `Use of undefined variable: ${name}`);
  const variable = system(name, scope) ?? ((env: Env): Value => lookup(env.vars, name));
  if (dot < 0) return variable;
  const parts = pathParts(text.slice(dot + 1));
  return (env) => follow(variable(env), parts);
};
