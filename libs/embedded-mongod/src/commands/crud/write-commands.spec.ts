import { Double, Int32, Long, Timestamp, type Collection, type MongoClient, type MongoServerError } from 'mongodb';
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
  await client.db('writes').dropDatabase();
  things = client.db('writes').collection('things');
});

const refusal = async (work: Promise<unknown>): Promise<MongoServerError> =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: MongoServerError) => error,
  );

describe('insert', () => {
  it('gives empty timestamps at the top the present time, unless it is told to leave them', async () => {
    const empty = (): Timestamp => new Timestamp({ t: 0, i: 0 });
    await things.insertOne({ _id: 1, at: empty(), too: empty(), inside: { at: empty() } });
    const doc = await things.findOne({ _id: 1 });
    expect(doc?.['at'].t).toBeGreaterThan(1_500_000_000);
    expect(doc?.['too'].greaterThan(doc['at'])).toBe(true);
    expect(doc?.['inside'].at.isZero()).toBe(true);
    await client
      .db('writes')
      .command({ insert: 'things', documents: [{ _id: 2, at: empty() }], bypassEmptyTsReplacement: true });
    expect((await things.findOne({ _id: 2 }))?.['at'].isZero()).toBe(true);
  });

  it('gives an _id and puts it first', async () => {
    await things.insertOne({ b: 1, a: 2 });
    expect(Object.keys((await things.findOne()) as object)).toEqual(['_id', 'b', 'a']);
  });

  it('keeps int, long and double apart', async () => {
    await things.insertOne({ _id: 1, int: new Int32(1), long: Long.fromNumber(1), double: new Double(1) });
    const found = await things.findOne({}, { promoteValues: false });
    expect(
      [found?.['int'], found?.['long'], found?.['double']].map((value: { _bsontype: string }) => value._bsontype),
    ).toEqual(['Int32', 'Long', 'Double']);
  });

  it('refuses a repeated _id with code, pattern and value', async () => {
    await things.insertOne({ _id: 1 });
    const error = await refusal(things.insertOne({ _id: 1 }));
    expect(error.code).toBe(11000);
    expect(error.errorResponse).toMatchObject({ keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
    expect(error.message).toContain(
      'E11000 duplicate key error collection: writes.things index: _id_ dup key: { _id: 1 }',
    );
  });

  it('goes on behind an error when unordered, stops at it when ordered', async () => {
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
    await refusal(things.insertMany(documents, { ordered: true }));
    expect(await things.countDocuments()).toBe(1);
    const error = await refusal(things.insertMany(documents, { ordered: false }));
    expect(await things.countDocuments()).toBe(2);
    expect((error as unknown as { writeErrors: { index: number }[] }).writeErrors.map(({ index }) => index)).toEqual([
      0, 1,
    ]);
  });

  it('refuses arrays as _id and documents above 16 MiB', async () => {
    expect((await refusal(things.insertOne({ _id: [1] as unknown as number }))).code).toBe(53);
    const reply = await client
      .db('writes')
      .command({ insert: 'things', documents: [{ text: 'x'.repeat(16 * 1024 * 1024) }] });
    expect(reply).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 2 }] });
  });
});

describe('update', () => {
  it('counts matched, modified and upserted apart', async () => {
    await things.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
    ]);
    expect(await things.updateMany({}, { $max: { n: 1 } })).toMatchObject({ matchedCount: 2, modifiedCount: 0 });
    expect(await things.updateMany({ _id: 1 }, { $inc: { n: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
    expect(await things.updateOne({ _id: 9, k: 'x' }, { $set: { n: 5 } }, { upsert: true })).toMatchObject({
      upsertedId: 9,
      upsertedCount: 1,
      matchedCount: 0,
    });
    expect(await things.findOne({ _id: 9 })).toEqual({ _id: 9, k: 'x', n: 5 });
  });

  it('refuses a change of _id', async () => {
    await things.insertOne({ _id: 1 });
    expect((await refusal(things.updateOne({ _id: 1 }, { $set: { _id: 2 } }))).code).toBe(66);
  });

  it('updates each document once although the index it walks moves it forward', async () => {
    await things.createIndex({ n: 1 });
    await things.insertMany(Array.from({ length: 50 }, (_, n) => ({ _id: n, n })));
    expect(await things.updateMany({ n: { $gte: 0 } }, { $inc: { n: 100 } }, { hint: 'n_1' })).toMatchObject({
      modifiedCount: 50,
    });
    expect(await things.countDocuments({ n: { $gte: 200 } })).toBe(0);
  });

  it('takes the first in sort order', async () => {
    await things.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 3 },
    ]);
    await things.updateOne({}, { $set: { top: true } }, { sort: { n: -1 } });
    expect(await things.findOne({ top: true })).toMatchObject({ _id: 2 });
  });

  it('applies pipelines with $$NOW and let', async () => {
    await things.insertOne({ _id: 1, n: 2 });
    await things.updateOne({ _id: 1 }, [{ $set: { n: { $add: ['$n', '$$more'] }, at: '$$NOW' } }], {
      let: { more: 3 },
    });
    expect(await things.findOne()).toMatchObject({ n: 5, at: expect.any(Date) });
  });

  it('keeps a unique index whole', async () => {
    await things.createIndex({ k: 1 }, { unique: true });
    await things.insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 2 },
    ]);
    expect((await refusal(things.updateOne({ _id: 2 }, { $set: { k: 1 } }))).code).toBe(11000);
    expect(
      await things
        .find({ k: { $gte: 0 } })
        .hint({ k: 1 })
        .toArray(),
    ).toHaveLength(2);
  });
});

describe('findAndModify', () => {
  it('answers the document before or after, and inserts when asked', async () => {
    await things.insertOne({ _id: 1, n: 1 });
    expect(await things.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } })).toEqual({ _id: 1, n: 1 });
    expect(
      await things.findOneAndUpdate(
        { _id: 1 },
        { $inc: { n: 1 } },
        { returnDocument: 'after', projection: { _id: 0 } },
      ),
    ).toEqual({ n: 3 });
    expect(await things.findOneAndReplace({ _id: 7 }, { a: 1 }, { upsert: true, returnDocument: 'after' })).toEqual({
      _id: 7,
      a: 1,
    });
    expect(await things.findOneAndDelete({}, { sort: { _id: -1 } })).toEqual({ _id: 7, a: 1 });
  });
});

describe('delete and bulk', () => {
  it('deletes one or all', async () => {
    await things.insertMany([{ g: 1 }, { g: 1 }, { g: 2 }]);
    expect(await things.deleteOne({ g: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await things.deleteMany({})).toMatchObject({ deletedCount: 2 });
    expect(await things.estimatedDocumentCount()).toBe(0);
  });

  it('writes to several collections in one client.bulkWrite', async () => {
    const result = await client.bulkWrite<Record<string, Thing>>(
      [
        { namespace: 'writes.things', name: 'insertOne', document: { _id: 1, n: 1 } },
        { namespace: 'writes.others', name: 'updateOne', filter: { _id: 2 }, update: { $set: { n: 1 } }, upsert: true },
        { namespace: 'writes.things', name: 'deleteMany', filter: { n: 1 } },
      ],
      { verboseResults: true },
    );
    expect(result).toMatchObject({ insertedCount: 1, upsertedCount: 1, deletedCount: 1 });
    expect(await client.db('writes').collection('others').countDocuments()).toBe(1);
  });
});

describe('writes beside a transaction', () => {
  it('of several statements wait at the one whose record is held, and do each statement once', async () => {
    await things.insertMany([
      { _id: 1, n: 0 },
      { _id: 2, n: 0 },
    ]);
    const session = client.startSession();
    session.startTransaction();
    await things.updateOne({ _id: 2 }, { $set: { held: true } }, { session });
    const writing = things.bulkWrite([
      { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 2 }, update: { $inc: { n: 1 } } } },
    ]);
    while ((await things.findOne({ _id: 1 }))?.['n'] !== 1) await new Promise((resolve) => setImmediate(resolve));
    await session.commitTransaction();
    await session.endSession();
    expect(await writing).toMatchObject({ matchedCount: 2, modifiedCount: 2 });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 1, held: true },
    ]);
  });
});

describe('retryable writes', () => {
  it('answer a repeat with the first result and do not write twice', async () => {
    await things.insertOne({ _id: 1, n: 0 });
    const raw = await server.connect({ retryWrites: false });
    const session = raw.startSession();
    const command = {
      update: 'things',
      updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
      lsid: session.id,
      txnNumber: Long.fromNumber(100),
    };
    const first = await raw.db('writes').command(command, { session });
    const second = await raw.db('writes').command(command, { session });
    expect(first['nModified']).toBe(1);
    expect(second).toMatchObject({ nModified: 1, retriedStmtIds: [0] });
    expect(await things.findOne()).toEqual({ _id: 1, n: 1 });
    await session.endSession();
  });

  it('survive a connection that ends behind the write', async () => {
    await client.db('admin').command({ configureFailPoint: 'onPrimaryTransactionalWrite', mode: { times: 1 } });
    expect(await things.insertOne({ _id: 1 })).toMatchObject({ insertedId: 1 });
    expect(await things.countDocuments()).toBe(1);
  });
});
