import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { MongoClient } from 'mongodb';
import { type Asked, type Gauges } from './gauged-program.ts';
import { freePort } from './free-port.ts';
import { type HotLoad } from './hot-data.ts';

/** A server in a process of its own, so that a test can kill it. */
export type ChildServer = {
  readonly port: number;
  readonly child: ChildProcess;
  kill(signal?: NodeJS.Signals): Promise<void>;
};

/** A server that also says what it holds, and fills a collection by itself. */
export type GaugedServer = ChildServer & { gauge(): Promise<Gauges>; store(load: HotLoad): Promise<void> };

const root = join(import.meta.dirname, '..');

const bundle = async (source: string, name: string): Promise<string> => {
  const folder = join(root, '..', 'node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, source)],
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

/** Bundles the program as it is in the tree; packages stay outside, so the file lies inside the workspace. */
export const bundleProgram = (): Promise<string> => bundle('main.ts', 'main');

type StartOptions = {
  readonly port: number;
  readonly folder: string;
  /** Its replica set was initiated by an earlier start. */
  readonly isKnown?: boolean;
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts the program and waits for its ready line; initiates the replica set of a new folder unless it `isKnown`. */
export const startChild = async (
  program: string,
  { port, folder, isKnown = false, env = {} }: StartOptions,
): Promise<ChildServer> => {
  const child = spawn(process.execPath, [program, '--port', String(port), '--dbpath', folder, '--replSet', 'rs0'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    child.stdout?.on('data', (text: Buffer) => {
      if (/waiting for connections/i.test(text.toString())) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  if (!isKnown) await initiate(port);
  return {
    port,
    child,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await ended;
    },
  };
};

const initiate = async (port: number): Promise<void> => {
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  const { isWritablePrimary } = await client.db('admin').command({ hello: 1 });
  if (isWritablePrimary !== true) await client.db('admin').command({ replSetInitiate: {} });
  await client.close();
};

/** Starts a server that says what it holds. */
export const startGauged = async (
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<GaugedServer> => {
  const program = await bundle('testing/gauged-program.ts', 'gauged');
  const server = await startChild(program, { port: await freePort(), folder, env });
  const ask = async (asked: Asked): Promise<unknown> => {
    const answer = once(server.child, 'message') as Promise<[unknown]>;
    server.child.send(asked);
    return (await answer)[0];
  };
  return {
    ...server,
    gauge: async () => (await ask('gauge')) as Gauges,
    store: async (store) => {
      await ask({ store });
    },
  };
};
