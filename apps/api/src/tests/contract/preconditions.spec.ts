import { testDatabase } from '@relance/platform/testing';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';

let env: ApiTestEnv;
let other: ApiTestEnv;
beforeAll(async () => {
  const database = await testDatabase();
  env = await startTestApp({}, database);
  // A second process, as far as the database can tell.
  other = await startTestApp({ RELANCE_ROLES: 'api' }, { ...database, stop: async () => undefined });
}, 60_000);
afterAll(async () => {
  await other.close();
  await env.close();
});

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
async function ask(method: Method, path: string, { as = 'awa', body, ifMatch, at = env }: Asked = {}) {
  const token = await env.token(as === 'boss' ? 'admin' : 'user', as);
  const request = at.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' });
  const answer = await (ifMatch === undefined ? request : request.set('If-Match', ifMatch)).send(body);
  return { status: answer.status, code: answer.body.code, data: answer.body.data, etag: answer.headers['etag'] ?? '' };
}
type Asked = {
  readonly as?: 'awa' | 'boss';
  readonly body?: object;
  readonly ifMatch?: string;
  readonly at?: ApiTestEnv;
};

const made = async (path: string, body: object, as?: 'boss'): Promise<string> =>
  `${path}/${(await ask('post', path, { ...(as && { as }), body })).data.id}`;
const report = { name: 'R', frequency: 'daily', hour: 7, timeZone: 'UTC', recipients: ['a@b.test'], active: false };
const hook = { url: 'https://example.com/hook', events: ['campaign.updated'] };

const account = async (name: string): Promise<string> => {
  const body = { email: `${name}@relance.test`, name, role: 'support' };
  return `/admin/users/${(await ask('post', '/admin/users', { as: 'boss', body })).data.user.id}`;
};

/** A number that stands for a text. */
const sizeOf = (text: string): number => (Number.parseInt(text, 36) % 50) + 20;
let phones = 237_699_000_900;
/** What has a read at its path: how one is made, and a change of it. */
const kinds: [string, () => Promise<string>, Method, (to: string) => object, 'awa' | 'boss'][] = [
  ['a contact', () => made('/contacts', { phone: `+${(phones += 1)}` }), 'patch', (name) => ({ name }), 'awa'],
  ['a campaign', () => made('/campaigns', { name: 'One', targetFilter: {} }), 'patch', (name) => ({ name }), 'awa'],
  ['a webhook', () => made('/webhooks', hook), 'patch', (to) => ({ url: `https://example.com/${to}` }), 'awa'],
  ['a template', async () => '/templates/2', 'put', (fr) => ({ messageTemplate: { fr } }), 'awa'],
  ['settings', async () => '/settings', 'put', (to) => ({ maxMessagesPerDay: sizeOf(to) }), 'awa'],
  [
    'settings by their other address',
    async () => '/config',
    'patch',
    (to) => ({ coldContactsPerDay: sizeOf(to) }),
    'awa',
  ],
  ['a report', () => made('/admin/reports', report, 'boss'), 'patch', (name) => ({ name }), 'boss'],
  [
    'an installation’s webhook',
    () => made('/admin/webhooks', hook, 'boss'),
    'patch',
    (to) => ({ url: `https://example.com/${to}` }),
    'boss',
  ],
  [
    'an installation’s template',
    async () => '/admin/templates/2',
    'put',
    (fr) => ({ messageTemplate: { fr } }),
    'boss',
  ],
  [
    'the installation’s settings',
    async () => '/admin/settings',
    'patch',
    (to) => ({ limits: { mediaQuotaMb: sizeOf(to) } }),
    'boss',
  ],
  ['an account', () => account(`yao-${(phones += 1)}`), 'patch', (name) => ({ name }), 'boss'],
];

const never = (): never => {
  throw new Error('there is no such kind');
};

describe('changes with If-Match', () => {
  it.each(kinds)(
    'of %s are made on what was read, and refused on what was changed meanwhile',
    async (_what, make, method, change, as) => {
      const path = await make();
      const body = change('A');
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

  it.each(kinds)(
    'of %s: of two processes that name the same state one makes its own',
    async (_w, make, method, change, as) => {
      const path = await make();
      for (const round of ['B', 'C', 'D', 'E']) {
        const { etag: ifMatch } = await ask('get', path, { as });
        const asked = { as, ifMatch };
        const answers = await Promise.all([
          ask(method, path, { ...asked, body: change(`${round}1`), at: env }),
          ask(method, path, { ...asked, body: change(`${round}2`), at: other }),
        ]);
        expect([round, ...answers.map(({ status }) => status).sort()]).toEqual([round, 200, 412]);
      }
    },
  );

  it.each(['/contacts', '/templates', '/webhooks'])(
    '%s: what one process changed is not removed by another',
    async (kind) => {
      const [, make, method, change, as] = kinds.find(([, to]) => String(to).includes(`'${kind}`)) ?? never();
      const path = await make();
      await ask(method, path, { as, body: change('F') });
      const { etag: ifMatch } = await ask('get', path, { as });
      const answers = await Promise.all([
        ask(method, path, { as, ifMatch, body: change('G'), at: env }),
        ask('delete', path, { as, ifMatch, at: other }),
      ]);
      // Changed first: the removal is refused. Removed first: there is nothing left to change, or, of a template, another one in
      // its place, which nobody has seen.
      const [changed, removed] = answers.map(({ status }) => status);
      expect([[200, 412], [404, 200], ...(kind === '/templates' ? [[412, 200]] : [])]).toContainEqual([
        changed,
        removed,
      ]);
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
