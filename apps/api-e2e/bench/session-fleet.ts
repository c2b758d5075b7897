// Many linked phones in one process: how long until all are back after a crash of the process and after an outage of WhatsApp (every
// connection lost at once, and refused for a while), and how long the event loop of the API is held up meanwhile.
// FLEET_SESSIONS=1000 · FLEET_OUTAGE_SECONDS=20
import { report, rounded } from '@relance/platform/testing';
import { startTestEnvOn } from '../src/support/product.test-env.ts';
import { until } from '../src/support/wait.ts';
import { checkConnected, linkPhones } from './linked-phones.ts';
import { Meter } from './metered.ts';
import { cpuSecondsOf } from './process-meter.ts';
import { silenceConsole } from './silence.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const SESSIONS = Number(process.env['FLEET_SESSIONS'] ?? 1_000);
const OUTAGE_MS = Number(process.env['FLEET_OUTAGE_SECONDS'] ?? 20) * 1000;
const STALL_MS = 200;
const PATIENCE_MS = 900_000;

const say = silenceConsole();
const simulator = await startSimulatorProcess('fleet');
await simulator.order('options', { saidPreKeys: 100 });
const meter = new Meter();
const env = await startTestEnvOn(simulator, meter.environment);
const linkedAt = performance.now();
await linkPhones(env, SESSIONS);
say(`${SESSIONS} phones linked in ${rounded((performance.now() - linkedAt) / 1000)} s`);

const booted = await timed(async () => env.restart());
say(`all open ${booted.seconds} s after a crash`);
let lossStallMs = 0;
const lost = await timed(async () => {
  await simulator.order('fault', { kind: 'refuse-connections', mode: 'refused' });
  await simulator.order('fault', { kind: 'drop' });
  await pause(OUTAGE_MS);
  // What follows is the return: what the loss itself held up is read apart.
  lossStallMs = rounded((await meter.read(env.api.pid)).stallMs);
  const { open } = await connections();
  if (open !== 0) throw new Error(`${open} connections outlived the outage`);
  await simulator.order('clear-faults', {});
});
await checkConnected(env, SESSIONS);
report(
  'session-fleet',
  [
    { what: `boot: until all ${SESSIONS} are open`, value: booted.seconds, unit: 's', better: 'lower' },
    { what: 'boot: longest hold-up of the event loop', value: booted.stallMs, unit: 'ms', better: 'lower', noise: 1 },
    { what: 'boot: processor', value: booted.cpuSeconds, unit: 's', better: 'lower' },
    {
      what: 'outage: from its end until all are open',
      value: rounded(lost.seconds - OUTAGE_MS / 1000, 1),
      unit: 's',
      better: 'lower',
    },
    { what: 'outage: longest hold-up while all are lost', value: lossStallMs, unit: 'ms', better: 'lower', noise: 1 },
    {
      what: 'outage: longest hold-up of the event loop until all are open',
      value: lost.stallMs,
      unit: 'ms',
      better: 'lower',
      noise: 1,
      goal: STALL_MS,
    },
    { what: 'outage: processor', value: lost.cpuSeconds, unit: 's', better: 'lower' },
  ],
  { sessions: SESSIONS, outageMs: OUTAGE_MS, booted, lost, lossStallMs },
  say,
);
say('correct: one socket of each phone, all connected at the end, no strike\n');
await env.stop();
process.exit(0);

/** From the beginning of what happens until every phone has its one connection again. */
async function timed(happen: () => Promise<void>) {
  const pidBefore = env.api.pid;
  await meter.read(pidBefore);
  await pause(500);
  const startedAt = performance.now();
  const cpuBefore = cpuSecondsOf(pidBefore);
  await happen();
  // A process that begins is held up by loading its programs; what counts is the time after it answers.
  if (env.api.pid !== pidBefore) await meter.read(env.api.pid);
  await until('all phones to be connected', async () => (await connections()).accounts === SESSIONS, {
    within: PATIENCE_MS,
    every: 250,
  });
  const seconds = rounded((performance.now() - startedAt) / 1000, 1);
  const { open, accounts } = await connections();
  if (open !== accounts) throw new Error(`${open} sockets of ${accounts} phones`);
  const { pid } = env.api;
  const cpuSeconds = rounded(cpuSecondsOf(pid) - (pid === pidBefore ? cpuBefore : 0), 1);
  return { seconds, cpuSeconds, stallMs: rounded((await meter.read(pid)).stallMs) };
}

async function connections(): Promise<{ readonly open: number; readonly accounts: number }> {
  const state = await simulator.ask<{ connections: { phase: string; account?: string }[] }>('state');
  const open = state.connections.filter(({ phase }) => phase === 'open').map(({ account }) => account);
  return { open: open.length, accounts: new Set(open).size };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
