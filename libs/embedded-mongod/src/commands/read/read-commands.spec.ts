import { type MongoClient, type Collection, type MongoServerError } from 'mongodb';
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

  it('answers index keys instead of documents when asked to', async () => {
    await things.insertMany([
      { _id: 1, a: { b: 7 }, n: 1 },
      { _id: 2, n: 2 },
    ]);
    await things.createIndex({ n: 1, 'a.b': 1 });
    const keys = (options: object): Promise<object[]> =>
      things.find({ n: { $gt: 0 } }, { returnKey: true, ...options }).toArray();
    expect(await keys({ sort: { n: 1 } })).toEqual([
      { n: 1, 'a.b': 7 },
      { n: 2, 'a.b': null },
    ]);
    expect(await keys({ hint: { _id: 1 }, showRecordId: true })).toEqual([{ _id: 1 }, { _id: 2 }]);
    expect(await keys({ hint: { $natural: 1 } })).toEqual([{}, {}]);
    await things.insertOne({ _id: 3, n: [3, 4] });
    expect(await code(keys({ sort: { n: 1 } }))).toBe(115);
  });

  it('refuses unknown operators and hints', async () => {
    await things.insertOne({ a: 1 });
    expect(await code(things.find({ a: { $nope: 1 } }).toArray())).toBe(2);
    expect(await code(things.find({ a: 1 }).hint('nope_1').toArray())).toBe(2);
    expect(await code(things.aggregate([{ $nope: 1 }]).toArray())).toBe(40324);
  });

  it('finds values longer than an index key can be, each for itself', async () => {
    const long = 'x'.repeat(3000);
    await things.createIndex({ k: 1, n: 1 });
    await things.createIndex({ u: -1 }, { unique: true, sparse: true });
    await things.insertMany(['a', 'b'].map((end, n) => ({ _id: long + end, k: long + end, n, u: long + end })));
    for (const end of ['a', 'b']) {
      const value = long + end;
      expect(await things.findOne({ _id: value }, { projection: { n: 1 } })).toEqual({
        _id: value,
        n: end === 'a' ? 0 : 1,
      });
      for (const filter of [{ k: value }, { k: value, n: { $gte: 0 } }, { u: value }, { _id: { $in: [value, 'y'] } }])
        expect(await things.countDocuments(filter)).toBe(1);
    }
    expect(await things.findOne({ _id: `${long}c` })).toBeNull();
    await things.updateOne({ _id: `${long}c` }, { $set: { k: 1 } }, { upsert: true });
    expect(await things.find().sort({ k: 1, n: 1 }).toArray()).toHaveLength(3);
    await things.deleteMany({ k: { $in: [`${long}a`, `${long}b`] } });
    expect(await things.countDocuments()).toBe(1);
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

  it('writes what a stage that reads no collection gives, and refuses a linearizable read before a writing stage', async () => {
    const db = client.db('reads');
    const two = { $documents: [{ _id: 1 }, { _id: 2 }] };
    expect(await db.aggregate([two, { $out: 'made' }]).toArray()).toEqual([]);
    expect(await db.collection('made').countDocuments()).toBe(2);
    await db.aggregate([{ $documents: [{ _id: 3 }] }, { $merge: 'made' }]).toArray();
    expect(await db.collection('made').countDocuments()).toBe(3);
    await things.aggregate([{ $collStats: { count: {} } }, { $project: { count: 1 } }, { $out: 'stats' }]).toArray();
    expect(await db.collection('stats').findOne({}, { projection: { _id: 0 } })).toEqual({ count: 30 });
    const linearizable = db.collection('things', { readConcern: { level: 'linearizable' } });
    expect(await code(linearizable.aggregate([{ $out: 'made' }]).toArray())).toBe(72);
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
