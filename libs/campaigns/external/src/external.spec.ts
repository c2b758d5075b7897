import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ownerId } from '@relance/kernel';
import { HttpContactDirectory } from './http-contact-directory.ts';
import { HttpEntitlementReader } from './http-entitlement-reader.ts';

const awa = ownerId('awa');
const servers: Server[] = [];
afterAll(() =>
  servers.forEach((server) => {
    server.closeAllConnections();
    server.close();
  }),
);

async function service(
  answer: RequestListener,
): Promise<{ url: string; asked: string[]; tokens: (string | undefined)[] }> {
  const asked: string[] = [];
  const tokens: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    tokens.push(request.headers.authorization);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/people?kind=member`, asked, tokens };
}
const json =
  (value: unknown): RequestListener =>
  (_, response) =>
    void response.end(JSON.stringify(value));

async function all(directory: HttpContactDirectory): Promise<unknown[]> {
  const people: unknown[] = [];
  for await (const page of directory.people(awa)) people.push(...page);
  return people;
}

describe('the directory of contacts', () => {
  it('is read page by page with the service token', async () => {
    const { url, asked, tokens } = await service((request, response) => {
      const cursor = new URL(request.url ?? '', 'http://x').searchParams.get('cursor');
      response.end(JSON.stringify({ contacts: [{ phone: cursor ?? 'first' }], nextCursor: cursor ? null : 'second' }));
    });
    expect(await all(new HttpContactDirectory({ url, token: 'secret' }))).toEqual([
      { phone: 'first' },
      { phone: 'second' },
    ]);
    expect(asked).toEqual([
      '/people?kind=member&ownerId=awa&limit=500',
      '/people?kind=member&ownerId=awa&limit=500&cursor=second',
    ]);
    expect(tokens).toEqual(['Bearer secret', 'Bearer secret']);
  });

  it.each([
    ['500', (_: unknown, response: ServerResponse) => void response.writeHead(500).end()],
    ['a redirect', (_: unknown, response: ServerResponse) => void response.writeHead(302, { location: '/' }).end()],
    ['no JSON', (_: unknown, response: ServerResponse) => void response.end('<html>')],
    ['another shape', json({ people: [] })],
    ['an empty answer', (_: unknown, response: ServerResponse) => void response.end()],
    ['silence', () => undefined],
  ])('is unavailable, never empty, when the answer is %s', async (_, answer) => {
    const { url } = await service(answer as RequestListener);
    await expect(all(new HttpContactDirectory({ url, token: null, timeoutMs: 200 }))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'DIRECTORY_UNAVAILABLE',
    });
  });

  it.each([
    ['the same cursor again', () => 'again', 2],
    ['cursors in a circle', (asked: number) => `page ${asked % 3}`, 4],
  ])('is unavailable as soon as it gives %s', async (_, cursorOf, calls) => {
    const circle = await service((_request, response) => {
      response.end(JSON.stringify({ contacts: [{ phone: 'x' }], nextCursor: cursorOf(circle.asked.length) }));
    });
    const { url, asked } = circle;
    await expect(all(new HttpContactDirectory({ url, token: null }))).rejects.toMatchObject({
      code: 'DIRECTORY_UNAVAILABLE',
    });
    expect(asked).toHaveLength(calls);
  });

  it('is not asked for a while after three failures in a row, then tried again', async () => {
    let isDown = true;
    const { url, asked } = await service((request, response) =>
      isDown ? void response.writeHead(503).end() : json({ contacts: [], nextCursor: null })(request, response),
    );
    let now = 0;
    const directory = new HttpContactDirectory({ url, token: null }, () => now);
    for (let n = 0; n < 5; n += 1) await expect(all(directory)).rejects.toThrow();
    expect(asked).toHaveLength(3);
    isDown = false;
    now = 15_001;
    const tries = await Promise.allSettled([all(directory), all(directory), all(directory)]);
    expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(asked).toHaveLength(4);
    expect(await all(directory)).toEqual([]);
  });

  it('that is not configured has nobody', async () => {
    const none = new HttpContactDirectory({ url: null, token: null });
    expect([none.isConfigured, await all(none)]).toEqual([false, []]);
  });
});

describe('the entitlement of an owner', () => {
  it.each([
    ['true', json({ entitled: true }), 'entitled'],
    ['false', json({ entitled: false }), 'not_entitled'],
    ['another shape', json({ entitled: 'no' }), 'unknown'],
    ['404', (_: unknown, response: ServerResponse) => void response.writeHead(404).end(), 'unknown'],
    ['silence', () => undefined, 'unknown'],
  ])('of the answer %s is %s', async (_, answer, expected) => {
    const { url } = await service(answer as RequestListener);
    expect(await new HttpEntitlementReader({ url, token: null, timeoutMs: 200 }).read(awa)).toBe(expected);
  });

  it('is asked once in five seconds, by answer or outage', async () => {
    let isDown = false;
    const { url, asked } = await service((request, response) =>
      isDown ? void response.writeHead(500).end() : json({ entitled: true })(request, response),
    );
    let now = 0;
    const reader = new HttpEntitlementReader({ url, token: null }, () => now);
    await Promise.all([reader.read(awa), reader.read(awa)]);
    await reader.read(awa);
    expect(asked).toHaveLength(1);
    isDown = true;
    now = 5_001;
    expect(await reader.read(awa)).toBe('unknown');
    isDown = false;
    now = 10_002;
    expect(await reader.read(awa)).toBe('entitled');
    expect(asked).toHaveLength(3);
  });

  it('is asked of other owners while the service refuses the question about one, again and again', async () => {
    const { url, asked } = await service((request, response) =>
      request.url?.includes('ownerId=stranger')
        ? void response.writeHead(404).end()
        : json({ entitled: true })(request, response),
    );
    let now = 0;
    const reader = new HttpEntitlementReader({ url, token: null }, () => now);
    for (; now < 30_000; now += 6_000) expect(await reader.read(ownerId('stranger'))).toBe('unknown');
    expect(await reader.read(awa)).toBe('entitled');
    expect(asked).toHaveLength(6);
  });

  it('is given where no service is configured', async () => {
    expect(await new HttpEntitlementReader({ url: null, token: null }).read(awa)).toBe('entitled');
  });
});
