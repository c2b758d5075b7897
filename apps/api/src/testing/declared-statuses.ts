import { readFileSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly responses: object } | undefined>>>>;

/** docs/openapi.json, which a test holds equal to what the API serves. */
const kept = new URL('../../../../docs/openapi.json', import.meta.url);

/**
 * Notes each answer of a server with a status that the contract does not name for its route, as `201 POST /api/relance/things`, once
 * each; the list is what the returned function answers. Addresses and methods that are not in the contract have no status to name.
 */
export function undeclaredStatuses(server: Server): () => string[] {
  const { paths } = JSON.parse(readFileSync(kept, 'utf8')) as { readonly paths: Paths }; // our own file
  // `/contacts/bulk` before `/contacts/{id}`, as the router has them.
  const routes = Object.entries(paths)
    .map(([path, methods]) => ({ path, methods, pattern: patternOf(path) }))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  const found = new Set<string>();
  // Before the application, which shortens the address on its way through mounted routers.
  server.prependListener('request', ({ method = '', url = '' }: IncomingMessage, response: ServerResponse) => {
    response.once('finish', () => {
      const address = url.split('?')[0] ?? '';
      const name = method.toLowerCase();
      const route = routes.find(({ pattern, methods }) => methods[name] && pattern.test(address));
      const { statusCode } = response;
      if (route && !(statusCode in (route.methods[name]?.responses ?? {}))) {
        found.add(`${statusCode} ${method} ${route.path}`);
      }
    });
  });
  return () => [...found];
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}/?$`, 'i');
