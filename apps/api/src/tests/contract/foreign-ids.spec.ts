import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { undocumented } from '../../testing/documented.ts';
import { type Route, routesOf } from '../../testing/routes.ts';

type Data = Record<string, unknown> & { id: string };
type Answer = { status: number; body: { code?: string; data: Data } };

/** Bodies that would be done if the thing were one's own: a refusal is then about the thing and nothing else. */
const bodies: Record<string, object> = {
  'patch /campaigns/{id}': { name: 'Taken' },
  'post /campaigns/{id}/schedule': { scheduledStartDate: '2999-01-01T08:00:00Z' },
  'patch /contacts/{id}': { name: 'Taken' },
  'post /contacts/{id}/opt-in': { reason: 'mine' },
  'post /contacts/{id}/opt-out': { reason: 'mine' },
  'post /contacts/{id}/erase': { reason: 'mine' },
  'patch /webhooks/{id}': { events: ['campaign.updated'] },
};

describe('an id of another owner', () => {
  let env: ApiTestEnv;
  let routes: Route[];
  /** Ids that belong to `awa`, by the parts of the paths that name them. */
  const ids = new Map<string, string>();
  let loginSession = '';

  const bare = ({ path }: Route) => path.replace('/api/relance', '');
  const call = (token: string, method: Route['method'], path: string, body?: object) =>
    env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body) as unknown as Promise<Answer>;

  beforeAll(async () => {
    env = await startTestApp();
    routes = routesOf(env.document).filter(
      ({ audience, path }) => audience === 'user' && path.includes('{') && !path.includes('{day}'),
    );
    const admin = await env.token('admin');
    const account = { email: 'awa@relance.test', name: 'Awa', role: 'user', ownerId: 'awa' };
    const password = 'tranquil otter 77';
    const { inviteUrl } = (await call(admin, 'post', '/admin/users', account)).body.data as unknown as {
      inviteUrl: string;
    };
    await env
      .http()
      .post(`/api/relance/auth${new URL(inviteUrl).pathname}`)
      .send({ password });
    const login = await env.http().post('/api/relance/auth/login').send({ email: account.email, password });
    loginSession = login.body.data.token;
    const own = await env.token('user', 'awa');
    const make = async (part: string, path: string, body: object) => {
      const { status, body: answer } = await call(own, 'post', path, body);
      expect([part, Math.floor(status / 100)]).toEqual([part, 2]);
      ids.set(part, answer.data.id);
    };
    await make('contacts', '/contacts', { phone: '+237699000301', name: 'B', country: 'CM' });
    await make('campaigns', '/campaigns', { name: 'Own', targetFilter: {} });
    await make('tokens', '/tokens', { name: 'own' });
    await make('webhooks', '/webhooks', { url: 'http://127.0.0.1:9/hook', events: ['campaign.updated'] });
    const sessions = await call(loginSession, 'get', '/auth/sessions');
    ids.set('sessions', (sessions.body.data['sessions'] as Data[])[0]?.id ?? '');
    const file = (path: string, bytes: Buffer, name: string) =>
      env.http().post(`/api/relance${path}`).auth(own, { type: 'bearer' }).attach('file', bytes, name);
    const gif = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    ids.set('media', (await file('/media', gif, 'dot.png')).body.data.id);
    ids.set(
      'import',
      (await file('/contacts/import', Buffer.from('phone\n+237699000302\n12\n'), 'p.csv')).body.data.jobId,
    );
    expect((await call(own, 'post', `/campaigns/${ids.get('campaigns')}/start`)).status).toBe(200);
    for (const end = Date.now() + 20_000; Date.now() < end && !ids.get('targets');) {
      const { body } = await call(own, 'get', `/campaigns/${ids.get('campaigns')}/targets`);
      const [target] = body.data['targets'] as Data[];
      if (target) ids.set('targets', target.id);
    }
    const told = async () =>
      (await call(own, 'get', `/webhooks/${ids.get('webhooks')}/deliveries`)).body.data['deliveries'] as Data[];
    for (const end = Date.now() + 20_000; Date.now() < end && !ids.get('deliveries');) {
      const [delivery] = await told();
      if (delivery) ids.set('deliveries', delivery.id);
    }
  }, 120_000);
  afterAll(() => env.close());

  /** The path with what belongs to `awa`: an id is of the last part before it that names a thing. */
  const ownPath = (route: Route): string => {
    const parts = bare(route).split('/');
    return parts
      .map((part, index) =>
        part.startsWith('{') ? (ids.get(parts[index - 1] ?? '') ?? `no ${parts[index - 1]}`) : part,
      )
      .join('/');
  };
  /** The same for the pages of staff, which name the owner in the path; null where there is nothing to show. */
  const staffPath = (route: Route): string | null => {
    const path = ownPath({
      ...route,
      path: route.path.replace('{day}', '1').replace(/(owners|sessions)\/\{(id|userId)\}/, '$1/awa'),
    });
    return /no |undefined/.test(path) ? null : path;
  };
  const answerSchema = ({ path, method }: Route) => {
    const operation = (env.document.paths[path] as Record<string, unknown> | undefined)?.[method] as {
      responses: Record<string, { content?: Record<string, { schema?: object }> }>;
    };
    return operation.responses['200']?.content?.['application/json']?.schema ?? null;
  };
  const named = (route: Route) => `${route.method} ${bare(route)}`;

  it('is known for every route with an id, and good for its owner', async () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.map(ownPath).filter((path) => /no |undefined/.test(path))).toEqual([]);
    const own = await env.token('user', 'awa');
    for (const route of routes.filter(({ method }) => method === 'get')) {
      expect([named(route), (await call(own, 'get', ownPath(route))).status]).toEqual([named(route), 200]);
    }
  }, 60_000);

  it('is of a thing that looks as the contract says, like every other answer of a GET: no field more, none less', async () => {
    const [own, admin] = [await env.token('user', 'awa'), await env.token('admin')];
    const wrong: string[] = [];
    const all = routesOf(env.document).filter(({ method, isStream }) => method === 'get' && !isStream);
    let compared = 0;
    for (const route of all) {
      const path = staffPath(route);
      const schema = answerSchema(route);
      if (path === null || schema === null) continue;
      const token = route.isOwnLogin ? loginSession : route.audiences.includes('user') ? own : admin;
      const { status, body } = (await call(token, 'get', path)) as unknown as { status: number; body: unknown };
      if (status !== 200) continue;
      compared += 1;
      wrong.push(...undocumented(env.document, schema, body).map((problem) => `${named(route)} ${problem}`));
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(50);
  }, 60_000);

  it.each([
    ['a member', async () => ({ token: await env.token('user', 'binta'), headers: {} })],
    [
      'an admin who acts for somebody else',
      async () => ({ token: await env.token('admin'), headers: { 'X-Relance-Owner': 'binta' } }),
    ],
  ])(
    'is not there for %s, whatever is asked',
    async (_, who) => {
      const { token, headers } = await who();
      const wrong: string[] = [];
      for (const route of routes) {
        if (route.isOwnLogin && Object.keys(headers).length > 0) continue;
        const { status, body } = (await env
          .http()
          [route.method](`/api/relance${ownPath(route)}`)
          .set(headers)
          .auth(token, { type: 'bearer' })
          .send(bodies[named(route)])) as unknown as Answer;
        if (status !== 404) wrong.push(`${named(route)} ${status} ${String(body.code)}`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});
