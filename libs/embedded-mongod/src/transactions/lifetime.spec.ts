import { Long, UUID, type MongoClient, type MongoServerError } from 'mongodb';
import { RawClient } from '../testing/raw-client.ts';
import { startTestServer, type TestServer, type Thing, until } from '../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await client.db('lives').dropDatabase();
  await client.db('lives').collection<Thing>('things').insertOne({ _id: 0 });
});

const refusal = async (work: Promise<unknown>): Promise<MongoServerError> =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: MongoServerError) => error,
  );

const setLifetime = (seconds: number): Promise<unknown> =>
  client.db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds: seconds });

describe('a transaction', () => {
  it('ends when transactionLifetimeLimitSeconds are over: its writes and locks are gone, its next statement is refused', async () => {
    await setLifetime(1);
    const things = client.db('lives').collection<Thing>('things');
    const session = client.startSession();
    session.startTransaction();
    await things.updateOne({ _id: 0 }, { $set: { n: 1 } }, { session });
    await setLifetime(60);
    await things.updateOne({ _id: 0 }, { $set: { waited: true } });
    const error = await refusal(things.insertOne({ _id: 1 }, { session }));
    expect(error).toMatchObject({ code: 251, codeName: 'NoSuchTransaction' });
    expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
    await session.abortTransaction();
    expect(await things.find().toArray()).toEqual([{ _id: 0, waited: true }]);
    await session.endSession();
  });

  it('ends a moment after its connection closed when no other took it up, so that nothing waits a minute for it', async () => {
    const gone = await RawClient.open(Number(new URL(server.uri.replace('mongodb:', 'http:')).port));
    const answer = await gone.command({
      update: 'things',
      updates: [{ q: { _id: 0 }, u: { $set: { n: 1 } } }],
      lsid: { id: new UUID() },
      txnNumber: Long.fromNumber(1),
      autocommit: false,
      startTransaction: true,
      $db: 'lives',
    });
    expect(answer).toMatchObject({ ok: 1, nModified: 1 });
    const running = (): boolean =>
      server.server?.engine.sessions.all.some(({ transaction }) => transaction?.state === 'running') === true;
    expect(running()).toBe(true);
    gone.close();
    await until(() => !running());
    const things = client.db('lives').collection<Thing>('things');
    await things.updateOne({ _id: 0 }, { $set: { n: 2 } });
    expect(await things.findOne({ _id: 0 })).toEqual({ _id: 0, n: 2 });
  });
});
