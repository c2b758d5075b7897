import { type ChangeStream, type Collection, type Document, type MongoClient, type MongoServerError } from 'mongodb';
import { startTestServer, type TestServer, type Thing } from '../testing/test-server.ts';

let server: TestServer;
let client: MongoClient;
let things: Collection<Thing>;
let open: ChangeStream<Thing, Document>[] = [];

beforeAll(async () => {
  server = await startTestServer();
  client = await server.connect();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await client.db('streams').dropDatabase();
  things = await client.db('streams').createCollection<Thing>('things');
});
afterEach(async () => {
  await Promise.all(open.map((stream) => stream.close()));
  open = [];
});

const watch = async (...args: Parameters<Collection<Thing>['watch']>): Promise<ChangeStream<Thing, Document>> => {
  const stream = things.watch<Thing, Document>(...args);
  open.push(stream);
  // Opens the cursor; a stream that starts in the past would lose its first event here.
  const [, options] = args;
  if (options?.resumeAfter === undefined && options?.startAtOperationTime === undefined) await stream.tryNext();
  return stream;
};

const next = async (stream: ChangeStream<Thing, Document>, count: number): Promise<Document[]> => {
  const events: Document[] = [];
  while (events.length < count) events.push(await stream.next());
  return events;
};

describe('a change stream', () => {
  it('that is killed ends the question that waits for its next change', async () => {
    const session = client.startSession();
    const ask = (command: Document): Promise<Document> => client.db('streams').command(command, { session });
    const { cursor } = await ask({ aggregate: 'things', pipeline: [{ $changeStream: {} }], cursor: {} });
    const { id } = cursor as { id: unknown };
    const waiting = ask({ getMore: id, collection: 'things', maxTimeMS: 60_000 });
    const refused = expect(waiting).rejects.toMatchObject({ code: 237, codeName: 'CursorKilled' });
    // A cursor in use is told as such: then the question waits.
    await expect(ask({ getMore: id, collection: 'things', maxTimeMS: 1 })).rejects.toMatchObject({ code: 12051 });
    expect(await ask({ killCursors: 'things', cursors: [id] })).toMatchObject({ cursorsKilled: [id] });
    await refused;
    await session.endSession();
  });

  it('tells inserts, updates, replaces and deletes in order', async () => {
    const stream = await watch();
    await things.insertOne({ _id: 1, list: [1, 2, 3], gone: 1 });
    await things.updateOne({ _id: 1 }, { $set: { n: 1 }, $unset: { gone: 1 } });
    await things.updateOne({ _id: 1 }, [{ $set: { list: [1] } }]);
    await things.replaceOne({ _id: 1 }, { whole: true });
    await things.deleteOne({ _id: 1 });
    const events = await next(stream, 5);
    expect(events.map(({ operationType }) => operationType)).toEqual([
      'insert',
      'update',
      'update',
      'replace',
      'delete',
    ]);
    expect(events[0]).toMatchObject({
      ns: { db: 'streams', coll: 'things' },
      documentKey: { _id: 1 },
      fullDocument: { _id: 1, gone: 1 },
      wallTime: expect.any(Date),
    });
    expect(events[1]?.['updateDescription']).toEqual({
      updatedFields: { n: 1 },
      removedFields: ['gone'],
      truncatedArrays: [],
    });
    expect(events[2]?.['updateDescription']).toEqual({
      updatedFields: {},
      removedFields: [],
      truncatedArrays: [{ field: 'list', newSize: 1 }],
    });
    expect(events[3]).toMatchObject({ fullDocument: { _id: 1, whole: true } });
    expect(events[4]).not.toHaveProperty('fullDocument');
  });

  it('goes on behind a token, also in a later stream', async () => {
    const stream = await watch();
    await things.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    const [first] = await next(stream, 1);
    const resumed = await watch([], { resumeAfter: first?.['_id'] });
    expect((await next(resumed, 2)).map(({ documentKey }) => documentKey._id)).toEqual([2, 3]);
  });

  it('starts at a time', async () => {
    const { operationTime } = await client.db('streams').command({ insert: 'things', documents: [{ _id: 1 }] });
    await things.insertOne({ _id: 2 });
    const stream = await watch([], { startAtOperationTime: operationTime });
    expect((await next(stream, 2)).map(({ documentKey }) => documentKey._id)).toEqual([1, 2]);
  });

  it('looks up the document as it is now', async () => {
    const stream = await watch([], { fullDocument: 'updateLookup' });
    await things.insertOne({ _id: 1, n: 0 });
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    expect((await next(stream, 2))[1]).toMatchObject({ operationType: 'update', fullDocument: { _id: 1, n: 1 } });
  });

  it('passes events through its pipeline and refuses to lose the token', async () => {
    const stream = await watch([{ $match: { 'fullDocument.keep': true } }, { $project: { fullDocument: 1 } }]);
    await things.insertMany([{ _id: 1 }, { _id: 2, keep: true }]);
    expect(await next(stream, 1)).toEqual([{ _id: expect.anything(), fullDocument: { _id: 2, keep: true } }]);
    const blind = await watch([{ $project: { _id: 0 } }]);
    await things.insertOne({ _id: 3 });
    const error = await blind.next().catch((refused: Error) => refused);
    expect(error).toBeInstanceOf(Error);
    await expect(watch([{ $nope: 1 }])).rejects.toMatchObject({ code: 40324 });
    await expect(watch([{ $group: { _id: 1 } }])).rejects.toMatchObject({ code: 20 });
  });

  it('ends with drop and invalidate', async () => {
    const stream = await watch();
    await things.insertOne({ _id: 1 });
    await things.drop();
    expect((await next(stream, 3)).map(({ operationType }) => operationType)).toEqual(['insert', 'drop', 'invalidate']);
  });

  it('tells of a whole transaction with its session, at one time', async () => {
    const stream = await watch();
    const session = client.startSession();
    await session.withTransaction(async () => {
      await things.insertMany([{ _id: 1 }, { _id: 2 }], { session });
    });
    const [one, two] = await next(stream, 2);
    expect(one?.['lsid']).toBeDefined();
    expect(one?.['txnNumber']).toEqual(two?.['txnNumber']);
    expect(one?.['clusterTime']).toEqual(two?.['clusterTime']);
  });

  it('watches a database and the whole cluster', async () => {
    const ofDatabase = client.db('streams').watch();
    const ofCluster = client.watch();
    open.push(ofDatabase as never, ofCluster as never);
    await ofDatabase.tryNext();
    await ofCluster.tryNext();
    await client.db('streams').collection<Thing>('others').insertOne({ _id: 1 });
    await client.db('elsewhere').collection<Thing>('others').insertOne({ _id: 2 });
    expect(await ofDatabase.next()).toMatchObject({ ns: { db: 'streams', coll: 'others' } });
    expect([await ofCluster.next(), await ofCluster.next()]).toMatchObject([
      { ns: { db: 'streams' } },
      { ns: { db: 'elsewhere' } },
    ]);
  });

  it('shows images before and after when the collection keeps them', async () => {
    await client.db('streams').command({ collMod: 'things', changeStreamPreAndPostImages: { enabled: true } });
    const stream = await watch([], { fullDocumentBeforeChange: 'required', fullDocument: 'required' });
    await things.insertOne({ _id: 1, n: 0 });
    await things.updateOne({ _id: 1 }, { $set: { n: 1 } });
    expect((await next(stream, 2))[1]).toMatchObject({
      fullDocumentBeforeChange: { _id: 1, n: 0 },
      fullDocument: { _id: 1, n: 1 },
    });
  });

  it('waits without working: an idle stream is woken by the next change', async () => {
    const stream = await watch([], { maxAwaitTimeMS: 1500 });
    const waiting = stream.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { opcounters } = await client.db('admin').command({ serverStatus: 1 });
    const begun = performance.now();
    await things.insertOne({ _id: 1 });
    expect(await waiting).toMatchObject({ documentKey: { _id: 1 } });
    expect(performance.now() - begun).toBeLessThan(1000);
    const after = (await client.db('admin').command({ serverStatus: 1 }))['opcounters'];
    expect(after.getmore - opcounters.getmore).toBeLessThanOrEqual(1);
  });

  it('refuses a token it cannot read', async () => {
    const stream = await watch([], { resumeAfter: { _data: 'nonsense' } });
    const error = await stream.next().catch((refused: MongoServerError) => refused);
    expect(error).toMatchObject({ code: 260 });
  });
});
