import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { type Db, type Document } from 'mongodb';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let db: Db;
beforeAll(async () => {
  server = await startTestServer();
  db = (await server.connect()).db('distinct');
}, 60_000);
afterAll(() => server.stop());

const id = new ObjectId();
/** Values of every kind, some of them equal under another type, some a prefix of another one, some not there at all. */
const kinds: readonly Document[] = [
  { v: 'ab' },
  { v: 'abc' },
  { v: 'ab\u0000c' },
  { v: '' },
  { v: new Int32(1) },
  { v: new Double(1) },
  { v: Long.fromNumber(1) },
  { v: Decimal128.fromString('1.0') },
  { v: -1.5 },
  { v: null },
  {},
  { v: true },
  { v: false },
  { v: new Date(5) },
  { v: id },
  { v: { x: 1 } },
  { v: { x: 1, y: 2 } },
  { v: /a/ },
];

/** Each kind several times, in turn. */
async function filled(name: string, documents: readonly Document[]) {
  const things = db.collection(name);
  await things.insertMany(Array.from({ length: 5 }, () => documents.map((one) => ({ ...one }))).flat());
  return things;
}

describe('distinct through an index', () => {
  it.each([
    ['a field', 'v', { v: 1, other: 1 }],
    ['a field of a unique compound index', 'v', { v: 1, _id: 1 }],
    ['a field of a document', 'v.x', { 'v.x': 1 }],
  ] as const)('answers what it answers without one: %s', async (name, path, index) => {
    const things = await filled(name.replaceAll(' ', '-'), kinds);
    const without = await things.distinct(path);
    await things.createIndex(index, { unique: '_id' in index });
    expect(await things.distinct(path)).toEqual(without);
    expect(without.length).toBeGreaterThan(0);
  });

  it('finds a null behind documents that do not have the field', async () => {
    const things = await filled('missing', [{}, {}, { v: null }]);
    await things.createIndex({ v: 1 });
    expect(await things.distinct('v')).toEqual([null]);
    await things.deleteMany({ v: { $type: 'null' } });
    expect(await things.distinct('v')).toEqual([]);
  });

  it('looks into arrays', async () => {
    const things = await filled('arrays', [{ v: [1, 2] }, { v: [2, 3] }, { v: 4 }]);
    await things.createIndex({ v: 1 });
    expect(await things.distinct('v')).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['partial', { partialFilterExpression: { v: { $gt: 1 } } }],
    ['sparse', { sparse: true }],
    ['with another collation', { collation: { locale: 'en', strength: 2 } }],
  ] as const)('does not take an index that is %s for the whole collection', async (name, options) => {
    const things = await filled(name.replaceAll(' ', '-'), [{ v: 1 }, { v: 2 }, { v: 'a' }, { v: 'A' }, { v: null }]);
    await things.createIndex({ v: 1 }, options);
    expect(await things.distinct('v')).toHaveLength(5);
  });

  it('sees what its own transaction wrote, and not what others commit meanwhile', async () => {
    const things = await filled('snapshot', [{ v: 1 }]);
    await things.createIndex({ v: 1 });
    const client = await server.connect();
    await client.withSession(async (session) => {
      session.startTransaction();
      expect(await client.db('distinct').collection('snapshot').distinct('v', {}, { session })).toEqual([1]);
      await things.insertOne({ v: 2 });
      await client.db('distinct').collection('snapshot').insertOne({ v: 3 }, { session });
      expect(await client.db('distinct').collection('snapshot').distinct('v', {}, { session })).toEqual([1, 3]);
      await session.abortTransaction();
    });
    expect(await things.distinct('v')).toEqual([1, 2]);
  });
});
