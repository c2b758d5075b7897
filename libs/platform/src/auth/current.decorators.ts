import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { DomainError, type OwnerId, ownerId } from '@relance/kernel';
import { type ApiRequest, languageOf, requestIdOf } from '../http/request.ts';
import { type Actor } from './actor.ts';

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<ApiRequest>();

function actorOf(context: ExecutionContext): Actor {
  const { actor } = requestOf(context);
  if (!actor) throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'This needs a token.');
  return actor;
}

/** Who asks. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => actorOf(context));

/** The member whose things the route is about: the signed-in person. */
export const CurrentOwner = createParamDecorator((_: unknown, context: ExecutionContext): OwnerId =>
  ownerId(actorOf(context).id),
);

/** `fr` or `en`, from Accept-Language; `en` by default. */
export const RequestLanguage = createParamDecorator((_: unknown, context: ExecutionContext): 'fr' | 'en' =>
  languageOf(requestOf(context)),
);

/** The id that the answer, the log lines and the audit line of this request share. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  requestIdOf(requestOf(context)),
);
