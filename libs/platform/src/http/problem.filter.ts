import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { type Response } from 'express';
import { type Logger } from 'pino';
import { LOGGER } from '../observability/logger.ts';
import { problemOf } from './problem.ts';
import { type ApiRequest, requestIdOf } from './request.ts';

/** The one place where a throw becomes an answer: `{ success: false, code, message, details?, requestId }`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const requestId = requestIdOf(http.getRequest<ApiRequest>());
    const problem = problemOf(error);
    if (!problem) this.logger.error({ event: 'request.failed', err: error, requestId }, 'unhandled error in request');
    if (problem?.status === 503) {
      const facts = { event: 'request.dependency_unavailable', requestId, code: problem.code };
      this.logger.warn(facts, 'request refused: a dependency does not answer');
    }
    if (response.headersSent) {
      // A stream that breaks midway can only be cut, so that the reader sees it is not whole.
      response.destroy();
      return;
    }
    const answer = problem ?? { status: 500, code: 'INTERNAL', message: 'Something went wrong on our side.' };
    const { status, retryAfterSeconds, ...said } = answer;
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    // A route of text or CSV has said its own type already.
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.status(status).json({ success: false, ...said, requestId });
  }
}
