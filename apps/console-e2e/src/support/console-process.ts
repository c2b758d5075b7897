import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort, workspaceRoot } from '../../../api-e2e/src/support/api-process.ts';
import { until } from '../../../api-e2e/src/support/wait.ts';

export type ConsoleProcess = { readonly url: string; readonly output: string[]; stop(): Promise<void> };

/** Serves the built console, as production does, against one API. */
export async function startConsole(apiUrl: string): Promise<ConsoleProcess> {
  const port = await freePort();
  const output: string[] = [];
  const server = join(workspaceRoot, 'apps/console/.next/standalone/apps/console/server.js');
  const child = spawn(process.execPath, [server], {
    env: {
      PATH: process.env['PATH'],
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      RELANCE_API_URL: apiUrl,
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  }
  const url = `http://127.0.0.1:${port}`;
  await until('the console to answer', async () => (await fetch(`${url}/login`)).ok, { within: 30_000 }).catch(
    (error: unknown) => {
      child.kill('SIGKILL');
      throw new Error(`${String(error)}\n${output.join('')}`);
    },
  );
  return {
    url,
    output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
