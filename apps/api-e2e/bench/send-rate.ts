// How fast the product gets messages out when pacing does not hold it back, beside bare Baileys loops on the same machine, the
// same simulated WhatsApp, in the same run: one sender beside a loop that keeps its keys in memory and one with the library's own
// store of files; then many senders in one process beside as many bare sockets in one process. The product writes an intent and
// a result for each message and encrypts its keys into the database.
//
// Beside each rate stands the processor time of a message, which a busy machine changes least.
//
// BENCH_SENDERS=50 (0 leaves the second part out) of BENCH_CONTACTS_OF_MANY=20 each · BENCH_CONTACTS=100 (0 leaves the first part out) ·
// BENCH_CPU_PROFILE=1 writes
// CPU profiles of the API and the database to dist/bench/profiles (their time is in the figures then).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silenceConsole } from './silence.ts';
import { type PhoneNetwork, startTestEnvOn, type TestEnv } from '../src/support/product.test-env.ts';
import { campaign, sendWithoutPauses, link, people } from '../src/support/acts.ts';
import { BareLoop } from './bare-loop.ts';
import { arrivalsOf, checkArrivals, rateOf } from './ledger.ts';
import { type Figure, report, rounded } from '@relance/platform/testing';
import { costUntilComplete, profiled, type SendingCost } from './sending-cost.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const CONTACTS = Number(process.env['BENCH_CONTACTS'] ?? 100);
const SENDERS = Number(process.env['BENCH_SENDERS'] ?? 50);
/** With a handful each, senders have often nothing that is due, and looking for it is most of what a message costs. */
const CONTACTS_OF_MANY = Number(process.env['BENCH_CONTACTS_OF_MANY'] ?? 20);
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
/** Processor time of a message: of the process that sends, and of the database. */
type Cost = { sendingMs: number; databaseMs?: number };
type Product = Rates & SendingCost;
const environment = profiled({ RELANCE_CLOCK_RATE: CLOCK_RATE });
const figures: Figure[] = [];
const one = CONTACTS > 0 ? await compareOne() : null;
const many = SENDERS > 0 ? await compareMany() : null;
report('send-rate', figures, { one, many }, say);
say('correct: every contact saw 7 different texts once, no id twice, the books recounted without a difference\n');
await simulator.stop();
process.exit(0);

async function compareOne() {
  const trusted = [simulator.wsUrl, simulator.rootPublicKeyHex] as const;
  const memory = await measureLoop('+237699700001', '+23767100', BareLoop.inMemory(...trusted));
  const filed = await measureLoop('+237699700003', '+23767300', await BareLoop.inFiles(...trusted, join(files, 'one')));
  const product = await inProduct(measureProduct);
  figures.push(
    ...ratesAndCost('bare loop, keys in memory', memory),
    ...ratesAndCost('bare loop, keys in files', filed),
    ...ratesAndCost('product', product),
    higher('product : memory, all', rounded(product.all / memory.all, 2)),
    higher('product : memory, known contacts', rounded(product.known / memory.known, 2), 0.5),
    higher('product : files, known contacts', rounded(product.known / filed.known, 2), 0.9),
    lower('product, commands for each message, of all kinds', rounded(product.commands, 1), '', 0.15),
  );
  return { memory, filed, product };
}

async function compareMany() {
  const bare = await measureManyLoops();
  const product = await inProduct(measureManySenders);
  figures.push(
    ...ratesAndCost(`${SENDERS} bare sockets in one process`, bare),
    ...ratesAndCost(`${SENDERS} senders in one process`, product),
    higher(`${SENDERS} senders : ${SENDERS} bare sockets, known contacts`, rounded(product.known / bare.known, 2), 0.5),
    { ...lower(`${SENDERS} senders, commands for each message`, rounded(product.commands, 1), '', 0.1), goal: 4 },
  );
  return { bare, product };
}

function ratesAndCost(of: string, { all, known, sendingMs, databaseMs }: Rates & Cost): readonly Figure[] {
  return [
    { ...higher(`${of}, all messages`, rounded(all)), unit: '/s' },
    { ...higher(`${of}, known contacts`, rounded(known)), unit: '/s' },
    lower(`${of}, its processor time for a message`, rounded(sendingMs, 2), 'ms'),
    ...(databaseMs === undefined ? [] : [lower(`${of}, the database's for a message`, rounded(databaseMs, 2), 'ms')]),
  ];
}

function higher(what: string, value: number, goal?: number): Figure {
  return { what, value, unit: '', better: 'higher', ...(goal !== undefined && { goal }) };
}

function lower(what: string, value: number, unit: string, noise?: number): Figure {
  return { what, value, unit, better: 'lower', ...(noise !== undefined && { noise }) };
}

async function measureLoop(account: string, prefix: string, loop: BareLoop): Promise<Rates & Cost> {
  const phones = phonesOf(prefix);
  await loop.link((qr) => simulator.order('scan', { qr, phone: account }));
  const before = process.cpuUsage();
  for (let round = 1; round <= ROUNDS; round += 1) await loop.sendRound(phones, `bare ${round}`);
  const sendingMs = ownCpuMs(before) / (phones.length * ROUNDS);
  loop.end();
  return { ...(await ratesOf([[account, phones]])), sendingMs };
}

function ownCpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
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

async function measureProduct(testEnv: TestEnv<PhoneNetwork>): Promise<Product> {
  const [account, phones] = ['+237699700002', phonesOf('+23767200')];
  const owner = await testEnv.owner('owner-bench');
  await link(testEnv, owner, account);
  await sendWithoutPauses(owner);
  await people(owner, phones);
  const { id } = await campaign(owner, 'Bench');
  const cost = await costUntilComplete(
    processesOf(testEnv),
    [() => owner.post(`/campaigns/${id}/start`)],
    phones.length * ROUNDS,
  );
  return { ...(await ratesOf([[account, phones]])), ...cost };
}

function manyOf(prefix: string): readonly (readonly [string, readonly string[]])[] {
  return Array.from({ length: SENDERS }, (_, index) => {
    const number = String(index).padStart(2, '0');
    return [`+2376997${prefix}${number}`, phonesOf(`+2376${prefix}${number}`, CONTACTS_OF_MANY)] as const;
  });
}

async function measureManyLoops(): Promise<Rates & Cost> {
  const accounts = manyOf('80');
  const loops = accounts.map(() => BareLoop.inMemory(simulator.wsUrl, simulator.rootPublicKeyHex));
  for (const [index, loop] of loops.entries())
    await loop.link((qr) => simulator.order('scan', { qr, phone: accounts[index]?.[0] }));
  const before = process.cpuUsage();
  await Promise.all(
    loops.map(async (loop, index) => {
      for (let round = 1; round <= ROUNDS; round += 1)
        await loop.sendRound(accounts[index]?.[1] ?? [], `many ${round}`);
    }),
  );
  const sendingMs = ownCpuMs(before) / (SENDERS * CONTACTS_OF_MANY * ROUNDS);
  for (const loop of loops) loop.end();
  return { ...(await ratesOf(accounts)), sendingMs };
}

async function measureManySenders(testEnv: TestEnv<PhoneNetwork>): Promise<Product> {
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
  const cost = await costUntilComplete(processesOf(testEnv), starts, SENDERS * CONTACTS_OF_MANY * ROUNDS);
  return { ...(await ratesOf(accounts)), ...cost };
}

function processesOf({ mongoUri, api }: TestEnv<PhoneNetwork>) {
  return { mongoUri, pids: [api.pid] };
}
