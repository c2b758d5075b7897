// How long every list and every tile of the console takes on a large database: `npm run seed` fills it, then each GET of the contract
// that takes a `limit` is asked for its first page, in each of its orders, and each other GET without parameters in its path.
// BENCH_OWNERS=2000 (10,000 campaigns, 500,000 contacts, a million targets, some three million messages) · `--small`: 20 · BENCH_TIMES=20.
// Filling takes longer than asking: with BENCH_DATA=folder the database is kept there, and the next run with as many owners asks it
// without filling it again. BENCH_FILL_ONLY=1 ends when it is filled. Once the API has nothing left to do of its start, a list is asked
// five times and then BENCH_TIMES times, which are timed, a slow one for at most 15 s.
import { type Client } from '../src/support/client.ts';
import { startTestEnvOn } from '../src/support/product.test-env.ts';
import { type Figure, quantile, report, rounded } from '@relance/platform/testing';
import { largestOwner, openLargeDatabase, untilIdle } from './large-database.ts';
import { silenceConsole } from './silence.ts';
import { startSimulatorProcess } from './simulator-process.ts';

const OWNERS = Number(process.env['BENCH_OWNERS'] ?? (process.argv.includes('--small') ? 20 : 2000));
/** Requests of each route that are not timed: V8 compiles what they run, the engine reads what they need for the first time. */
const UNTIMED = 5;
const TIMES = Number(process.env['BENCH_TIMES'] ?? (process.argv.includes('--small') ? 3 : 20));
const LIMIT = 50;
/** A slow list is not asked for longer than this. */
const LONGEST_MS = 15_000;
const LIST_MS = 50;
const TILE_MS = 20;
/** What is one file, a stream of events, or asks somebody else. */
const elsewhere = /export|stream|\/qr$|docs|\/media\/|template|integrity/;

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { enum?: string[] };
};
type Operation = { readonly parameters?: readonly Parameter[]; readonly 'x-audience'?: string };
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
type Timing = { readonly path: string; readonly p50: number; readonly p95: number };

const say = silenceConsole();
// Nothing but the database runs while it is filled.
const database = await openLargeDatabase(OWNERS);
const { uri, seedSeconds, campaigns } = database;
say(`filled in ${seedSeconds} s`);
if (process.env['BENCH_FILL_ONLY']) {
  await database.stop();
  process.exit(0);
}
const simulator = await startSimulatorProcess('lists');
const testEnv = await startTestEnvOn(simulator, { MONGODB_URI: uri });
const [admin, owner] = [await testEnv.admin(), await testEnv.owner(await largestOwner(testEnv))];
await untilIdle(uri);
const { lists, tiles } = await routes();
const listed = await timed(lists, checkedPage);
const tiled = await timed(tiles, async (client, path) => void (await client.get(path)));
const worst = (timings: readonly Timing[]) => [...timings].sort((a, b) => b.p95 - a.p95);
const figures = (name: string, timings: readonly Timing[], goal: number): Figure[] => [
  {
    what: `${name}: worst p95 (${worst(timings)[0]?.path})`,
    value: worst(timings)[0]?.p95 ?? 0,
    unit: 'ms',
    better: 'lower',
    goal,
  },
  {
    what: `${name} over ${goal} ms, of ${timings.length}`,
    value: timings.filter(({ p95 }) => p95 > goal).length,
    unit: '',
    better: 'lower',
    goal: 0,
  },
  {
    what: `${name}: median of the p50`,
    value: rounded(
      quantile(
        timings.map(({ p50 }) => p50),
        0.5,
      ),
      1,
    ),
    unit: 'ms',
    better: 'lower',
  },
];
report(
  'console-lists',
  [...figures('lists', listed, LIST_MS), ...figures('tiles', tiled, TILE_MS)],
  { owners: OWNERS, seedSeconds, lists: worst(listed), tiles: worst(tiled) },
  say,
);
for (const { path, p50, p95 } of [...worst(listed).slice(0, 12), ...worst(tiled).slice(0, 8)])
  say(`  ${String(p95).padStart(8)} ms p95 ${String(p50).padStart(8)} ms p50  ${path}`);
say('correct: each answer was one, each page no longer than its limit, all campaigns in the total\n');
await end();

async function end(): Promise<never> {
  await testEnv.stop();
  await database.stop();
  process.exit(0);
}

async function routes() {
  const document = (await (await fetch(`${testEnv.api.url}/api/docs-json`)).json()) as Document; // the contract's own shape
  const gets = Object.entries(document.paths).flatMap(([path, { get }]) =>
    get && !path.includes('{') && !elsewhere.test(path) && path.startsWith('/api/relance')
      ? [{ path: path.replace('/api/relance', ''), parameters: get.parameters ?? [], audience: get['x-audience'] }]
      : [],
  );
  const withoutMust = gets.filter(({ parameters }) => !parameters.some((one) => one.required && one.in !== 'header'));
  const clientOf = (audience: string | undefined): Client => (audience === 'user' ? owner : admin);
  const asked = withoutMust.map((route) => ({ ...route, client: clientOf(route.audience) }));
  const isList = ({ parameters }: { parameters: readonly Parameter[] }) =>
    parameters.some(({ name }) => name === 'limit');
  return {
    lists: asked.filter(isList).flatMap(({ path, client, parameters }) => {
      const sorts = parameters.find(({ name }) => name === 'sort')?.schema?.enum ?? [''];
      return sorts.map((sort) => ({ client, path: `${path}?limit=${LIMIT}${sort && `&sort=${sort}`}` }));
    }),
    tiles: asked.filter((route) => !isList(route)),
  };
}

type Asked = { readonly client: Client; readonly path: string };

async function timed(asked: readonly Asked[], ask: (client: Client, path: string) => Promise<void>): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const { client, path } of asked) {
    const { status } = await client.ask('GET', path);
    // Without a phone, a report or a second factor some have nothing to say.
    if (status !== 200) continue;
    for (let time = 0; time < UNTIMED; time += 1) await ask(client, path);
    const times: number[] = [];
    const begunAt = performance.now();
    for (let time = 0; time < TIMES && performance.now() - begunAt < LONGEST_MS; time += 1) {
      const startedAt = performance.now();
      await ask(client, path);
      times.push(performance.now() - startedAt);
    }
    timings.push({ path, p50: rounded(quantile(times, 0.5), 1), p95: rounded(quantile(times, 0.95), 1) });
  }
  return timings;
}

async function checkedPage(client: Client, path: string): Promise<void> {
  const page = await client.get<Record<string, unknown>>(path);
  const rows = Object.values(page).find(Array.isArray) ?? [];
  if (rows.length > LIMIT) throw new Error(`${path}: ${rows.length} rows`);
  if (path === `/admin/campaigns?limit=${LIMIT}&sort=-createdAt` && page['total'] !== campaigns)
    throw new Error(`${path}: ${String(page['total'])} campaigns instead of ${campaigns}`);
}
