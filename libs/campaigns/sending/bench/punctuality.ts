/**
 * How late paced senders are: the time from the moment that the pacing allows a sender's next message to the message's intent, of many senders
 * in one process on a fast clock, each with enough people who are due. WhatsApp answers at once. The slots are computed once more from the
 * deliveries in the database, so a message before its slot would be seen too.
 * BENCH_SENDERS=1000 · BENCH_MESSAGES=6 each · BENCH_CLOCK_RATE=4 · `--small`: 50 senders.
 */
import 'reflect-metadata';
import { pacingProfileData, type PacingPosition, positionAfterSend, senderDay } from '@relance/campaigns-domain';
import { anOwner, type EngineTestEnv, startEngineTestEnv } from '@relance/campaigns-testing';
import { type OwnerId, seededRng } from '@relance/kernel';
import { quantile, report, rounded, testDatabase } from '@relance/platform/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { connectionOf, giveDueWork } from './due-work.ts';

const isSmall = process.argv.includes('--small');
const SENDERS = Number(process.env['BENCH_SENDERS'] ?? (isSmall ? 50 : 1_000));
const MESSAGES = Number(process.env['BENCH_MESSAGES'] ?? 6);
const CLOCK_RATE = Number(process.env['BENCH_CLOCK_RATE'] ?? 4);
/** The profile's gaps: two and a half minutes on the product's clock, half a minute more or less. */
const profile = pacingProfileData.fast;
const ZONE = 'UTC';
/** Twice the longest that all gaps may take. */
const PATIENCE_MS = ((MESSAGES * 3 * 60_000) / CLOCK_RATE) * 2 + 120_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const database = await testDatabase();
const env = await startEngineTestEnv(
  { profiles: pacingProfileData, tickMs: 1000, flushMs: 200, clockRate: CLOCK_RATE },
  database.uri,
  {
    RELANCE_CLOCK_RATE: String(CLOCK_RATE),
  },
);
const owners = Array.from({ length: SENDERS }, anOwner);
for (const [index, owner] of owners.entries())
  await giveDueWork(
    env,
    owner,
    { count: MESSAGES, first: index * MESSAGES },
    { pacingProfile: 'fast', timeZone: ZONE },
  );
run(env.clock);
await Promise.all(owners.map((owner) => env.messenger.link(owner)));
const deadline = performance.now() + PATIENCE_MS;
while (env.messenger.sent.length < SENDERS * MESSAGES) {
  if (performance.now() > deadline) throw new Error(`only ${env.messenger.sent.length} messages left`);
  await pause(200);
}
await env.settled();
const latenesses = await measured(env, owners);
const early = latenesses.filter((ms) => ms < 0).length;
const differences = await env.differences();
const phones = new Set(env.messenger.sent.map(({ phone }) => phone)).size;
if (early > 0) throw new Error(`${early} messages left before their slot`);
if (latenesses.length !== SENDERS * (MESSAGES - 1)) throw new Error(`${latenesses.length} gaps`);
if (phones !== SENDERS * MESSAGES || differences.length > 0)
  throw new Error(`not correct: ${phones} people, ${JSON.stringify(differences.slice(0, 3))}`);
const late = (share: number): number => rounded(quantile(latenesses, share));
report(
  'punctuality',
  [
    { what: 'late, p50 (real time)', value: late(0.5), unit: 'ms', better: 'lower' },
    { what: 'late, p99 (real time)', value: late(0.99), unit: 'ms', better: 'lower', noise: 0.5 },
    { what: 'late, longest (real time)', value: late(1), unit: 'ms', better: 'lower', noise: 1 },
    {
      what: 'late, p99 (product time)',
      value: rounded((late(0.99) * CLOCK_RATE) / 1000, 1),
      unit: 's',
      better: 'lower',
      noise: 0.5,
    },
  ],
  { senders: SENDERS, messages: MESSAGES, clockRate: CLOCK_RATE },
  say,
);
say('correct: no message before its slot, everybody saw one text once, the books recounted without a difference\n');
await env.close();
await database.stop();
process.exit(0);

/** Lets the product's clock run from where it stands. */
function run(clock: EngineTestEnv['clock']): void {
  const [from, startedAt] = [clock.now().getTime(), performance.now()];
  clock.now = () => new Date(from + (performance.now() - startedAt) * CLOCK_RATE);
}

/** Real milliseconds from each slot to the intent that took it; negative where it came before the slot. */
async function measured({ app }: EngineTestEnv, senders: readonly OwnerId[]): Promise<readonly number[]> {
  const deliveries = connectionOf(app).collection('message_deliveries');
  const all: number[] = [];
  for (const owner of senders) {
    let position: PacingPosition | null = null;
    const sent = await deliveries.find({ ownerId: owner }).sort({ 'times.intentAt': 1 }).toArray();
    for (const { waMessageId, times } of sent) {
      const now = times.intentAt as Date; // as the codec writes it
      if (position !== null) all.push((now.getTime() - position.nextSlotAt.getTime()) / CLOCK_RATE);
      const rng = seededRng(`${owner}|${waMessageId}`);
      position = positionAfterSend(profile, position, { now, day: senderDay(now, ZONE), rng });
    }
  }
  return all;
}
