// What a linked session costs that has nothing to do: memory and processor time of the product beside bare Baileys
// sockets, both on the same simulated WhatsApp, in the same run and at the same time. Each in a process of its own.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ConnectAnswer, sessionIn, type SessionView } from '../src/support/acts.ts';
import { type Client } from '../src/support/client.ts';
import { type TestEnv, type PhoneNetwork, startTestEnvOn } from '../src/support/product.test-env.ts';
import { runBareSockets } from './bare-sockets.ts';
import { Meter, type Reading } from './metered.ts';
import { silenceConsole } from './silence.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const SIZES = (process.env['IDLE_SESSIONS'] ?? '10,50,100').split(',').map(Number);
/** More than two keep-alives and seven renewals of the leases. */
const IDLE_MS = Number(process.env['IDLE_SECONDS'] ?? 75) * 1000;
const AT_A_TIME = 4;

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
    await Promise.all([linkBare(bare, sessions), linkProduct(testEnv, sessions)]);
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
  const result = { idleSeconds: IDLE_MS / 1000, empty: { bare: base(empty.bare), product: base(empty.product) }, rows };
  writeFileSync('dist/bench/idle-sessions.json', JSON.stringify(result, null, 2));
  say(`\n${JSON.stringify(result.empty)} with no session: MiB, and ms of processor time a minute\n`);
  say('each session           bare: RSS KiB  heap KiB  CPU ms/min   product: RSS KiB  heap KiB  CPU ms/min');
  for (const row of rows) say(`${String(row.sessions).padEnd(22)} ${line(row.bare)}   ${line(row.product)}`);
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

async function linkProduct(testEnv: TestEnv<PhoneNetwork>, count: number): Promise<void> {
  const todo = Array.from({ length: count }, (_, n) => n);
  const work = async () => {
    for (let n = todo.shift(); n !== undefined; n = todo.shift()) {
      const owner = await testEnv.owner(`owner-idle-${n}`);
      await linkPatiently(testEnv, owner, `+23767400${String(n).padStart(4, '0')}`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/** On a busy machine a connect may answer before there is a QR. */
async function linkPatiently(testEnv: TestEnv<PhoneNetwork>, owner: Client, phone: string): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    if ((await owner.get<SessionView>('/status')).sessionState === 'connected') return;
    const { qrText } = await owner.post<ConnectAnswer>('/connect');
    if (qrText) await testEnv.simulator.scan({ qr: qrText, phone });
    if (qrText) await sessionIn(owner, 'connected', 60_000);
  }
}

/** A session counts as connected only while its lease is held, which lasts less than the idle stretch. */
async function check(
  testEnv: TestEnv<PhoneNetwork>,
  simulator: Awaited<ReturnType<typeof startSimulatorProcess>>,
  count: number,
): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const view = await (await testEnv.owner(`owner-idle-${n}`)).get<SessionView>('/status');
    if (view.sessionState !== 'connected' || view.connectionFailureCount !== 0)
      throw new Error(`session ${n}: ${JSON.stringify(view)}`);
  }
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

function line({ rss, heap, cpuMs }: Cost): string {
  return `${rss.toFixed(0).padStart(13)} ${heap.toFixed(0).padStart(9)} ${cpuMs.toFixed(1).padStart(11)}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
