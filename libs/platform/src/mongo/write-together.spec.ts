import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.ts';
import { inTransaction } from './transactions.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { byCollection, countedWrites, type Write, writeTo, writeTogether } from './write-together.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await testDatabase();
  connection = await mongoose.createConnection(database.uri).asPromise();
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await database?.stop();
});
type Row = { readonly _id: string; readonly n: number };

const rows = (collection: string) => connection.collection<Row>(collection).find().sort({ _id: 1 }).toArray();
beforeEach(async () => {
  for (const collection of ['red', 'blue']) {
    await connection.collection<Row>(collection).deleteMany({});
    await connection.collection<Row>(collection).insertMany([
      { _id: 'known', n: 1 },
      { _id: 'old', n: 1 },
    ]);
  }
});

const writes: readonly Write[] = [
  writeTo<Row>('red', { updateOne: { filter: { _id: 'known', n: 1 }, update: { $inc: { n: 1 } } } }),
  writeTo<Row>('blue', { insertOne: { document: { _id: 'new', n: 5 } } }),
  writeTo<Row>('red', { deleteOne: { filter: { _id: 'old' } } }),
  writeTo<Row>('blue', { replaceOne: { filter: { _id: 'old' }, replacement: { n: 7 } } }),
  writeTo<Row>('blue', { updateOne: { filter: { _id: 'made' }, update: { $inc: { n: 3 } }, upsert: true } }),
];

describe.each([
  ['in one command where the server can', writeTogether],
  [
    'collection by collection',
    async (...args: Parameters<typeof byCollection>) =>
      Object.values(await byCollection(...args)).reduce((sum, count) => sum + count, 0),
  ],
] as const)('writes to several collections, %s', (_, write) => {
  const all = (what: readonly Write[]) =>
    inTransaction(connection, (session: ClientSession) => write(connection, session, what));

  it('are done together and say how many found their document', async () => {
    expect(await all(writes)).toBe(5);
    expect(await rows('red')).toEqual([{ _id: 'known', n: 2 }]);
    expect(await rows('blue')).toEqual([
      { _id: 'known', n: 1 },
      { _id: 'made', n: 3 },
      { _id: 'new', n: 5 },
      { _id: 'old', n: 7 },
    ]);
  });

  it('say when one did not find what it expected', async () => {
    const missing = writeTo<Row>('red', { updateOne: { filter: { _id: 'known', n: 9 }, update: { $inc: { n: 1 } } } });
    expect(await all([...writes.slice(1), missing])).toBe(4);
  });

  it('leave no trace when a unique index stands in the way', async () => {
    const twice = writeTo<Row>('blue', { insertOne: { document: { _id: 'known', n: 9 } } });
    const refused = await all([...writes, twice]).catch((error: unknown) => error);
    expect(isDuplicateKey(refused)).toBe(true);
    expect(await rows('red')).toHaveLength(2);
  });

  it('are repeated, as any transaction, when another writes the same document first', async () => {
    const other = await connection.startSession();
    other.startTransaction();
    const red = connection.collection<Row>('red');
    await red.updateOne({ _id: 'known' }, { $set: { n: 10 } }, { session: other });
    let tries = 0;
    const done = inTransaction(connection, async (session) => {
      tries += 1;
      if (tries === 2) await other.commitTransaction();
      return write(connection, session, [
        writeTo<Row>('red', { updateOne: { filter: { _id: 'known' }, update: { $inc: { n: 1 } } } }),
      ]);
    });
    expect(await done).toBe(1);
    await other.endSession();
    expect(tries).toBeGreaterThan(1);
    expect((await rows('red'))[0]).toEqual({ _id: 'known', n: 11 });
  });
});

describe('counted writes to several collections', () => {
  it('tell what was removed from what was found and made', async () => {
    const gone = writeTo<Row>('red', { deleteOne: { filter: { _id: 'nobody' } } });
    const counts = await inTransaction(connection, (session) => countedWrites(connection, session, [...writes, gone]));
    expect(counts).toMatchObject({ insertedCount: 1, matchedCount: 2, upsertedCount: 1, deletedCount: 1 });
  });
});
