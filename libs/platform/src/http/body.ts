import { DomainError } from '@relance/kernel';
import { type ErrorRequestHandler, type RequestHandler } from 'express';
import { validationFailed } from './validation.pipe.ts';
import { type ApiRequest } from './request.ts';

/** JSON bodies up to 1 MB. */
export const JSON_BODY_LIMIT = '1mb';

type ParserError = Error & { readonly type?: string; readonly status?: number };

/**
 * Keeps what the body parser could not read on the request instead of answering at once:
 * the interceptor says it after the guard, so that refusals come in the order 401, 403, 400.
 */
export const deferBodyErrors: ErrorRequestHandler = (error: ParserError, request, _response, next) => {
  const problem = bodyProblem(error);
  if (!problem) return next(error);
  (request as ApiRequest).bodyProblem = problem;
  next();
};

function bodyProblem(error: ParserError): DomainError | null {
  if (error.type === 'entity.too.large') {
    return new DomainError('too_large', 'TOO_LARGE', 'The body is larger than 1 MB.');
  }
  if (error.type === 'encoding.unsupported' || error.type === 'charset.unsupported') {
    return new DomainError('unsupported_media', 'UNSUPPORTED_MEDIA_TYPE', 'The encoding of the body is not supported.');
  }
  if (error.type === 'entity.parse.failed')
    return validationFailed([{ field: 'body', problem: 'is not well-formed JSON' }]);
  if (error.status === 400) return validationFailed([{ field: 'body', problem: 'could not be read' }]);
  return null;
}

const readable = /^(application\/([a-z0-9.+-]+\+)?json|multipart\/form-data)\b/i;

/** A body in a form that no route reads is refused (415), not taken for an empty one. */
export const rejectUnsupportedMediaTypes: RequestHandler = (request, _response, next) => {
  const hasBody =
    Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  const type = request.headers['content-type'] ?? '';
  if (hasBody && !readable.test(type)) {
    (request as ApiRequest).bodyProblem = jsonOnly();
  }
  next();
};

export const jsonOnly = (): DomainError =>
  new DomainError('unsupported_media', 'UNSUPPORTED_MEDIA_TYPE', 'Send JSON with "Content-Type: application/json".');
