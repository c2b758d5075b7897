// What files of 100,000 rows cost the process that holds everybody's sessions: rows per second, processor time per row, and the
// peak of its resident memory above idle, and what its heap holds after a collection at each quarter of the way: constant memory means
// that this does not grow with the file. Beside it the same file of a tenth of the rows.
import { Readable } from 'node:stream';
import { type ReadableStream as WebStream } from 'node:stream/web';
import { resolve } from 'node:path';
import { type Figure, report, rounded } from '@relance/platform/testing';
import { parse } from 'csv-parse';
import { type Document, MongoClient, ObjectId } from 'mongodb';
import { people } from '../src/support/acts.ts';
import { startTestEnv, tokenFor } from '../src/support/product.test-env.ts';
import { until } from '../src/support/wait.ts';
import { Meter } from './metered.ts';
import { cpuSecondsOf, rssOf, watchPeak } from './process-meter.ts';
import { silenceConsole } from './silence.ts';

const ROWS = Number(process.env['EXPORT_ROWS'] ?? 100_000);
const MIB = 1024 * 1024;
const ROWS_PER_SECOND = 20_000;
const BATCH = 1_000;
/** Each tenth row is in the short file as well. */
const isTenth = (index: number): boolean => index % 10 === 0;
/** What a spreadsheet would compute; in the file each begins with an apostrophe. */
const formulas = ['=1+1', '+cmd', '-2', '@x', '\tx', '\rx'];
const nameOf = (index: number): string => `${formulas[index % formulas.length] ?? ''} ${index}`;
const phoneOf = (index: number): string => `+2376${String(70_000_000 + index)}`;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const say = silenceConsole();
const meter = new Meter();
const profiled = process.env['BENCH_CPU_PROFILE'] === '1';
const env = await startTestEnv({
  ...meter.environment,
  ...(profiled && {
    NODE_OPTIONS: `${meter.environment.NODE_OPTIONS} --import ${resolve('apps/api-e2e/bench/profiler.mjs')}`,
    PROFILE_DIR: resolve('dist/bench/profiles'),
  }),
});
const owner = await env.owner('exporter');
const token = await tokenFor('exporter', 'user');
const { token: adminToken } = await env.stranger().post<{ token: string }>('/auth/login', {
  email: env.environment['ADMIN_EMAIL'],
  password: env.environment['ADMIN_PASSWORD'],
});
await seed();
await pause(3_000);

type Row = Record<string, string>;
type Figures = { rows: number; seconds: number; rowsPerSecond: number; cpuMsPerRow: number; peakAboveIdleMiB: number };

const campaigns = await owner.get<{ campaigns: { id: string; type: string }[] }>('/campaigns?type=filtered');
const campaignId = campaigns.campaigns[0]?.id ?? '';
const files = {
  contacts: { path: '/contacts/export.csv', tenth: 'tag=tenth', token, name: 'name' },
  'targets of a campaign': {
    path: `/campaigns/${campaignId}/export.csv`,
    tenth: 'status=exited',
    token,
    name: 'contactName',
  },
  'targets of all': {
    path: '/admin/targets/export.csv',
    tenth: 'status=exited',
    token: adminToken,
    name: 'contactName',
  },
};
const result: Record<string, { tenth: Figures; whole: Figures; heldAboveIdleMiB: number }> = {};
for (const [what, file] of Object.entries(files)) {
  // The first reading of all warms what is compiled on the way.
  await read(`${file.path}?${file.tenth}`, file, ROWS / 10);
  const tenth = await read(`${file.path}?${file.tenth}`, file, ROWS / 10);
  const whole = await read(file.path, file, ROWS);
  const heldAboveIdleMiB = await held(file.path, file.token);
  result[what] = { tenth, whole, heldAboveIdleMiB };
}
const figures = Object.entries(result).flatMap(([what, { tenth, whole, heldAboveIdleMiB }]): Figure[] => [
  {
    what: `${what}: rows a second`,
    value: rounded(whole.rowsPerSecond),
    unit: '/s',
    better: 'higher',
    goal: ROWS_PER_SECOND,
  },
  { what: `${what}: processor of a row`, value: rounded(whole.cpuMsPerRow, 3), unit: 'ms', better: 'lower' },
  {
    what: `${what}: peak RSS above idle, a tenth of the rows`,
    value: rounded(tenth.peakAboveIdleMiB),
    unit: 'MiB',
    better: 'lower',
    noise: 1,
  },
  {
    what: `${what}: peak RSS above idle`,
    value: rounded(whole.peakAboveIdleMiB),
    unit: 'MiB',
    better: 'lower',
    noise: 1,
  },
  {
    what: `${what}: heap above idle after a collection`,
    value: rounded(heldAboveIdleMiB, 1),
    unit: 'MiB',
    better: 'lower',
    noise: 1,
  },
]);
report('exports', figures, { rows: ROWS, result }, say);
say(
  'correct: each file has every row once, the right first and last one, and no cell that a spreadsheet would compute\n',
);
await env.stop();
process.exit(0);

/** Contacts and targets as the product itself wrote the first one of each, copied in the database. */
async function seed(): Promise<void> {
  await people(owner, [phoneOf(0)]);
  const { id } = await owner.post<{ id: string }>('/campaigns', { name: 'Exported', targetFilter: {} });
  await owner.post(`/campaigns/${id}/start`);
  await until('the first target', async () => {
    const { targets } = await owner.get<{ targets: unknown[] }>(`/campaigns/${id}/targets`);
    return targets.length === 1;
  });
  await owner.post(`/campaigns/${id}/pause`);
  const client = await MongoClient.connect(env.mongoUri);
  const database = client.db();
  const [contacts, targets] = [database.collection('contacts'), database.collection('relance_targets')];
  const [contact, target] = await Promise.all([contacts.findOne({}), targets.findOne({})]);
  if (!contact || !target) throw new Error('there is nothing to copy');
  await Promise.all([contacts.deleteMany({}), targets.deleteMany({})]);
  for (let from = 0; from < ROWS; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, ROWS - from) }, (_, index) =>
      copies(contact, target, from + index),
    );
    await contacts.insertMany(rows.map((row) => row.contact));
    await targets.insertMany(rows.map((row) => row.target));
  }
  await client.close();
}

function copies(contact: Document, target: Document, index: number): { contact: Document; target: Document } {
  const [phone, name, contactId] = [phoneOf(index), nameOf(index), new ObjectId()];
  const left = {
    status: isTenth(index) ? 'exited' : 'completed',
    exitReason: isTenth(index) ? 'manual' : 'completed_7days',
  };
  return {
    contact: {
      ...contact,
      _id: contactId,
      phone,
      name,
      ...('personKeys' in contact && { personKeys: [phone] }),
      tags: isTenth(index) ? ['tenth'] : ['other'],
      ...('tagKeys' in contact && { tagKeys: isTenth(index) ? ['tenth'] : ['other'] }),
    },
    target: {
      ...target,
      _id: new ObjectId(),
      contactId,
      phone,
      ...('personKeys' in target && { personKeys: [phone] }),
      isLive: false,
      dueAt: null,
      exitedAt: new Date(),
      ...left,
    },
  };
}

/** Reads a file as it comes, and checks it row by row. */
async function read(path: string, file: { token: string; name: string }, expected: number): Promise<Figures> {
  const { pid } = env.api;
  const idle = rssOf(pid);
  const [startedAt, cpuBefore, peak] = [performance.now(), cpuSecondsOf(pid), watchPeak(pid)];
  const response = await fetch(`${env.api.url}/api/relance${path}`, {
    headers: { authorization: `Bearer ${file.token}` },
  });
  if (!response.ok || !response.body) throw new Error(`${path} → ${response.status}`);
  const seen = new Set<string>();
  const ends: Row[] = [];
  const rows = Readable.fromWeb(response.body as WebStream).pipe(parse({ columns: true, relax_quotes: false }));
  for await (const row of rows as AsyncIterable<Row>) {
    seen.add(row['phone'] ?? '');
    if (seen.size === 1) ends[0] = row;
    ends[1] = row;
    const computed = Object.entries(row).find(([column, text]) => column !== 'phone' && /^[=+\-@\t\r]/.test(text));
    if (computed) throw new Error(`${path}: a spreadsheet computes ${computed.join(' ')}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = cpuSecondsOf(pid) - cpuBefore;
  const peakAboveIdleMiB = (peak.stop() - idle) / MIB;
  if (seen.size !== expected) throw new Error(`${path}: ${seen.size} people instead of ${expected}`);
  const last = expected === ROWS ? ROWS - 1 : ROWS - 10;
  const ordered = ends.map((row) => `${row['phone']} ${row[file.name]}`).sort();
  const right = [0, last].map((index) => `${phoneOf(index)} '${nameOf(index)}`).sort();
  if (ordered.join() !== right.join()) throw new Error(`${path}: ${ordered.join()} instead of ${right.join()}`);
  return {
    rows: expected,
    seconds,
    rowsPerSecond: expected / seconds,
    cpuMsPerRow: (cpu * 1000) / expected,
    peakAboveIdleMiB,
  };
}

/** The most that the heap holds above idle while a whole file is read, looked at after collections on the way. */
async function held(path: string, bearer: string): Promise<number> {
  const { pid } = env.api;
  const idle = (await meter.read(pid)).heap;
  const response = await fetch(`${env.api.url}/api/relance${path}`, { headers: { authorization: `Bearer ${bearer}` } });
  let [lines, most, nextLook] = [0, 0, ROWS / 4];
  for await (const chunk of response.body ?? []) {
    lines += Buffer.from(chunk).toString('latin1').split('\n').length - 1;
    if (lines < nextLook || nextLook >= ROWS) continue;
    nextLook += ROWS / 4;
    most = Math.max(most, (await meter.read(pid)).heap - idle);
  }
  return most / MIB;
}
