// What the API uses when nobody is linked and nobody asks anything: processor time a minute, and the commands that reach the database
// meanwhile; beside it, at the same time, a process that only sends five commands a second by the bare driver.
// IDLE_SECONDS=60 · BENCH_CPU_PROFILE=1 writes a CPU profile and the commands of that time to dist/bench/profiles.
import { resolve } from 'node:path';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { startTestEnv } from '../src/support/product.test-env.ts';
import { cpuSecondsOf, loadNow } from './process-meter.ts';
import { report, rounded } from '@relance/platform/testing';
import { silenceConsole } from './silence.ts';

const SECONDS = Number(process.env['IDLE_SECONDS'] ?? 60);
/** What starting leaves to do is done by then, and V8 has compiled what runs again and again: in the first minute it takes twice as much. */
const SETTLE_SECONDS = Math.min(120, 2 * SECONDS);

/** About as many as the API sends. */
const FLOOR_EVERY_MS = 200;
const [, , role, floorUri = ''] = process.argv;
if (role === 'floor') await askForEver(floorUri);

const say = silenceConsole();
const profiled = process.env['BENCH_CPU_PROFILE'] === '1';
const env = await startTestEnv(
  profiled
    ? {
        NODE_OPTIONS: `--import ${resolve('apps/api-e2e/bench/profiler.mjs')}`,
        PROFILE_DIR: resolve('dist/bench/profiles'),
        PROFILE_BY_SIGNAL: '1',
      }
    : {},
);
const client = await MongoClient.connect(env.mongoUri);
const requests = async (): Promise<number> =>
  Number((await client.db('admin').command({ serverStatus: 1 }))['network'].numRequests);
const pause = (seconds: number): Promise<void> => new Promise((done) => setTimeout(done, seconds * 1000));

const floor = fork(fileURLToPath(import.meta.url), ['floor', env.mongoUri]);
const floorPid = floor.pid ?? 0;
await pause(SETTLE_SECONDS);
if (profiled) process.kill(env.api.pid, 'SIGUSR2');
const before = { cpu: cpuSecondsOf(env.api.pid), floor: cpuSecondsOf(floorPid), requests: await requests() };
await pause(SECONDS);
if (profiled) process.kill(env.api.pid, 'SIGUSR2');
const minutes = SECONDS / 60;
const cpu = (cpuSecondsOf(env.api.pid) - before.cpu) / minutes;
const floorCpu = (cpuSecondsOf(floorPid) - before.floor) / minutes;
floor.kill();
const commands = ((await requests()) - before.requests) / minutes;
const floorCommands = 60_000 / FLOOR_EVERY_MS;
const { status } = await fetch(`${env.api.url}/health/ready`);
if (status !== 200) throw new Error(`after its rest the API answers ${status}`);
report(
  'idle-api',
  [
    { what: 'processor time a minute', value: rounded(cpu, 2), unit: 's', better: 'lower', goal: 0.5 },
    { what: 'commands a minute', value: rounded(commands - floorCommands), unit: '', better: 'lower' },
    {
      what: `the bare driver with ${floorCommands} commands a minute`,
      value: rounded(floorCpu, 2),
      unit: 's',
      better: 'lower',
    },
    { what: 'the API : the bare driver', value: rounded(cpu / floorCpu, 2), unit: '', better: 'lower' },
  ],
  { seconds: SECONDS, load: loadNow() },
  say,
);
say('correct: ready before and after\n');
await client.close();
await env.stop();
process.exit(0);

/** Never resolves: the process is killed. */
async function askForEver(uri: string): Promise<never> {
  const collection = (await MongoClient.connect(uri)).db().collection('nothing');
  for (;;) {
    await collection.findOne({ _id: 'nothing' as never });
    await new Promise((done) => setTimeout(done, FLOOR_EVERY_MS));
  }
}
