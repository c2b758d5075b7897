import { type ClientSession, type MongoClient, type MongoServerError } from 'mongodb';
import { startTestServer, type TestServer, type Thing } from '../../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
  await client.db('limits').collection<Thing>('things').insertOne({ _id: 1 });
});
afterAll(() => server.stop());

const code = async (work: Promise<unknown>): Promise<number | string | undefined> =>
  work.then(
    () => undefined,
    (error: MongoServerError) => error.code,
  );

const inTransaction = async (work: (session: ClientSession) => Promise<unknown>) => {
  const session = client.startSession();
  session.startTransaction();
  try {
    return await code(work(session));
  } finally {
    await session.endSession();
  }
};

describe('what a pipeline may not do where it runs', () => {
  it.each(['$collStats', '$indexStats', '$changeStream'])('refuses %s inside a transaction', async (stage) => {
    const things = client.db('limits').collection('things');
    expect(await inTransaction((session) => things.aggregate([{ [stage]: {} }], { session }).toArray())).toBe(263);
  });

  it('refuses $out inside a transaction', async () => {
    const things = client.db('limits').collection('things');
    expect(await inTransaction((session) => things.aggregate([{ $out: 'copy' }], { session }).toArray())).toBe(263);
  });

  it.each(['local', 'available', 'linearizable', 'snapshot'] as const)(
    'refuses a change stream that reads with %s',
    async (level) => {
      const stream = client.db('limits').collection('things', { readConcern: { level } }).watch();
      expect(await code(stream.next())).toBe(72);
      await stream.close();
    },
  );

  it('opens a change stream that reads with majority', async () => {
    const stream = client
      .db('limits')
      .collection('things', { readConcern: { level: 'majority' } })
      .watch();
    expect(await stream.tryNext()).toBeNull();
    await stream.close();
  });

  it.each(['admin', 'config', 'local'])('refuses a change stream on the internal database %s', async (db) => {
    const stream = client.db(db).watch();
    expect(await code(stream.next())).toBe(73);
    await stream.close();
  });

  it.each(['admin', 'config', 'local'])('refuses to read and write in %s inside a transaction', async (db) => {
    const inner = client.db(db).collection('things');
    expect(await inTransaction((session) => inner.find({}, { session }).toArray())).toBe(263);
    expect(await inTransaction((session) => inner.insertOne({ a: 1 }, { session }))).toBe(263);
  });

  it('takes bulkWrite, which runs on admin, inside a transaction', async () => {
    const model = { name: 'insertOne', namespace: 'limits.things', document: { a: 2 } } as const;
    expect(await inTransaction((session) => client.bulkWrite([model], { session }))).toBeUndefined();
  });
});
