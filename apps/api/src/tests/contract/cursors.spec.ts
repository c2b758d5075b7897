import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { callsOf } from '../../testing/calls.ts';

let env: ApiTestEnv;
beforeAll(async () => {
  env = await startTestApp();
}, 60_000);
afterAll(() => env.close());

const { call } = callsOf(() => env);
const numbers = (index: number): string => `+23769900095${index}`;
const report = (index: number) => ({
  name: `R${index}`,
  frequency: 'daily',
  hour: 7,
  timeZone: 'UTC',
  recipients: ['a@b.test'],
  active: false,
});

/** Lists, how the n-th row is made, and by whom. */
const lists: [string, (index: number) => object, string][] = [
  ['/contacts', (index) => ({ phone: numbers(index) }), 'awa'],
  ['/campaigns', (index) => ({ name: `C${index}`, targetFilter: {} }), 'awa'],
  ['/webhooks', (index) => ({ url: `https://example.com/${index}`, events: ['campaign.updated'] }), 'awa'],
  ['/tokens', (index) => ({ name: `T${index}` }), 'awa'],
  ['/admin/reports', report, 'admin'],
  ['/admin/tokens', (index) => ({ name: `S${index}`, audience: 'support' }), 'admin'],
  ['/admin/users', (index) => ({ email: `u${index}@relance.test`, name: `U${index}`, role: 'support' }), 'admin'],
  ['/admin/opt-outs', (index) => ({ phone: numbers(index), reason: 'asked' }), 'admin'],
];

describe('cursors', () => {
  it.each(lists)('that somebody changed are refused by %s, and those of others too', async (path, body, as) => {
    for (const index of [1, 2, 3]) expect((await call('post', path, as, body(index))).status).toBe(201);
    const first = (await call('get', `${path}?limit=1`, as)).data;
    const [hash, ...position] = JSON.parse(Buffer.from(first.nextCursor, 'base64url').toString());
    const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const changed = [
      cursorOf(hash, ...position.map(() => 'x')),
      cursorOf(hash, ...position.map(() => 5)),
      cursorOf(hash, ...position.map(() => null)),
      cursorOf(hash),
      cursorOf('another', ...position),
      cursorOf(hash, { $gt: '' }),
      `${first.nextCursor}`.slice(0, -4),
      '%00',
    ];
    for (const cursor of changed) {
      const { status, details } = await call('get', `${path}?limit=1&cursor=${cursor}`, as);
      expect([cursor, status, details?.[0]?.field]).toEqual([cursor, 400, 'cursor']);
    }
    expect((await call('get', `${path}?limit=1&cursor=${first.nextCursor}`, as)).status).toBe(200);
  });

  it.each(lists)('of %s lead through it in either order, and belong to one order', async (path, _body, as) => {
    const read = async (query: string) => (await call('get', `${path}?${query}`, as)).data;
    const rowsOf = (page: object): { id: string }[] => Object.values(page).find(Array.isArray) ?? [];
    const newestFirst = rowsOf(await read('limit=100')).map(({ id }) => id);
    expect(newestFirst.length).toBeGreaterThan(2);
    const walked: string[] = [];
    for (let cursor = ''; ;) {
      const page = await read(`sort=createdAt&limit=2${cursor}`);
      walked.push(...rowsOf(page).map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
      expect((await call('get', `${path}?limit=2${cursor}`, as)).details?.[0]?.field).toBe('cursor');
    }
    expect(walked).toEqual(newestFirst.reverse());
  });
});
