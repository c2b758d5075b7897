import { AsyncLocalStorage } from 'node:async_hooks';
import { type OwnerId } from '@relance/kernel';
import { type RequestHandler } from 'express';
import { type ApiRequest } from './request.ts';

const requests = new AsyncLocalStorage<ApiRequest>();

/** Lets what runs within a request find it again without being handed it. */
export const requestContext: RequestHandler = (request, _response, next) => requests.run(request, next);

/** The owner for whom this person acts in the current request; null outside of one, or when they act for themselves. */
export function onBehalfOf(actorId: string): OwnerId | null {
  const request = requests.getStore();
  if (!request?.actor || request.actor.id !== actorId || request.actor.role === 'user') return null;
  return request.ownerId ?? null;
}
