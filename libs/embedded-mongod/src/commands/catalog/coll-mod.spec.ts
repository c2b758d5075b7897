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
  await client.db('modified').dropDatabase();
  things = client.db('modified').collection('things');
  await things.insertMany([
    { _id: 1, k: 1 },
    { _id: 2, k: 1 },
    { _id: 3, k: 2 },
  ]);
  await things.createIndex({ k: 1 });
});

const modify = (index: Document): Promise<Document> =>
  client.db('modified').command({ collMod: 'things', index: { keyPattern: { k: 1 }, ...index } });

const refusal = async (work: Promise<unknown>): Promise<MongoServerError> =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: MongoServerError) => error,
  );

describe('an index prepared to be unique', () => {
  beforeEach(() => modify({ prepareUnique: true }));

  it('takes no new duplicates, and leaves those it has', async () => {
    const inserted = await refusal(things.insertOne({ _id: 4, k: 2 }));
    expect(inserted).toMatchObject({ code: 11000, keyPattern: { k: 1 }, keyValue: { k: 2 } });
    expect((await refusal(things.updateOne({ _id: 3 }, { $set: { k: 1 } }))).code).toBe(11000);
    await things.updateOne({ _id: 1 }, { $set: { touched: true } });
    await things.insertOne({ _id: 5, k: 3 });
    expect(await things.countDocuments({ k: 1 })).toBe(2);
  });

  it('becomes unique once the duplicates are gone, which are named until then', async () => {
    const refused = await refusal(modify({ unique: true }));
    expect(refused.code).toBe(359);
    expect(refused.errorResponse['violations']).toEqual([{ ids: [1, 2] }]);
    await things.deleteOne({ _id: 2 });
    expect(await modify({ unique: true })).toMatchObject({ unique_new: true });
    expect((await refusal(things.insertOne({ k: 1 }))).code).toBe(11000);
  });

  it('takes duplicates again when it is no longer prepared', async () => {
    expect(await modify({ prepareUnique: false })).toMatchObject({ prepareUnique_old: true, prepareUnique_new: false });
    await things.insertOne({ _id: 4, k: 2 });
    expect(await things.countDocuments({ k: 2 })).toBe(2);
  });
});

describe('a time to live', () => {
  it('is a whole number from zero', async () => {
    await things.dropIndex('k_1');
    await things.createIndex({ k: 1 }, { expireAfterSeconds: 100 });
    expect(await modify({ expireAfterSeconds: 1.5 })).toMatchObject({
      expireAfterSeconds_old: 100,
      expireAfterSeconds_new: 1,
    });
    expect((await refusal(modify({ expireAfterSeconds: -Infinity }))).code).toBe(72);
    expect((await refusal(modify({ expireAfterSeconds: 'x' }))).code).toBe(14);
  });
});

describe('an index that was not prepared', () => {
  it('does not become unique', async () => {
    await things.deleteOne({ _id: 2 });
    expect((await refusal(modify({ unique: true }))).code).toBe(72);
  });
});
