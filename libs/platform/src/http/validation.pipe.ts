import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { DomainError, type FieldProblem } from '@relance/kernel';
import { type ValidationError } from 'class-validator';

/** Every bad field with its path (`contacts.0.phone`) and what it should be. */
export function fieldProblems(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = parent ? `${parent}.${error.property}` : error.property;
    return [...ownProblem(field, error), ...fieldProblems(error.children ?? [], field)];
  });
}

/** One sentence a field: of the broken rules the one written first (they are listed from the last), such as its type. */
function ownProblem(field: string, error: ValidationError): FieldProblem[] {
  const broken = Object.entries(error.constraints ?? {}).at(-1);
  if (!broken) return [];
  const [rule, sentence] = broken;
  return [
    { field, problem: rule === 'whitelistValidation' ? 'is not known here' : withoutName(sentence, error.property) },
  ];
}

/** class-validator begins its sentences with the property's name; the field is said apart. */
const withoutName = (sentence: string, property: string): string =>
  sentence.startsWith(`${property} `) ? sentence.slice(property.length + 1) : sentence;

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
    const isDto =
      metadata.metatype !== undefined && ![String, Number, Boolean, Array, Object].includes(metadata.metatype as never);
    if (metadata.type === 'body' && isDto && value !== undefined && !isPlainObject(value)) {
      throw validationFailed([{ field: 'body', problem: 'must be an object' }]);
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
