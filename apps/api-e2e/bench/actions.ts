// How long single acts of people, and of the engine for them, take on the large database of `console-lists`: what is quick among few
// rows and walks through all of them among many is seen here. Each act is checked by what it led to.
// BENCH_OWNERS=2000 · BENCH_DATA=folder as there (what is done here stays in it) · `--small`: 20.
import { randomInt } from 'node:crypto';
import { type Figure, report, rounded } from '@relance/platform/testing';
import { campaign, type CampaignView, link, people, sendWithoutPauses } from '../src/support/acts.ts';
import { startTestEnvOn } from '../src/support/product.test-env.ts';
import { until } from '../src/support/wait.ts';
import { largestOwner, openLargeDatabase, untilIdle } from './large-database.ts';
import { silenceConsole } from './silence.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const OWNERS = Number(process.env['BENCH_OWNERS'] ?? (process.argv.includes('--small') ? 20 : 2000));
const PEOPLE = 10;
const IMPORTED = 1_000;
/** What nobody should wait for longer, whatever the size of the installation. */
const MOST_MS = 1_000;
const LONGEST_MS = 120_000;

type Contacts = { readonly contacts: readonly { readonly id: string; readonly optedOut: boolean }[] };

const say = silenceConsole();
const database = await openLargeDatabase(OWNERS);
say(`filled in ${database.seedSeconds} s`);
const simulator = await startSimulatorProcess('actions');
const testEnv = await startTestEnvOn(simulator, { MONGODB_URI: database.uri });
const [admin, largest] = [await testEnv.admin(), await testEnv.owner(await largestOwner(testEnv))];
await untilIdle(database.uri);
const figures: Figure[] = [];
/** Numbers and owners of this run: those of earlier ones stay in a kept database. */
const series = randomInt(100_000, 999_999);
const digits = String(series);
const phones = Array.from(
  { length: PEOPLE },
  (_, index) => `+23769${digits.slice(0, 5)}${String(index).padStart(2, '0')}`,
);
const [first = '', second = '', third = ''] = phones;
const account = `+23767${digits}0`;

const owner = await testEnv.owner(`actions-${series}`);
await timed('a phone is linked', async () => link(testEnv, owner, account));
await sendWithoutPauses(owner);
await timed(`${PEOPLE} contacts are added`, async () => people(owner, phones));
await timed(`${IMPORTED} contacts are imported`, importMany);
const { id } = await timed('a campaign is made', async () => campaign(owner, 'Actions'));
await timed('a campaign starts and enrols', async () => owner.post(`/campaigns/${id}/start`));
await timed(`the first message to each of ${PEOPLE} leaves`, () => sent(PEOPLE));
await timed('a pause', async () => owner.post(`/campaigns/${id}/pause`));
await timed('a STOP is seen by the owner', async () => {
  await simulator.order('reply', { account, from: first, text: 'STOP' });
  await untilOptedOut(first);
});
await timed('an admin enters an opt-out', async () => {
  await admin.post('/admin/opt-outs', { phone: second, reason: 'asked by phone' });
  await untilOptedOut(second);
});
await timed('a payment is entered', async () => owner.post('/contacts/convert', { phone: third }));
await timed('a campaign is cancelled', async () => owner.post(`/campaigns/${id}/cancel`));
await timed('a contact is found by name', async () => largest.get('/contacts?q=amina&limit=20'));
await timed('an owner is found by name', async () => admin.get('/admin/owners?q=amina&limit=20'));
await timed('an audience of everybody is previewed', async () =>
  largest.post('/campaigns/preview', { targetFilter: {} }),
);
await timed('a person is erased', async () => {
  const { contacts } = await owner.get<Contacts>(`/contacts?q=${encodeURIComponent(first)}&limit=1`);
  await owner.post(`/contacts/${contacts[0]?.id}/erase`, { reason: 'asked to be forgotten' });
});
report('actions', figures, { owners: OWNERS }, say);
say('correct: each act led to what it should lead to\n');
await testEnv.stop();
await database.stop();
process.exit(0);

async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const answer = await act();
  const value = rounded(performance.now() - startedAt);
  figures.push({ what, value, unit: 'ms', better: 'lower', noise: 0.5, ...(isOneAct(what) && { goal: MOST_MS }) });
  say(`${String(value).padStart(8)} ms  ${what}`);
  return answer;
}

/** Not a phone that has to be scanned, nor many rows or messages. */
function isOneAct(what: string): boolean {
  return !/linked|imported|leaves/.test(what);
}

async function importMany(): Promise<void> {
  const rows = Array.from(
    { length: IMPORTED },
    (_, row) => `Import ${row},+23765${digits.slice(0, 3)}${String(row).padStart(4, '0')}`,
  );
  const file = Buffer.from(`name,phone\n${rows.join('\n')}\n`);
  const { jobId } = await owner.upload<{ jobId?: string }>('/contacts/import', file, 'people.csv');
  if (!jobId) throw new Error('the import did not become a job');
  await until(
    'the import to end',
    async () => (await owner.get<{ status: string }>(`/contacts/import/${jobId}`)).status === 'done',
    { within: LONGEST_MS },
  );
}

async function sent(count: number): Promise<void> {
  const isSent = async () => ((await owner.get<CampaignView>(`/campaigns/${id}`)).messages.sent ?? 0) >= count;
  await until(`${count} messages to leave`, isSent, { within: LONGEST_MS });
}

async function untilOptedOut(phone: string): Promise<void> {
  const path = `/contacts?q=${encodeURIComponent(phone)}&limit=1`;
  const isSeen = async () => (await owner.get<Contacts>(path)).contacts[0]?.optedOut === true;
  await until(`${phone} to be shown as opted out`, isSeen, { within: LONGEST_MS });
}
