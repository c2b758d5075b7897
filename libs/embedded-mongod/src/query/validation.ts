import { Int32 } from 'bson';
import { compileExpression } from '../aggregate/expression.ts';
import { doc, type Doc, type Value } from '../bson/value.ts';
import { typeName } from '../bson/type-of.ts';
import { readSchema } from './json-schema.ts';
import { compileMatcher, type FilterOptions } from './matcher/compile.ts';
import { isOperators } from './matcher/conditions.ts';
import { valueAt } from './matcher/path.ts';

/** Says why a document fails a validator, in the shape of MongoDB's `errInfo.details`; undefined when it passes. */
export type Explain = (document: Doc) => Doc | undefined;

const reasons: Readonly<Record<string, string>> = {
  $in: 'no matching value found in array',
  $nin: 'matching value found in array',
  $exists: 'path does not exist',
  $type: 'type did not match',
  $size: 'array length was not equal to given size',
  $regex: 'regular expression did not match',
  $mod: '$mod did not evaluate to expected remainder',
  $all: 'array did not contain all specified values',
  $elemMatch: 'array did not satisfy the child predicate',
  $ne: 'comparison succeeded',
  $not: 'child expression matched',
};

const leaf = (path: string, operator: string, written: Value, options: FilterOptions): Explain => {
  const filter: Doc = new Map([[path, written]]);
  const matcher = compileMatcher(filter, options);
  return (document) => {
    if (matcher.matches(document)) return undefined;
    const considered = valueAt(document, path.split('.'));
    const out = doc({ operatorName: operator, specifiedAs: filter });
    if (considered === undefined) {
      return out.set('reason', operator === '$exists' ? 'path does not exist' : 'field was missing');
    }
    out.set('reason', operator === '$exists' ? 'path does exist' : (reasons[operator] ?? 'comparison failed'));
    out.set('consideredValue', considered);
    if (operator === '$type') out.set('consideredType', typeName(considered));
    return out;
  };
};

const field = (path: string, value: Value, options: FilterOptions): Explain[] => {
  if (!isOperators(value)) return [leaf(path, '$eq', value, options)];
  return [...value]
    .filter(([operator]) => operator !== '$options')
    .map(([operator, argument]) => {
      const written: Doc = new Map([[operator, argument]]);
      if (operator === '$regex' && value.has('$options')) written.set('$options', value.get('$options'));
      return leaf(path, operator, written, options);
    });
};

const clausesOf =
  (operator: string, parts: readonly Explain[], fails: (failed: number) => boolean): Explain =>
  (document) => {
    const failed = parts
      .map((part, index) => ({ index, details: part(document) }))
      .filter((entry): entry is { index: number; details: Doc } => entry.details !== undefined);
    if (!fails(failed.length)) return undefined;
    const clauses = failed.map(({ index, details }) => doc({ index: new Int32(index), details }));
    return doc({ operatorName: operator, clausesNotSatisfied: clauses });
  };

const all = (parts: readonly Explain[]): Explain =>
  parts.length === 1 ? (parts[0] as Explain) : clausesOf('$and', parts, (failed) => failed > 0);

const expression = (spec: Value, options: FilterOptions): Explain => {
  const evaluate = compileExpression(spec, { now: options.now, order: options.collation });
  const matcher = compileMatcher(new Map([['$expr', spec]]), options);
  return (document) =>
    matcher.matches(document)
      ? undefined
      : doc({
          operatorName: '$expr',
          specifiedAs: doc({ $expr: spec }),
          reason: 'expression did not match',
          expressionResult: evaluate(document) ?? null,
        });
};

const schema = (spec: Value): Explain => {
  const { failures } = readSchema(spec);
  return (document) => {
    const rules = failures(document);
    if (rules.length === 0) return undefined;
    const out: Doc = new Map([['operatorName', '$jsonSchema']]);
    for (const note of ['title', 'description'])
      if (spec instanceof Map && spec.has(note)) out.set(note, spec.get(note));
    return out.set('schemaRulesNotSatisfied', rules);
  };
};

const topLevel = (operator: string, value: Value, options: FilterOptions): Explain => {
  const clauses = (): Explain[] => (value as Value[]).map((clause) => explainFilter(clause as Doc, options));
  switch (operator) {
    case '$jsonSchema':
      return schema(value);
    case '$expr':
      return expression(value, options);
    case '$and':
      return clausesOf('$and', clauses(), (failed) => failed > 0);
    case '$or': {
      const parts = clauses();
      return clausesOf('$or', parts, (failed) => failed === parts.length);
    }
    case '$nor': {
      const parts = clauses();
      return (document) => {
        const satisfied = parts
          .map((part, index) => ({ index, ok: part(document) === undefined }))
          .filter(({ ok }) => ok);
        if (satisfied.length === 0) return undefined;
        return doc({
          operatorName: '$nor',
          clausesSatisfied: satisfied.map(({ index }) => doc({ index: new Int32(index) })),
        });
      };
    }
    default:
      return () => undefined;
  }
};

const explainFilter = (filter: Doc, options: FilterOptions): Explain => {
  compileMatcher(filter, options);
  return all(
    [...filter].flatMap(([name, value]) =>
      name.startsWith('$') ? [topLevel(name, value, options)] : field(name, value, options),
    ),
  );
};

/**
 * Reads a collection's validator.
 * @throws MongoError for a validator MongoDB refuses.
 */
export const explainValidation = (validator: Doc, options: FilterOptions = {}): Explain => {
  const matcher = compileMatcher(validator, options);
  const explain = explainFilter(validator, options);
  return (document) => (matcher.matches(document) ? undefined : (explain(document) ?? new Map()));
};
