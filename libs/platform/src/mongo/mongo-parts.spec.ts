import { type Db } from 'mongodb';
import mongoose, { type Connection, type mongo } from 'mongoose';
import { loadClockOrigin } from '../time/clock-origin.store.ts';
import { productInstant } from '../time/clocks.ts';
import { findTogether, pagesById } from './find-pages.ts';
import { OPERATION_LIMIT_MS } from './operation-time-limit.ts';
import { patchMongodbDriver } from './patch-mongodb-driver.ts';
import { inTransaction } from './transactions.ts';
import { monitorCommands } from '../testing/command-monitor.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { type CollectionChange, watchCollection } from './watch-collection.ts';

const at = new Date('2026-01-01T12:00:00Z');

describe('on a real server', () => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await testDatabase();
    patchMongodbDriver();
    connection = await mongoose.createConnection(database.uri, { monitorCommands: true }).asPromise();
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  describe('transactions', () => {
    it('keep all or nothing and answer the value', async () => {
      const things = connection.collection<{ _id: string }>('transacted');
      const value = await inTransaction(connection, async (session) => {
        await things.insertOne({ _id: 'a' }, { session });
        return 7;
      });
      expect(value).toBe(7);
      const broken = inTransaction(connection, async (session) => {
        await things.insertOne({ _id: 'b' }, { session });
        throw new Error('stop');
      });
      await expect(broken).rejects.toThrow('stop');
      expect(await things.countDocuments({})).toBe(1);
    });

    it('are not repeated for ever: after their limit a conflict ends them with nothing written', async () => {
      const things = connection.collection<{ _id: string }>('transacted');
      const conflict = new mongoose.mongo.MongoServerError({ message: 'conflict', code: 112 });
      conflict.addErrorLabel('TransientTransactionError');
      let tries = 0;
      const endless = inTransaction(
        connection,
        async (session) => {
          tries += 1;
          await things.insertOne({ _id: 'c' }, { session });
          throw conflict;
        },
        400,
      );
      await expect(endless).rejects.toMatchObject({ name: 'TransactionLimitError' });
      expect(tries).toBeGreaterThan(1);
      expect(await things.countDocuments({ _id: 'c' })).toBe(0);
    });
  });

  describe('pages of a collection', () => {
    type Thing = { readonly _id: mongo.ObjectId; readonly n: number; readonly text: string };
    const db = () => connection.db as Db;
    const asked = { collection: 'paged', filter: { n: { $gt: 0 } }, projection: { n: 1 } } as const;
    beforeAll(async () => {
      const seven = Array.from({ length: 7 }, (_, n) => ({ n, text: 'x'.repeat(10) }));
      await connection.collection('paged').insertMany(seven);
    });

    it.each([1, 2, 6, 100])('of %i give each document that is asked for once, the oldest first', async (size) => {
      const pages: (readonly Thing[])[] = [];
      for await (const page of pagesById<Thing>(db(), { ...asked, size })) pages.push(page);
      expect(pages.flat().map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(pages.every(({ length }) => length > 0 && length <= size)).toBe(true);
      expect(pages.flat().every((thing) => !('text' in thing))).toBe(true);
    });

    it('are whole when they are larger than one answer may be', async () => {
      const large = [0, 1].map((n) => ({ n, text: 'x'.repeat(9 * 1024 * 1024) }));
      await connection.collection('large').insertMany(large);
      const whole = { collection: 'large', filter: {}, projection: { n: 1, text: 1 }, size: 5 } as const;
      expect((await findTogether<Thing>(db(), { ...whole, sort: { n: -1 } })).map(({ n }) => n)).toEqual([1, 0]);
      const { metrics } = (await db().command({ serverStatus: 1 })) as unknown as {
        metrics: { cursor: { open: { total: unknown } } };
      };
      expect(Number(metrics.cursor.open.total)).toBe(0);
    });
  });

  describe('time limits', () => {
    it('go to the server with every read and write, inside a transaction too, and are accepted there', async () => {
      const things = connection.collection<{ _id: string; n?: number }>('timed');
      const limits = new Map<string, unknown>();
      const stopListening = monitorCommands(connection, ({ name, command }) => {
        limits.set(name, command['maxTimeMS']);
      });
      await things.createIndex({ n: 1 });
      await inTransaction(connection, async (session) => {
        await things.insertOne({ _id: 'a' }, { session });
        await things.bulkWrite([{ updateOne: { filter: { _id: 'a' }, update: { $set: { n: 1 } } } }], { session });
        await things.findOneAndUpdate({ _id: 'a' }, { $inc: { n: 1 } }, { session });
        expect(await things.find({}, { session }).toArray()).toHaveLength(1);
        expect(await things.countDocuments({ n: 2 }, { session })).toBe(1);
      });
      await things.deleteMany({});
      stopListening();
      const limited = ['insert', 'update', 'findAndModify', 'find', 'aggregate', 'delete'];
      expect(limited.map((name) => limits.get(name))).toEqual(limited.map(() => OPERATION_LIMIT_MS));
      expect([limits.has('createIndexes'), limits.get('createIndexes')]).toEqual([true, undefined]);
    });

    it('end a read that takes longer, on the server', async () => {
      const things = connection.collection<{ n: number }>('slow');
      await things.insertMany(Array.from({ length: 2_000 }, (_, n) => ({ n })));
      // Four million comparisons: the condition differs for each document, and the join is looked at.
      const below = { $expr: { $lt: ['$n', { $subtract: ['$$of', 2_000] }] } };
      const joined = things.aggregate(
        [
          { $lookup: { from: 'slow', let: { of: '$n' }, pipeline: [{ $match: below }], as: 'a' } },
          { $match: { 'a.n': { $exists: false } } },
          { $count: 'n' },
        ],
        { maxTimeMS: 50 },
      );
      await expect(joined.toArray()).rejects.toMatchObject({ code: 50 });
    });
  });

  describe('the clock’s origin', () => {
    it('is written by the first start that needs it, and shared', async () => {
      expect(await loadClockOrigin(connection, 1, at)).toEqual({ realAt: at, productAt: at, rate: 1 });
      expect(await connection.collection('clock_origin').countDocuments({})).toBe(0);
      const first = await loadClockOrigin(connection, 60, at);
      const second = await loadClockOrigin(connection, 60, new Date(at.getTime() + 1000));
      expect(second).toMatchObject({ realAt: first.realAt, productAt: first.productAt, rate: 60 });
    });

    it('goes on from where it was at another rate', async () => {
      const later = new Date(at.getTime() + 60_000);
      const slowed = await loadClockOrigin(connection, 1, later);
      expect(productInstant(slowed, later)).toEqual(new Date(at.getTime() + 3_600_000));
    });
  });

  describe('watching a collection', () => {
    it('tells inserts, updates with the whole document, and deletions, in order', async () => {
      const changes: CollectionChange[] = [];
      const ending = new AbortController();
      let tell = (): void => undefined;
      const things = connection.collection<{ _id: string; n: number }>('watched');
      const watching = watchCollection(connection, 'watched', {
        pollMs: 50,
        signal: ending.signal,
        onChange: (change) => {
          changes.push(change);
          tell();
        },
      });
      const until = async (count: number) => {
        while (changes.length < count) await new Promise<void>((resolve) => (tell = resolve));
      };
      // The stream begins some time after it was asked for: the first change is repeated until it is seen.
      while (changes.length === 0) await things.updateOne({ _id: 'start' }, { $inc: { n: 1 } }, { upsert: true });
      const marker = 'a';
      await things.insertOne({ _id: marker, n: 1 });
      await things.updateOne({ _id: marker }, { $set: { n: 2 } });
      await things.deleteOne({ _id: marker });
      const ofMarker = () => changes.filter(({ id }) => id === marker);
      while (ofMarker().length < 3) await until(changes.length + 1);
      expect(ofMarker().map(({ operation }) => operation)).toEqual(['insert', 'update', 'delete']);
      expect(ofMarker()[0]?.document).toMatchObject({ n: 1 });
      // Not when the question that waits for the next change has waited long enough.
      const endedAt = performance.now();
      ending.abort();
      await watching;
      expect(performance.now() - endedAt).toBeLessThan(5_000);
    }, 30_000);
  });
});
