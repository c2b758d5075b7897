import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clientOf, type SessionTestEnv } from './session.test-env.ts';
import { type SessionClient } from './session-client.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const BUILD = fileURLToPath(new URL('./build-child.mjs', import.meta.url));
const OUT = 'dist/libs/whatsapp-session/feature-testing';

let built: Promise<unknown> | null = null;
/** Once a spec file. */
const build = (): Promise<unknown> => (built ??= promisify(execFile)(process.execPath, [BUILD, OUT], { cwd: ROOT }));

/** A real process: it can be killed, frozen and woken. */
export type Child = {
  readonly process: ChildProcess;
  readonly log: () => string;
  client(owner: string): Promise<SessionClient>;
  signal(name: NodeJS.Signals): void;
  /** Ends it for good, however it is. */
  kill(): Promise<void>;
};

export async function startChild(testEnv: SessionTestEnv, changes: Record<string, string> = {}): Promise<Child> {
  await build();
  const { NODE_OPTIONS: _options, ...own } = process.env;
  const child = spawn(process.execPath, [`${OUT}/main.js`], {
    cwd: ROOT,
    env: { ...own, ...testEnv.environment, MONGODB_URI: testEnv.mongoUri, ...changes },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = once(child, 'exit');
  const ready = new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /READY (\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(() => reject(new Error(`the process ended before it was ready: ${log}`)));
  });
  const url = await ready;
  return {
    process: child,
    log: () => log,
    client: (owner) => clientOf(url, owner),
    signal: (name) => void child.kill(name),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
