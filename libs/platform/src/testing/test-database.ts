import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { findDatabase } from '../mongo/server/find-database.ts';

export type TestDatabase = { readonly uri: string; readonly stop: () => Promise<void> };

/**
 * A database for one spec file: the engine that would be taken at a start, on a random port in a temporary folder;
 * or, when MONGODB_URI is set, a database with a random name on that server, dropped at `stop`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = process.env['MONGODB_URI'];
  if (server) return onServer(server, name);
  const folder = await mkdtemp(join(tmpdir(), 'relance-test-'));
  const mode = process.env['RELANCE_MONGO'] === 'embedded' || process.env['RELANCE_MONGO'] === 'system';
  // Tests never download: they run on what is there.
  const mongo = mode ? (process.env['RELANCE_MONGO'] as 'embedded' | 'system') : 'auto';
  const found = await onFreePort((mongoPort) =>
    findDatabase({ config: { mongodbUri: null, mongo, mongoPort, dataDir: folder }, databaseName: name }),
  );
  const stop = async () => {
    await found.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { uri: found.uri, stop };
}

/** Another program may take a free port before the database does: then it is tried on another one. */
async function onFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (attempt === 3 || !/\bport\b.*\b(taken|in use)\b/i.test(String(error))) throw error;
    }
  }
}

async function onServer(server: string, name: string): Promise<TestDatabase> {
  const address = new URL(server);
  address.pathname = `/${name}`;
  const stop = async () => {
    const connection = await mongoose.createConnection(address.href).asPromise();
    await connection.dropDatabase();
    await connection.close();
  };
  return { uri: address.href, stop };
}

/** Above what browsers refuse to open (10080), below what systems give to outgoing connections (Linux: from 32768 on). */
const PORTS = { from: 11_000, to: 32_000 } as const;

/**
 * A port that nobody listens on at this moment, and that no outgoing connection takes. By chance, so that test processes at the same
 * moment do not choose the same one.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(PORTS.from, PORTS.to);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
  throw new Error(`No free port found between ${PORTS.from} and ${PORTS.to}.`);
}
