import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { MongoClient } from 'mongodb';

/** A server in a process of its own, so that a test can kill it. */
export type ChildServer = {
  readonly port: number;
  readonly child: ChildProcess;
  kill(signal?: NodeJS.Signals): Promise<void>;
};

const root = join(import.meta.dirname, '..');

/** Bundles the program as it is in the tree; packages stay outside, so the file lies inside the workspace. */
export const bundleProgram = async (): Promise<string> => {
  const folder = join(root, '..', 'node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `main-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
};

/** A port nobody listens on right now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Starts the program and waits for its ready line; initiates the replica set of a new folder. */
export const startChild = async (
  program: string,
  { port, folder }: { port: number; folder: string },
): Promise<ChildServer> => {
  const child = spawn(process.execPath, [program, '--port', String(port), '--dbpath', folder, '--replSet', 'rs0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.stdout.on('data', (text: Buffer) => {
      if (/waiting for connections/i.test(text.toString())) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  const { isWritablePrimary } = await client.db('admin').command({ hello: 1 });
  if (isWritablePrimary !== true) await client.db('admin').command({ replSetInitiate: {} });
  await client.close();
  return {
    port,
    child,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await ended;
    },
  };
};
