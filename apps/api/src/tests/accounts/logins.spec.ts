import { generateSync } from 'otplib';
import { PASSWORD, type AccountsTestEnv, startAccountsTestEnv } from '../../testing/accounts.test-env.ts';

describe('logins and tokens', () => {
  let accounts: AccountsTestEnv;
  beforeAll(async () => {
    accounts = await startAccountsTestEnv();
  }, 60_000);
  afterAll(() => accounts?.close());

  it('a second factor is asked for at login; a code and a recovery code work once', async () => {
    const { token } = await accounts.person({ email: 'careful@relance.test', role: 'support' });
    const offered = (await accounts.call('post', '/auth/two-factor', { token })).data;
    expect(offered.otpauthUrl).toMatch(/^otpauth:\/\/totp\/Relance/);
    expect(offered.qr).toMatch(/^data:image\/png;base64,/);
    expect(new Set(offered.recoveryCodes).size).toBe(10);
    expect((await accounts.logIn('careful@relance.test')).status).toBe(200);
    const secret = new URL(offered.otpauthUrl).searchParams.get('secret') ?? '';
    const codeAt = (steps: number) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
    expect((await accounts.call('post', '/auth/two-factor/confirm', { token, body: { code: '000000' } })).code).toBe(
      'TWO_FACTOR_INVALID',
    );
    const first = codeAt(-1);
    expect(
      (await accounts.call('post', '/auth/two-factor/confirm', { token, body: { code: first } })).data.user.twoFactor,
    ).toBe(true);
    expect((await accounts.logIn('careful@relance.test')).code).toBe('TWO_FACTOR_REQUIRED');
    expect((await accounts.logIn('careful@relance.test', PASSWORD, first)).code).toBe('TWO_FACTOR_INVALID');
    const second = codeAt(0);
    expect((await accounts.logIn('careful@relance.test', PASSWORD, second)).status).toBe(200);
    expect((await accounts.logIn('careful@relance.test', PASSWORD, second)).code).toBe('TWO_FACTOR_INVALID');
    const [recovery, unused] = offered.recoveryCodes;
    expect((await accounts.logIn('careful@relance.test', PASSWORD, recovery.toUpperCase())).status).toBe(200);
    expect((await accounts.logIn('careful@relance.test', PASSWORD, recovery)).code).toBe('TWO_FACTOR_INVALID');
    expect((await accounts.logIn('careful@relance.test', 'wrong password', unused)).code).toBe('LOGIN_REFUSED');
    const off = (body: object) => accounts.call('delete', '/auth/two-factor', { token, body });
    expect((await off({ password: 'wrong', code: unused })).code).toBe('PASSWORD_WRONG');
    expect((await off({ password: PASSWORD, code: unused })).status).toBe(200);
    expect((await accounts.logIn('careful@relance.test')).status).toBe(200);
  });

  it('five wrong codes lock for fifteen minutes, also for the right one', async () => {
    const { token } = await accounts.person({ email: 'locked@relance.test', role: 'support' });
    const { otpauthUrl, recoveryCodes } = (await accounts.call('post', '/auth/two-factor', { token })).data;
    const secret = new URL(otpauthUrl).searchParams.get('secret') ?? '';
    await accounts.call('post', '/auth/two-factor/confirm', { token, body: { code: generateSync({ secret }) } });
    for (let turn = 0; turn < 5; turn += 1)
      expect((await accounts.logIn('locked@relance.test', PASSWORD, '000000')).code).toBe('TWO_FACTOR_INVALID');
    const refused = await accounts.logIn('locked@relance.test', PASSWORD, recoveryCodes[0]);
    expect(refused).toMatchObject({ status: 429, code: 'TWO_FACTOR_LOCKED' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(880);
  });

  it('five wrong passwords lock an address out of an account, others not', async () => {
    await accounts.person({ email: 'guessed@relance.test', role: 'support' });
    const attempt = (password: string, ip: string) =>
      accounts.call('post', '/auth/login', { ip, body: { email: 'guessed@relance.test', password } });
    for (let turn = 0; turn < 5; turn += 1) expect((await attempt('wrong', '10.1.1.1')).code).toBe('LOGIN_REFUSED');
    const refused = await attempt(PASSWORD, '10.1.1.1');
    expect(refused).toMatchObject({ status: 429, code: 'LOGIN_LOCKED' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(880);
    expect((await attempt(PASSWORD, '10.1.1.2')).status).toBe(200);
  });

  it('an address that a client names itself is no way around: the proxy’s word counts, the last one', async () => {
    await accounts.person({ email: 'spoofed@relance.test', role: 'support' });
    const attempt = (named: string) =>
      accounts.call('post', '/auth/login', {
        ip: `${named}, 10.1.2.1`,
        body: { email: 'spoofed@relance.test', password: 'wrong' },
      });
    for (let turn = 0; turn < 5; turn += 1) expect((await attempt(`198.51.100.${turn}`)).code).toBe('LOGIN_REFUSED');
    expect((await attempt('198.51.100.9')).code).toBe('LOGIN_LOCKED');
  });

  it('tokens are shown once, work as their audience may, and end when revoked', async () => {
    const boss = await accounts.adminToken();
    const make = (body: object) => accounts.call('post', '/admin/tokens', { token: boss, body });
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
    expect((await accounts.call('post', '/contacts', { token, body: { phone: '+237699000009' } })).status).toBe(201);
    expect((await accounts.call('get', '/admin/users', { token })).status).toBe(403);
    const listed = await accounts.call('get', '/admin/tokens?ownerId=chantal', { token: boss });
    expect(listed.data.tokens).toMatchObject([{ id, lastUsedAt: expect.any(String) }]);
    expect(JSON.stringify(listed.body)).not.toContain(token);
    expect((await accounts.call('delete', `/admin/tokens/${id}`, { token: boss })).data.revokedAt).not.toBeNull();
    expect((await accounts.call('get', '/contacts', { token })).code).toBe('TOKEN_REVOKED');
    expect((await make({ name: 'x', audience: 'user' })).body.details).toMatchObject([{ field: 'ownerId' }]);
    expect(
      (await make({ name: 'x', audience: 'admin', expiresAt: '2020-01-01T00:00:00Z' })).body.details,
    ).toMatchObject([{ field: 'expiresAt' }]);
    const support = (await make({ name: 'look', audience: 'support' })).data.token;
    expect((await accounts.call('get', '/admin/users', { token: support })).status).toBe(200);
    expect((await accounts.call('post', '/admin/users', { token: support, body: {} })).status).toBe(403);
  });

  it('a member makes and revokes tokens of their own alone, and they end with the account', async () => {
    const { id, token } = await accounts.person({ email: 'maker@relance.test', role: 'user', ownerId: 'maker' });
    const own = (await accounts.call('post', '/tokens', { token, body: { name: 'mine' } })).data;
    expect(own).toMatchObject({ audience: 'user', ownerId: 'maker' });
    expect((await accounts.call('get', '/contacts', { token: own.token })).status).toBe(200);
    const stranger = await accounts.env.token('user', 'stranger');
    expect((await accounts.call('delete', `/tokens/${own.id}`, { token: stranger })).status).toBe(404);
    expect((await accounts.call('get', '/tokens', { token: stranger })).data.tokens).toEqual([]);
    const boss = await accounts.adminToken();
    await accounts.call('post', `/admin/users/${id}/disable`, { token: boss });
    expect((await accounts.call('get', '/contacts', { token: own.token })).code).toBe('ACCOUNT_DISABLED');
    await accounts.call('delete', `/admin/users/${id}`, { token: boss });
    expect((await accounts.call('get', '/contacts', { token: own.token })).code).toBe('TOKEN_REVOKED');
  });
});
