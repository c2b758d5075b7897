import { MongoMemoryServer } from 'mongodb-memory-server';
import mongoose, { type Connection } from 'mongoose';
import { assertReplicaSet } from './assert-replica-set.ts';
import { chooseEngine } from './engine-choice.ts';
import { type CollectionChange, watchCollection } from '../watch-collection.ts';

describe('a server that is no replica set', () => {
  let server: MongoMemoryServer;
  let connection: Connection;

  beforeAll(async () => {
    const { binary, version } = await chooseEngine('auto', process.env);
    server = await MongoMemoryServer.create({
      binary: { systemBinary: binary, version },
      instance: { storageEngine: 'wiredTiger' },
    });
    connection = await mongoose.createConnection(server.getUri('single')).asPromise();
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  it('is refused at the start in words', async () => {
    await expect(assertReplicaSet(connection)).rejects.toThrow(/is a single server\. Relance needs a replica set/);
  });

  it('has no change streams, so a watch looks again and again', async () => {
    const things = connection.collection<{ _id: string; updatedAt: Date }>('things');
    await things.insertOne({ _id: 'before', updatedAt: new Date('2026-01-01') });
    const ending = new AbortController();
    const seen: CollectionChange[] = [];
    const watching = watchCollection(connection, 'things', {
      pollMs: 20,
      signal: ending.signal,
      onChange: (change) => void seen.push(change),
    });
    await things.insertOne({ _id: 'a', updatedAt: new Date('2026-02-01') });
    // The watch begins some time after it was asked for: the change is repeated until it was told twice.
    while (seen.length < 2) await things.updateOne({ _id: 'a' }, { $set: { updatedAt: new Date() } });
    ending.abort();
    await watching;
    expect(seen.every(({ id, operation }) => id === 'a' && operation === 'seen')).toBe(true);
  }, 30_000);
});
