import { randomBytes } from 'node:crypto';
import { FixedClock } from '@relance/kernel/testing';
import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection, type Model } from 'mongoose';
import { tokenHashOf } from '../token-hash.ts';
import { API_TOKEN_MODEL, type ApiTokenDocument, apiTokenSchema } from './api-token.schema.ts';
import { MongoApiTokenStore } from './api-token-store.mongo.ts';

const audit = { actor: { id: 'boss', email: null, role: 'admin' }, action: 'token.test' };

describe('tokens made with a token', () => {
  let database: TestDatabase;
  let connection: Connection;
  let tokens: Model<ApiTokenDocument>;
  let store: MongoApiTokenStore;
  beforeAll(async () => {
    database = await testDatabase();
    connection = await mongoose.createConnection(database.uri).asPromise();
    tokens = connection.model<ApiTokenDocument>(API_TOKEN_MODEL, apiTokenSchema);
    await tokens.init();
    store = new MongoApiTokenStore(connection, tokens, { append: async () => undefined }, new FixedClock(new Date()));
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  const make = (name: string, madeWith: string | null) => {
    const facts = { name, audience: 'user', ownerId: 'awa', expiresAt: null, accountId: null } as const;
    return store.create({ ...facts, token: randomBytes(32).toString('hex'), madeWith }, audit);
  };
  const liveNames = async () => (await tokens.find({ revokedAt: null }).lean()).map(({ name }) => name).sort();

  it('are never left when one is made while its maker is revoked', async () => {
    for (let round = 0; round < 8; round += 1) {
      const maker = await make(`maker ${round}`, null);
      const outcomes = await Promise.allSettled([
        make('child', maker.id),
        store.revoke(maker.id, audit, { revokedWith: null }),
        make('child', maker.id),
      ]);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'TOKEN_REVOKED' });
      expect(await liveNames()).toEqual([]);
      await expect(make('late', maker.id)).rejects.toMatchObject({ code: 'TOKEN_REVOKED' });
    }
  });

  it.each(['itself', 'one made with it'])(
    'stay when a program replaces its token and revokes it with %s',
    async (how) => {
      const maker = await make(`replaced with ${how}`, null);
      const child = await make(`successor, ${how}`, maker.id);
      await store.revoke(maker.id, audit, { revokedWith: how === 'itself' ? maker.id : child.id });
      expect(await liveNames()).toEqual([`successor, ${how}`]);
      await store.revoke(child.id, audit, { revokedWith: null });
      expect(await liveNames()).toEqual([]);
    },
  );

  it('end with it when a token of another line revokes it', async () => {
    const [maker, other] = [await make('maker', null), await make('other', null)];
    await make('child', maker.id);
    await store.revoke(maker.id, audit, { revokedWith: other.id });
    expect(await liveNames()).toEqual(['other']);
    await store.revoke(other.id, audit, { revokedWith: null });
  });

  it('stay where an earlier version did not note with which they were made', async () => {
    const maker = await make('maker', null);
    await tokens.create({
      tokenHash: tokenHashOf('old'),
      name: 'old',
      audience: 'user',
      ownerId: 'awa',
      createdAt: new Date(),
    });
    await store.revoke(maker.id, audit, { revokedWith: null });
    expect(await liveNames()).toEqual(['old']);
    expect((await tokens.findOne({ name: 'old' }).lean())?.madeWith).toBeUndefined();
  });
});
