import { problem, type ProblemKey, type ProblemParams, type ValueProblem } from '@relance/kernel';
import {
  registerDecorator,
  type ValidationArguments,
  type ValidationError,
  type ValidationOptions,
} from 'class-validator';

/** What is wrong with a value: a problem of the list, a sentence of its own without a code, or null when nothing is. */
export type FieldCheck = (value: unknown) => ValueProblem | string | null;

/**
 * What a rule leaves with its failure: the problem under its very sentence, or the check to ask once more. class-validator merges the
 * contexts of rules that have one name, and would give the code of one to the sentence of the other.
 */
type RuleContext = { readonly [sentence: string]: ValueProblem | FieldCheck | undefined; readonly check?: FieldCheck };

/** Options of a rule of class-validator that refuses with a problem of the list: `@MaxLength(80, refusedAs('TOO_LONG', { max: 80 }))`. */
export function refusedAs<Key extends ProblemKey>(key: Key, ...params: ProblemParams<Key>): ValidationOptions {
  const told = problem(key, ...params);
  return { message: told.problem, context: { [told.problem]: told } satisfies RuleContext };
}

const asProblem = (found: ValueProblem | string): ValueProblem =>
  typeof found === 'string' ? { problem: found } : found;

/** Builds a decorator from one check that finds its own words. */
export function fieldRule(name: string, check: FieldCheck): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      options: { context: { check } satisfies RuleContext },
      validator: {
        validate: (value: unknown) => check(value) === null,
        defaultMessage: (given?: ValidationArguments) => asProblem(check(given?.value) ?? '').problem,
      },
    });
}

/** What a broken rule says: its sentence (without the property's name), with code and parameters where it is of the list. */
export function problemOfRule(error: ValidationError, rule: string, sentence: string): ValueProblem {
  const context: RuleContext = (error.contexts?.[rule] as RuleContext | undefined) ?? {}; // written by the decorators above
  const found = Object.hasOwn(context, sentence)
    ? (context[sentence] as ValueProblem) // as above: under a sentence stands its problem
    : context.check?.(error.value);
  return { ...(found && asProblem(found)), problem: withoutName(sentence, error.property) };
}

/** class-validator begins its sentences with the property's name; the field is said apart. */
const withoutName = (sentence: string, property: string): string =>
  sentence.startsWith(`${property} `) ? sentence.slice(property.length + 1) : sentence;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A list whose entries are objects, beside `@ValidateNested({ each: true })`: that one goes through a list inside the list entry by
 * entry, and an empty one passes for an object.
 */
export const EachIsObject = (): PropertyDecorator =>
  fieldRule('eachIsObject', (value) =>
    Array.isArray(value) && !value.every(isObject) ? 'each entry must be an object' : null,
  );
