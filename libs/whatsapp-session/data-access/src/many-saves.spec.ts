import mongoose from 'mongoose';
import { ownerId } from '@relance/kernel';
import { type Session } from '@relance/whatsapp-session-domain';
import { MongoSessionStore } from './session.store.mongo.ts';
import { startStoreTestEnv, type StoreTestEnv } from './testing/store.test-env.ts';

const MANY = 120;

describe('the saves of many sessions that change at the same moment', () => {
  let testEnv: StoreTestEnv;
  beforeAll(async () => {
    testEnv = await startStoreTestEnv();
  }, 60_000);
  afterAll(() => testEnv.stop(), 20_000);

  async function leased(n: number): Promise<{ readonly session: Session; readonly token: number }> {
    const owner = ownerId(`owner-${n}`);
    await testEnv.store.ensure(owner);
    const lease = await testEnv.leases.take(owner, 'me');
    const stored = await testEnv.store.find(owner);
    if (lease === null || stored === null) throw new Error('could not be leased');
    return { session: stored.session, token: lease.token };
  }

  it('hardly ever refuse each other', async () => {
    const sessions = [];
    for (let n = 0; n < MANY; n += 1) sessions.push(await leased(n));
    const { host, port, name } = testEnv.connection;
    const { replicaSet } = testEnv.connection.getClient().options;
    const monitored = mongoose.createConnection(`mongodb://${host}:${port}/${name}?replicaSet=${replicaSet}`, {
      monitorCommands: true,
    });
    await monitored.asPromise();
    let aborted = 0;
    monitored.getClient().on('commandStarted', ({ commandName }) => {
      if (commandName === 'abortTransaction') aborted += 1;
    });
    const store = new MongoSessionStore(monitored);
    const saved = await Promise.all(
      sessions.map(({ session, token }) => store.save({ ...session, state: 'connected' }, token, null)),
    );
    await monitored.close();
    expect(new Set(saved)).toEqual(new Set(['saved']));
    // Three for each of them without turns.
    expect(aborted).toBeLessThan(MANY / 2);
  }, 60_000);
});
