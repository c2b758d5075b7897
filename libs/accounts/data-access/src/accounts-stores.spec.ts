import { randomBytes } from 'node:crypto';
import { FixedClock } from '@relance/kernel/testing';
import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection, type Model } from 'mongoose';
import {
  ACCOUNT_MODEL,
  type AccountDocument,
  CONSOLE_SESSION_MODEL,
  type ConsoleSessionDocument,
  accountSchema,
  consoleSessionSchema,
} from './accounts/account.schema.ts';
import { MongoConsoleAccounts } from './accounts/console-accounts.mongo.ts';
import { MongoPrincipalReader, tokenHashOf } from './principals/principal-reader.mongo.ts';
import { API_TOKEN_MODEL, type ApiTokenDocument, apiTokenSchema } from './tokens/api-token.schema.ts';

const now = new Date('2026-03-01T10:00:00Z');

describe('the stores of accounts', () => {
  let database: TestDatabase;
  let connection: Connection;
  let accounts: MongoConsoleAccounts;
  let tokens: Model<ApiTokenDocument>;
  let principals: MongoPrincipalReader;
  const clock = new FixedClock(now);

  beforeAll(async () => {
    database = await testDatabase();
    connection = await mongoose.createConnection(database.uri).asPromise();
    const account = connection.model<AccountDocument>(ACCOUNT_MODEL, accountSchema);
    const session = connection.model<ConsoleSessionDocument>(CONSOLE_SESSION_MODEL, consoleSessionSchema);
    tokens = connection.model<ApiTokenDocument>(API_TOKEN_MODEL, apiTokenSchema);
    await Promise.all([account.init(), session.init(), tokens.init()]);
    accounts = new MongoConsoleAccounts(account, session);
    principals = new MongoPrincipalReader(account, session, tokens, clock);
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  it('have one account an address, whatever its case', async () => {
    expect(await accounts.hasAdmin()).toBe(false);
    const created = await accounts.create({ email: 'Admin@Relance.test', role: 'admin', passwordHash: 'h1' });
    expect(created).toMatchObject({ email: 'admin@relance.test', role: 'admin' });
    expect(await accounts.create({ email: 'admin@relance.TEST', role: 'support', passwordHash: 'h2' })).toBeNull();
    expect(await accounts.findByEmail('ADMIN@relance.test')).toEqual(created);
    expect(await accounts.findByEmail('nobody@relance.test')).toBeNull();
    expect(await accounts.hasAdmin()).toBe(true);
  });

  it('know the person behind a session until it expires or is closed', async () => {
    const account = await accounts.create({ email: 's@relance.test', role: 'support', passwordHash: 'h' });
    const open = (minutes: number) =>
      accounts.openSession(account?.id ?? '', new Date(clock.now().getTime() + minutes * 60_000));
    const [long, short] = [await open(60), await open(1)];
    expect(await principals.ofSession(long)).toEqual({
      id: account?.id,
      email: 's@relance.test',
      role: 'support',
      ownerId: null,
    });
    clock.advance(61_000);
    expect(await principals.ofSession(short)).toBeNull();
    expect([...(await principals.ended({ sessionIds: [long, short], tokenIds: [] }))]).toEqual([short]);
    await accounts.closeSession(long);
    expect(await principals.ofSession(long)).toBeNull();
    await accounts.closeSession(long);
  });

  it('know the bearer of a token until it is revoked or over, and keep no token', async () => {
    const token = `rlc_${randomBytes(32).toString('hex')}`;
    const [made] = await tokens.insertMany([
      {
        tokenHash: tokenHashOf(token),
        name: 'server',
        audience: 'user',
        ownerId: 'awa',
        expiresAt: new Date(clock.now().getTime() + 60_000),
        createdAt: clock.now(),
      },
    ]);
    const id = made?._id.toHexString() ?? '';
    expect(await principals.ofToken(token)).toEqual({ id, name: 'server', audience: 'user', ownerId: 'awa' });
    expect((await tokens.findById(id).lean())?.lastUsedAt).toEqual(clock.now());
    expect(JSON.stringify(await tokens.find().lean())).not.toContain(token);
    clock.advance(61_000);
    expect(await principals.ofToken(token)).toBe('expired');
    await tokens.updateOne({ _id: id }, { revokedAt: clock.now() });
    expect(await principals.ofToken(token)).toBe('revoked');
    expect(await principals.ofToken('rlc_other')).toBe('unknown');
  });
});
