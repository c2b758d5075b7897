// What an import of 50,000 rows costs the process that holds everybody's sessions: rows per second, the peak of its memory
// above idle, how long GET /status takes meanwhile beside before; and how soon files that are none are refused.
import { report as reportFigures, rounded } from '@relance/platform/testing';
import { startTestEnv } from '../src/support/product.test-env.ts';
import { cpuSecondsOf, rssOf } from './process-meter.ts';
import { silenceConsole } from './silence.ts';

const ROWS = Number(process.env['IMPORT_ROWS'] ?? 50_000);
const MIB = 1024 * 1024;
const PEAK_MIB = 150;
const BOMB_MS = 1_000;
type Report = { jobId: string; status: string; progress: number; rows: number } & Record<
  'created' | 'updated' | 'merged' | 'unchanged' | 'rejected',
  number
>;
const say = silenceConsole();
const env = await startTestEnv();
const owner = await env.owner('importer');
const rss = (): number => rssOf(env.api.pid);
const cpuSeconds = (): number => cpuSecondsOf(env.api.pid);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
const p99 = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;

async function statusTimes(until: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!until()) {
    times.push(await timed(() => owner.get('/status')));
    await pause(20);
  }
  return times;
}

const lines = Array.from({ length: ROWS }, (_, index) =>
  index % 97 === 5 ? `12;bad ${index};;` : `06${String(10_000_000 + index)};Personne n° ${index};Lyon;31/05/1990`,
);
const file = Buffer.from(['Téléphone;Nom;Ville;Date de naissance', ...lines].join('\r\n'));
await owner.do('PATCH', '/config', { defaultCountry: 'FR' });
await owner.upload('/contacts/import', file.subarray(0, 20_000), 'warm.csv');
await pause(3_000);
const idle = rss();
let isOver = false;
const quiet = await statusTimes(
  (
    (until) => () =>
      performance.now() > until
  )(performance.now() + 4_000),
);
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, rss())), 20);
const statuses = statusTimes(() => isOver);
const startedAt = performance.now();
const cpuBefore = cpuSeconds();
const begun = await owner.upload<Report>('/contacts/import', file, 'people.csv');
let report = begun;
while (report.status !== 'done' && report.status !== 'failed') {
  await pause(100);
  report = await owner.get<Report>(`/contacts/import/${begun.jobId}`);
}
const seconds = (performance.now() - startedAt) / 1000;
const cpu = cpuSeconds() - cpuBefore;
isOver = true;
clearInterval(watch);
const busy = await statuses;
const { created, updated, merged, unchanged, rejected } = report;
if (report.status !== 'done' || created + updated + merged + unchanged + rejected !== ROWS) {
  throw new Error(`the report does not add up: ${JSON.stringify(report)}`);
}
const refused = async (bytes: Uint8Array): Promise<number> =>
  timed(() =>
    owner.upload('/contacts/import', bytes, 'bomb').then(
      () => {
        throw new Error('the bomb was taken');
      },
      () => undefined,
    ),
  );
const bomb = await refused(Buffer.concat([Buffer.from('phone\n'), Buffer.alloc(10 * MIB - 6, 'a\n')]));
const preview = await timed(() => owner.post('/campaigns/preview', { targetFilter: {} }));
const result = {
  rows: ROWS,
  seconds,
  rowsPerSecond: ROWS / seconds,
  cpuMsPerRow: (cpu * 1000) / ROWS,
  peakAboveIdleMiB: (peak - idle) / MIB,
  statusP99Ms: { quiet: p99(quiet), during: p99(busy) },
  bombMs: bomb,
  previewMs: preview,
};
reportFigures(
  'import-contacts',
  [
    { what: 'rows a second', value: rounded(result.rowsPerSecond), unit: '/s', better: 'higher' },
    { what: 'processor of a row', value: rounded(result.cpuMsPerRow, 2), unit: 'ms', better: 'lower' },
    {
      what: 'peak RSS above idle',
      value: rounded(result.peakAboveIdleMiB),
      unit: 'MiB',
      better: 'lower',
      goal: PEAK_MIB,
    },
    { what: 'GET /status before, p99', value: rounded(result.statusP99Ms.quiet), unit: 'ms', better: 'lower' },
    { what: 'GET /status meanwhile, p99', value: rounded(result.statusP99Ms.during), unit: 'ms', better: 'lower' },
    { what: '10 MB of two-byte lines refused', value: rounded(bomb), unit: 'ms', better: 'lower', goal: BOMB_MS },
    { what: 'preview of all', value: rounded(preview), unit: 'ms', better: 'lower' },
  ],
  result,
  say,
);
say('correct: the report adds up to the rows of the file; the bomb saved nothing\n');
await env.stop();
process.exit(0);
