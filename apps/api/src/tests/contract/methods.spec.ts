import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';

let env: ApiTestEnv;
beforeAll(async () => {
  env = await startTestApp();
}, 60_000);
afterAll(() => env.close());

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

describe('a method that an address does not take', () => {
  it('is 405 with what it takes, at every address of the document', async () => {
    const { paths } = env.document;
    const fits = (path: string, address: string) =>
      new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(address);
    for (const [path, item] of Object.entries(paths)) {
      const address = path.replace(/\{[^}]+\}/g, 'x.y.z');
      const method = METHODS.find((each) => !item[each]);
      // Where another path fits too (`/contacts/bulk`, `/contacts/{id}`), more is taken than this one says.
      if (!method || Object.keys(paths).filter((each) => fits(each, address)).length > 1) continue;
      const answer = await env.http()[method](address);
      expect([path, answer.status, answer.body.code, typeof answer.body.requestId]).toEqual([
        path,
        405,
        'METHOD_NOT_ALLOWED',
        'string',
      ]);
      const allowed = (answer.headers['allow'] ?? '').toLowerCase().split(', ');
      expect(allowed).toEqual(expect.arrayContaining(METHODS.filter((each) => item[each])));
      expect(allowed).not.toContain(method);
    }
  });

  it('is told from an address that is not there, and a HEAD is as good as a GET', async () => {
    const token = await env.token('user', 'awa');
    const ask = (method: 'get' | 'head' | 'put', path: string) =>
      env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' });
    expect((await ask('put', '/nowhere')).body.code).toBe('ROUTE_NOT_FOUND');
    expect((await ask('head', '/contacts')).status).toBe(200);
    expect((await ask('head', '/stream')).status).toBe(405);
    expect((await ask('put', '/Contacts/')).status).toBe(405);
    const options = await env.http().options('/api/relance/contacts');
    expect([options.status, options.headers['allow']]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
    expect((await env.http().options('/api/relance/nowhere')).status).toBe(404);
    expect((await ask('get', '/contacts/bulk')).status).toBe(400);
  });
});
