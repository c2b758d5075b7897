import { randomBytes } from 'node:crypto';
import { type Account, type NewAccount } from '@relance/accounts-domain';
import { FixedClock } from '@relance/kernel/testing';
import { type AuditEntry } from '@relance/platform';
import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection, type Model } from 'mongoose';
import { MongoAccountStore } from './accounts/account-store.mongo.ts';
import {
  ACCOUNT_MODEL,
  type AccountDocument,
  CONSOLE_SESSION_MODEL,
  type ConsoleSessionDocument,
  PASSWORD_LINK_MODEL,
  type PasswordLinkDocument,
  accountSchema,
  consoleSessionSchema,
  passwordLinkSchema,
} from './accounts/account.schema.ts';
import { MongoLoginSessions } from './accounts/login-sessions.mongo.ts';
import { MongoPasswordLinks } from './accounts/password-links.mongo.ts';
import { LOGIN_ATTEMPTS_MODEL, MongoAttemptLimiter, loginAttemptsSchema } from './limits/attempt-limiter.mongo.ts';
import { MongoPrincipalReader } from './principals/principal-reader.mongo.ts';
import { tokenHashOf } from './token-hash.ts';
import { API_TOKEN_MODEL, type ApiTokenDocument, apiTokenSchema } from './tokens/api-token.schema.ts';

const now = new Date('2026-03-01T10:00:00Z');
const audit = { actor: { id: 'boss', email: null, role: 'admin' }, action: 'user.test' };
let count = 0;
const anAccount = (changes: Partial<NewAccount> = {}): NewAccount => ({
  email: `person-${(count += 1)}@relance.test`,
  name: `Person ${count}`,
  role: 'support',
  language: 'fr',
  status: 'active',
  ownerId: null,
  passwordHash: 'hash',
  ...changes,
});

describe('the stores of accounts', () => {
  let database: TestDatabase;
  let connection: Connection;
  let accounts: MongoAccountStore;
  let sessions: MongoLoginSessions;
  let links: MongoPasswordLinks;
  let tokens: Model<ApiTokenDocument>;
  let principals: MongoPrincipalReader;
  let limiter: MongoAttemptLimiter;
  const lines: AuditEntry[] = [];
  const clock = new FixedClock(now);

  beforeAll(async () => {
    database = await testDatabase();
    connection = await mongoose.createConnection(database.uri).asPromise();
    const account = connection.model<AccountDocument>(ACCOUNT_MODEL, accountSchema);
    const session = connection.model<ConsoleSessionDocument>(CONSOLE_SESSION_MODEL, consoleSessionSchema);
    const link = connection.model<PasswordLinkDocument>(PASSWORD_LINK_MODEL, passwordLinkSchema);
    tokens = connection.model<ApiTokenDocument>(API_TOKEN_MODEL, apiTokenSchema);
    const attempts = connection.model(LOGIN_ATTEMPTS_MODEL, loginAttemptsSchema);
    await Promise.all([account.init(), session.init(), link.init(), tokens.init(), attempts.init()]);
    const log = { append: async (entry: AuditEntry) => void lines.push(entry) };
    accounts = new MongoAccountStore(connection, account, session, link, tokens, log, clock);
    sessions = new MongoLoginSessions(connection, account, session, clock);
    links = new MongoPasswordLinks(link, clock);
    principals = new MongoPrincipalReader(account, session, tokens, clock);
    limiter = new MongoAttemptLimiter(connection);
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  const made = async (changes: Partial<NewAccount> = {}): Promise<Account> => {
    const result = await accounts.create(anAccount(changes), { audit });
    if (result.kind !== 'done') throw new Error(result.kind);
    return result.account;
  };

  const opened = async (account: Account, expiresAt: Date): Promise<string> => {
    const id = await sessions.open(account, expiresAt);
    if (id === null) throw new Error('no session was opened');
    return id;
  };

  it('have one account an address, whatever its case and spaces, and one an owner', async () => {
    const one = await made({ email: ' Support@Relance.test ', role: 'user', ownerId: 'awa' });
    expect(one).toMatchObject({ email: 'support@relance.test', ownerId: 'awa', rev: 0 });
    expect(await accounts.create(anAccount({ email: 'support@relance.TEST' }))).toEqual({ kind: 'email_taken' });
    expect(await accounts.create(anAccount({ role: 'user', ownerId: 'awa' }))).toEqual({ kind: 'owner_taken' });
    expect(await accounts.findByEmail('SUPPORT@relance.test')).toEqual(one);
    const own = await made({ role: 'user' });
    expect(own.ownerId).toBe(own.id);
    expect(lines.find(({ entity }) => entity.id === one.id)).toMatchObject({ before: null, after: { role: 'user' } });
  });

  it('keep the last active admin, also when two take each other’s role at once', async () => {
    const [a, b] = [await made({ role: 'admin' }), await made({ role: 'admin' })];
    await made({ role: 'admin', status: 'disabled' });
    const kinds = await Promise.all([
      accounts.change(a, { role: 'support' }),
      accounts.change(b, { status: 'disabled' }),
    ]).then((results) => results.map(({ kind }) => kind));
    expect(kinds.sort()).toEqual(['done', 'last_admin']);
    const left = (await accounts.find(a.id))?.role === 'admin' ? a : b;
    expect(await accounts.remove(left)).toEqual({ kind: 'last_admin' });
    await made({ role: 'admin' });
    expect(await accounts.remove(left)).toMatchObject({ kind: 'done' });
  });

  it('refuse a change of what somebody else changed, and end logins and links with it', async () => {
    const account = await made();
    const soon = new Date(clock.now().getTime() + 60_000);
    const [kept, other] = [await opened(account, soon), await opened(account, soon)];
    await links.replace(account.id, { purpose: 'reset', tokenHash: 'h', expiresAt: soon });
    expect(await links.find('h', 'reset')).toBe(account.id);
    expect(await links.find('h', 'invite')).toBeNull();
    const changed = await accounts.change(
      account,
      { name: 'Élodie' },
      { endSessions: { except: kept }, endLinks: true },
    );
    expect(changed).toMatchObject({ kind: 'done', account: { name: 'Élodie', rev: 1 } });
    expect((await sessions.list(account.id)).map(({ id }) => id)).toEqual([kept]);
    expect([...(await principals.ended({ sessionIds: [kept, other], tokenIds: [] }))]).toEqual([other]);
    expect(await links.find('h', 'reset')).toBeNull();
    expect(await accounts.change(account, { name: 'B' })).toEqual({ kind: 'stale' });
    const found = await accounts.list({ text: 'elod' }, { order: 'name', page: 1, limit: 10, after: null });
    expect(found.rows.map(({ id }) => id)).toEqual([account.id]);
  });

  it('open no login on a password that is changed at the same moment, or of an account that was disabled', async () => {
    let account = await made();
    const soon = new Date(clock.now().getTime() + 60_000);
    for (let round = 0; round < 8; round += 1) {
      const [changed] = await Promise.all([
        accounts.change(account, { passwordHash: `hash ${round}` }, { endSessions: 'all' }),
        sessions.open(account, soon),
      ]);
      expect(await sessions.list(account.id)).toEqual([]);
      expect(await sessions.open(account, soon)).toBeNull();
      if (changed.kind === 'done') account = changed.account;
    }
    await opened(account, soon);
    expect(await accounts.find(account.id)).toMatchObject({ lastLoginAt: clock.now(), rev: 8 });
    await accounts.change(account, { status: 'disabled' });
    expect(await sessions.open(account, soon)).toBeNull();
  });

  it('10.5.2 find by the name, a later word of it and the address, folded, accounts of earlier versions once they are upgraded', async () => {
    const { id } = await made({ name: 'Łukasz Sørensen N’Guessan', email: 'Zo\u00e9.Q@relance.test' });
    const found = async (text: string) =>
      (await accounts.list({ text }, { order: 'name', page: 1, limit: 10, after: null })).rows.map((row) => row.id);
    const check = async () => {
      for (const text of ['lukasz', 'ŁUK', 'sorensen', 'SØ', "n'guess", 'nguessan', ' zoe.q@', 'Zoe\u0301.q', id])
        expect([text, await found(text)]).toEqual([text, [id]]);
      for (const text of ['ukasz', 'guess@', '.*']) expect([text, await found(text)]).toEqual([text, []]);
    };
    await check();
    await connection.collection('users').updateOne({ email: 'zoé.q@relance.test' }, { $unset: { searchKeys: 1 } });
    expect(await found('lukasz')).toEqual([]);
    expect([await accounts.upgrade(500), await accounts.upgrade(500)]).toEqual([1, 0]);
    await check();
  });

  it('take accounts of earlier versions as active, with a revision of 0', async () => {
    await connection.collection('users').insertOne({ email: 'old@relance.test', role: 'admin', passwordHash: 'h' });
    const old = await accounts.findByEmail('old@relance.test');
    expect(old).toMatchObject({ name: 'old', status: 'active', rev: 0 });
    if (old)
      expect(await accounts.change(old, { language: 'en' })).toMatchObject({ kind: 'done', account: { rev: 1 } });
  });

  it('use a time step and a recovery code once, also when asked twice at once', async () => {
    const account = await made();
    const twoFactor = { secret: 's', recoveryHashes: ['r1', 'r2'], lastStep: null };
    await accounts.change(account, { twoFactor });
    const twice = (work: () => Promise<boolean>) => Promise.all([work(), work()]).then((used) => used.sort());
    expect(await twice(() => accounts.useStep(account.id, 100))).toEqual([false, true]);
    expect(await accounts.useStep(account.id, 99)).toBe(false);
    expect(await accounts.useStep(account.id, 101)).toBe(true);
    expect(await twice(() => accounts.useRecoveryCode(account.id, 'r1'))).toEqual([false, true]);
    expect((await accounts.find(account.id))?.twoFactor?.recoveryHashes).toEqual(['r2']);
  });

  it('know the person behind a session until it is over, ended, or the account is disabled', async () => {
    const account = await made({ role: 'user', ownerId: 'binta' });
    const open = (minutes: number) => opened(account, new Date(clock.now().getTime() + minutes * 60_000));
    const [long, short] = [await open(60), await open(1)];
    const { id, email } = account;
    expect(await principals.ofSession(long)).toMatchObject({ id, email, role: 'user', ownerId: 'binta' });
    clock.advance(61_000);
    expect(await principals.ofSession(short)).toBeNull();
    expect(await sessions.end(long, 'f'.repeat(24))).toBe(false);
    await accounts.change(account, { status: 'disabled' });
    expect(await principals.ofSession(long)).toBeNull();
    expect(await sessions.end(long, account.id)).toBe(true);
    expect(await sessions.end(long, account.id)).toBe(false);
  });

  it('know the bearer of a token until it is revoked or over, and keep no token', async () => {
    const token = `rlc_${randomBytes(32).toString('hex')}`;
    const [stored] = await tokens.insertMany([
      {
        tokenHash: tokenHashOf(token),
        name: 'server',
        audience: 'user',
        ownerId: 'awa',
        expiresAt: new Date(clock.now().getTime() + 60_000),
        createdAt: clock.now(),
      },
    ]);
    const id = stored?._id.toHexString() ?? '';
    expect(await principals.ofToken(token)).toEqual({ id, name: 'server', audience: 'user', ownerId: 'awa' });
    expect((await tokens.findById(id).lean())?.lastUsedAt).toEqual(clock.now());
    expect(JSON.stringify(await tokens.find().lean())).not.toContain(token);
    clock.advance(61_000);
    expect(await principals.ofToken(token)).toBe('expired');
    await tokens.updateOne({ _id: id }, { revokedAt: clock.now() });
    expect(await principals.ofToken(token)).toBe('revoked');
    expect(await principals.ofToken('rlc_other')).toBe('unknown');
  });

  it('say which open tokens are over: revoked, expired, or of a disabled account', async () => {
    const account = await made({ role: 'user', ownerId: 'token-maker' });
    const ids: Record<string, string> = {};
    const token = async (name: string, more: Partial<ApiTokenDocument>) => {
      const stored = await tokens.create({
        tokenHash: tokenHashOf(name),
        name,
        audience: 'user',
        ownerId: 'token-maker',
        createdAt: clock.now(),
        ...more,
      });
      ids[stored._id.toHexString()] = name;
    };
    await token('kept', {});
    await token('own', { accountId: new mongoose.Types.ObjectId(account.id) });
    await token('revoked', { revokedAt: clock.now() });
    await token('expired', { expiresAt: clock.now() });
    const over = async () =>
      [...(await principals.ended({ sessionIds: [], tokenIds: Object.keys(ids) }))].map((id) => ids[id]).sort();
    expect(await over()).toEqual(['expired', 'revoked']);
    const moved = await accounts.change(account, { ownerId: 'somebody-else' });
    expect(await over()).toEqual(['expired', 'own', 'revoked']);
    expect(await principals.ofToken('own')).toBe('revoked');
    if (moved.kind !== 'done') throw new Error(moved.kind);
    const back = await accounts.change(moved.account, { ownerId: 'token-maker' });
    expect(await principals.ofToken('own')).toMatchObject({ ownerId: 'token-maker' });
    if (back.kind !== 'done') throw new Error(back.kind);
    await accounts.change(back.account, { status: 'disabled' });
    expect(await over()).toEqual(['expired', 'own', 'revoked']);
    expect(await principals.ofToken('own')).toBe('disabled');
  });

  it('count attempts for all processes together, and lock after the last one', async () => {
    const other = new MongoAttemptLimiter(connection);
    for (let turn = 0; turn < 5; turn += 1) expect(await (turn % 2 ? limiter : other).take('code', 'a')).toBeNull();
    const wait = await limiter.take('code', 'a');
    expect(wait).toBeGreaterThan(890_000);
    expect(await other.take('code', 'a')).toBeGreaterThan(0);
    expect(await limiter.take('code', 'b')).toBeNull();
    await other.forget('code', 'a');
    expect(await limiter.take('code', 'a')).toBeNull();
  });
});
