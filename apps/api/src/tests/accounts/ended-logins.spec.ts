import { testDatabase, type TestDatabase } from '@relance/platform/testing';
import { generateSync } from 'otplib';
import { ADMIN, type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { type EventReader, readEvents } from '../../testing/event-reader.ts';

const PASSWORD = 'tranquil otter 77';
type Method = 'get' | 'post' | 'patch' | 'delete';

const callOf =
  (env: () => ApiTestEnv) =>
  async (method: Method, path: string, options: { token?: string; body?: object } = {}) => {
    const request = env().http()[method](`/api/relance${path}`);
    if (options.token) request.auth(options.token, { type: 'bearer' });
    const { status, body } = await request.send(options.body);
    return { status, code: body.code as string | undefined, data: body.data };
  };

describe('the configured password of the first admin', () => {
  let database: TestDatabase;
  let env: ApiTestEnv;
  const call = callOf(() => env);
  const logIn = (password: string) => call('post', '/auth/login', { body: { email: ADMIN.email, password } });
  const restart = async (configured: string) => {
    await env.app.close();
    env = await startTestApp({ ADMIN_PASSWORD: configured }, database);
  };
  beforeAll(async () => {
    database = await testDatabase();
    env = await startTestApp({}, database);
  }, 60_000);
  afterAll(() => env.close());

  it('ends the logins of that account at the next start when it was changed, and goes on when it was not', async () => {
    const { token } = (await logIn(ADMIN.password)).data as { token: string };
    await restart(ADMIN.password);
    expect((await call('get', '/auth/me', { token })).status).toBe(200);
    await restart('a changed horse battery');
    expect(await call('get', '/auth/me', { token })).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
    expect((await logIn(ADMIN.password)).code).toBe('LOGIN_REFUSED');
    const entered = (await logIn('a changed horse battery')).data as { token: string };
    const audit = await call('get', '/admin/audit?action=user.password_by_configuration', { token: entered.token });
    expect(audit.data).toMatchObject({ total: 1, entries: [{ actor: { id: 'system' } }] });
  }, 60_000);

  it('does not overwrite a password that was chosen in the console', async () => {
    const { token } = (await logIn('a changed horse battery')).data as { token: string };
    const body = { currentPassword: 'a changed horse battery', newPassword: PASSWORD };
    expect((await call('post', '/auth/password', { token, body })).status).toBe(200);
    await restart('a changed horse battery');
    expect((await call('get', '/auth/me', { token })).status).toBe(200);
    expect((await logIn('a changed horse battery')).code).toBe('LOGIN_REFUSED');
    expect((await logIn(PASSWORD)).status).toBe(200);
  }, 60_000);
});

describe('logins and tokens that end', () => {
  let env: ApiTestEnv;
  let url: string;
  let boss: string;
  const call = callOf(() => env);
  const logIn = (email: string, password = PASSWORD, code?: string) =>
    call('post', '/auth/login', { body: { email, password, ...(code && { code }) } });
  const person = async (body: { email: string; role: string; ownerId?: string }) => {
    const { user, inviteUrl } = (
      await call('post', '/admin/users', { token: boss, body: { name: 'Somebody', ...body } })
    ).data as { user: { id: string }; inviteUrl: string };
    await call('post', `/auth${new URL(inviteUrl).pathname}`, { body: { password: PASSWORD } });
    return { id: user.id, token: ((await logIn(body.email)).data as { token: string }).token };
  };
  const open = async (path: string, token: string): Promise<EventReader> => {
    const reader = await readEvents(`${url}/api/relance${path}`, { Authorization: `Bearer ${token}` });
    await reader.until(/\n\n/);
    return reader;
  };
  /** Milliseconds until the server ended the stream. */
  const endOf = async (reader: EventReader): Promise<number> => {
    const since = performance.now();
    await expect(reader.until(/never sent/)).rejects.toThrow('the stream ended');
    return performance.now() - since;
  };
  beforeAll(async () => {
    env = await startTestApp();
    url = await env.app.getUrl();
    boss = ((await logIn(ADMIN.email, ADMIN.password)).data as { token: string }).token;
  }, 60_000);
  afterAll(() => env.close());

  it('an open stream ends within a second when its account is disabled', async () => {
    const { id, token } = await person({ email: 'watcher@relance.test', role: 'user', ownerId: 'watcher' });
    const own = (await call('post', '/tokens', { token, body: { name: 'mine' } })).data as { token: string };
    const readers = [await open('/stream', token), await open('/stream', own.token)];
    expect((await call('post', `/admin/users/${id}/disable`, { token: boss })).status).toBe(200);
    for (const ms of await Promise.all(readers.map(endOf))) expect(ms).toBeLessThan(1500);
  }, 30_000);

  it('open streams end within a second when the token with which theirs was made is revoked', async () => {
    const make = async (path: string, token: string, body: object) =>
      (await call('post', path, { token, body })).data as { id: string; token: string };
    const owned = { name: 'first', audience: 'user', ownerId: 'awa' };
    const first = await make('/admin/tokens', boss, owned);
    const second = await make('/tokens', first.token, { name: 'second' });
    const third = await make('/tokens', second.token, { name: 'third' });
    const readers = [await open('/stream', second.token), await open('/stream', third.token)];
    expect((await call('delete', `/admin/tokens/${first.id}`, { token: boss })).status).toBe(200);
    for (const ms of await Promise.all(readers.map(endOf))) expect(ms).toBeLessThan(1500);
  }, 30_000);

  it('an open stream ends within a second when its token is revoked, others go on', async () => {
    const make = async (body: object) =>
      (await call('post', '/admin/tokens', { token: boss, body })).data as { id: string; token: string };
    const [gone, kept] = [
      await make({ name: 'gone', audience: 'user', ownerId: 'awa' }),
      await make({ name: 'kept', audience: 'user', ownerId: 'awa' }),
    ];
    const [ending, going] = [await open('/stream', gone.token), await open('/stream', kept.token)];
    expect((await call('delete', `/admin/tokens/${gone.id}`, { token: boss })).status).toBe(200);
    expect(await endOf(ending)).toBeLessThan(1500);
    await call('post', '/campaigns', { token: kept.token, body: { name: 'Seen', targetFilter: {} } });
    expect(await going.until(/campaign\.updated/)).toContain('campaign.updated');
    going.stop();
  }, 30_000);

  it('where a second factor is required, an admin without one can enrol and nothing else', async () => {
    const { token } = await person({ email: 'late@relance.test', role: 'admin' });
    const support = await person({ email: 'helper@relance.test', role: 'support' });
    const turned = await call('patch', '/admin/settings', { token: boss, body: { requireTwoFactor: true } });
    expect(turned.status).toBe(200);
    const refused = { status: 403, code: 'TWO_FACTOR_ENROLMENT_REQUIRED' };
    for (const path of ['/admin/users', '/admin/settings', '/admin/audit', '/admin/stream'])
      expect(await call('get', path, { token })).toMatchObject(refused);
    expect(await call('patch', '/admin/settings', { token, body: { requireTwoFactor: false } })).toMatchObject(refused);
    expect((await call('get', '/admin/users', { token: support.token })).status).toBe(200);
    expect((await call('get', '/auth/me', { token })).status).toBe(200);
    const { otpauthUrl } = (await call('post', '/auth/two-factor', { token })).data as { otpauthUrl: string };
    const secret = new URL(otpauthUrl).searchParams.get('secret') ?? '';
    expect(
      (await call('post', '/auth/two-factor/confirm', { token, body: { code: generateSync({ secret }) } })).status,
    ).toBe(200);
    expect((await call('get', '/admin/users', { token })).status).toBe(200);
    await call('patch', '/admin/settings', { token, body: { requireTwoFactor: false } });
    expect((await call('get', '/admin/users', { token: boss })).status).toBe(200);
  }, 30_000);
});
