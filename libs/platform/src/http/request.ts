import { type DomainError, type OwnerId } from '@relance/kernel';
import { type Request } from 'express';
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

/** First of fr/en that the reader accepts; English when neither is asked for. */
export function languageOf(request: Pick<Request, 'headers'>): 'fr' | 'en' {
  const ranges = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='));
      return { tag: tag.split('-')[0], quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => (tag === 'fr' || tag === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranges[0]?.tag === 'fr' ? 'fr' : 'en';
}
