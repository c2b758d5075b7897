// An embedded engine of one's own, for tests and benchmarks of the tools.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { MongoClient } from 'mongodb';

/** A port of this machine that nothing listens on. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/**
 * Starts the built engine as a replica set of one, with its data in a folder that does not exist yet.
 * @returns {Promise<{ child: import('node:child_process').ChildProcess, uriOf: (database: string) => string }>}
 */
export async function startEngine(dbpath) {
  const port = await freePort();
  mkdirSync(dbpath);
  const program = ['dist/libs/embedded-mongod/main.js', '--port', String(port), '--dbpath', dbpath, '--replSet', 'rs0'];
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) =>
    child.stdout.on('data', (chunk) => String(chunk).includes('waiting for connections') && resolve()),
  );
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  await client.db('admin').command({ replSetInitiate: {} });
  await client.close();
  return { child, uriOf: (database) => `mongodb://127.0.0.1:${port}/${database}?replicaSet=rs0` };
}
