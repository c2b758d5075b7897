import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { DomainError } from '@relance/kernel';
import { type Response } from 'express';
import { type ApiRequest, languageOf } from '../http/request.ts';
import { type LiveRequest } from './live-hub.ts';

/** Who opens a stream, in which language, from where on, and the connection that is written to. */
export const CurrentLiveRequest = createParamDecorator((_: unknown, context: ExecutionContext): LiveRequest => {
  const http = context.switchToHttp();
  const request = http.getRequest<ApiRequest>();
  if (!request.actor) throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'This needs a token.');
  const lastEventId = request.headers['last-event-id'];
  return {
    actor: request.actor,
    language: languageOf(request),
    lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
    flow: http.getResponse<Response>(),
  };
});
