import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { DomainError, type OwnerId } from '@relance/kernel';
import { type ApiRequest, languageOf, requestIdOf } from '../http/request.ts';
import { ownOwnerId } from './acting-owner.ts';
import { type Actor } from './actor.ts';

/** The owner whose things the route is about: the member who asks, or the owner that is acted for. */
export const currentOwnerOf = (request: ApiRequest): OwnerId => request.ownerId ?? ownOwnerId(actorIn(request));

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<ApiRequest>();

const actorOf = (context: ExecutionContext): Actor => actorIn(requestOf(context));

function actorIn({ actor }: ApiRequest): Actor {
  if (!actor) throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'This needs a token.');
  return actor;
}

/** Who asks. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => actorOf(context));

/** The owner whose things the route is about. */
export const CurrentOwner = createParamDecorator((_: unknown, context: ExecutionContext): OwnerId =>
  currentOwnerOf(requestOf(context)),
);

/** `fr` or `en`, from Accept-Language; `en` by default. */
export const RequestLanguage = createParamDecorator((_: unknown, context: ExecutionContext): 'fr' | 'en' =>
  languageOf(requestOf(context)),
);

/** The id that the answer, the log lines and the audit line of this request share. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  requestIdOf(requestOf(context)),
);
