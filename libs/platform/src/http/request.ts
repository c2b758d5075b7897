import { type DomainError, type OwnerId } from '@relance/kernel';
import { type Request } from 'express';
import Negotiator from 'negotiator';
import { type Actor } from '../auth/actor.ts';

/** A request after the kit's middleware: with an id, perhaps an actor, perhaps a body that could not be read. */
export type ApiRequest = Request & {
  id?: string | number | object;
  actor?: Actor;
  /** The owner whose things the route is about; set by the guard on members' routes. */
  ownerId?: OwnerId;
  bodyProblem?: DomainError;
  cookies?: Record<string, string | undefined>;
};

/** The id that log lines, audit entries and failures share. */
export const requestIdOf = (request: ApiRequest): string => (typeof request.id === 'string' ? request.id : '');

/** The one of our languages that the reader prefers (Accept-Language, RFC 9110); English when neither is asked for. */
export function languageOf({ headers }: Pick<Request, 'headers'>): 'fr' | 'en' {
  return new Negotiator({ headers }).language(['en', 'fr']) === 'fr' ? 'fr' : 'en';
}
