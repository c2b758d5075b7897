import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { until } from './wait.ts';

export { freePort } from '@relance/platform/testing';

/** The built API as a child process, with everything it printed. */
export type ApiProcess = {
  readonly url: string;
  readonly output: string[];
  /** Ends it as an operator would (SIGTERM) and waits. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Resolves when the process has ended, by itself or not. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly pid: number;
};

export const workspaceRoot = findRoot(process.cwd());

function findRoot(from: string): string {
  if (existsSync(join(from, 'nx.json'))) return from;
  if (dirname(from) === from) throw new Error('not inside the workspace');
  return findRoot(dirname(from));
}

/**
 * Starts dist/apps/api/main.js with this environment and nothing of the caller's product settings. Node reads source maps
 * at the start, a fifth of what a start takes; STORY_SOURCE_MAPS=1 has them, for the traces of what failed.
 */
export function launchApi(port: number, environment: Record<string, string>): ApiProcess {
  const output: string[] = [];
  const flags = process.env['STORY_SOURCE_MAPS'] ? ['--enable-source-maps'] : [];
  const child = spawn(process.execPath, [...flags, join(workspaceRoot, 'dist/apps/api/main.js')], {
    cwd: workspaceRoot,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      HOST: '127.0.0.1',
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithParent(child);
  const collect = (chunk: Buffer) => output.push(...chunk.toString().split('\n').filter(Boolean));
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  return {
    url: `http://127.0.0.1:${port}`,
    output,
    ended,
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGTERM', ended),
    kill: () => end(child, 'SIGKILL', ended),
  };
}

/** Starts the API and waits until it is ready; when it ends first, its last words are in the error. */
export async function startApi(port: number, environment: Record<string, string>): Promise<ApiProcess> {
  const api = launchApi(port, environment);
  let hasEnded = false;
  void api.ended.then(() => (hasEnded = true));
  await until(
    'the API to be ready',
    async () => {
      if (hasEnded) return true;
      return (await fetch(`${api.url}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
    },
    { within: 60_000 },
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${api.output.slice(-20).join('\n')}`);
  });
  if (hasEnded) throw new Error(`the API ended at start:\n${api.output.slice(-20).join('\n')}`);
  return api;
}

/** A test or benchmark that ends badly leaves no program behind. */
export function endWithParent(child: ChildProcess): void {
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await ended;
}
