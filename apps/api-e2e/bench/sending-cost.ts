import { resolve } from 'node:path';
import { until } from '../src/support/wait.ts';
import { DatabaseWatch } from './database-watch.ts';
import { cpuSecondsOf } from './process-meter.ts';

/** Of one message: processor time of all processes that send, and of the database; commands of all kinds that reached it. */
export type SendingCost = { readonly sendingMs: number; readonly databaseMs: number; readonly commands: number };

/**
 * Everything that is asked of the database from the start of the campaigns until all are complete, and the processor time, for each
 * of `messages`. Counted are the processes given that live to the end.
 */
export async function costUntilComplete(
  { mongoUri, pids }: { readonly mongoUri: string; readonly pids: readonly number[] },
  starts: readonly (() => Promise<unknown>)[],
  messages: number,
): Promise<SendingCost> {
  const watch = await DatabaseWatch.open(mongoUri);
  try {
    const secondsOf = (): number => pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
    const [commands, database] = [await watch.commands(), await watch.pid()];
    const [sending, stored] = [secondsOf(), cpuSecondsOf(database)];
    profileFrom([...pids, database]);
    await Promise.all(starts.map((start) => start()));
    await allComplete(watch);
    profileFrom([...pids, database]);
    const ofEach = (seconds: number): number => (seconds * 1000) / messages;
    return {
      commands: ((await watch.commands()) - commands) / messages,
      sendingMs: ofEach(secondsOf() - sending),
      databaseMs: ofEach(cpuSecondsOf(database) - stored),
    };
  } finally {
    await watch.close();
  }
}

/** The environment of programs that, with BENCH_CPU_PROFILE, write a profile of what they do while `costUntilComplete` runs. */
export function profiled(changes: Record<string, string>): Record<string, string> {
  if (!process.env['BENCH_CPU_PROFILE']) return changes;
  const own = {
    NODE_OPTIONS: `--import ${resolve('apps/api-e2e/bench/profiler.mjs')}`,
    PROFILE_DIR: resolve('dist/bench/profiles'),
    PROFILE_BY_SIGNAL: '1',
  };
  // The database is started with this process's own environment.
  Object.assign(process.env, own);
  return { ...changes, ...own };
}

/** Begins to profile these processes where they were started for it; the second time the profiles are written. */
function profileFrom(pids: readonly number[]): void {
  if (process.env['BENCH_CPU_PROFILE']) for (const pid of pids) process.kill(pid, 'SIGUSR2');
}

/** Resolves when no filtered campaign has anything to send any more. */
export const allComplete = (watch: DatabaseWatch): Promise<unknown> =>
  until('all campaigns to complete', async () => (await watch.openCampaigns()) === 0, { within: 600_000, every: 500 });
