// How soon a pause is quiet while everybody sends as fast as they can: from the request to its answer, from the request to the last
// message, and how many messages of a sender left after the answer.
// BENCH_SENDERS=20 · BENCH_PAUSES=5 for each sender · BENCH_AT_ONCE=5 of them pause at the same moment while the others send.
import { silenceConsole } from './silence.ts';
import { startTestEnvOn } from '../src/support/product.test-env.ts';
import { campaign, campaignNow, link, people, sendWithoutPauses } from '../src/support/acts.ts';
import { type Client } from '../src/support/client.ts';
import { until } from '../src/support/wait.ts';
import { arrivalsOf } from './ledger.ts';
import { quantile, report, rounded } from '@relance/platform/testing';
import { startSimulatorProcess } from './simulator-process.ts';

const SENDERS = Number(process.env['BENCH_SENDERS'] ?? 20);
const PAUSES = Number(process.env['BENCH_PAUSES'] ?? 5);
const AT_ONCE = Number(process.env['BENCH_AT_ONCE'] ?? Math.max(1, Math.floor(SENDERS / 4)));
/** Enough that nobody comes to the end of the seven days while others still pause. */
const CONTACTS = 300;
/** A product day in a tenth of a second: gaps and days never hold a message back. */
const CLOCK_RATE = '864000';
/** What was on its way at the pause is over by then. */
const QUIET_MS = 1500;

type Pause = {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly resumedAt: number;
  readonly inFlight: number;
};
type Sample = {
  readonly answerMs: number;
  readonly quietMs: number;
  readonly after: number;
  readonly inFlight: number;
};

const say = silenceConsole();
const simulator = await startSimulatorProcess('pause');
const testEnv = await startTestEnvOn(simulator, { RELANCE_CLOCK_RATE: CLOCK_RATE });
type SenderOfBench = { readonly owner: Client; readonly account: string; readonly id: string };
const senders: SenderOfBench[] = [];
const startedAt = Date.now();
/** Where a run stands that does not come to its end. */
const note = (what: string): void => say(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${what}`);
for (let index = 0; index < SENDERS; index += 1) {
  const number = String(index).padStart(2, '0');
  const owner = await testEnv.owner(`owner-${number}`);
  const account = `+23769978${number}00`;
  await link(testEnv, owner, account);
  await sendWithoutPauses(owner);
  await people(
    owner,
    Array.from({ length: CONTACTS }, (_, at) => `+23767${number}${String(at).padStart(5, '0')}`),
  );
  senders.push({ owner, account, id: (await campaign(owner, 'Pause')).id });
}
process.on('uncaughtException', (error) => {
  const warnings = testEnv.api.output.filter((line) => /"level":[456]0/.test(line)).slice(-20);
  say(`${String(error)}\n${warnings.join('\n')}\n`);
  process.exit(1);
});
note(`${SENDERS} senders are linked`);
await Promise.all(senders.map(({ owner, id }) => owner.post(`/campaigns/${id}/start`)));
note('their campaigns are started');
await pause(2000);
const samples: Sample[] = [];
for (let turn = 0; turn < PAUSES; turn += 1) {
  // A few at a time, so that most of the others are sending meanwhile.
  for (let from = 0; from < senders.length; from += AT_ONCE)
    samples.push(...(await Promise.all(senders.slice(from, from + AT_ONCE).map((sender) => sampleOf(sender)))));
  note(`each has paused ${turn + 1} times`);
}
const most = Math.max(...samples.map(({ after }) => after));
const untold = samples.filter(({ after, inFlight }) => after > inFlight).length;
const { differences } = await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity');
if (differences !== 0) throw new Error(`the books differ: ${differences}`);
const of = (name: 'answerMs' | 'quietMs', share: number) =>
  rounded(
    quantile(
      samples.map((sample) => sample[name]),
      share,
    ),
  );
const lower = { better: 'lower', unit: 'ms' } as const;
report(
  'pause-latency',
  [
    { what: 'request to answer, p50', value: of('answerMs', 0.5), ...lower, noise: 0.5 },
    { what: 'request to answer, p99', value: of('answerMs', 0.99), ...lower, noise: 0.5 },
    { what: 'request to the last message, p50', value: of('quietMs', 0.5), ...lower, noise: 0.5 },
    { what: 'request to the last message, p99', value: of('quietMs', 0.99), ...lower, noise: 0.5, goal: 1000 },
    { what: 'messages of a sender after the answer, at most', value: most, unit: '', better: 'lower', goal: 1 },
    { what: 'messages after the answer that it did not tell of', value: untold, unit: '', better: 'lower', goal: 0 },
  ],
  samples,
  say,
);
say(`correct: ${samples.length} pauses of ${SENDERS} senders, the books recounted without a difference\n`);
await testEnv.stop();
process.exit(0);

async function sampleOf({ owner, account, id }: SenderOfBench): Promise<Sample> {
  const pauseOf = await pauseOnce(owner, id);
  const left = (await arrivalsOf(simulator, account))
    .map(({ receivedAt }) => Date.parse(receivedAt))
    .filter((at) => at < pauseOf.resumedAt);
  const last = Math.max(pauseOf.askedAt, ...left);
  return {
    answerMs: pauseOf.answeredAt - pauseOf.askedAt,
    quietMs: last - pauseOf.askedAt,
    after: left.filter((at) => at > pauseOf.answeredAt).length,
    inFlight: pauseOf.inFlight,
  };
}

async function pauseOnce(owner: Client, id: string): Promise<Pause> {
  const before = (await campaignNow(owner, id)).messages.sent;
  await until('messages to leave', async () => (await campaignNow(owner, id)).messages.sent > before + 1, {
    every: 200,
    within: 60_000,
  });
  const askedAt = Date.now();
  const { inFlight } = await owner.post<{ inFlight: number }>(`/campaigns/${id}/pause`);
  const answeredAt = Date.now();
  await pause(QUIET_MS);
  const resumedAt = Date.now();
  await owner.post(`/campaigns/${id}/resume`);
  return { askedAt, answeredAt, resumedAt, inFlight };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
