/**
 * Whether a message costs the same however many targets there are: claim, gates, intent and result of one sender's messages in databases of
 * 10,000, 100,000 and 1,000,000 targets, on one engine and in turn, so that the machine's moods meet all sizes. WhatsApp answers at once.
 * BENCH_SIZES=10000,100000,1000000 · BENCH_ROUNDS=9 of BENCH_MESSAGES=60 · `--small`: 1,000 and 10,000, three rounds.
 */
import 'reflect-metadata';
import { anOwner, type EngineTestEnv, startEngineTestEnv } from '@relance/campaigns-testing';
import { type CampaignId, type OwnerId } from '@relance/kernel';
import { type Figure, quantile, report, rounded, testDatabase } from '@relance/platform/testing';
import { type Document } from 'mongodb';
import { Types } from 'mongoose';
import { setTimeout as pause } from 'node:timers/promises';
import { connectionOf, enrolDuePeople, giveDueWork, uriOf } from './due-work.ts';

const isSmall = process.argv.includes('--small');
const SIZES = (process.env['BENCH_SIZES'] ?? (isSmall ? '1000,10000' : '10000,100000,1000000')).split(',').map(Number);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? (isSmall ? 3 : 9));
const MESSAGES = Number(process.env['BENCH_MESSAGES'] ?? 60);
const BATCH = 2_000;
/** Targets of one owner, and of one campaign, among those that are only there. */
const [OF_OWNER, OF_CAMPAIGN] = [500, 100];
const IN_A_YEAR_MS = 365 * 86_400_000;
const A_ROUND_MS = 120_000;
/** The goal: ten in a hundred either way. */
const FLAT = 1.1;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const database = await testDatabase();
type Place = {
  readonly size: number;
  readonly env: EngineTestEnv;
  readonly owner: OwnerId;
  readonly campaign: CampaignId;
  readonly ms: number[];
};
const places: Place[] = [];
for (const size of SIZES) places.push(await prepare(size));
// The first round warms what is compiled on the way.
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const place of places) {
    const ms = await oneRound(place, round);
    if (round > 0) place.ms.push(ms);
  }
}
const [smallest] = places;
const figures = places.flatMap(({ size, ms }): Figure[] => {
  // Rounds are compared with the one at the smallest size that was measured in the same turn.
  const shares = ms.map((value, turn) => value / (smallest?.ms[turn] ?? value));
  return [
    { what: `a message among ${size} targets, p50 of rounds`, value: median(ms), unit: 'ms', better: 'lower' },
    { what: `${size} targets : ${SIZES[0]}`, value: median(shares), unit: '', better: 'lower', noise: 0.1, goal: FLAT },
  ];
});
const raw = places.map(({ size, ms }) => ({ size, ms }));
for (const { env } of places) await checked(env);
report('flatness', figures, { rounds: ROUNDS, messages: MESSAGES, places: raw }, say);
say('correct: everybody saw one text once in each round, the books recounted without a difference\n');
for (const { env } of places) await env.close();
await database.stop();
process.exit(0);

function median(values: readonly number[]): number {
  return rounded(quantile(values, 0.5), 2);
}

/** A database of this size: one sender's own work is copied, for other owners and campaigns and due in a year. */
async function prepare(size: number): Promise<Place> {
  const env = await startEngineTestEnv({ flushMs: 200, tickMs: 1000 }, uriOf(database.uri, `flat${size}`));
  const owner = anOwner();
  const campaign = await giveDueWork(env, owner, { count: 1, first: 0 });
  const targets = connectionOf(env.app).collection('relance_targets');
  const template = await targets.findOne({});
  if (!template) throw new Error('there is nothing to copy');
  const startedAt = performance.now();
  for (let from = 0; from < size; from += BATCH) {
    const count = Math.min(BATCH, size - from);
    await targets.insertMany(
      Array.from({ length: count }, (_, at) => copyOf(template, from + at)),
      { ordered: false },
    );
  }
  say(`${size} targets in ${rounded((performance.now() - startedAt) / 1000)} s`);
  await env.messenger.link(owner);
  return { size, env, owner, campaign, ms: [] };
}

function copyOf(template: Document, index: number): Document {
  const phone = `+2377${String(10_000_000 + index)}`;
  return {
    ...template,
    _id: new Types.ObjectId(),
    ownerId: `other-${Math.floor(index / OF_OWNER)}`,
    campaignId: new Types.ObjectId(String(Math.floor(index / OF_CAMPAIGN)).padStart(24, '0')),
    contactId: new Types.ObjectId(),
    phone,
    personKeys: [phone],
    dueAt: new Date(new Date(template['dueAt'] as Date).getTime() + IN_A_YEAR_MS),
  };
}

/** Milliseconds from one message to the next. */
async function oneRound({ env, owner, campaign }: Place, round: number): Promise<number> {
  const before = env.messenger.sent.length;
  const times: number[] = [];
  env.messenger.script = () => {
    times.push(performance.now());
    return { kind: 'accepted', at: new Date() };
  };
  const due = { count: MESSAGES, first: 1 + round * MESSAGES };
  const enrolled = await enrolDuePeople(env, { id: campaign, ownerId: owner }, due);
  if (enrolled !== MESSAGES) throw new Error(`only ${enrolled} of ${MESSAGES} people were enrolled`);
  env.tick.wake(owner);
  const deadline = performance.now() + A_ROUND_MS;
  while (times.length < MESSAGES) {
    if (performance.now() > deadline) throw new Error(`only ${times.length} of ${MESSAGES} messages left`);
    await pause(10);
  }
  await env.settled();
  if (env.messenger.sent.length - before < MESSAGES) throw new Error('a message is missing');
  // The first of a round pays for finding out that there is work.
  const [first = 0, last = 0] = [times[1], times.at(-1)];
  return (last - first) / (times.length - 2);
}

async function checked(env: EngineTestEnv): Promise<void> {
  const phones = env.messenger.sent.map(({ phone }) => phone);
  const differences = await env.differences();
  if (new Set(phones).size !== phones.length) throw new Error('somebody was sent to twice');
  if (differences.length > 0) throw new Error(`the books differ: ${JSON.stringify(differences.slice(0, 3))}`);
}
