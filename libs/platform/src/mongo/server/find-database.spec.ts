import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// A second start within ten seconds of one process would be given another port; in life each start is a process.
import { resetPortsCache } from 'mongodb-memory-server-core/lib/util/getport/index.js';
import mongoose from 'mongoose';
import { type FoundDatabase, findDatabase } from './find-database.ts';
import { freePort } from '../../testing/test-database.ts';

describe('finding the database', () => {
  let folder: string;
  let port: number;
  const running: FoundDatabase[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relance-find-'));
    port = await freePort();
  });
  afterEach(async () => {
    for (const database of running.splice(0)) await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const find = async (
    changes: Partial<Parameters<typeof findDatabase>[0]> = {},
    mongo: 'auto' | 'embedded' | 'system' = 'auto',
  ) => {
    const config = { mongodbUri: null, mongo, mongoPort: port, dataDir: folder };
    const found = await findDatabase({ config, patienceMs: 300, ...changes });
    running.push(found);
    return found;
  };

  it('takes MONGODB_URI as it is and prints no password', async () => {
    const said: string[] = [];
    const mongodbUri = 'mongodb://user:hunter2@db.test:27017/relance?replicaSet=rs0';
    const config = { mongodbUri, mongo: 'auto', mongoPort: port, dataDir: folder } as const;
    const found = await find({ config, tell: (line) => said.push(line) });
    expect(found).toMatchObject({ uri: mongodbUri, taken: 'uri' });
    expect(said).toEqual(['Database: mongodb://…@db.test:27017/relance (MONGODB_URI)']);
  });

  it('starts a replica set of one on its port, says so in a line, and keeps the data over a restart', async () => {
    const said: string[] = [];
    const first = await find({ tell: (line) => said.push(line) });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`^Database: .*\\d+\\.\\d+\\.\\d+ on port ${port}, folder ${folder}/mongodb$`));
    const writing = await mongoose.createConnection(first.uri).asPromise();
    await writing.collection('things').insertOne({ name: 'kept' });
    await writing.close();
    await first.stop();
    resetPortsCache();

    const second = await find();
    const reading = await mongoose.createConnection(second.uri).asPromise();
    expect(await reading.collection('things').countDocuments({ name: 'kept' })).toBe(1);
    await reading.close();
  }, 60_000);

  it('refuses a port that another program has', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await expect(find()).rejects.toThrow(`Port ${port} is taken by another program`);
    other.close();
    await once(other, 'close');
    await expect(find()).resolves.toMatchObject({ port });
  }, 60_000);

  it('refuses a folder that another process uses', async () => {
    await find();
    port = await freePort();
    await expect(find()).rejects.toThrow(/is in use by process \d+/);
  }, 60_000);

  it('says when its engine ends by itself', async () => {
    const found = await find();
    const connection = await mongoose.createConnection(found.uri, { directConnection: true }).asPromise();
    await connection
      .getClient()
      .db('admin')
      .command({ shutdown: 1, force: true })
      .catch(() => undefined);
    await expect(found.died).resolves.toMatch(/ended by itself/);
    await connection.close();
  }, 60_000);

  it('refuses "system" where there is no mongod, and a named binary that does not run', async () => {
    await expect(find({ env: { PATH: folder } }, 'system')).rejects.toThrow('there is no mongod');
    await expect(find({ env: { MONGOMS_SYSTEM_BINARY: join(folder, 'none') } })).rejects.toThrow('is not a program');
    const broken = join(folder, 'mongod');
    await writeFile(broken, '#!/bin/sh\necho hello\n', { mode: 0o755 });
    await expect(find({ env: { PATH: folder } })).rejects.toThrow('names no MongoDB version');
  });
});
