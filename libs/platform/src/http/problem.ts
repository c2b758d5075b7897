import { HttpException } from '@nestjs/common';
import { DomainError, type RefusalKind } from '@relance/kernel';
import { databaseProblem } from './database-problem.ts';
import { type Problem } from './problem.type.ts';

const statusOf: Record<RefusalKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported_media: 415,
  unsatisfiable_range: 416,
  unprocessable: 422,
  too_many: 429,
  unavailable: 503,
};

const codeOfStatus: Record<number, string> = {
  400: 'MALFORMED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  409: 'CONFLICT',
  412: 'PRECONDITION_FAILED',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  416: 'RANGE_NOT_SATISFIABLE',
  422: 'UNPROCESSABLE',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

/** What a thrown thing says to the client; null for a surprise (500), whose words stay in the log. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof DomainError) {
    const { code, message, details, retryAfterSeconds } = error;
    return {
      status: statusOf[error.kind],
      code,
      message,
      ...(details && { details }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    };
  }
  if (error instanceof HttpException && error.getStatus() < 500) return ofHttp(error);
  if (error instanceof URIError) return { status: 400, code: 'MALFORMED', message: 'The address is not well formed.' };
  return databaseProblem(error);
}

function ofHttp(error: HttpException): Problem {
  const status = error.getStatus();
  return { status, code: codeOfStatus[status] ?? 'REFUSED', message: error.message };
}
