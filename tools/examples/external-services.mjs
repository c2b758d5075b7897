// Example of the two services that Relance can ask: where an owner's contacts come from, and whether the owner may send.
// Start it with `SERVICE_TOKEN=… node tools/examples/external-services.mjs`, and Relance with
//   DIRECTORY_URL=http://127.0.0.1:4100/contacts ENTITLEMENT_URL=http://127.0.0.1:4100/entitlement SERVICE_TOKEN=…
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

/** @type {Record<string, object[]>} Contacts by owner; the fields are those of POST /contacts. */
const people = {
  awa: [
    { phone: '+237699000112', name: 'Chantal', country: 'CM', language: 'fr', tags: ['vip'] },
    { phone: '+237699000113', name: 'Denise', country: 'CM', registeredAt: '2026-01-15T08:00:00Z' },
  ],
};
const entitled = new Set(['awa']);

/** One page of an owner's contacts; the cursor is whatever finds the next page again. */
function directory(parameters) {
  const all = people[parameters.get('ownerId') ?? ''] ?? [];
  const limit = Math.min(Number(parameters.get('limit') ?? 500), 500);
  const start = Number(parameters.get('cursor') ?? 0);
  const end = start + limit;
  return { contacts: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
}

const routes = {
  '/contacts': directory,
  '/entitlement': (parameters) => ({ entitled: entitled.has(parameters.get('ownerId') ?? '') }),
};

/** @param {{ token: string }} options */
export function exampleServices({ token }) {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const answer = routes[pathname];
    const say = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${token}`) return say(401, { error: 'wrong or no token' });
    if (request.method !== 'GET' || !answer) return say(404, { error: 'not found' });
    say(200, answer(searchParams));
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const token = process.env.SERVICE_TOKEN;
  if (!token) throw new Error('SERVICE_TOKEN is missing');
  const port = Number(process.env.PORT ?? 4100);
  exampleServices({ token }).listen(port, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}`));
}
