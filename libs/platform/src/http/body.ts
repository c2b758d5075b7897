import { isUtf8 } from 'node:buffer';
import { DomainError } from '@relance/kernel';
import { type ErrorRequestHandler, type RequestHandler } from 'express';
import { validationFailed } from './validation.pipe.ts';
import { type ApiRequest } from './request.ts';

/** JSON bodies up to 1 MB. */
const JSON_BODY_LIMIT = '1mb';

/**
 * Refuses a body that says it is UTF-8 and is not, for the parser's `verify`: decoded, each broken character would become a replacement
 * mark in a stored name.
 */
function assertEncoding(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (/^utf-?8$/i.test(encoding) && !isUtf8(body)) {
    throw Object.assign(new Error('not UTF-8'), { type: 'encoding.invalid' });
  }
}

/** How the parser reads JSON. A value of any kind is read, so that what is no object can be refused in words. */
export const jsonBody = { limit: JSON_BODY_LIMIT, strict: false, verify: assertEncoding };

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
  if (error.type === 'encoding.invalid') return validationFailed([{ field: 'body', problem: 'is not text in UTF-8' }]);
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
