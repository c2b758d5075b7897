// What a linked session costs that has nothing to do: memory and processor time of the product beside bare Baileys
// sockets, both on the same simulated WhatsApp, in the same run and at the same time. Each in a process of its own.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Figure, report, rounded } from '@relance/platform/testing';
import { type TestEnv, type PhoneNetwork, startTestEnvOn } from '../src/support/product.test-env.ts';
import { runBareSockets } from './bare-sockets.ts';
import { checkConnected, linkPhones } from './linked-phones.ts';
import { Meter, type Reading } from './metered.ts';
import { silenceConsole } from './silence.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const SIZES = (process.env['IDLE_SESSIONS'] ?? '10,50,100').split(',').map(Number);
/** More than two keep-alives and seven renewals of the leases. */
const IDLE_MS = Number(process.env['IDLE_SECONDS'] ?? 75) * 1000;

const [, , role, wsUrl = '', rootPublicKeyHex = '', controlUrl = ''] = process.argv;
const say = silenceConsole();
if (role === 'bare') await runBareSockets(wsUrl, rootPublicKeyHex, controlUrl);
else await compare();

type Cost = { readonly rss: number; readonly heap: number; readonly cpuMs: number };
type Row = { readonly sessions: number; readonly bare: Cost; readonly product: Cost };

async function compare(): Promise<void> {
  const simulator = await startSimulatorProcess('idle');
  // Neither side uploads its eight hundred one-time keys: they lie in files and in the database, not in memory.
  await simulator.order('options', { saidPreKeys: 100 });
  const meters = { bare: new Meter(), product: new Meter() };
  const testEnv = await startTestEnvOn(simulator, meters.product.environment);
  const bare = fork(
    fileURLToPath(import.meta.url),
    ['bare', simulator.wsUrl, simulator.rootPublicKeyHex, simulator.controlUrl],
    { env: { ...process.env, ...meters.bare.environment } },
  );
  await linkBare(bare, 0);
  const read = async () => ({
    bare: await meters.bare.read(bare.pid ?? 0),
    product: await meters.product.read(testEnv.api.pid),
  });
  const empty = await over(read);
  const rows: Row[] = [];
  for (const sessions of SIZES) {
    await Promise.all([linkBare(bare, sessions), linkPhones(testEnv, sessions)]);
    await pause(25_000); // first histories and uploads of keys are over
    const full = await over(read);
    await check(testEnv, simulator, sessions);
    const each = (of: 'bare' | 'product'): Cost => ({
      rss: (full[of].rss - empty[of].rss) / sessions / 1024,
      heap: (full[of].heap - empty[of].heap) / sessions / 1024,
      cpuMs: (full[of].cpuMs - empty[of].cpuMs) / sessions / (IDLE_MS / 60_000),
    });
    rows.push({ sessions, bare: each('bare'), product: each('product') });
  }
  const idle = { bare: base(empty.bare), product: base(empty.product) };
  report(
    'idle-sessions',
    [...baseFigures(idle), ...rows.flatMap(figuresOf)],
    { idleSeconds: IDLE_MS / 1000, idle, rows },
    say,
  );
  say('correct: all connected before and after, no strike, leases renewed, one socket each\n');
  bare.kill();
  await testEnv.stop();
  process.exit(0);
}

/** What was used in an idle stretch, and what is held at its end. */
async function over(read: () => Promise<{ bare: Reading; product: Reading }>) {
  const before = await read();
  await pause(IDLE_MS);
  const after = await read();
  const used = (of: 'bare' | 'product') => ({ ...after[of], cpuMs: after[of].cpuMs - before[of].cpuMs });
  return { bare: used('bare'), product: used('product') };
}

async function linkBare(bare: ChildProcess, count: number): Promise<void> {
  bare.send({ count });
  await once(bare, 'message');
}

/** A session counts as connected only while its lease is held, which lasts less than the idle stretch. */
async function check(
  testEnv: TestEnv<PhoneNetwork>,
  simulator: Awaited<ReturnType<typeof startSimulatorProcess>>,
  count: number,
): Promise<void> {
  await checkConnected(testEnv, count);
  const { connections } = await simulator.ask<{ connections: { phase: string; account?: string }[] }>('state');
  const open = connections.filter(({ phase }) => phase === 'open').map(({ account }) => account);
  if (open.length !== 2 * count || new Set(open).size !== open.length)
    throw new Error(`${open.length} sockets instead of ${2 * count}`);
}

function base({ rss, heap, cpuMs }: Reading) {
  return {
    rss: Math.round(rss / 1024 ** 2),
    heap: Math.round(heap / 1024 ** 2),
    cpuMs: Math.round(cpuMs / (IDLE_MS / 60_000)),
  };
}

function baseFigures(idle: { readonly bare: Cost; readonly product: Cost }): Figure[] {
  return (['bare', 'product'] as const).flatMap((side): Figure[] => [
    { what: `${side}, no session: RSS`, value: idle[side].rss, unit: 'MiB', better: 'lower' },
    { what: `${side}, no session: processor`, value: idle[side].cpuMs, unit: 'ms/min', better: 'lower' },
  ]);
}

function figuresOf({ sessions, ...row }: Row): Figure[] {
  return (['bare', 'product'] as const).flatMap((side): Figure[] => {
    const { rss, heap, cpuMs } = row[side];
    const of = `${side}, each of ${sessions}`;
    return [
      { what: `${of}: RSS`, value: rounded(rss), unit: 'KiB', better: 'lower', noise: 1 },
      { what: `${of}: heap`, value: rounded(heap), unit: 'KiB', better: 'lower' },
      { what: `${of}: processor`, value: rounded(cpuMs, 1), unit: 'ms/min', better: 'lower', noise: 1 },
    ];
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
