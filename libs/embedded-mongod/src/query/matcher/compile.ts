import { type Doc, type Value } from '../../bson/value.ts';
import { compileExpression } from '../../aggregate/expression.ts';
import { MongoError } from '../../errors.ts';
import { isNumber, toNumber } from '../../bson/numeric.ts';
import { compileSchema } from '../json-schema.ts';
import { isReference } from './comparison.ts';
import { parseConditions, parseField } from './conditions.ts';
import { truthy } from './operators.ts';
import { type Hit, type Path, walk } from './path.ts';
import { type Condition, type DocTest, type FilterOptions, type ParseContext } from './types.ts';

export { type FilterOptions } from './types.ts';

/** A filter ready to be asked. */
export type Matcher = {
  /** Whether the document matches; `hit`, when given, receives the array index for the positional `$`. */
  matches(doc: Doc, hit?: Hit): boolean;
  /** The index of the array element that made the document match, if an array was walked through. */
  positional(doc: Doc): number | undefined;
  /** The top-level fields that it looks at; undefined where it may look at any. */
  readonly fields: ReadonlySet<string> | undefined;
};

const bad = (message: string): MongoError => new MongoError('BadValue', message);

/** A condition at a path as a test of a document. */
const atPath = (path: Path, condition: Condition): DocTest => {
  switch (condition.kind) {
    case 'leaf': {
      const { test, traverse } = condition;
      const only = path.length === 1 ? (path[0] as string) : undefined;
      if (only === undefined) return (doc, hit) => walk(doc, path, 0, test, traverse, undefined, hit);
      return (doc, hit) => {
        const value = doc.get(only);
        return Array.isArray(value) ? walk(doc, path, 0, test, traverse, undefined, hit) : test(value);
      };
    }
    case 'array':
      return (doc, hit) =>
        walk(doc, path, 0, (value) => Array.isArray(value) && condition.test(value, hit), false, undefined, hit);
    case 'not': {
      const test = atPath(path, condition.of);
      return (doc) => !test(doc);
    }
    case 'all': {
      const tests = condition.of.map((part) => atPath(path, part));
      return (doc, hit) => tests.every((test) => test(doc, hit));
    }
  }
};

const clauses = (operator: string, value: Value, context: ParseContext): DocTest[] => {
  if (!Array.isArray(value)) throw bad(`${operator} argument must be an array`);
  if (value.length === 0) throw bad(`${operator} argument must be a non-empty array`);
  return value.map((clause) => {
    if (!(clause instanceof Map)) throw bad(`${operator} argument's entries must be objects`);
    return context.parseFilter(clause);
  });
};

const expression = (value: Value, context: ParseContext): DocTest => {
  const evaluate = compileExpression(value, {
    let: context.let,
    vars: context.vars,
    now: context.now,
    random: context.random,
    order: context.collation,
  });
  return (doc) => truthy(evaluate(doc));
};

const sampleRate = (value: Value, context: ParseContext): DocTest => {
  if (!isNumber(value)) throw bad('argument to $sampleRate must be a numeric type');
  const rate = toNumber(value);
  if (!(rate >= 0 && rate <= 1)) throw bad(`numeric argument to $sampleRate must be in [0, 1]`);
  const random = context.random ?? Math.random;
  return () => random() < rate;
};

const topLevel = (operator: string, value: Value, context: ParseContext): DocTest | undefined => {
  switch (operator) {
    case '$and': {
      const tests = clauses(operator, value, context);
      return (doc, hit) => tests.every((test) => test(doc, hit));
    }
    case '$or': {
      const tests = clauses(operator, value, context);
      return (doc, hit) => tests.some((test) => test(doc, hit));
    }
    case '$nor': {
      const tests = clauses(operator, value, context);
      return (doc) => !tests.some((test) => test(doc));
    }
    case '$expr':
      return expression(value, context);
    case '$jsonSchema':
      return compileSchema(value);
    case '$comment':
      return undefined;
    case '$sampleRate':
      return sampleRate(value, context);
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    case '$where':
      throw bad('$where is not supported by this server');
    case '$text':
      throw new MongoError('IndexNotFound', 'text index required for $text query');
    default:
      throw bad(
        `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
};

const everyOf = (tests: readonly DocTest[]): DocTest => {
  if (tests.length === 0) return () => true;
  if (tests.length === 1) return tests[0] as DocTest;
  return (doc, hit) => {
    for (const test of tests) if (!test(doc, hit)) return false;
    return true;
  };
};

const parse = (filter: Doc, options: FilterOptions): DocTest => {
  const context: ParseContext = {
    ...options,
    parseFilter: (nested) => {
      const tests: DocTest[] = [];
      for (const [name, value] of nested) {
        // The parts of a DBRef are the only names with a dollar sign that are fields: they are asked to be equal.
        const test = isReference(name)
          ? atPath([name], parseField(new Map([['$eq', value]]), name === '$id' ? context : binary))
          : name.startsWith('$')
            ? topLevel(name, value, context)
            : atPath(name.split('.'), parseField(value, context));
        if (test !== undefined) tests.push(test);
      }
      return everyOf(tests);
    },
    parseConditions: (_name, operators) => parseConditions(operators, context),
  };
  const binary: ParseContext = { ...context, collation: undefined };
  return context.parseFilter(filter);
};

/** The top-level fields that a filter looks at; undefined where an expression or a schema may look at any. */
const fieldsOf = (filter: Doc): ReadonlySet<string> | undefined => {
  const fields = new Set<string>();
  const collect = (clause: Doc): boolean => {
    for (const [name, value] of clause) {
      if (name === '$and' || name === '$or' || name === '$nor') {
        if (!(value as readonly Doc[]).every(collect)) return false;
      } else if (name === '$expr' || name === '$jsonSchema') return false;
      else if (isReference(name) || !name.startsWith('$')) fields.add(name.split('.')[0] as string);
    }
    return true;
  };
  return collect(filter) ? fields : undefined;
};

/**
 * Reads a filter once, so that documents can be asked quickly.
 * @throws MongoError 2 BadValue for unknown operators and wrong arguments, 9 FailedToParse, 17276 for an undefined variable.
 */
export const compileMatcher = (filter: Doc, options: FilterOptions = {}): Matcher => {
  const test = parse(filter, options);
  return {
    matches: test,
    positional: (doc) => {
      const hit: Hit = { index: undefined };
      return test(doc, hit) ? hit.index : undefined;
    },
    fields: fieldsOf(filter),
  };
};

/** A filter over a single value instead of a document: `$pull` and `arrayFilters` ask array elements this way. */
export const compileFieldTest = (path: string, value: Value, options: FilterOptions = {}): Matcher =>
  compileMatcher(new Map([[path, value]]), options);
