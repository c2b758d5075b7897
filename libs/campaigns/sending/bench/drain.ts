/**
 * How fast due work is done that waits in the database: due messages over many senders, beside Agenda and Pulse with as many jobs that
 * do nothing, one after the other on the same database, in one process. WhatsApp answers at once, so that what is measured is claim,
 * gates, intent, result and counters; a job of the two libraries is claimed, run and marked as done. Messages (or jobs) a second, and
 * commands that reach the database for each. BENCH_JOBS=10000 over BENCH_SENDERS=200 · `--small`: 400 over 20.
 */
import 'reflect-metadata';
import {
  CAMPAIGN_STORE,
  type CampaignStore,
  CONTACT_STORE,
  type ContactStore,
  draftCampaign,
  type Settings,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { testDatabase } from '@relance/platform/testing';
import { MongoClient } from 'mongodb';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { anOwner, startEngineTestEnv } from '@relance/campaigns-testing';
import { agendaOn, drain, pulseOn } from './job-queues.ts';

const isSmall = process.argv.includes('--small');
const SENDERS = Number(process.env['BENCH_SENDERS'] ?? (isSmall ? 20 : 200));
const JOBS = Number(process.env['BENCH_JOBS'] ?? (isSmall ? 400 : 10_000));
const EACH = Math.ceil(JOBS / SENDERS);
const MESSAGES = EACH * SENDERS;
const TEN_MINUTES = 600_000;
const [FIRST_PHONE, PHONES_EACH] = [50_000_000, 1_000];

type Row = { readonly what: string; readonly perSecond: number; readonly commands: number };

const database = await testDatabase();
const client = await MongoClient.connect(database.uri);
const requests = async (): Promise<number> =>
  Number((await client.db('admin').command({ serverStatus: 1 }))['network'].numRequests);
const uriOf = (name: string): string => {
  const uri = new URL(database.uri);
  uri.pathname = `/${name}`;
  return uri.href;
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const rows: Row[] = [];
for (const measure of [
  ofProduct,
  () => ofQueue('Agenda', agendaOn(client.db('agenda'))),
  async () => ofQueue('Pulse', await pulseOn(uriOf('pulse'))),
]) {
  const row = await measure();
  rows.push(row);
  say(`${row.what}: ${row.perSecond.toFixed(1)} a second, ${row.commands.toFixed(2)} commands each`);
}
const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
const found = { at: new Date().toISOString(), load, messages: MESSAGES, senders: SENDERS, rows };
mkdirSync('dist/bench', { recursive: true });
writeFileSync('dist/bench/drain.json', JSON.stringify(found, null, 2));
const [product] = rows;
say(`\ndrain of ${MESSAGES} over ${SENDERS} senders, load ${load}`);
for (const { what, perSecond, commands } of rows) {
  const ratio = ((product?.perSecond ?? 0) / perSecond).toFixed(2);
  const figures = `${perSecond.toFixed(0).padStart(7)} a second ${commands.toFixed(2).padStart(8)} commands each`;
  say(`  ${what.padEnd(12)} ${figures}   the product is ${ratio} of it`);
}
say('correct: every message and every job once, the books recounted without a difference\n');
await client.close();
await database.stop();
process.exit(0);

async function ofQueue(what: string, queue: Parameters<typeof drain>[0]): Promise<Row> {
  let before = 0;
  const { seconds, ran } = await drain(queue, MESSAGES, async () => void (before = await requests()));
  const commands = ((await requests()) - before) / MESSAGES;
  if (new Set(ran).size !== MESSAGES || ran.length !== MESSAGES) throw new Error(`${what}: ${ran.length} jobs ran`);
  return { what, perSecond: MESSAGES / seconds, commands };
}

async function ofProduct(): Promise<Row> {
  const env = await startEngineTestEnv({ flushMs: 200, tickMs: 1000 }, uriOf('drain'));
  const owners = Array.from({ length: SENDERS }, anOwner);
  for (const [index, owner] of owners.entries()) await prepare(env, owner, index);
  // Known to be on WhatsApp: asking is no part of sending.
  await client
    .db('drain')
    .collection('contacts')
    .updateMany({}, [{ $set: { onWhatsApp: 'yes', onWhatsAppCheckedAt: env.clock.now(), waPhone: '$phone' } }]);
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

/** A sender with open limits and a campaign whose people are all due. */
async function prepare(
  { app, clock }: Awaited<ReturnType<typeof startEngineTestEnv>>,
  owner: OwnerId,
  index: number,
): Promise<void> {
  const now = clock.now();
  const open: Partial<Settings> = {
    maxMessagesPerDay: EACH,
    coldContactsPerDay: EACH,
    warmUp: [],
    sendWindows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }],
  };
  await app.get<SettingsStore>(SETTINGS_STORE).save(owner, open, now);
  const campaign = await app.get<CampaignStore>(CAMPAIGN_STORE).create(
    draftCampaign(owner, {
      name: 'Drain',
      status: 'active',
      maxMessagesPerDay: EACH,
      startedAt: now,
      customMessages: [{ dayNumber: 1, messageTemplate: { fr: 'Bonjour {{name}}', en: null }, mediaIds: [] }],
    }),
    now,
  );
  const rows = Array.from({ length: EACH }, (_, person) => ({
    phone: `+2376${FIRST_PHONE + index * PHONES_EACH + person}`,
    isPhoneValid: true,
    countryOfPhone: 'CM',
    name: `Person ${person}`,
  }));
  const options = { upsert: false, tagsMode: 'replace', restoreArchived: false } as const;
  const saved = await app.get<ContactStore>(CONTACT_STORE).saveRows(owner, rows, options, now);
  const people = saved.map(({ id }, person) => ({
    contactId: id,
    phone: rows[person]?.phone ?? '',
    waPhone: null,
    lid: null,
    language: 'fr' as const,
  }));
  await app.get<TargetStore>(TARGET_STORE).enrol({ campaignId: campaign.id, ownerId: owner, people, at: now });
}
