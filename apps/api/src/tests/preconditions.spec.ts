import { type ApiTestEnv, startTestApp } from '../testing/api.test-env.ts';

let env: ApiTestEnv;
beforeAll(async () => {
  env = await startTestApp();
}, 60_000);
afterAll(() => env.close());

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
async function ask(method: Method, path: string, { as = 'awa', body, ifMatch }: Asked = {}) {
  const token = await env.token(as === 'boss' ? 'admin' : 'user', as);
  const request = env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' });
  const answer = await (ifMatch === undefined ? request : request.set('If-Match', ifMatch)).send(body);
  return { status: answer.status, code: answer.body.code, data: answer.body.data, etag: answer.headers['etag'] ?? '' };
}
type Asked = { readonly as?: 'awa' | 'boss'; readonly body?: object; readonly ifMatch?: string };

const made = async (path: string, body: object, as?: 'boss'): Promise<string> =>
  `${path}/${(await ask('post', path, { ...(as && { as }), body })).data.id}`;
const report = { name: 'R', frequency: 'daily', hour: 7, timeZone: 'UTC', recipients: ['a@b.test'], active: false };
const hook = { url: 'https://example.com/hook', events: ['campaign.updated'] };

describe('changes with If-Match', () => {
  it.each<[string, () => Promise<string>, Method, object, 'awa' | 'boss']>([
    ['a contact', () => made('/contacts', { phone: '+237699000901' }), 'patch', { name: 'Awa' }, 'awa'],
    ['a campaign', () => made('/campaigns', { name: 'One', targetFilter: {} }), 'patch', { name: 'Two' }, 'awa'],
    ['a webhook', () => made('/webhooks', hook), 'patch', { active: false }, 'awa'],
    ['a template', async () => '/templates/2', 'put', { messageTemplate: { fr: 'Bonjour' } }, 'awa'],
    ['settings', async () => '/settings', 'put', { maxMessagesPerDay: 41 }, 'awa'],
    ['a report', () => made('/admin/reports', report, 'boss'), 'patch', { name: 'Changed' }, 'boss'],
    ['an installation’s webhook', () => made('/admin/webhooks', hook, 'boss'), 'patch', { active: false }, 'boss'],
    [
      'an installation’s template',
      async () => '/admin/templates/2',
      'put',
      { messageTemplate: { fr: 'Bonsoir' } },
      'boss',
    ],
    ['the installation’s settings', async () => '/admin/settings', 'patch', { limits: { mediaQuotaMb: 77 } }, 'boss'],
  ])(
    'of %s are made on what was read, and refused on what was changed meanwhile',
    async (_what, make, method, body, as) => {
      const path = await make();
      const read = await ask('get', path, { as });
      expect([read.status, read.etag]).toEqual([200, expect.stringMatching(/^"[^"]+"$/)]);
      for (const ifMatch of ['"another"', `W/${read.etag}`, '"a", "b"']) {
        const refused = await ask(method, path, { as, body, ifMatch });
        expect([ifMatch, refused.status, refused.code]).toEqual([ifMatch, 412, 'PRECONDITION_FAILED']);
      }
      expect((await ask('get', path, { as })).etag).toBe(read.etag);
      const changed = await ask(method, path, { as, body, ifMatch: `"a", ${read.etag}` });
      expect(changed.status).toBe(200);
      expect((await ask(method, path, { as, body, ifMatch: read.etag })).status).toBe(412);
      expect((await ask(method, path, { as, body, ifMatch: '*' })).status).toBe(200);
      expect((await ask(method, path, { as, body })).status).toBe(200);
    },
  );

  it('of an account, and its removal, are refused on what was changed meanwhile', async () => {
    const user = { email: 'zoe@relance.test', name: 'Zoé', role: 'support' };
    const { data } = await ask('post', '/admin/users', { as: 'boss', body: user });
    const path = `/admin/users/${data.user.id}`;
    const { etag } = await ask('get', path, { as: 'boss' });
    expect((await ask('patch', path, { as: 'boss', body: { name: 'Z.' }, ifMatch: etag })).status).toBe(200);
    expect((await ask('delete', path, { as: 'boss', ifMatch: etag })).status).toBe(412);
    const now = await ask('get', path, { as: 'boss' });
    expect((await ask('delete', path, { as: 'boss', ifMatch: now.etag })).status).toBe(200);
  });

  it('of which one is made when several name the same, and none of what is not there or not one’s own', async () => {
    const path = await made('/contacts', { phone: '+237699000902' });
    const { etag } = await ask('get', path);
    const names = ['A', 'B', 'C', 'D'];
    const answers = await Promise.all(names.map((name) => ask('patch', path, { body: { name }, ifMatch: etag })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect((await ask('patch', `/contacts/${'0'.repeat(24)}`, { body: {}, ifMatch: '*' })).status).toBe(404);
    expect((await ask('patch', '/contacts/none', { body: {}, ifMatch: '*' })).status).toBe(400);
    expect((await ask('get', path)).data.name).toBe(names[answers.findIndex(({ status }) => status === 200)]);
  });
});
