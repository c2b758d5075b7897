import { type ChangeStream, type Document } from 'mongodb';
import { refusal, useServer } from './kit.ts';

const db = 'conformance_streams';
const suite = useServer(db);

/** The next events of a stream, as many as asked for. */
const take = async (stream: ChangeStream, count: number): Promise<Document[]> => {
  const events: Document[] = [];
  while (events.length < count) events.push(await stream.next());
  return events;
};

const watched = async (
  options: object,
  work: () => Promise<unknown>,
  count: number,
  whole = false,
): Promise<Document[]> => {
  const source = whole ? suite.client.db(db) : suite.things;
  const stream = source.watch([], options);
  try {
    await stream.tryNext();
    await work();
    return await take(stream, count);
  } finally {
    await stream.close();
  }
};

describe('change streams', () => {
  it('describe updates by field, element and truncation', async () => {
    const things = await suite.fill({ _id: 1, a: { b: 1 }, l: [1, 2, 3] });
    const events = await watched(
      {},
      async () => {
        await things.updateOne({ _id: 1 }, { $set: { 'a.b': 2, n: 1 }, $push: { l: 4 } as never });
        await things.updateOne({ _id: 1 }, [{ $set: { l: [1] } }, { $unset: 'n' }]);
        await things.replaceOne({ _id: 1 }, { z: 1 });
        await things.deleteOne({ _id: 1 });
      },
      4,
    );
    expect(events.map(({ operationType }) => operationType)).toEqual(['update', 'update', 'replace', 'delete']);
    expect(events[0]?.['updateDescription']).toEqual({
      updatedFields: { 'a.b': 2, n: 1, 'l.3': 4 },
      removedFields: [],
      truncatedArrays: [],
    });
    expect(events[1]?.['updateDescription']).toEqual({
      updatedFields: {},
      removedFields: ['n'],
      truncatedArrays: [{ field: 'l', newSize: 1 }],
    });
    expect(events[2]).toMatchObject({
      fullDocument: { _id: 1, z: 1 },
      documentKey: { _id: 1 },
      ns: { db, coll: 'things' },
    });
  });

  it('tell unclear paths apart only when asked', async () => {
    const things = await suite.fill({ _id: 1, a: { 1: 1 }, l: [{ 1: 1 }] });
    const update = async (): Promise<unknown> => things.updateOne({ _id: 1 }, { $inc: { 'a.1': 1, 'l.0.1': 1 } });
    const [plain] = await watched({}, update, 1);
    expect(plain?.['updateDescription']).not.toHaveProperty('disambiguatedPaths');
    const [expanded] = await watched({ showExpandedEvents: true }, update, 1);
    expect(expanded?.['updateDescription'].disambiguatedPaths).toEqual({ 'a.1': ['a', '1'], 'l.0.1': ['l', 0, '1'] });
    expect(expanded).toHaveProperty('collectionUUID');
  });

  it('tell of collections and indexes when asked', async () => {
    const database = suite.client.db(db);
    const events = await watched(
      { showExpandedEvents: true },
      async () => {
        const made = await database.createCollection('made');
        await made.createIndex({ x: 1 });
        await made.dropIndex('x_1');
        await database.command({ collMod: 'made' });
        await made.rename('renamed');
        await database.dropCollection('renamed');
      },
      6,
      true,
    );
    expect(events.map(({ operationType }) => operationType)).toEqual([
      'create',
      'createIndexes',
      'dropIndexes',
      'modify',
      'rename',
      'drop',
    ]);
    expect(events[4]).toMatchObject({ ns: { db, coll: 'made' }, to: { db, coll: 'renamed' } });
  });

  it('filter and shape events by the pipeline, and refuse what would lose the token', async () => {
    const things = await suite.fill();
    const shaped = suite.things.watch([
      { $match: { 'fullDocument.n': { $gt: 1 } } },
      { $addFields: { twice: { $multiply: ['$fullDocument.n', 2] } } },
    ]);
    await shaped.tryNext();
    await things.insertMany([{ n: 1 }, { n: 5 }]);
    expect(await shaped.next()).toMatchObject({ operationType: 'insert', twice: 10 });
    await shaped.close();
    const blind = suite.things.watch([{ $project: { _id: 0 } }]);
    const lost = refusal(blind.next());
    await things.insertOne({ n: 9 });
    expect((await lost).code).toBe(280);
    await blind.close();
    const unknown = suite.things.watch([{ $unsupported: 1 }]);
    expect((await refusal(unknown.next())).code).toBe(40324);
    await unknown.close();
  });
});
