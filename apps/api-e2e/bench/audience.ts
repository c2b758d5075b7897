// What a large audience costs: the preview of a filter that finds 100,000 contacts, and the enrolment of the thousand that a campaign may
// have out of them. Times, and the peak of the API's resident memory above idle.
// BENCH_CONTACTS=100000 · `--small`: 8,000 · BENCH_TIMES=10
import { MongoClient, ObjectId } from 'mongodb';
import { people, type CampaignView } from '../src/support/acts.ts';
import { startTestEnv } from '../src/support/product.test-env.ts';
import { until } from '../src/support/wait.ts';
import { rssOf, watchPeak } from './process-meter.ts';
import { quantile, report, rounded } from '@relance/platform/testing';
import { silenceConsole } from './silence.ts';

const CONTACTS = Number(process.env['BENCH_CONTACTS'] ?? (process.argv.includes('--small') ? 8_000 : 100_000));
const TIMES = Number(process.env['BENCH_TIMES'] ?? 10);
const ENROLLED = Math.min(1_000, CONTACTS);
const BATCH = 1_000;
const MIB = 1024 * 1024;
const FEW = 'few';

type Preview = { matched: number; toEnrol: number; estimated: boolean };

const say = silenceConsole();
const env = await startTestEnv();
const owner = await env.owner('audience');
await owner.do('PUT', '/settings', { maxTargetsPerCampaign: ENROLLED });
await seed();
const { pid } = env.api;
const idle = rssOf(pid);
const peak = watchPeak(pid);
const times: number[] = [];
for (let time = 0; time <= TIMES; time += 1) {
  const startedAt = performance.now();
  const found = await owner.post<Preview>('/campaigns/preview', { targetFilter: {} });
  // The first one warms what is compiled on the way.
  if (time > 0) times.push(performance.now() - startedAt);
  if (found.matched !== CONTACTS) throw new Error(`${found.matched} matched instead of ${CONTACTS}`);
  if (Math.abs(found.toEnrol - CONTACTS) > CONTACTS / 20) throw new Error(`${found.toEnrol} to enrol`);
}
const previewPeak = (peak.stop() - idle) / MIB;
const { id } = await owner.post<CampaignView>('/campaigns', { name: 'Few', targetFilter: { tags: [FEW] } });
const enrolPeak = watchPeak(pid);
const startedAt = performance.now();
await owner.post(`/campaigns/${id}/start`);
await until(
  'everybody to be enrolled',
  async () => (await owner.get<CampaignView>(`/campaigns/${id}`)).counts['enrolled'] === ENROLLED,
  { every: 20, within: 120_000 },
);
const seconds = (performance.now() - startedAt) / 1000;
const { differences } = await (await env.admin()).get<{ differences: number }>('/admin/integrity');
if (differences !== 0) throw new Error(`the books differ: ${differences}`);
report(
  'audience',
  [
    { what: `preview of ${CONTACTS}, p50`, value: rounded(quantile(times, 0.5)), unit: 'ms', better: 'lower' },
    {
      what: `preview of ${CONTACTS}, p95`,
      value: rounded(quantile(times, 0.95)),
      unit: 'ms',
      better: 'lower',
      goal: 1000,
    },
    { what: 'previews: peak RSS above idle', value: rounded(previewPeak), unit: 'MiB', better: 'lower', noise: 0.5 },
    { what: `enrolment of ${ENROLLED}`, value: rounded(ENROLLED / seconds), unit: 'rows/s', better: 'higher' },
    {
      what: 'enrolment: peak RSS above idle',
      value: rounded((enrolPeak.stop() - idle) / MIB),
      unit: 'MiB',
      better: 'lower',
      noise: 0.5,
    },
  ],
  { contacts: CONTACTS, times },
  say,
);
say(
  'correct: all matched, as many to enrol within five of a hundred, each enrolled once, the books without a difference\n',
);
await env.stop();
process.exit(0);

/** Contacts as the product wrote the first one, copied in the database. */
async function seed(): Promise<void> {
  const phoneOf = (index: number): string => `+2376${String(50_000_000 + index)}`;
  await people(owner, [phoneOf(0)]);
  const client = await MongoClient.connect(env.mongoUri);
  const contacts = client.db().collection('contacts');
  const first = await contacts.findOne({});
  if (!first) throw new Error('there is nothing to copy');
  await contacts.deleteMany({});
  for (let from = 0; from < CONTACTS; from += BATCH) {
    const size = Math.min(BATCH, CONTACTS - from);
    const rows = Array.from({ length: size }, (_, index) => {
      const tags = from + index < ENROLLED ? [FEW] : ['many'];
      const phone = phoneOf(from + index);
      return { ...first, _id: new ObjectId(), phone, tags, tagKeys: tags, searchKeys: [phone.slice(1)] };
    });
    await contacts.insertMany(rows);
  }
  await client.close();
}
