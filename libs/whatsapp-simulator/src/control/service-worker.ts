import { type IncomingMessage, type ServerResponse } from 'node:http';
import { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys';
import { type World } from '../server/world.ts';

const PATH = '/sw.js';

/**
 * What the web site says of its own version, in the place where clients look for it. It is the oldest that is let in,
 * so a client that heals itself after a 405 finds what it needs. Answers whether the request was for it.
 */
export function answerServiceWorker(world: World, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' || new URL(request.url ?? '/', 'http://simulator').pathname !== PATH) return false;
  const revision = world.tuning.minimumVersion?.[2] ?? DEFAULT_CONNECTION_CONFIG.version[2];
  response.writeHead(200, { 'content-type': 'application/javascript' });
  response.end(`/* simulated */ self.config = {"client_revision":${revision}};`);
  return true;
}
