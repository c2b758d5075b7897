import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { generateSync } from 'otplib';
import { SMTPServer } from 'smtp-server';
import { ADMIN, type ApiTestEnv, startTestApp } from '../testing/api.test-env.ts';

const PASSWORD = 'tranquil otter 77';

describe('accounts', () => {
  let env: ApiTestEnv;
  let mails: string[];
  let server: SMTPServer;
  beforeAll(async () => {
    mails = [];
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          mails.push(text);
          done();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    env = await startTestApp({ SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://relance.test' });
  }, 60_000);
  afterAll(async () => {
    await env.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  type Method = 'get' | 'post' | 'patch' | 'delete';
  const call = async (method: Method, path: string, options: { token?: string; body?: object; ip?: string } = {}) => {
    const request = env.http()[method](`/api/relance${path}`);
    if (options.token) request.auth(options.token, { type: 'bearer' });
    if (options.ip) request.set('X-Forwarded-For', options.ip);
    const { status, body, headers } = await request.send(options.body);
    return { status, code: body.code, data: body.data, headers, body };
  };
  const logIn = async (email: string, password = PASSWORD, code?: string) =>
    call('post', '/auth/login', { body: { email, password, ...(code && { code }) } });
  const adminToken = async () => (await logIn(ADMIN.email, ADMIN.password)).data.token as string;
  const invite = async (body: object) => (await call('post', '/admin/users', { token: await adminToken(), body })).data;
  const linkOf = (url: string) => new URL(url).pathname;
  /** Somebody with a password who is logged in. */
  const person = async (body: { email: string; role: string; ownerId?: string }) => {
    const { user, inviteUrl } = await invite({ name: 'Somebody', ...body });
    await call('post', `/auth${linkOf(inviteUrl)}`, { body: { password: PASSWORD } });
    return { id: user.id as string, token: (await logIn(body.email)).data.token as string };
  };
  const mailed = async (pattern: RegExp): Promise<string> => {
    for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
      const found = mails.find((mail) => pattern.test(mail));
      if (found) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(`no mail like ${pattern}`);
  };

  it('an invited member sets a password and works with their own things', async () => {
    const invited = await invite({ email: 'Awa@Relance.test', name: 'Awa', role: 'user', ownerId: 'awa-of-the-app' });
    expect(invited.user).toMatchObject({
      email: 'awa@relance.test',
      status: 'invited',
      ownerId: 'awa-of-the-app',
      twoFactor: false,
      lastLoginAt: null,
      language: 'fr',
      rev: 0,
    });
    expect(invited.inviteUrl).toMatch(/^https:\/\/relance\.test\/invite\/[\w-]{43}$/);
    expect(Date.parse(invited.inviteExpiresAt) - Date.now()).toBeGreaterThan(71 * 3_600_000);
    expect(await mailed(/awa@relance\.test/i)).toContain('/invite/');
    expect((await logIn('awa@relance.test')).code).toBe('LOGIN_REFUSED');
    const path = `/auth${linkOf(invited.inviteUrl)}`;
    expect((await call('post', path, { body: { password: 'short' } })).body.details).toMatchObject([
      { field: 'password' },
    ]);
    expect((await call('post', path, { body: { password: PASSWORD } })).status).toBe(200);
    expect((await call('post', path, { body: { password: PASSWORD } })).code).toBe('LINK_NOT_FOUND');
    const { data } = await logIn('AWA@relance.test');
    expect(data.user).toMatchObject({ role: 'user', ownerId: 'awa-of-the-app', name: 'Awa' });
    const made = await call('post', '/contacts', { token: data.token, body: { phone: '+237699000001', name: 'B' } });
    expect(made.status).toBe(201);
    const app = await env.token('user', 'awa-of-the-app');
    expect((await call('get', '/contacts', { token: app })).data.total).toBe(1);
    expect((await call('get', '/auth/me', { token: data.token })).data.user).toMatchObject({
      email: 'awa@relance.test',
    });
  });

  it('a newer link replaces the older, and a password kills every older link', async () => {
    const { user, inviteUrl } = await invite({ email: 'links@relance.test', name: 'L', role: 'support' });
    const token = await adminToken();
    const again = await call('post', `/admin/users/${user.id}/invite`, { token });
    expect((await call('post', `/auth${linkOf(inviteUrl)}`, { body: { password: PASSWORD } })).status).toBe(404);
    await call('post', `/auth${linkOf(again.data.inviteUrl)}`, { body: { password: PASSWORD } });
    expect((await call('post', `/admin/users/${user.id}/invite`, { token })).code).toBe('USER_STATUS_REFUSED');
    const reset = await call('post', `/admin/users/${user.id}/reset-password`, { token });
    const own = (await logIn('links@relance.test')).data.token;
    await call('post', '/auth/password', {
      token: own,
      body: { currentPassword: PASSWORD, newPassword: 'another otter 88' },
    });
    expect((await call('post', `/auth${linkOf(reset.data.resetUrl)}`, { body: { password: PASSWORD } })).status).toBe(
      404,
    );
    expect((await logIn('links@relance.test', 'another otter 88')).status).toBe(200);
  });

  it('a forgotten password says nothing about who exists, and mails those who do', async () => {
    await person({ email: 'forgetful@relance.test', role: 'support' });
    for (const email of ['forgetful@relance.test', 'nobody@relance.test']) {
      const { status, data } = await call('post', '/auth/forgot-password', { body: { email } });
      expect([status, data]).toEqual([202, { accepted: true }]);
    }
    const mail = await mailed(/forgetful@relance\.test[\s\S]*\/reset\//);
    expect(mails.some((text) => text.includes('nobody@relance.test'))).toBe(false);
    const [path] = /\/reset\/[\w-]+/.exec(mail.replace(/=\r?\n/g, '')) ?? [];
    expect((await call('post', `/auth${path}`, { body: { password: 'a fresh otter 99' } })).status).toBe(200);
    expect((await logIn('forgetful@relance.test', 'a fresh otter 99')).status).toBe(200);
  });

  it('a password change keeps its own login and ends the others; a role change and disabling end all', async () => {
    const { id, token } = await person({ email: 'changer@relance.test', role: 'support' });
    const other = (await logIn('changer@relance.test')).data.token;
    const { sessions } = (await call('get', '/auth/sessions', { token })).data;
    expect(sessions.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    const wrong = await call('post', '/auth/password', {
      token,
      body: { currentPassword: 'wrong', newPassword: 'another otter 88' },
    });
    expect(wrong.code).toBe('PASSWORD_WRONG');
    const common = await call('post', '/auth/password', {
      token,
      body: { currentPassword: PASSWORD, newPassword: 'password1234' },
    });
    expect(common.body.details).toMatchObject([{ field: 'newPassword' }]);
    await call('post', '/auth/password', {
      token,
      body: { currentPassword: PASSWORD, newPassword: 'another otter 88' },
    });
    expect((await call('get', '/auth/me', { token: other })).code).toBe('SESSION_ENDED');
    expect((await call('get', '/auth/me', { token })).status).toBe(200);
    const boss = await adminToken();
    await call('patch', `/admin/users/${id}`, { token: boss, body: { role: 'admin' } });
    expect((await call('get', '/auth/me', { token })).code).toBe('SESSION_ENDED');
    const again = (await logIn('changer@relance.test', 'another otter 88')).data.token;
    await call('post', `/admin/users/${id}/disable`, { token: boss });
    expect((await call('get', '/auth/me', { token: again })).code).toBe('SESSION_ENDED');
    expect((await logIn('changer@relance.test', 'another otter 88')).code).toBe('LOGIN_REFUSED');
    const enabled = await call('post', `/admin/users/${id}/enable`, { token: boss });
    expect(enabled.data.status).toBe('active');
  });

  it('an open login can be ended by its person alone', async () => {
    const { token } = await person({ email: 'sessions@relance.test', role: 'support' });
    const second = (await logIn('sessions@relance.test')).data.token;
    const { sessions } = (await call('get', '/auth/sessions', { token })).data;
    const other = sessions.find(({ current }: { current: boolean }) => !current).id;
    const stranger = await adminToken();
    expect((await call('delete', `/auth/sessions/${other}`, { token: stranger })).status).toBe(404);
    expect((await call('delete', `/auth/sessions/${other}`, { token })).data).toEqual({ id: other });
    expect((await call('get', '/auth/me', { token: second })).code).toBe('SESSION_ENDED');
    const jwt = await env.token('user');
    expect((await call('get', '/auth/sessions', { token: jwt })).data).toEqual({ sessions: [] });
    expect((await call('post', '/auth/two-factor', { token: jwt })).code).toBe('ACCOUNT_REQUIRED');
  });

  it('the last active admin stays', async () => {
    const token = await adminToken();
    const { users } = (await call('get', '/admin/users?role=admin&status=active', { token })).data;
    const others = users.filter(({ email }: { email: string }) => email !== ADMIN.email);
    for (const { id } of others) await call('post', `/admin/users/${id}/disable`, { token });
    const me = users.find(({ email }: { email: string }) => email === ADMIN.email).id;
    expect((await call('post', `/admin/users/${me}/disable`, { token })).code).toBe('LAST_ADMIN');
    expect((await call('patch', `/admin/users/${me}`, { token, body: { role: 'support' } })).code).toBe('LAST_ADMIN');
    expect((await call('delete', `/admin/users/${me}`, { token })).code).toBe('LAST_ADMIN');
  });

  it('an account is changed, found and deleted, and each is in the audit with before and after', async () => {
    const { id } = await person({ email: 'audited@relance.test', role: 'support' });
    const token = await adminToken();
    const stale = await call('patch', `/admin/users/${id}`, { token, body: { name: 'X', rev: 99 } });
    expect(stale.code).toBe('STALE');
    await call('patch', `/admin/users/${id}`, { token, body: { name: 'Zoé Audit' } });
    expect((await call('get', '/admin/users?q=zoe', { token })).data.users).toMatchObject([{ id }]);
    expect(
      (await call('post', '/admin/users', { token, body: { email: 'AUDITED@relance.test', name: 'A', role: 'user' } }))
        .code,
    ).toBe('EMAIL_TAKEN');
    expect((await call('delete', `/admin/users/${id}`, { token })).data).toEqual({ id });
    expect((await call('get', `/admin/users/${id}`, { token })).code).toBe('USER_NOT_FOUND');
    const { entries } = (await call('get', `/admin/audit?entityId=${id}`, { token })).data;
    const [deleted, updated] = entries;
    expect(deleted).toMatchObject({ action: 'user.delete', before: { name: 'Zoé Audit' }, after: null });
    expect(updated).toMatchObject({
      action: 'user.update',
      before: { name: 'Somebody' },
      after: { name: 'Zoé Audit' },
    });
    expect(entries.at(-2)).toMatchObject({ action: 'user.password_by_invite' });
    expect(
      entries.some(
        ({ action, before }: { action: string; before: unknown }) => action === 'user.create' && before === null,
      ),
    ).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(/argon2|secret/);
  });

  it('a second factor is asked for at login; a code and a recovery code work once', async () => {
    const { token } = await person({ email: 'careful@relance.test', role: 'support' });
    const offered = (await call('post', '/auth/two-factor', { token })).data;
    expect(offered.otpauthUrl).toMatch(/^otpauth:\/\/totp\/Relance/);
    expect(offered.qr).toMatch(/^data:image\/png;base64,/);
    expect(new Set(offered.recoveryCodes).size).toBe(10);
    expect((await logIn('careful@relance.test')).status).toBe(200);
    const secret = new URL(offered.otpauthUrl).searchParams.get('secret') ?? '';
    const codeAt = (steps: number) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
    expect((await call('post', '/auth/two-factor/confirm', { token, body: { code: '000000' } })).code).toBe(
      'TWO_FACTOR_INVALID',
    );
    const first = codeAt(-1);
    expect((await call('post', '/auth/two-factor/confirm', { token, body: { code: first } })).data.user.twoFactor).toBe(
      true,
    );
    expect((await logIn('careful@relance.test')).code).toBe('TWO_FACTOR_REQUIRED');
    expect((await logIn('careful@relance.test', PASSWORD, first)).code).toBe('TWO_FACTOR_INVALID');
    const second = codeAt(0);
    expect((await logIn('careful@relance.test', PASSWORD, second)).status).toBe(200);
    expect((await logIn('careful@relance.test', PASSWORD, second)).code).toBe('TWO_FACTOR_INVALID');
    const [recovery, unused] = offered.recoveryCodes;
    expect((await logIn('careful@relance.test', PASSWORD, recovery.toUpperCase())).status).toBe(200);
    expect((await logIn('careful@relance.test', PASSWORD, recovery)).code).toBe('TWO_FACTOR_INVALID');
    expect((await logIn('careful@relance.test', 'wrong password', unused)).code).toBe('LOGIN_REFUSED');
    const off = (body: object) => call('delete', '/auth/two-factor', { token, body });
    expect((await off({ password: 'wrong', code: unused })).code).toBe('PASSWORD_WRONG');
    expect((await off({ password: PASSWORD, code: unused })).status).toBe(200);
    expect((await logIn('careful@relance.test')).status).toBe(200);
  });

  it('five wrong codes lock for fifteen minutes, also for the right one', async () => {
    const { token } = await person({ email: 'locked@relance.test', role: 'support' });
    const { otpauthUrl, recoveryCodes } = (await call('post', '/auth/two-factor', { token })).data;
    const secret = new URL(otpauthUrl).searchParams.get('secret') ?? '';
    await call('post', '/auth/two-factor/confirm', { token, body: { code: generateSync({ secret }) } });
    for (let turn = 0; turn < 5; turn += 1)
      expect((await logIn('locked@relance.test', PASSWORD, '000000')).code).toBe('TWO_FACTOR_INVALID');
    const refused = await logIn('locked@relance.test', PASSWORD, recoveryCodes[0]);
    expect(refused).toMatchObject({ status: 429, code: 'TWO_FACTOR_LOCKED' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(880);
  });

  it('five wrong passwords lock an address out of an account, others not', async () => {
    await person({ email: 'guessed@relance.test', role: 'support' });
    const attempt = (password: string, ip: string) =>
      call('post', '/auth/login', { ip, body: { email: 'guessed@relance.test', password } });
    for (let turn = 0; turn < 5; turn += 1) expect((await attempt('wrong', '10.1.1.1')).code).toBe('LOGIN_REFUSED');
    const refused = await attempt(PASSWORD, '10.1.1.1');
    expect(refused).toMatchObject({ status: 429, code: 'LOGIN_LOCKED' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(880);
  });

  it('tokens are shown once, work as their audience may, and end when revoked', async () => {
    const boss = await adminToken();
    const make = (body: object) => call('post', '/admin/tokens', { token: boss, body });
    const made = await make({ name: 'shop', audience: 'user', ownerId: 'chantal' });
    expect(made.status).toBe(201);
    expect(made.data).toMatchObject({
      name: 'shop',
      audience: 'user',
      ownerId: 'chantal',
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(made.data.token).toMatch(/^rlc_[0-9A-Za-z]{43}$/);
    const { token, id } = made.data;
    expect((await call('post', '/contacts', { token, body: { phone: '+237699000009' } })).status).toBe(201);
    expect((await call('get', '/admin/users', { token })).status).toBe(403);
    const listed = await call('get', '/admin/tokens?ownerId=chantal', { token: boss });
    expect(listed.data.tokens).toMatchObject([{ id, lastUsedAt: expect.any(String) }]);
    expect(JSON.stringify(listed.body)).not.toContain(token);
    expect((await call('delete', `/admin/tokens/${id}`, { token: boss })).data.revokedAt).not.toBeNull();
    expect((await call('get', '/contacts', { token })).code).toBe('TOKEN_REVOKED');
    expect((await make({ name: 'x', audience: 'user' })).body.details).toMatchObject([{ field: 'ownerId' }]);
    expect(
      (await make({ name: 'x', audience: 'admin', expiresAt: '2020-01-01T00:00:00Z' })).body.details,
    ).toMatchObject([{ field: 'expiresAt' }]);
    const support = (await make({ name: 'look', audience: 'support' })).data.token;
    expect((await call('get', '/admin/users', { token: support })).status).toBe(200);
    expect((await call('post', '/admin/users', { token: support, body: {} })).status).toBe(403);
  });

  it('a member makes and revokes tokens of their own alone, and they end with the account', async () => {
    const { id, token } = await person({ email: 'maker@relance.test', role: 'user', ownerId: 'maker' });
    const own = (await call('post', '/tokens', { token, body: { name: 'mine' } })).data;
    expect(own).toMatchObject({ audience: 'user', ownerId: 'maker' });
    expect((await call('get', '/contacts', { token: own.token })).status).toBe(200);
    const stranger = await env.token('user', 'stranger');
    expect((await call('delete', `/tokens/${own.id}`, { token: stranger })).status).toBe(404);
    expect((await call('get', '/tokens', { token: stranger })).data.tokens).toEqual([]);
    const boss = await adminToken();
    await call('post', `/admin/users/${id}/disable`, { token: boss });
    expect((await call('get', '/contacts', { token: own.token })).code).toBe('ACCOUNT_DISABLED');
    await call('delete', `/admin/users/${id}`, { token: boss });
    expect((await call('get', '/contacts', { token: own.token })).code).toBe('TOKEN_REVOKED');
  });
});
