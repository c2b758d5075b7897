import { MongoClient, type Collection, type MongoServerError } from 'mongodb';
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
  await client.db('catalog').dropDatabase();
  things = client.db('catalog').collection('things');
});

const code = async (work: Promise<unknown>): Promise<number | string | undefined> =>
  work.then(
    () => undefined,
    (error: MongoServerError) => error.code,
  );

describe('the catalog', () => {
  it('lists collections with options and uuid, indexes with their specification', async () => {
    const db = client.db('catalog');
    await db.createCollection('strict', {
      validator: { $jsonSchema: { required: ['n'], properties: { n: { bsonType: 'int' } } } },
      collation: { locale: 'fr' },
    });
    const [listed] = await db.listCollections({ name: 'strict' }).toArray();
    expect(listed).toMatchObject({
      type: 'collection',
      options: { collation: { locale: 'fr', strength: 3, version: expect.any(String) } },
    });
    await db.collection('strict').createIndex({ n: 1 }, { unique: true, expireAfterSeconds: 60, name: 'life' });
    expect(await db.collection('strict').indexes()).toMatchObject([
      { name: '_id_', key: { _id: 1 } },
      { v: 2, name: 'life', unique: true, expireAfterSeconds: 60 },
    ]);
  });

  it('enforces a validator with details', async () => {
    await client.db('catalog').createCollection('strict', { validator: { $jsonSchema: { required: ['n'] } } });
    const error = await client
      .db('catalog')
      .collection('strict')
      .insertOne({ a: 1 })
      .catch((one: MongoServerError) => one);
    expect(error).toMatchObject({
      code: 121,
      errInfo: { details: { operatorName: '$jsonSchema', schemaRulesNotSatisfied: [{ operatorName: 'required' }] } },
    });
    await client.db('catalog').collection('strict').insertOne({ a: 1 }, { bypassDocumentValidation: true });
  });

  it('renames, and drops with everything in it', async () => {
    await things.insertOne({ _id: 1 });
    await things.createIndex({ a: 1 });
    const renamed = await things.rename('others');
    expect(await renamed.findOne()).toEqual({ _id: 1 });
    expect(await renamed.indexes()).toHaveLength(2);
    expect(await renamed.drop()).toBe(true);
    expect(await client.db('catalog').listCollections().toArray()).toEqual([]);
  });

  it.each([
    ['capped collections', { create: 'x', capped: true, size: 1000 }, 115],
    ['views', { create: 'x', viewOn: 'things', pipeline: [] }, 115],
    ['time series', { create: 'x', timeseries: { timeField: 't' } }, 115],
    ['text indexes', { createIndexes: 'x', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 67],
    ['unknown commands', { frobnicate: 1 }, 59],
    ['search indexes', { createSearchIndexes: 'x', indexes: [] }, 31082],
    [
      'same index, other options',
      { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }] },
      86,
    ],
    ['the same name, another key', { createIndexes: 'things', indexes: [{ key: { b: 1 }, name: 'a_1' }] }, 86],
    [
      'an index that differs only in its time to live',
      { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a_1', expireAfterSeconds: 5 }] },
      85,
    ],
    ['the same index by another name', { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'other' }] }, 85],
  ])('refuses %s', async (_, command, expected) => {
    await things.createIndex({ a: 1 });
    expect(await code(client.db('catalog').command(command))).toBe(expected);
  });

  it('keeps a plain, a unique and a sparse index on one key', async () => {
    await things.createIndex({ a: 1 });
    await things.createIndex({ a: 1 }, { name: 'once', unique: true });
    await things.createIndex({ a: 1 }, { name: 'some', sparse: true });
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1', 'once', 'some']);
    await things.insertMany([{ _id: 1, a: 1 }, { _id: 2 }]);
    expect(await code(things.insertOne({ _id: 3, a: 1 }))).toBe(11000);
    expect(await things.find({ a: null }).toArray()).toEqual([{ _id: 2 }]);
    expect(await code(things.find().hint({ a: 1 }).toArray())).toBe(27);
    expect(await things.find().hint('some').toArray()).toEqual([{ _id: 1, a: 1 }]);
    const drop = (index: object | string): Promise<unknown> =>
      client.db('catalog').command({ dropIndexes: 'things', index });
    expect(await code(drop({ a: 1 }))).toBe(181);
    await drop('once');
    await drop('some');
    await drop({ a: 1 });
    expect(await things.indexes()).toHaveLength(1);
  });

  it('createIndexes: a refused index takes those of the same command with it', async () => {
    const things = client.db('catalog').collection<Thing>('twofold');
    await things.insertMany([
      { _id: 1, n: 'hi', m: 1 },
      { _id: 2, n: 'hi', m: 2 },
    ]);
    await expect(
      client.db('catalog').command({
        createIndexes: 'twofold',
        indexes: [
          { key: { m: 1 }, name: 'm_1' },
          { key: { n: 1 }, name: 'n_1', unique: true },
        ],
      }),
    ).rejects.toMatchObject({ code: 11000 });
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_']);
    await things.createIndex({ m: 1 });
    expect((await things.find({ m: 2 }).hint('m_1').toArray()).map(({ _id }) => _id)).toEqual([2]);
  });

  it('names the build that found a value twice', async () => {
    await things.insertMany([
      { _id: 1, n: 'hi' },
      { _id: 2, n: 'hi' },
    ]);
    await expect(things.createIndex({ n: 1 }, { unique: true })).rejects.toMatchObject({
      code: 11000,
      keyValue: { n: 'hi' },
      message: expect.stringMatching(
        /^Index build failed: [0-9a-f-]{36}: Collection catalog\.things \( [0-9a-f-]{36} \) :: caused by :: E11000 duplicate key error collection: catalog\.things index: n_1 dup key: { n: "hi" }$/,
      ),
    });
  });
});

describe('transactions', () => {
  beforeEach(() => things.insertOne({ _id: 1, n: 0 }).then(() => undefined));

  it('show their own writes inside and nothing outside before the commit', async () => {
    const session = client.startSession();
    session.startTransaction();
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    await client.db('catalog').collection<Thing>('made').insertOne({ _id: 5 }, { session });
    expect(await things.findOne({ n: 1 }, { session })).toEqual({ _id: 1, n: 1 });
    expect(await things.findOne()).toEqual({ _id: 1, n: 0 });
    expect(await client.db('catalog').collection('made').countDocuments()).toBe(0);
    await session.commitTransaction();
    await session.commitTransaction();
    expect(await things.findOne()).toEqual({ _id: 1, n: 1 });
    expect(await client.db('catalog').collection('made').countDocuments()).toBe(1);
    await session.endSession();
  });

  it('the first writer wins, the second is told to try again', async () => {
    const [one, two] = [client.startSession(), client.startSession()];
    one.startTransaction();
    two.startTransaction();
    await things.updateOne({ _id: 1 }, { $set: { by: 1 } }, { session: one });
    const error = await things
      .updateOne({ _id: 1 }, { $set: { by: 2 } }, { session: two })
      .catch((refused: MongoServerError) => refused);
    expect(error).toMatchObject({ code: 112, codeName: 'WriteConflict' });
    expect((error as MongoServerError).hasErrorLabel('TransientTransactionError')).toBe(true);
    await one.commitTransaction();
    await two.abortTransaction();
    expect(await things.findOne()).toMatchObject({ by: 1 });
  });

  it('a write outside waits for the transaction that holds the document', async () => {
    const session = client.startSession();
    session.startTransaction();
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    const outside = things.updateOne({ _id: 1 }, { $inc: { n: 10 } });
    await session.commitTransaction();
    await outside;
    expect(await things.findOne()).toEqual({ _id: 1, n: 11 });
  });

  it('any error ends it, 251 afterwards', async () => {
    const session = client.startSession();
    session.startTransaction();
    await things.insertOne({ _id: 2 }, { session });
    expect(await code(things.insertOne({ _id: 1 }, { session }))).toBe(11000);
    const error = await things.insertOne({ _id: 3 }, { session }).catch((refused: MongoServerError) => refused);
    expect(error).toMatchObject({ code: 251, codeName: 'NoSuchTransaction' });
    await session.abortTransaction();
    expect(await things.countDocuments()).toBe(1);
  });

  it('unique keys conflict across transactions', async () => {
    await things.createIndex({ k: 1 }, { unique: true, sparse: true });
    const [one, two] = [client.startSession(), client.startSession()];
    one.startTransaction();
    two.startTransaction();
    await things.insertOne({ _id: 2, k: 'same' }, { session: one });
    expect(await code(things.insertOne({ _id: 3, k: 'same' }, { session: two }))).toBe(112);
    await one.abortTransaction();
    await two.abortTransaction();
  });
});

describe('the wire', () => {
  it('tells what it is', async () => {
    const info = await client.db('admin').command({ buildInfo: 1 });
    expect(info['version']).toMatch(/^8\.\d+\.\d+$/);
    const hello = await client.db('admin').command({ hello: 1 });
    expect(hello).toMatchObject({
      isWritablePrimary: true,
      setName: 'rs0',
      $clusterTime: expect.anything(),
      operationTime: expect.anything(),
    });
  });

  it('fails as fail points say', async () => {
    const admin = client.db('admin');
    await admin.command({
      configureFailPoint: 'failCommand',
      mode: { times: 1 },
      data: { failCommands: ['ping'], errorCode: 8 },
    });
    expect(await code(admin.command({ ping: 1 }))).toBe(8);
    expect(await code(admin.command({ ping: 1 }))).toBeUndefined();
    expect(await code(things.insertOne({ a: 1 }, { writeConcern: { w: 3 } }))).toBe(100);
    expect(await code(things.insertOne({ a: 1 }, { writeConcern: { w: 'nowhere' as 'majority' } }))).toBe(79);
  });

  it('serves many connections at once', async () => {
    const many = await Promise.all(
      Array.from({ length: 100 }, () => MongoClient.connect(server.uri, { maxPoolSize: 1 })),
    );
    await Promise.all(many.map((one, n) => one.db('catalog').collection<Thing>('many').insertOne({ _id: n })));
    expect(await client.db('catalog').collection('many').countDocuments()).toBe(100);
    await Promise.all(many.map((one) => one.close()));
  });
});
