import { type Collection, type MongoClient } from 'mongodb';
import { startTestServer, type TestServer, type Thing } from '../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;
let things: Collection<Thing>;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await client.db('unique').dropDatabase();
  things = client.db('unique').collection<Thing>('things');
  await things.insertOne({ _id: 0, k: 'taken' });
});

describe('a unique index built while a transaction runs', () => {
  it('refuses the transaction its writes, which its older snapshot cannot check, and lets it be tried again', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await things.findOne({}, { session });
      await things.createIndex({ k: 1 }, { unique: true });
      await expect(things.insertOne({ _id: 1, k: 'taken' }, { session })).rejects.toMatchObject({
        code: 246,
        codeName: 'SnapshotUnavailable',
        errorLabels: ['TransientTransactionError'],
      });
    });
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await things.insertOne({ _id: 1, k: 'free' }, { session });
      }),
    );
    await expect(things.insertOne({ _id: 2, k: 'free' })).rejects.toMatchObject({ code: 11000 });
  });

  it('is checked at once in a collection that the transaction itself made', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      const made = client.db('unique').collection<Thing>('made');
      await made.insertOne({ _id: 1, k: 'a' }, { session });
      await things.updateOne({ _id: 0 }, { $set: { seen: true } });
      await session.abortTransaction();
      session.startTransaction();
      await client.db('unique').createCollection('made', { session });
      await things.insertOne({ _id: 7, k: 'between' });
      await made.createIndex({ k: 1 }, { unique: true, session });
      await made.insertOne({ _id: 1, k: 'a' }, { session });
      await expect(made.insertOne({ _id: 2, k: 'a' }, { session })).rejects.toMatchObject({ code: 11000 });
    });
  });
});
