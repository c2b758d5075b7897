import { readFileSync } from 'node:fs';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { callsOf } from '../../testing/calls.ts';

type Parameter = { readonly name: string; readonly schema: { readonly enum?: readonly string[] } };
type Paths = Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>;

const { paths } = JSON.parse(readFileSync(new URL('../../../../../docs/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Paths;
};

/** Every list of the contract, with the orders that it names. */
const lists = Object.entries(paths).flatMap(([path, { get }]) => {
  const orders = get?.parameters?.find(({ name }) => name === 'sort')?.schema.enum;
  return orders ? [{ path: path.replace('/api/relance', ''), orders }] : [];
});
const asked = ['-createdAt', 'createdAt', 'name', '-name', 'updatedAt'];

let env: ApiTestEnv;
beforeAll(async () => {
  env = await startTestApp();
}, 60_000);
afterAll(() => env.close());
const { call } = callsOf(() => env);

describe('the orders of a list', () => {
  it('are those that it has: by name where rows are found by name, by their age everywhere', () => {
    const named = lists.filter(({ orders }) => orders.includes('name')).map(({ path }) => path);
    expect(named.sort()).toEqual([
      '/admin/campaigns',
      '/admin/campaigns/export.csv',
      '/admin/owners',
      '/admin/sessions',
      '/admin/users',
      '/campaigns',
      '/contacts',
    ]);
    expect(lists.length).toBeGreaterThan(20);
    for (const { orders } of lists) expect(orders.slice(0, 2)).toEqual(['-createdAt', 'createdAt']);
  });

  it.each(lists)('of $path are $orders; another one is refused by its name', async ({ path, orders }) => {
    const as = path.startsWith('/admin') ? 'admin' : 'awa';
    const address = path.replace('{userId}', 'awa').replace(/\{\w+\}/, 'a'.repeat(24));
    for (const order of asked) {
      const { status, details } = await call('get', `${address}?sort=${order}`, as);
      expect([order, status === 400]).toEqual([order, !orders.includes(order)]);
      if (status === 400) expect(details).toMatchObject([{ field: 'sort' }]);
    }
  });

  it.each<[string, (name: string, index: number) => object, string]>([
    ['/contacts', (name, index) => ({ name, phone: `+23769900096${index}` }), 'awa'],
    ['/campaigns', (name) => ({ name, targetFilter: {} }), 'awa'],
    ['/admin/users', (name, index) => ({ name, email: `order-${index}@relance.test`, role: 'support' }), 'admin'],
  ])('of %s lead by name when they are asked to', async (path, bodyOf, as) => {
    for (const [index, name] of ['Mbarga', 'élan', 'Zoé'].entries())
      expect((await call('post', path, as, bodyOf(name, index))).status).toBe(201);
    const { data } = await call('get', `${path}?sort=name&limit=100`, as);
    const rows: { name: string }[] = Object.values(data as object).find(Array.isArray) ?? [];
    const ours = rows.map(({ name }) => name).filter((name) => ['Mbarga', 'élan', 'Zoé'].includes(name));
    expect(ours).toEqual(['élan', 'Mbarga', 'Zoé']);
  });
});
