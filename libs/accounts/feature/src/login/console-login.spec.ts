import { FixedClock } from '@relance/kernel/testing';
import {
  type AuditEntry,
  type ConsoleAccount,
  type ConsoleAccounts,
  loadConfig,
  verifyConsoleToken,
} from '@relance/platform';
import { ConsoleLogin } from './console-login.ts';
import { FirstAdmin } from './first-admin.ts';
import { LoginLimits } from './login-limits.ts';

/** Accounts and sessions in memory, for the rules of logging in alone; the stores have their own suite. */
class Accounts implements ConsoleAccounts {
  readonly kept: ConsoleAccount[] = [];
  readonly sessions = new Set<string>();

  findByEmail = async (email: string) => this.kept.find((one) => one.email === email.toLowerCase()) ?? null;
  hasAdmin = async () => this.kept.some(({ role }) => role === 'admin');
  create = async (account: Omit<ConsoleAccount, 'id'>) => {
    if (await this.findByEmail(account.email)) return null;
    const created = {
      ...account,
      email: account.email.toLowerCase(),
      id: String(this.kept.length + 1).padStart(24, '0'),
    };
    this.kept.push(created);
    return created;
  };
  setPassword = async (id: string, passwordHash: string) => {
    const index = this.kept.findIndex((one) => one.id === id);
    const account = this.kept[index];
    if (account) this.kept[index] = { ...account, passwordHash };
  };
  openSession = async () => {
    const id = `session-${this.sessions.size + 1}`;
    this.sessions.add(id);
    return id;
  };
  closeSession = async (id: string) => void this.sessions.delete(id);
}

const config = loadConfig({
  JWT_SECRET: 'of the user app',
  RELANCE_MASTER_KEYS: `a:${Buffer.alloc(32, 3).toString('base64')}`,
  ADMIN_EMAIL: 'Admin@Example.test',
  ADMIN_PASSWORD: 'correct horse',
});

describe('logging in to the console', () => {
  let accounts: Accounts;
  let audit: AuditEntry[];
  let login: ConsoleLogin;

  beforeEach(async () => {
    accounts = new Accounts();
    audit = [];
    const log = { append: async (entry: AuditEntry) => void audit.push(entry) };
    login = new ConsoleLogin(accounts, config, new FixedClock(new Date()), log, new LoginLimits());
    await new FirstAdmin(accounts, config, () => undefined).onApplicationBootstrap();
  });

  const attempt = (password: string, email = 'admin@example.test', address = '10.0.0.1') =>
    login.logIn({ email, password, address, requestId: 'r-1' });

  it('opens a session, writes it down, and the token names it', async () => {
    const { token, account } = await attempt('correct horse', 'ADMIN@example.test');
    expect(account.role).toBe('admin');
    expect(await verifyConsoleToken(config.masterKeys, token)).toBe('session-1');
    expect(audit).toMatchObject([{ action: 'auth.login', actor: { id: account.id }, requestId: 'r-1' }]);
  });

  it('does not say whether the address or the password is wrong', async () => {
    const wrongPassword = await attempt('nonsense').catch((error: unknown) => error);
    const wrongAddress = await attempt('correct horse', 'nobody@example.test').catch((error: unknown) => error);
    expect(wrongPassword).toMatchObject({ kind: 'unauthenticated', code: 'LOGIN_REFUSED' });
    expect(String(wrongAddress)).toBe(String(wrongPassword));
  });

  it('locks an address out after five failures, even with the right password, and says for how long', async () => {
    for (let count = 0; count < 5; count += 1)
      await expect(attempt('nonsense')).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    const refused = await attempt('correct horse').catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'too_many', code: 'LOGIN_LOCKED', retryAfterSeconds: 900 });
    await expect(attempt('correct horse', 'admin@example.test', '10.0.0.2')).resolves.toBeDefined();
  });

  it('forgets earlier failures after a good login', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 4; count += 1) await expect(attempt('nonsense')).rejects.toThrow();
      await expect(attempt('correct horse')).resolves.toBeDefined();
    }
  });

  it('ends the session of a token, once, and bears any other token', async () => {
    const { token } = await attempt('correct horse');
    await login.logOut(token);
    expect(accounts.sessions.size).toBe(0);
    await login.logOut(token);
    await login.logOut('nonsense');
    await login.logOut(undefined);
  });
});

describe('the first admin', () => {
  const without = { adminEmail: null, adminPassword: null };

  it('is made once and shown once when none is named', async () => {
    const accounts = new Accounts();
    const said: string[] = [];
    await new FirstAdmin(accounts, without, (line) => said.push(line)).onApplicationBootstrap();
    await new FirstAdmin(accounts, without, (line) => said.push(line)).onApplicationBootstrap();
    expect(accounts.kept).toHaveLength(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^First admin: admin@relance\.local with the password \S{16} /);
    expect(accounts.kept[0]?.passwordHash).toMatch(/^\$argon2id\$/);
  });

  it('gets the password that the operator named last', async () => {
    const accounts = new Accounts();
    const start = (adminPassword: string) =>
      new FirstAdmin(accounts, { adminEmail: 'a@b.test', adminPassword }, () => undefined).onApplicationBootstrap();
    await start('first password');
    const first = accounts.kept[0]?.passwordHash;
    await start('first password');
    expect(accounts.kept[0]?.passwordHash).toBe(first);
    await start('second password');
    expect(accounts.kept).toHaveLength(1);
    expect(accounts.kept[0]?.passwordHash).not.toBe(first);
  });
});
