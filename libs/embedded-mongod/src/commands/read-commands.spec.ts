import { MongoClient, type Collection, type MongoServerError } from 'mongodb';
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
  await client.db('reads').dropDatabase();
  things = client.db('reads').collection('things');
});

const code = async (work: Promise<unknown>): Promise<number | string | undefined> =>
  work.then(
    () => undefined,
    (error: MongoServerError) => error.code,
  );

describe('find', () => {
  it('answers in batches and forgets the cursor at its end', async () => {
    await things.insertMany(Array.from({ length: 250 }, (_, n) => ({ _id: n })));
    expect(
      await things
        .find()
        .batchSize(40)
        .map(({ _id }) => _id)
        .toArray(),
    ).toEqual(Array.from({ length: 250 }, (_, n) => n));
    const first = await client.db('reads').command({ find: 'things', batchSize: 10 });
    const id = first['cursor'].id;
    expect(first['cursor'].ns).toBe('reads.things');
    expect(await client.db('reads').command({ killCursors: 'things', cursors: [id] })).toMatchObject({
      cursorsKilled: [id],
    });
    expect(await code(client.db('reads').command({ getMore: id, collection: 'things' }))).toBe(43);
  });

  it('sorts across types in BSON order', async () => {
    await things.insertMany([
      { v: 'a' },
      { v: 2 },
      { v: null },
      { v: [0] },
      { v: { a: 1 } },
      { v: true },
      { v: new Date(0) },
      {},
    ]);
    const types = await things
      .find()
      .sort({ v: 1, _id: 1 })
      .map(({ v }) =>
        v === undefined
          ? 'missing'
          : v === null
            ? 'null'
            : Array.isArray(v)
              ? 'array'
              : v instanceof Date
                ? 'date'
                : typeof v,
      )
      .toArray();
    expect(types).toEqual(['null', 'missing', 'array', 'number', 'string', 'object', 'boolean', 'date']);
  });

  it('ends with 50 when its time is up', async () => {
    await things.insertMany(Array.from({ length: 2000 }, (_, n) => ({ _id: n, text: 'x'.repeat(50) })));
    const slow = things.find(
      { $and: Array.from({ length: 60 }, (_, n) => ({ text: { $not: new RegExp(`y+${n}z`) } })) },
      { maxTimeMS: 1 },
    );
    expect(await code(slow.toArray())).toBe(50);
  });

  it('refuses unknown operators and hints', async () => {
    await things.insertOne({ a: 1 });
    expect(await code(things.find({ a: { $nope: 1 } }).toArray())).toBe(2);
    expect(await code(things.find({ a: 1 }).hint('nope_1').toArray())).toBe(2);
    expect(await code(things.aggregate([{ $nope: 1 }]).toArray())).toBe(40324);
  });

  it('reads between min and max of an index', async () => {
    await things.createIndex({ n: 1 });
    await things.insertMany([1, 2, 3, 4].map((n) => ({ n })));
    expect(
      await things
        .find()
        .hint({ n: 1 })
        .min({ n: 2 })
        .max({ n: 4 })
        .map(({ n }) => n)
        .toArray(),
    ).toEqual([2, 3]);
  });

  it('applies collation to equality, sort and distinct', async () => {
    const collation = { locale: 'en', strength: 2 };
    await things.insertMany([{ k: 'b' }, { k: 'A' }, { k: 'a' }]);
    expect(await things.find({ k: 'a' }).collation(collation).toArray()).toHaveLength(2);
    expect(await things.distinct('k', {}, { collation })).toEqual(['A', 'b']);
  });
});

describe('count, distinct, aggregate', () => {
  beforeEach(async () => {
    await things.insertMany(Array.from({ length: 30 }, (_, n) => ({ _id: n, g: n % 3, tags: [`t${n % 2}`, 'all'] })));
  });

  it('count with filter, skip and limit', async () => {
    expect(await things.countDocuments({ g: 1 })).toBe(10);
    expect(await things.countDocuments({ g: 1 }, { skip: 4, limit: 3 })).toBe(3);
    expect(await client.db('reads').command({ count: 'things', query: { g: 1 }, limit: 2 })).toMatchObject({ n: 2 });
  });

  it('distinct opens arrays', async () => {
    expect(await things.distinct('tags')).toEqual(['all', 't0', 't1']);
  });

  it('aggregate groups, joins and writes', async () => {
    await client
      .db('reads')
      .collection<Thing>('names')
      .insertMany([
        { _id: 0, name: 'zero' },
        { _id: 1, name: 'one' },
      ]);
    const joined = await things
      .aggregate([
        { $group: { _id: '$g', n: { $sum: 1 } } },
        { $sort: { _id: 1 } },
        { $lookup: { from: 'names', localField: '_id', foreignField: '_id', as: 'names' } },
      ])
      .toArray();
    expect(joined).toEqual([
      { _id: 0, n: 10, names: [{ _id: 0, name: 'zero' }] },
      { _id: 1, n: 10, names: [{ _id: 1, name: 'one' }] },
      { _id: 2, n: 10, names: [] },
    ]);
    await things.aggregate([{ $match: { g: 0 } }, { $out: 'copied' }]).toArray();
    expect(await client.db('reads').collection('copied').countDocuments()).toBe(10);
    await things
      .aggregate([{ $match: { g: 1 } }, { $project: { mark: 'x' } }, { $merge: { into: 'copied' } }])
      .toArray();
    expect(await client.db('reads').collection('copied').countDocuments({ mark: 'x' })).toBe(10);
  });

  it('snapshot reads see one state and say which', async () => {
    const session = client.startSession({ snapshot: true });
    expect(await things.countDocuments({}, { session })).toBe(30);
    await things.insertOne({ _id: 100 });
    expect(await things.countDocuments({}, { session })).toBe(30);
    expect(await things.countDocuments()).toBe(31);
    await session.endSession();
  });
});

describe('the catalog', () => {
  it('lists collections with options and uuid, indexes with their specification', async () => {
    const db = client.db('reads');
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
    await client.db('reads').createCollection('strict', { validator: { $jsonSchema: { required: ['n'] } } });
    const error = await client
      .db('reads')
      .collection('strict')
      .insertOne({ a: 1 })
      .catch((one: MongoServerError) => one);
    expect(error).toMatchObject({
      code: 121,
      errInfo: { details: { operatorName: '$jsonSchema', schemaRulesNotSatisfied: [{ operatorName: 'required' }] } },
    });
    await client.db('reads').collection('strict').insertOne({ a: 1 }, { bypassDocumentValidation: true });
  });

  it('renames, and drops with everything in it', async () => {
    await things.insertOne({ _id: 1 });
    await things.createIndex({ a: 1 });
    const renamed = await things.rename('others');
    expect(await renamed.findOne()).toEqual({ _id: 1 });
    expect(await renamed.indexes()).toHaveLength(2);
    expect(await renamed.drop()).toBe(true);
    expect(await client.db('reads').listCollections().toArray()).toEqual([]);
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
  ])('refuses %s', async (_, command, expected) => {
    await things.createIndex({ a: 1 });
    expect(await code(client.db('reads').command(command))).toBe(expected);
  });
});

describe('transactions', () => {
  beforeEach(() => things.insertOne({ _id: 1, n: 0 }).then(() => undefined));

  it('show their own writes inside and nothing outside before the commit', async () => {
    const session = client.startSession();
    session.startTransaction();
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    await client.db('reads').collection<Thing>('made').insertOne({ _id: 5 }, { session });
    expect(await things.findOne({ n: 1 }, { session })).toEqual({ _id: 1, n: 1 });
    expect(await things.findOne()).toEqual({ _id: 1, n: 0 });
    expect(await client.db('reads').collection('made').countDocuments()).toBe(0);
    await session.commitTransaction();
    await session.commitTransaction();
    expect(await things.findOne()).toEqual({ _id: 1, n: 1 });
    expect(await client.db('reads').collection('made').countDocuments()).toBe(1);
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
    await Promise.all(many.map((one, n) => one.db('reads').collection<Thing>('many').insertOne({ _id: n })));
    expect(await client.db('reads').collection('many').countDocuments()).toBe(100);
    await Promise.all(many.map((one) => one.close()));
  });
});
