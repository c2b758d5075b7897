// What a message costs when one, two and four processes share the senders by lease on one database, and how long the senders of a
// process that is killed rest until others have them. The figures of one machine with a few cores say nothing about how fast
// several machines are; they say whether a message costs the database more for every process there is: there are as many senders
// and messages for each process, and days so long that the cores are not what limits.
//
// BENCH_SENDERS=4 and BENCH_CONTACTS=10 of each process · BENCH_DAY_MS=8000 · BENCH_WORKERS=1,2,4 · BENCH_FIXED=1: BENCH_SENDERS are
// those of all processes together · BENCH_CPU_PROFILE=1 writes profiles and commands to dist/bench/profiles
import { silenceConsole } from './silence.ts';
import { campaign, link, people, sendWithoutPauses, session } from '../src/support/acts.ts';
import { type ApiProcess, freePort, startApi } from '../src/support/api-process.ts';
import { type Client } from '../src/support/client.ts';
import { type PhoneNetwork, startTestEnvOn, type TestEnv } from '../src/support/product.test-env.ts';
import { until } from '../src/support/wait.ts';
import { DatabaseWatch } from './database-watch.ts';
import { arrivalsOf, checkArrivals, rateOf } from './ledger.ts';
import { type Figure, report, rounded } from '@relance/platform/testing';
import { allComplete, costUntilComplete, profiled, type SendingCost } from './sending-cost.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const SENDERS = Number(process.env['BENCH_SENDERS'] ?? 4);
const IS_FIXED = process.env['BENCH_FIXED'] === '1';
const CONTACTS = Number(process.env['BENCH_CONTACTS'] ?? 10);
const WORKERS = (process.env['BENCH_WORKERS'] ?? '1,2,4').split(',').map(Number);
const ROUNDS = 7;
/** What a day of the product takes. */
const DAY_MS = Number(process.env['BENCH_DAY_MS'] ?? 8_000);
const CLOCK_RATE = String(86_400_000 / DAY_MS);

type Account = { readonly owner: Client; readonly phone: string; readonly contacts: readonly string[] };
type Shared = SendingCost & {
  readonly perSecond: number;
  readonly heldBy: readonly number[];
  readonly takenOverMs?: number;
};

const say = silenceConsole();
const simulator = await startSimulatorProcess('workers');
const runs = new Map<number, Shared>();
for (const count of WORKERS) runs.set(count, await measure(count));
const figures = [...runs].flatMap(([count, run]): Figure[] => [
  figure(`${count} processes, commands for each message`, rounded(run.commands, 1), ''),
  figure(`${count} processes, their processor time for a message`, rounded(run.sendingMs, 1), 'ms'),
  figure(`${count} processes, the database's for a message`, rounded(run.databaseMs, 1), 'ms'),
  {
    ...figure(`${count} processes, ${sendersOf(count)} senders, all messages`, rounded(run.perSecond), '/s'),
    better: 'higher',
  },
  ...(run.takenOverMs === undefined
    ? []
    : [figure(`${count} processes, one killed: its senders are held by others after`, run.takenOverMs, 'ms')]),
]);
report('workers', figures, Object.fromEntries(runs), say);
for (const [count, { heldBy }] of runs) say(`${count} processes held ${heldBy.join(' + ')} senders\n`);
say(
  'correct: every contact saw 7 different texts once, no id twice, also over the kill; the counters recounted without a difference\n',
);
await simulator.stop();
process.exit(0);

function figure(what: string, value: number, unit: string): Figure {
  return { what, value, unit, better: 'lower' };
}

/** Of all processes of a run. */
function sendersOf(processes: number): number {
  return IS_FIXED ? SENDERS : SENDERS * processes;
}

async function measure(count: number): Promise<Shared> {
  const testEnv = await startTestEnvOn(
    { ...simulator, stop: async () => undefined },
    profiled({ RELANCE_CLOCK_RATE: CLOCK_RATE }),
  );
  const watch = await DatabaseWatch.open(testEnv.mongoUri);
  const others: ApiProcess[] = [];
  try {
    const accounts = await linked(testEnv, count);
    // All begin at the same moment, so that the first one does not hold everything.
    const [, ...started] = await Promise.all([testEnv.restart(), ...(await startedBeside(testEnv, count - 1))]);
    others.push(...started);
    await allConnected(accounts);
    const heldBy = await watch.sendersByHolder();
    const pids = [testEnv.api.pid, ...others.map(({ pid }) => pid)];
    const starts = await startsOf(accounts, 'Shared');
    const cost = await costUntilComplete(
      { mongoUri: testEnv.mongoUri, pids },
      starts,
      accounts.length * CONTACTS * ROUNDS,
    );
    const arrivals = (await Promise.all(accounts.map(({ phone }) => arrivalsOf(simulator, phone)))).flat();
    for (const { phone, contacts } of accounts) checkArrivals(await arrivalsOf(simulator, phone), contacts, ROUNDS);
    const perSecond = rateOf(arrivals, 0);
    const takenOverMs = others.length > 0 ? await killOne(testEnv, watch, others, accounts) : undefined;
    return {
      ...cost,
      perSecond,
      heldBy: heldBy.map(({ senders }) => senders),
      ...(takenOverMs !== undefined && { takenOverMs }),
    };
  } finally {
    await watch.close();
    // A killed one has ended already.
    await Promise.all(others.map((api) => api.stop()));
    await testEnv.stop();
  }
}

/** The other processes, to be begun together with the first one. */
async function startedBeside(testEnv: TestEnv<PhoneNetwork>, count: number): Promise<readonly Promise<ApiProcess>[]> {
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  return ports.map((port) => startApi(port, testEnv.environment));
}

async function linked(testEnv: TestEnv<PhoneNetwork>, run: number): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for (let index = 0; index < sendersOf(run); index += 1) {
    const number = `${run}${String(index).padStart(2, '0')}`;
    const owner = await testEnv.owner(`owner-${index}`);
    const phone = `+2376997${number}00`;
    const contacts = Array.from(
      { length: CONTACTS },
      (_, contact) => `+23761${number}${String(contact).padStart(4, '0')}`,
    );
    await link(testEnv, owner, phone);
    await sendWithoutPauses(owner);
    await people(owner, contacts);
    accounts.push({ owner, phone, contacts });
  }
  return accounts;
}

async function startsOf(accounts: readonly Account[], name: string): Promise<readonly (() => Promise<unknown>)[]> {
  return Promise.all(
    accounts.map(async ({ owner }) => {
      const { id } = await campaign(owner, name);
      return () => owner.post(`/campaigns/${id}/start`);
    }),
  );
}

async function allConnected(accounts: readonly Account[]): Promise<void> {
  const states = async () => Promise.all(accounts.map(async ({ owner }) => (await session(owner)).sessionState));
  const areConnected = async () => (await states()).every((state) => state === 'connected');
  await until('all senders to be connected', areConnected, { within: 120_000, every: 100 });
}

/** While everybody sends again, one process is killed. Milliseconds until others hold its senders; nobody sees a text twice. */
async function killOne(
  testEnv: TestEnv<PhoneNetwork>,
  watch: DatabaseWatch,
  others: readonly ApiProcess[],
  accounts: readonly Account[],
): Promise<number | undefined> {
  await Promise.all((await startsOf(accounts, 'Again')).map((start) => start()));
  const before = await watch.sendersByHolder();
  const holderOf = ({ pid }: ApiProcess) => before.find(({ holder }) => holder.includes(`/${pid}/`))?.holder;
  const victim = others.find((api) => holderOf(api) !== undefined);
  const holder = victim && holderOf(victim);
  // One process may have been first everywhere.
  if (!victim || holder === undefined) return undefined;
  const killedAt = performance.now();
  await victim.kill();
  await until(
    'others to hold the senders of the process that was killed',
    async () => {
      const held = await watch.sendersByHolder();
      return (
        held.every((other) => other.holder !== holder) &&
        held.reduce((sum, { senders }) => sum + senders, 0) === accounts.length
      );
    },
    { within: 120_000, every: 50 },
  );
  const takenOverMs = Math.round(performance.now() - killedAt);
  await allComplete(watch);
  const { differences } = await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity');
  if (differences !== 0) throw new Error(`the counters differ: ${differences}`);
  for (const { phone } of accounts) {
    const repeated = (await arrivalsOf(simulator, phone)).filter((arrival) => arrival.repeated).length;
    if (repeated > 0) throw new Error(`${phone}: ${repeated} messages left twice`);
  }
  return takenOverMs;
}
