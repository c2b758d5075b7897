// How fast the product gets messages out when pacing does not hold it back, beside bare Baileys loops on the same machine, the
// same simulated WhatsApp, in the same run: one sender beside a loop that keeps its keys in memory and one with the library's own
// store of files; then many senders in one process beside as many bare sockets in one process. The product writes an intent and
// a result for each message and encrypts its keys into the database.
//
// BENCH_SENDERS=50 (0 leaves the second part out) · BENCH_CONTACTS=100 · BENCH_CPU_PROFILE=1 writes CPU profiles of the API and the
// database to dist/bench/profiles (their time is in the figures then).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { silenceConsole } from './silence.ts';
import { type PhoneNetwork, startTestEnvOn, type TestEnv } from '../src/support/product.test-env.ts';
import { campaign, sendWithoutPauses, link, people } from '../src/support/acts.ts';
import { until } from '../src/support/wait.ts';
import { BareLoop } from './bare-loop.ts';
import { DatabaseWatch } from './database-watch.ts';
import { arrivalsOf, checkArrivals, rateOf } from './ledger.ts';
import { type Figure, report, rounded } from './report.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const CONTACTS = Number(process.env['BENCH_CONTACTS'] ?? 100);
const SENDERS = Number(process.env['BENCH_SENDERS'] ?? 50);
const CONTACTS_OF_MANY = 5;
const ROUNDS = 7;
/** A product day in a tenth of a second: gaps and days never hold a message back. */
const CLOCK_RATE = '864000';

const say = silenceConsole();
const simulator = await startSimulatorProcess('bench');
const phonesOf = (prefix: string, count = CONTACTS) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);
const files = mkdtempSync(join(tmpdir(), 'relance-loops-'));
process.on('exit', () => rmSync(files, { recursive: true, force: true }));

type Rates = { all: number; known: number };
const memory = await measureLoop(
  '+237699700001',
  '+23767100',
  BareLoop.inMemory(simulator.wsUrl, simulator.rootPublicKeyHex),
);
const filed = await measureLoop(
  '+237699700003',
  '+23767300',
  await BareLoop.inFiles(simulator.wsUrl, simulator.rootPublicKeyHex, join(files, 'one')),
);
const environment = profiled({ RELANCE_CLOCK_RATE: CLOCK_RATE });
const product = await inProduct(measureProduct);
const figures: Figure[] = [
  { what: 'bare loop, keys in memory, all messages', value: rounded(memory.all), unit: '/s', better: 'higher' },
  { what: 'bare loop, keys in memory, known contacts', value: rounded(memory.known), unit: '/s', better: 'higher' },
  { what: 'bare loop, keys in files, all messages', value: rounded(filed.all), unit: '/s', better: 'higher' },
  { what: 'bare loop, keys in files, known contacts', value: rounded(filed.known), unit: '/s', better: 'higher' },
  { what: 'product, all messages', value: rounded(product.all), unit: '/s', better: 'higher' },
  { what: 'product, known contacts', value: rounded(product.known), unit: '/s', better: 'higher' },
  { what: 'product : memory, all', value: rounded(product.all / memory.all, 2), unit: '', better: 'higher' },
  {
    what: 'product : memory, known contacts',
    value: rounded(product.known / memory.known, 2),
    unit: '',
    better: 'higher',
    goal: 0.5,
  },
  {
    what: 'product : files, known contacts',
    value: rounded(product.known / filed.known, 2),
    unit: '',
    better: 'higher',
    goal: 0.9,
  },
];
figures.push({
  what: 'product, commands for each message, of all kinds',
  value: rounded(product.commands, 1),
  unit: '',
  better: 'lower',
  noise: 0.15,
});
const many = SENDERS > 0 ? { bare: await measureManyLoops(), product: await inProduct(measureManySenders) } : null;
if (many)
  figures.push(
    { what: `${SENDERS} bare sockets in one process`, value: rounded(many.bare.all), unit: '/s', better: 'higher' },
    { what: `${SENDERS} senders in one process`, value: rounded(many.product.all), unit: '/s', better: 'higher' },
    {
      what: `${SENDERS} senders : ${SENDERS} bare sockets, known contacts`,
      value: rounded(many.product.known / many.bare.known, 2),
      unit: '',
      better: 'higher',
      goal: 0.5,
    },
    {
      what: `${SENDERS} senders, commands for each message`,
      value: rounded(many.product.commands, 1),
      unit: '',
      better: 'lower',
      noise: 0.1,
      goal: 4,
    },
  );
report('send-rate', figures, { memory, filed, product, many }, say);
say('correct: every contact saw 7 different texts once, no id twice, the books recounted without a difference\n');
await simulator.stop();
process.exit(0);

/** Both programs write a profile when they end. */
function profiled(changes: Record<string, string>): Record<string, string> {
  if (!process.env['BENCH_CPU_PROFILE']) return changes;
  const own = {
    NODE_OPTIONS: `--import ${resolve('apps/api-e2e/bench/profiler.mjs')}`,
    PROFILE_DIR: resolve('dist/bench/profiles'),
  };
  // The database is started with this process's own environment.
  Object.assign(process.env, own);
  return { ...changes, ...own };
}

async function measureLoop(account: string, prefix: string, loop: BareLoop): Promise<Rates> {
  const phones = phonesOf(prefix);
  await loop.link((qr) => simulator.order('scan', { qr, phone: account }));
  for (let round = 1; round <= ROUNDS; round += 1) await loop.sendRound(phones, `bare ${round}`);
  loop.end();
  return ratesOf([[account, phones]]);
}

/** One of all messages beside each other; another for everything after the first message to each. */
async function ratesOf(accounts: readonly (readonly [string, readonly string[]])[]): Promise<Rates> {
  const all = [];
  for (const [account, phones] of accounts) {
    const messages = await arrivalsOf(simulator, account);
    checkArrivals(messages, phones, ROUNDS);
    all.push(...messages);
  }
  return { all: rateOf(all, 0), known: rateOf(all, Math.floor(all.length / ROUNDS)) };
}

async function inProduct<T>(measure: (testEnv: TestEnv<PhoneNetwork>) => Promise<T>): Promise<T> {
  const testEnv = await startTestEnvOn({ ...simulator, stop: async () => undefined }, environment);
  try {
    const result = await measure(testEnv);
    const { differences } = await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity');
    if (differences !== 0) throw new Error(`the books differ: ${differences}`);
    return result;
  } finally {
    await testEnv.stop();
  }
}

async function measureProduct(testEnv: TestEnv<PhoneNetwork>): Promise<Rates & { commands: number }> {
  const [account, phones] = ['+237699700002', phonesOf('+23767200')];
  const owner = await testEnv.owner('owner-bench');
  await link(testEnv, owner, account);
  await sendWithoutPauses(owner);
  await people(owner, phones);
  const { id } = await campaign(owner, 'Bench');
  const commands = await commandsUntilComplete(testEnv, [() => owner.post(`/campaigns/${id}/start`)]);
  return { ...(await ratesOf([[account, phones]])), commands: commands / (phones.length * ROUNDS) };
}

function manyOf(prefix: string): readonly (readonly [string, readonly string[]])[] {
  return Array.from({ length: SENDERS }, (_, index) => {
    const number = String(index).padStart(2, '0');
    return [`+2376997${prefix}${number}`, phonesOf(`+2376${prefix}${number}`, CONTACTS_OF_MANY)] as const;
  });
}

async function measureManyLoops(): Promise<Rates> {
  const accounts = manyOf('80');
  const loops = accounts.map(() => BareLoop.inMemory(simulator.wsUrl, simulator.rootPublicKeyHex));
  for (const [index, loop] of loops.entries())
    await loop.link((qr) => simulator.order('scan', { qr, phone: accounts[index]?.[0] }));
  await Promise.all(
    loops.map(async (loop, index) => {
      for (let round = 1; round <= ROUNDS; round += 1)
        await loop.sendRound(accounts[index]?.[1] ?? [], `many ${round}`);
    }),
  );
  for (const loop of loops) loop.end();
  return ratesOf(accounts);
}

async function measureManySenders(testEnv: TestEnv<PhoneNetwork>): Promise<Rates & { commands: number }> {
  const accounts = manyOf('81');
  const starts = [];
  for (const [index, [account, phones]] of accounts.entries()) {
    const owner = await testEnv.owner(`owner-${index}`);
    await link(testEnv, owner, account);
    await sendWithoutPauses(owner);
    await people(owner, phones);
    const { id } = await campaign(owner, 'Bench');
    starts.push(() => owner.post(`/campaigns/${id}/start`));
  }
  const commands = await commandsUntilComplete(testEnv, starts);
  return { ...(await ratesOf(accounts)), commands: commands / (SENDERS * CONTACTS_OF_MANY * ROUNDS) };
}

/** Everything that the API asks of the database from the start of the campaigns until all are complete. */
async function commandsUntilComplete(
  { mongoUri }: TestEnv<PhoneNetwork>,
  starts: readonly (() => Promise<unknown>)[],
): Promise<number> {
  const watch = await DatabaseWatch.open(mongoUri);
  try {
    const before = await watch.commands();
    await Promise.all(starts.map((start) => start()));
    await until('all campaigns to complete', async () => (await watch.openCampaigns()) === 0, {
      within: 600_000,
      every: 500,
    });
    return (await watch.commands()) - before;
  } finally {
    await watch.close();
  }
}
