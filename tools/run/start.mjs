// `npm start`, `npm run demo` and `npm run dev`: from a bare clone to a page in the browser with one command.
// Installs what is missing, builds what is stale, finds or starts a database, starts API and console, prints where
// they are. Ctrl-C (or SIGTERM) ends everything within 20 s.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildWhatIsStale, installWhatIsMissing, refuseOldNode, workspaceRoot } from './bootstrap.mjs';
import { firstAdmin } from './login.mjs';
import { environmentOf, placesOf, refuseBusyPort, startApi, startConsole, startDatabase } from './parts.mjs';
import { Supervisor } from './supervisor.mjs';

const isDemo = process.argv.includes('--demo');
const isWatching = process.argv.includes('--watch');

refuseOldNode();
process.chdir(workspaceRoot);
if (existsSync('.env')) process.loadEnvFile('.env');

const places = placesOf(process.env, { dataDir: isDemo ? '.data/demo' : '.data' });
const { apiUrl, consoleUrl, dataDir } = places;

const supervisor = new Supervisor({ logFolder: join(dataDir, 'logs') });
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
whenNpmIsGone(end);

try {
  await main();
} catch (error) {
  if (!isEnding) {
    console.error(`\nRelance did not start: ${error instanceof Error ? error.message : error}`);
    await supervisor.stop();
    process.exit(1);
  }
}

async function end() {
  if (isEnding) return;
  isEnding = true;
  console.log('\nEnding …');
  await supervisor.stop();
  console.log('Everything has ended; the data is kept.');
  process.exit(0);
}

/** An npm that was killed hands on no signal: what it started would live on, holding ports that nobody asks for. */
function whenNpmIsGone(react) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  setInterval(() => process.ppid !== npm && react(), 500).unref();
}

async function main() {
  if (isDemo && process.env.NODE_ENV === 'production') throw new Error('the demo is refused with NODE_ENV=production.');
  await refuseBusyPort('PORT', places.apiPort, places.reachable);
  await refuseBusyPort('CONSOLE_PORT', places.consolePort, places.reachable);
  await installWhatIsMissing();
  await buildWhatIsStale([
    'embedded-mongod',
    'api',
    ...(isDemo ? ['whatsapp-simulator'] : []),
    ...(isWatching ? [] : ['console']),
  ]);
  if (isEnding) return;

  const environment = environmentOf(places);
  const demo = isDemo ? await import('./demo.mjs') : null;
  if (demo) {
    freshDemoFolder();
    Object.assign(environment, await demo.startSimulator(supervisor, dataDir));
  }
  const login = firstAdmin(dataDir, { password: isDemo ? 'relance-demo' : undefined });
  Object.assign(environment, login.environment);
  environment.MONGODB_URI =
    process.env.MONGODB_URI || (await startDatabase(supervisor, { root: workspaceRoot, environment }));
  const script = isWatching ? 'tools/run/watch-api.mjs' : undefined;
  await startApi(supervisor, { root: workspaceRoot, script, environment, apiUrl, show: await readableLines() });
  if (isEnding) return;
  await (isWatching ? developConsole() : serveConsole());
  console.log(`
  Console   ${consoleUrl}
  API       ${apiUrl}/api/relance   (documentation: ${apiUrl}/api/docs)
  Data      ${dataDir}
  ${login.words}
  Ctrl-C ends everything; the data is kept.${isDemo ? ' (The demo begins anew at each start.)' : ''}
`);
  await demo?.play({ apiUrl, consoleUrl, dataDir, jwtSecret: environment.JWT_SECRET });
}

/** The demo's simulated phones live in memory, so its database cannot outlive them either. */
function freshDemoFolder() {
  rmSync(join(dataDir, 'mongodb'), { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
}

/** While developing, what the terminal shows of the API's log: every line, readable. */
async function readableLines() {
  if (!isWatching) return undefined;
  const { prettyFactory } = (await import('pino-pretty')).default;
  const format = prettyFactory({ colorize: process.stdout.isTTY, singleLine: true, ignore: 'pid,hostname' });
  return (line) => (line.startsWith('{') ? format(line).trimEnd() : line);
}

function serveConsole() {
  return startConsole(supervisor, {
    script: 'tools/run/console-server.mjs',
    args: [resolve('apps/console/.next/standalone/apps/console/server.js')],
    places,
    isDemo,
    nodeEnv: 'production',
  });
}

function developConsole() {
  return startConsole(supervisor, {
    script: 'node_modules/next/dist/bin/next',
    args: ['dev', 'apps/console', '--port', String(places.consolePort), '--hostname', places.host],
    places,
    isDemo,
    nodeEnv: 'development',
    boundMs: 120_000,
  });
}
