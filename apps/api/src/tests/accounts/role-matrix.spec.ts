import { type ApiTestEnv, type Role, startTestApp } from '../../testing/api.test-env.ts';
import { type Route, pathWith, routesOf } from '../../testing/routes.ts';

const ID = '0'.repeat(24);
/** An end of a token that comes within the test. */
const soon = (): string => new Date(Date.now() + 300).toISOString();
const SERVICE_TOKEN = 'the-token-of-our-own-server';
const mayCall: Record<Route['audience'], readonly Role[]> = {
  public: ['user', 'support', 'admin'],
  user: ['user', 'support', 'admin'],
  support: ['support', 'admin'],
  admin: ['admin'],
  service: [],
};

/** Support acts for owners by looking alone. */
const isChangeBySupport = ({ audience, method, isOwnLogin }: Route, role: Role) =>
  role === 'support' && audience === 'user' && method !== 'get' && !isOwnLogin;

describe('who may call what', () => {
  let testEnv: ApiTestEnv;
  let routes: Route[];
  beforeAll(async () => {
    testEnv = await startTestApp({ SERVICE_TOKEN });
    routes = routesOf(testEnv.document).filter(({ audience }) => audience !== 'public');
  }, 60_000);
  afterAll(() => testEnv.close());

  /** Sends nothing that could succeed: the guard comes before everything else. */
  const call = (route: Route, role: Role = 'user') =>
    testEnv
      .http()
      [route.method](pathWith(route, ID))
      .set(role === 'user' ? {} : { 'X-Relance-Owner': 'an-owner' })
      .send(route.method === 'get' ? undefined : { nonsense: 1 });
  const named = (route: Route, status: number) => `${route.method} ${route.path} ${status}`;

  it('asks everybody for a token on every route that is not public', async () => {
    expect(routes.length).toBeGreaterThan(50);
    const answers = await Promise.all(routes.map(async (route) => named(route, (await call(route)).status)));
    expect(answers).toEqual(routes.map((route) => named(route, 401)));
  });

  it.each<Role>(['user', 'support', 'admin'])('turns a %s away from what is not theirs', async (role) => {
    const token = await testEnv.token(role);
    const closed = routes.filter((route) => !mayCall[route.audience].includes(role) || isChangeBySupport(route, role));
    const answers = await Promise.all(
      closed.map(async (route) => named(route, (await call(route, role).auth(token, { type: 'bearer' })).status)),
    );
    expect(answers).toEqual(closed.map((route) => named(route, 403)));
    if (role !== 'admin') expect(closed.length).toBeGreaterThan(5);
  });

  it.each<Role>(['user', 'support', 'admin'])(
    'lets a %s in where they may',
    async (role) => {
      const token = await testEnv.token(role);
      const open = routes.filter(
        (route) => mayCall[route.audience].includes(role) && !route.isStream && !isChangeBySupport(route, role),
      );
      const refused: string[] = [];
      for (const route of open) {
        const { status } = await call(route, role).auth(token, { type: 'bearer' });
        if (status === 401 || status === 403 || status >= 500) refused.push(named(route, status));
      }
      expect(refused).toEqual([]);
    },
    60_000,
  );

  it.each<Role>(['support', 'admin'])('asks %s for the owner they act for, and a member never', async (role) => {
    const token = await testEnv.token(role);
    const owned = routes.filter(({ audience, isOwnLogin }) => audience === 'user' && !isOwnLogin);
    for (const route of owned) {
      const { status, body } = await testEnv.http()[route.method](pathWith(route, ID)).auth(token, { type: 'bearer' });
      expect([named(route, status), body.code]).toEqual([named(route, 400), 'OWNER_REQUIRED']);
    }
    const member = await testEnv.token('user');
    for (const route of owned) {
      const { status } = await call(route, role).auth(member, { type: 'bearer' });
      expect(named(route, status)).toBe(named(route, 403));
    }
  });

  it('keeps a service token to the routes that name it, for an owner it names', async () => {
    const bearer = { Authorization: `Bearer ${SERVICE_TOKEN}` };
    for (const route of routes) {
      const ask = () => testEnv.http()[route.method](pathWith(route, ID)).set(bearer);
      if (!route.audiences.includes('service')) {
        expect(named(route, (await ask()).status)).toBe(named(route, 403));
        continue;
      }
      expect((await ask()).body.code).toBe('OWNER_REQUIRED');
      const { status } = await ask().set('X-Relance-Owner', 'an-owner').send({ nonsense: 1 });
      expect(named(route, status)).toBe(named(route, 400));
    }
    expect(routes.filter(({ audiences }) => audiences.includes('service')).length).toBeGreaterThan(0);
  });

  it('opens the routes of servers to good service tokens with a named owner alone', async () => {
    const admin = { Authorization: `Bearer ${await testEnv.token('admin')}` };
    const make = async (more: object) => {
      const body = { name: 'shop', audience: 'service', ...more };
      return (await testEnv.http().post('/api/relance/admin/tokens').set(admin).send(body)).body.data;
    };
    const [good, revoked, expired] = [await make({}), await make({}), await make({ expiresAt: soon() })];
    await testEnv.http().delete(`/api/relance/admin/tokens/${revoked.id}`).set(admin);
    const owner = 'an-owner';
    const outcomes = [
      { bearer: SERVICE_TOKEN, owner, status: 400, code: 'VALIDATION_FAILED' },
      { bearer: good.token, owner, status: 400, code: 'VALIDATION_FAILED' },
      { bearer: good.token, owner: null, status: 400, code: 'OWNER_REQUIRED' },
      { bearer: good.token, owner: '', status: 400, code: 'OWNER_REQUIRED' },
      { bearer: good.token, owner: 'not/an/owner', status: 400, code: 'VALIDATION_FAILED' },
      { bearer: good.token, owner: 'awa, binta', status: 400, code: 'VALIDATION_FAILED' },
      { bearer: `${SERVICE_TOKEN}x`, owner, status: 401, code: 'TOKEN_INVALID' },
      { bearer: 'rlc_nobody', owner, status: 401, code: 'TOKEN_INVALID' },
      { bearer: revoked.token, owner, status: 401, code: 'TOKEN_REVOKED' },
      { bearer: expired.token, owner, status: 401, code: 'TOKEN_EXPIRED' },
      { bearer: await testEnv.token('support'), owner, status: 403, code: 'FORBIDDEN' },
      { bearer: await testEnv.token('user'), owner, status: 403, code: 'ACTING_REFUSED' },
    ];
    while (Date.now() <= Date.parse(expired.expiresAt));
    for (const route of routes.filter(({ audiences }) => audiences.includes('service')))
      for (const { bearer, owner: named, status, code } of outcomes) {
        const request = testEnv
          .http()
          [route.method](pathWith(route, ID))
          .set({ Authorization: `Bearer ${bearer}` });
        const { status: is, body } = await request
          .set(named === null ? {} : { 'X-Relance-Owner': named })
          .send({ x: 1 });
        expect([route.path, named, is, body.code]).toEqual([route.path, named, status, code]);
      }
  });

  it('is closed to revoked and expired tokens and to disabled accounts, on every route', async () => {
    const admin = { Authorization: `Bearer ${await testEnv.token('admin')}` };
    const post = (path: string, body: object) => testEnv.http().post(`/api/relance${path}`).set(admin).send(body);
    const make = async (more: object) =>
      (await post('/admin/tokens', { name: 'short', audience: 'admin', ...more })).body.data as {
        id: string;
        token: string;
      };
    const revoked = await make({});
    await testEnv.http().delete(`/api/relance/admin/tokens/${revoked.id}`).set(admin);
    const expired = await make({ expiresAt: new Date(Date.now() + 400).toISOString() });
    const person = { email: 'left@relance.test', name: 'Left', role: 'admin' };
    const { user, inviteUrl } = (await post('/admin/users', person)).body.data;
    const password = 'tranquil otter 77';
    await testEnv
      .http()
      .post(`/api/relance/auth${new URL(inviteUrl).pathname}`)
      .send({ password });
    const login = await testEnv.http().post('/api/relance/auth/login').send({ email: person.email, password });
    await post(`/admin/users/${user.id}/disable`, {});
    const codes = {
      [revoked.token]: 'TOKEN_REVOKED',
      [expired.token]: 'TOKEN_EXPIRED',
      [login.body.data.token]: 'SESSION_ENDED',
    };
    for (const [token, code] of Object.entries(codes)) {
      for (const route of routes) {
        const { status, body } = await call(route, 'admin').auth(token, { type: 'bearer' });
        expect([named(route, status), body.code]).toEqual([named(route, 401), code]);
      }
    }
  }, 60_000);

  it('answers every refusal in the envelope', async () => {
    for (const route of routes.slice(0, 10)) {
      const { body } = await call(route);
      expect(body).toMatchObject({ success: false, code: 'TOKEN_MISSING', requestId: expect.any(String) });
    }
  });
});
