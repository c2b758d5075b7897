import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endWithParent, workspaceRoot } from './api-process.ts';
import { until } from './wait.ts';

/** The database program as `npm start` runs it, in a process of its own, so that it can go away and come back. */
export type DatabaseProcess = { readonly uri: string; stop(): Promise<void> };

export async function startDatabase(environment: Record<string, string>): Promise<DatabaseProcess> {
  let output = '';
  const child = spawn(process.execPath, [join(workspaceRoot, 'dist/apps/api/database.js')], {
    cwd: workspaceRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithParent(child);
  const collect = (chunk: Buffer) => (output += chunk.toString());
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const uri = await until(
    'the database to say where it is',
    async () => {
      if (child.exitCode !== null) throw new Error(output);
      return /"uri":\s*"([^"]+)"/.exec(output)?.[1];
    },
    { within: 60_000 },
  );
  return {
    uri,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
