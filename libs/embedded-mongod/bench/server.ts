import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { median } from './measures.ts';

/** A started engine: `readyMs` is the time from its start until it answered a ping. */
export type BenchServer = {
  readonly client: MongoClient;
  readonly port: number;
  readonly readyMs: number;
  /** Resident memory without mapped files; undefined where the kernel does not tell. */
  residentMiB(): number | undefined;
  stop(): Promise<void>;
};

const anonymousMiB = (pid: number): number | undefined => {
  try {
    const [, kib] = /RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
};

/** Milliseconds an empty Node process takes from start to end: what a start is to be held against on a busy machine. */
export const emptyProcessMs = (): number => {
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - begun;
  });
  return median(times);
};

/** Starts the built program in a process of its own. */
export const startEngine = async (
  program: string,
  { folder, port }: { folder: string; port: number },
): Promise<BenchServer> => {
  const begun = performance.now();
  const child = spawn(process.execPath, [program, '--port', String(port), '--dbpath', folder, '--replSet', 'rs0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (/waiting for connections/i.test(text.toString())) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
  });
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`, { maxPoolSize: 64 });
  await client.db('admin').command({ ping: 1 });
  const readyMs = performance.now() - begun;
  const { isWritablePrimary } = await client.db('admin').command({ hello: 1 });
  if (isWritablePrimary !== true) await client.db('admin').command({ replSetInitiate: {} });
  return {
    client,
    port,
    readyMs,
    residentMiB: () => anonymousMiB(child.pid ?? 0),
    stop: async () => {
      await client.close();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
};
