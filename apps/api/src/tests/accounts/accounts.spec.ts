import { PASSWORD, type AccountsTestEnv, startAccountsTestEnv } from '../../testing/accounts.test-env.ts';
import { ADMIN } from '../../testing/api.test-env.ts';

describe('accounts', () => {
  let accounts: AccountsTestEnv;
  beforeAll(async () => {
    accounts = await startAccountsTestEnv();
  }, 60_000);
  afterAll(() => accounts?.close());

  it('an invited member sets a password and works with their own things', async () => {
    const invited = await accounts.invite({
      email: 'Awa@Relance.test',
      name: 'Awa',
      role: 'user',
      ownerId: 'awa-of-the-app',
    });
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
    expect(await accounts.mailed(/awa@relance\.test/i)).toContain('/invite/');
    expect((await accounts.logIn('awa@relance.test')).code).toBe('LOGIN_REFUSED');
    const path = `/auth${accounts.linkOf(invited.inviteUrl)}`;
    expect((await accounts.call('post', path, { body: { password: 'short' } })).body.details).toMatchObject([
      { field: 'password' },
    ]);
    expect((await accounts.call('post', path, { body: { password: PASSWORD } })).status).toBe(200);
    expect((await accounts.call('post', path, { body: { password: PASSWORD } })).code).toBe('LINK_NOT_FOUND');
    const { data } = await accounts.logIn('AWA@relance.test');
    expect(data.user).toMatchObject({ role: 'user', ownerId: 'awa-of-the-app', name: 'Awa' });
    const made = await accounts.call('post', '/contacts', {
      token: data.token,
      body: { phone: '+237699000001', name: 'B' },
    });
    expect(made.status).toBe(201);
    const app = await accounts.env.token('user', 'awa-of-the-app');
    expect((await accounts.call('get', '/contacts', { token: app })).data.total).toBe(1);
    expect((await accounts.call('get', '/auth/me', { token: data.token })).data.user).toMatchObject({
      email: 'awa@relance.test',
    });
  });

  it('a newer link replaces the older, and a password kills every older link', async () => {
    const { user, inviteUrl } = await accounts.invite({ email: 'links@relance.test', name: 'L', role: 'support' });
    const token = await accounts.adminToken();
    const again = await accounts.call('post', `/admin/users/${user.id}/invite`, { token });
    expect(
      (await accounts.call('post', `/auth${accounts.linkOf(inviteUrl)}`, { body: { password: PASSWORD } })).status,
    ).toBe(404);
    await accounts.call('post', `/auth${accounts.linkOf(again.data.inviteUrl)}`, { body: { password: PASSWORD } });
    expect((await accounts.call('post', `/admin/users/${user.id}/invite`, { token })).code).toBe('USER_STATUS_REFUSED');
    const reset = await accounts.call('post', `/admin/users/${user.id}/reset-password`, { token });
    const own = (await accounts.logIn('links@relance.test')).data.token;
    await accounts.call('post', '/auth/password', {
      token: own,
      body: { currentPassword: PASSWORD, newPassword: 'another otter 88' },
    });
    expect(
      (await accounts.call('post', `/auth${accounts.linkOf(reset.data.resetUrl)}`, { body: { password: PASSWORD } }))
        .status,
    ).toBe(404);
    expect((await accounts.logIn('links@relance.test', 'another otter 88')).status).toBe(200);
  });

  it('a forgotten password says nothing about who exists, and mails those who do', async () => {
    await accounts.person({ email: 'forgetful@relance.test', role: 'support' });
    for (const email of ['forgetful@relance.test', 'nobody@relance.test']) {
      const { status, data } = await accounts.call('post', '/auth/forgot-password', { body: { email } });
      expect([status, data]).toEqual([202, { accepted: true }]);
    }
    const mail = await accounts.mailed(/forgetful@relance\.test[\s\S]*\/reset\//);
    expect(accounts.mails.some((text) => text.includes('nobody@relance.test'))).toBe(false);
    const [path] = /\/reset\/[\w-]+/.exec(mail.replace(/=\r?\n/g, '')) ?? [];
    expect((await accounts.call('post', `/auth${path}`, { body: { password: 'a fresh otter 99' } })).status).toBe(200);
    expect((await accounts.logIn('forgetful@relance.test', 'a fresh otter 99')).status).toBe(200);
  });

  it('a password change keeps its own login and ends the others; a role change and disabling end all', async () => {
    const { id, token } = await accounts.person({ email: 'changer@relance.test', role: 'support' });
    const other = (await accounts.logIn('changer@relance.test')).data.token;
    const { sessions } = (await accounts.call('get', '/auth/sessions', { token })).data;
    expect(sessions.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    const wrong = await accounts.call('post', '/auth/password', {
      token,
      body: { currentPassword: 'wrong', newPassword: 'another otter 88' },
    });
    expect(wrong.code).toBe('PASSWORD_WRONG');
    const common = await accounts.call('post', '/auth/password', {
      token,
      body: { currentPassword: PASSWORD, newPassword: 'password1234' },
    });
    expect(common.body.details).toMatchObject([{ field: 'newPassword' }]);
    await accounts.call('post', '/auth/password', {
      token,
      body: { currentPassword: PASSWORD, newPassword: 'another otter 88' },
    });
    expect((await accounts.call('get', '/auth/me', { token: other })).code).toBe('SESSION_ENDED');
    expect((await accounts.call('get', '/auth/me', { token })).status).toBe(200);
    const boss = await accounts.adminToken();
    await accounts.call('patch', `/admin/users/${id}`, { token: boss, body: { role: 'admin' } });
    expect((await accounts.call('get', '/auth/me', { token })).code).toBe('SESSION_ENDED');
    const again = (await accounts.logIn('changer@relance.test', 'another otter 88')).data.token;
    await accounts.call('post', `/admin/users/${id}/disable`, { token: boss });
    expect((await accounts.call('get', '/auth/me', { token: again })).code).toBe('SESSION_ENDED');
    expect((await accounts.logIn('changer@relance.test', 'another otter 88')).code).toBe('LOGIN_REFUSED');
    const enabled = await accounts.call('post', `/admin/users/${id}/enable`, { token: boss });
    expect(enabled.data.status).toBe('active');
  });

  it('an open login can be ended by its person alone', async () => {
    const { token } = await accounts.person({ email: 'sessions@relance.test', role: 'support' });
    const second = (await accounts.logIn('sessions@relance.test')).data.token;
    const { sessions } = (await accounts.call('get', '/auth/sessions', { token })).data;
    const other = sessions.find(({ current }: { current: boolean }) => !current).id;
    const stranger = await accounts.adminToken();
    expect((await accounts.call('delete', `/auth/sessions/${other}`, { token: stranger })).status).toBe(404);
    expect((await accounts.call('delete', `/auth/sessions/${other}`, { token })).data).toEqual({ id: other });
    expect((await accounts.call('get', '/auth/me', { token: second })).code).toBe('SESSION_ENDED');
    const jwt = await accounts.env.token('user');
    expect((await accounts.call('get', '/auth/sessions', { token: jwt })).data).toEqual({ sessions: [] });
    expect((await accounts.call('post', '/auth/two-factor', { token: jwt })).code).toBe('ACCOUNT_REQUIRED');
  });

  it('the last active admin stays', async () => {
    const token = await accounts.adminToken();
    const { users } = (await accounts.call('get', '/admin/users?role=admin&status=active', { token })).data;
    const others = users.filter(({ email }: { email: string }) => email !== ADMIN.email);
    for (const { id } of others) await accounts.call('post', `/admin/users/${id}/disable`, { token });
    const me = users.find(({ email }: { email: string }) => email === ADMIN.email).id;
    expect((await accounts.call('post', `/admin/users/${me}/disable`, { token })).code).toBe('LAST_ADMIN');
    expect((await accounts.call('patch', `/admin/users/${me}`, { token, body: { role: 'support' } })).code).toBe(
      'LAST_ADMIN',
    );
    expect((await accounts.call('delete', `/admin/users/${me}`, { token })).code).toBe('LAST_ADMIN');
  });

  it('an account is changed, found and deleted, and each is in the audit with before and after', async () => {
    const { id } = await accounts.person({ email: 'audited@relance.test', role: 'support' });
    const token = await accounts.adminToken();
    const stale = await accounts.call('patch', `/admin/users/${id}`, { token, body: { name: 'X', rev: 99 } });
    expect(stale.code).toBe('STALE');
    await accounts.call('patch', `/admin/users/${id}`, { token, body: { name: 'Zoé Audit' } });
    expect((await accounts.call('get', '/admin/users?q=zoe', { token })).data.users).toMatchObject([{ id }]);
    expect(
      (
        await accounts.call('post', '/admin/users', {
          token,
          body: { email: 'AUDITED@relance.test', name: 'A', role: 'user' },
        })
      ).code,
    ).toBe('EMAIL_TAKEN');
    expect((await accounts.call('delete', `/admin/users/${id}`, { token })).data).toEqual({ id });
    expect((await accounts.call('get', `/admin/users/${id}`, { token })).code).toBe('USER_NOT_FOUND');
    const { entries } = (await accounts.call('get', `/admin/audit?entityId=${id}`, { token })).data;
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

  it('end with all that was made by them: a token, one made with that token, and one made with it again', async () => {
    const { id, token: login } = await accounts.person({ email: 'maker@relance.test', role: 'user', ownerId: 'maker' });
    const bearers = [login];
    for (const name of ['first', 'second', 'third']) {
      const made = await accounts.call('post', '/tokens', { token: bearers.at(-1) ?? '', body: { name } });
      bearers.push(made.data.token);
    }
    const codes = async () => {
      const answers = await Promise.all(bearers.slice(1).map((token) => accounts.call('get', '/contacts', { token })));
      return answers.map(({ status, code }) => code ?? status);
    };
    expect(await codes()).toEqual([200, 200, 200]);
    const boss = await accounts.adminToken();
    await accounts.call('patch', `/admin/users/${id}`, { token: boss, body: { ownerId: 'somebody-else' } });
    expect(await codes()).toEqual(['TOKEN_REVOKED', 'TOKEN_REVOKED', 'TOKEN_REVOKED']);
    await accounts.call('patch', `/admin/users/${id}`, { token: boss, body: { ownerId: 'maker' } });
    expect(await codes()).toEqual([200, 200, 200]);
    await accounts.call('post', `/admin/users/${id}/disable`, { token: boss });
    expect(await codes()).toEqual(['ACCOUNT_DISABLED', 'ACCOUNT_DISABLED', 'ACCOUNT_DISABLED']);
  });

  it('make tokens with a token that end no later than that one, in all generations', async () => {
    const login = await accounts.env.token('user', 'lender');
    const [sooner, end, later] = [1, 2, 3].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    const make = async (token: string, expiresAt?: string) =>
      (await accounts.call('post', '/tokens', { token, body: { name: 'T', expiresAt } })).data;
    const parent = await make(login, end);
    const child = await make(parent.token);
    const made = [child, await make(parent.token, later), await make(child.token, sooner), await make(child.token)];
    expect(made.map(({ expiresAt }) => expiresAt)).toEqual([end, end, sooner, end]);
    expect((await make(login)).expiresAt).toBeNull();
  });

  it('revoke with a token those made with it, in all generations, each in the audit; others stay', async () => {
    const login = await accounts.env.token('user', 'revoker');
    const boss = await accounts.adminToken();
    const make = async (token: string, name: string) =>
      (await accounts.call('post', '/tokens', { token, body: { name } })).data as { id: string; token: string };
    const first = await make(login, 'first');
    const [second, beside] = [await make(first.token, 'second'), await make(first.token, 'beside')];
    const third = await make(second.token, 'third');
    const other = await make(login, 'other');
    const codes = () =>
      Promise.all(
        [first, second, third, beside, other].map(async ({ token }) => {
          const { status, code } = await accounts.call('get', '/contacts', { token });
          return code ?? status;
        }),
      );
    const lines = async () => {
      const found = await accounts.call('get', '/admin/audit?action=token.revoke&userId=revoker', { token: boss });
      return found.data.entries as { entity: { name: string }; before: { madeWith: string | null }; after: null }[];
    };
    await accounts.call('delete', `/tokens/${second.id}`, { token: login });
    expect(await codes()).toEqual([200, 'TOKEN_REVOKED', 'TOKEN_REVOKED', 200, 200]);
    expect((await lines()).map(({ entity, before }) => [entity.name, before.madeWith]).sort()).toEqual([
      ['second', first.id],
      ['third', second.id],
    ]);
    await accounts.call('delete', `/admin/tokens/${first.id}`, { token: boss });
    await accounts.call('delete', `/admin/tokens/${first.id}`, { token: boss });
    expect(await codes()).toEqual([...Array.from({ length: 4 }, () => 'TOKEN_REVOKED'), 200]);
    expect((await lines()).map(({ entity }) => entity.name).sort()).toEqual(['beside', 'first', 'second', 'third']);
  });
});
