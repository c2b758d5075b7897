import { type FieldProblem, problem } from '@relance/kernel';
import { validationFailed } from '@relance/platform';
import { BadRequestException } from '@nestjs/common';

/** What Nest keeps of the form reader's own error: which field it was about. */
type FormError = { readonly code?: unknown; readonly field?: unknown };

/**
 * Reads a form with one file, in the field `file`. A form that cannot be read is a 400 that names the field: another field with a file,
 * a second file, or `file` itself when the form is cut or malformed. 413 and 415 go on as they are.
 */
export async function readForm<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BadRequestException)) throw error;
    throw validationFailed(problemsOfForm(error));
  }
}

function problemsOfForm(error: BadRequestException): readonly FieldProblem[] {
  const { code, field } = (error.cause ?? {}) as FormError;
  const isOfOneFile = code === 'LIMIT_UNEXPECTED_FILE' || code === 'LIMIT_FILE_COUNT';
  const named = typeof field === 'string' && field !== '' && field !== 'file' ? field : null;
  if (isOfOneFile) {
    const one = { field: 'file', problem: 'must be the one file of the form' };
    return named === null ? [one] : [{ field: named, ...problem('NOT_KNOWN_HERE') }, one];
  }
  return [{ field: named ?? 'file', problem: `could not be read: ${error.message}` }];
}

/** Refuses the texts of a form whose route reads its file alone (400, each field named). */
export function refuseFormFields(body: unknown): void {
  const fields = Object.keys(body ?? {});
  if (fields.length > 0) throw validationFailed(fields.map((field) => ({ field, ...problem('NOT_KNOWN_HERE') })));
}
