import { type MongoClient, type MongoServerError } from 'mongodb';
import { startTestServer, type TestServer, type Thing } from '../../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await client.db('failing').dropDatabase();
});

const failOnce = (data: Record<string, unknown>) =>
  client.db('admin').command({ configureFailPoint: 'failCommand', mode: { times: 1 }, data });

const failure = async (work: Promise<unknown>): Promise<MongoServerError | undefined> =>
  work.then(
    () => undefined,
    (error: MongoServerError) => error,
  );

describe('failCommand', () => {
  it('triggered on getMore says nothing of a change stream, so that the stream ends with the error', async () => {
    const stream = client.db('failing').collection<Thing>('things').watch([], { maxAwaitTimeMS: 50 });
    expect(await stream.tryNext()).toBeNull();
    await failOnce({ failCommands: ['getMore'], errorCode: 6 });
    const error = await failure(stream.next());
    expect(error?.code).toBe(6);
    expect(error?.hasErrorLabel('ResumableChangeStreamError')).toBe(false);
    await stream.close();
  });

  it('answers a write concern error inside a transaction too, without labels, and the transaction goes on', async () => {
    const things = client.db('failing').collection<Thing>('things');
    await things.insertOne({ _id: 0 });
    const session = client.startSession();
    session.startTransaction();
    await failOnce({ failCommands: ['insert'], writeConcernError: { code: 91, errmsg: 'shutting down' } });
    const error = await failure(things.insertOne({ _id: 1 }, { session }));
    expect(error?.code).toBe(91);
    expect(error?.hasErrorLabel('RetryableWriteError')).toBe(false);
    expect(error?.hasErrorLabel('TransientTransactionError')).toBe(false);
    await session.commitTransaction();
    expect(await things.countDocuments()).toBe(2);
    await session.endSession();
  });
});
