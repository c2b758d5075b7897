import { type Collection, type Document, type MongoClient, type MongoServerError } from 'mongodb';
import { startTestServer, type TestServer, type Thing } from '../../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;
let things: Collection<Thing>;

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await client.db('killed').dropDatabase();
  things = client.db('killed').collection('things');
  await things.insertMany(Array.from({ length: 20 }, (_, n) => ({ _id: n, k: n })));
  await things.createIndex({ k: 1 });
});

const open = async (command: Document): Promise<unknown> =>
  (await client.db('killed').command({ ...command }))['cursor'].id;

const more = (id: unknown): Promise<Document> => client.db('killed').command({ getMore: id, collection: 'things' });

const refusal = async (work: Promise<unknown>): Promise<MongoServerError> =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: MongoServerError) => error,
  );

const scan = { find: 'things', batchSize: 5 };
const byIndex = { find: 'things', filter: { k: { $gte: 0 } }, batchSize: 5 };

describe('a cursor whose collection goes away', () => {
  it.each([
    ['dropped', scan, () => things.drop(), /^collection dropped\. UUID [0-9a-f-]{36}$/],
    ['dropped with its database', scan, () => client.db('killed').dropDatabase(), /^collection dropped\. UUID/],
    [
      'renamed',
      scan,
      () => things.rename('others'),
      /^collection renamed from 'killed\.things' to 'killed\.others'\. UUID/,
    ],
    [
      'dropped under an aggregation',
      { aggregate: 'things', pipeline: [{ $set: { a: 1 } }], cursor: { batchSize: 5 } },
      () => things.drop(),
      /collection dropped/,
    ],
  ])('is killed when it is %s, and forgotten once it was told', async (_how, command, happen, message) => {
    const id = await open(command);
    await happen();
    const error = await refusal(more(id));
    expect(error).toMatchObject({ code: 175, codeName: 'QueryPlanKilled' });
    expect(error.message).toMatch(message);
    expect((await refusal(more(id))).code).toBe(43);
  });
});

describe('a cursor whose index goes away', () => {
  it('is killed when it reads that index', async () => {
    const id = await open(byIndex);
    await things.dropIndex('k_1');
    expect(await refusal(more(id))).toMatchObject({
      code: 175,
      message: "query plan killed :: index 'k_1' dropped",
    });
  });

  it('goes on when it reads another way', async () => {
    const id = await open(scan);
    await things.dropIndex('k_1');
    expect((await more(id))['cursor'].nextBatch).toHaveLength(15);
  });
});
