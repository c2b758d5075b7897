import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { DomainError, type FieldProblem, problem } from '@relance/kernel';
import { type ValidationError } from 'class-validator';
import { problemOfRule } from './field-rule.ts';

/** Every bad field with its path (`contacts.0.phone`) and what it should be. */
export function fieldProblems(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = parent ? `${parent}.${error.property}` : error.property;
    return [...ownProblem(field, error), ...fieldProblems(error.children ?? [], field)];
  });
}

/** Rules about the kind of a value: what else is wrong with a value of the wrong kind says nothing. */
const kindRules = ['isDefined', 'isString', 'isObject', 'isArray', 'isInt', 'isNumber', 'isBoolean'];

/**
 * One sentence a field. A field that is not there "must be given", unless a rule says more exactly what must be given; a value of the
 * wrong kind is told its kind; else the rule written first speaks (they are listed from the last).
 */
function ownProblem(field: string, error: ValidationError): FieldProblem[] {
  const broken = Object.entries(error.constraints ?? {}).reverse();
  if (broken.length === 0) return [];
  const told = broken.map(([rule, sentence]) => ({ rule, found: problemOfRule(error, rule, sentence) }));
  if (told.some(({ rule }) => rule === 'whitelistValidation')) return [{ field, ...problem('NOT_KNOWN_HERE') }];
  if (error.value === undefined) {
    const exact = told.find(({ found }) => /\bgiven\b/.test(found.problem));
    return [{ field, ...(exact?.found ?? problem('MISSING')) }];
  }
  const kind = told.find(({ rule }) => kindRules.includes(rule));
  const { found } = kind ?? told[0] ?? {};
  return found ? [{ field, ...found }] : [];
}

export const validationFailed = (problems: readonly FieldProblem[]): DomainError =>
  new DomainError('malformed', 'VALIDATION_FAILED', 'Some fields are not right.', problems);

/** Refuses unknown fields, names every bad one, and hands controllers real DTO instances. */
@Injectable()
export class RelanceValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: false,
      exceptionFactory: (errors) => validationFailed(fieldProblems(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A part of the path is read by its own pipe, as it was written: made a number here, `1e0` and `01` would be days too.
    if (metadata.type === 'param') return value;
    const isDto =
      metadata.metatype !== undefined && ![String, Number, Boolean, Array, Object].includes(metadata.metatype as never);
    if (metadata.type === 'body' && isDto && value !== undefined && !isPlainObject(value)) {
      throw validationFailed([{ field: 'body', problem: 'must be an object' }]);
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
