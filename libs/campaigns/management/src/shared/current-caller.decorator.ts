import { type ApiRequest, currentOwnerOf, requestIdOf } from '@relance/platform';
import { DomainError } from '@relance/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Caller } from './audited.ts';

/** Who asks, as owner of the things the route is about, and in which request. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const { actor } = request;
  // The guard has refused anonymous requests; a route that forgot its audience must not act for nobody.
  if (!actor) throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'This needs a token.');
  return { actor, ownerId: currentOwnerOf(request), requestId: requestIdOf(request) };
});
