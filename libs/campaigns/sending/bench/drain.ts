/**
 * How fast due work is done that waits in the database: due messages over many senders, beside Agenda and Pulse with as many jobs that
 * do nothing, one after the other on the same database, in one process. WhatsApp answers at once, so that what is measured is claim,
 * gates, intent, result and counters; a job of the two libraries is claimed, run and marked as done. Messages (or jobs) a second, and
 * commands that reach the database for each. A library that is not done within two minutes is told by what it did.
 * BENCH_JOBS=10000 over BENCH_SENDERS=200 · `--small`: 400 over 20.
 */
import 'reflect-metadata';
import { anOwner, startEngineTestEnv } from '@relance/campaigns-testing';
import { type Figure, report, rounded, testDatabase } from '@relance/platform/testing';
import { MongoClient } from 'mongodb';
import { setTimeout as pause } from 'node:timers/promises';
import { giveDueWork, uriOf } from './due-work.ts';
import { agendaOn, drain, pulseOn } from './job-queues.ts';

const isSmall = process.argv.includes('--small');
const SENDERS = Number(process.env['BENCH_SENDERS'] ?? (isSmall ? 20 : 200));
const JOBS = Number(process.env['BENCH_JOBS'] ?? (isSmall ? 400 : 10_000));
const EACH = Math.ceil(JOBS / SENDERS);
const MESSAGES = EACH * SENDERS;
const TEN_MINUTES = 600_000;

type Row = { readonly what: string; readonly perSecond: number; readonly commands: number };

const database = await testDatabase();
const client = await MongoClient.connect(database.uri);
const requests = async (): Promise<number> =>
  Number((await client.db('admin').command({ serverStatus: 1 }))['network'].numRequests);
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const rows: Row[] = [];
for (const measure of [
  ofProduct,
  () => ofQueue('Agenda', agendaOn(client.db('agenda'))),
  async () => ofQueue('Pulse', await pulseOn(uriOf(database.uri, 'pulse'))),
]) {
  const row = await measure();
  rows.push(row);
  say(`${row.what}: ${row.perSecond.toFixed(1)} a second, ${row.commands.toFixed(2)} commands each`);
}
const [product] = rows;
const figures = rows.flatMap(({ what, perSecond, commands }): Figure[] => [
  { what: `${what}: done a second`, value: rounded(perSecond, 1), unit: '/s', better: 'higher' },
  { what: `${what}: commands each`, value: rounded(commands, 2), unit: '', better: 'lower' },
  {
    what: `the product : ${what}`,
    value: rounded((product?.perSecond ?? 0) / perSecond, 2),
    unit: '',
    better: 'higher',
  },
]);
report('drain', figures, { messages: MESSAGES, senders: SENDERS, rows }, say);
say('correct: every message once, no job twice, the books recounted without a difference\n');
await client.close();
await database.stop();
process.exit(0);

async function ofQueue(what: string, queue: Parameters<typeof drain>[0]): Promise<Row> {
  let before = 0;
  const { seconds, ran } = await drain(queue, MESSAGES, async () => void (before = await requests()));
  const commands = ((await requests()) - before) / ran.length;
  if (new Set(ran).size !== ran.length) throw new Error(`${what}: ${ran.length} jobs ran, of ${new Set(ran).size}`);
  say(`${what}: ${ran.length} of ${MESSAGES} jobs in ${rounded(seconds)} s`);
  return { what, perSecond: ran.length / seconds, commands };
}

async function ofProduct(): Promise<Row> {
  const env = await startEngineTestEnv({ flushMs: 200, tickMs: 1000 }, uriOf(database.uri, 'drain'));
  const owners = Array.from({ length: SENDERS }, anOwner);
  for (const [index, owner] of owners.entries()) await giveDueWork(env, owner, { count: EACH, first: index * EACH });
  const before = await requests();
  const startedAt = performance.now();
  await Promise.all(owners.map((owner) => env.messenger.link(owner)));
  while (env.messenger.sent.length < MESSAGES) {
    if (performance.now() - startedAt > TEN_MINUTES)
      throw new Error(`only ${env.messenger.sent.length} messages left in ten minutes`);
    await pause(20);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const commands = ((await requests()) - before) / MESSAGES;
  await pause(50);
  await env.settled();
  const differences = await env.differences();
  const phones = new Set(env.messenger.sent.map(({ phone }) => phone)).size;
  if (differences.length > 0 || phones !== MESSAGES || env.messenger.sent.length !== MESSAGES)
    throw new Error(`not correct: ${phones} people, ${JSON.stringify(differences.slice(0, 3))}`);
  await env.close();
  return { what: 'the product', perSecond: MESSAGES / seconds, commands };
}
