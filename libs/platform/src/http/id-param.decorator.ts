import { Param, type PipeTransform } from '@nestjs/common';
import { isDocumentId, isOwnerId } from '@relance/kernel';
import { validationFailed } from './validation.pipe.ts';

class DocumentIdPipe implements PipeTransform<string, string> {
  constructor(private readonly field: string) {}

  transform(value: string): string {
    if (isDocumentId(value)) return value.toLowerCase();
    throw validationFailed([{ field: this.field, problem: 'must be 24 hexadecimal digits' }]);
  }
}

class OwnerIdPipe implements PipeTransform<string, string> {
  constructor(private readonly field: string) {}

  transform(value: string): string {
    if (isOwnerId(value)) return value;
    throw validationFailed([{ field: this.field, problem: 'must be 1 to 64 letters, digits, "_" or "-"' }]);
  }
}

/** A document's id in the path: 24 hexadecimal digits, in lower case; else 400 naming the field. */
export const IdParam = (name = 'id'): ParameterDecorator => Param(name, new DocumentIdPipe(name));

/** An owner's id in the path; else 400 naming the field. */
export const OwnerIdParam = (name = 'userId'): ParameterDecorator => Param(name, new OwnerIdPipe(name));
