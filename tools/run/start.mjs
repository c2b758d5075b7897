// `npm start`, `npm run demo` and `npm run dev`: from a bare clone to a page in the browser with one command.
// Installs what is missing, builds what is stale, finds or starts a database, starts API and console, prints where
// they are. Ctrl-C (or SIGTERM) ends everything within 20 s.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { buildWhatIsStale, installWhatIsMissing, refuseOldNode, workspaceRoot } from './bootstrap.mjs';
import { firstAdmin } from './login.mjs';
import { Supervisor, warningsOnly } from './supervisor.mjs';

const isDemo = process.argv.includes('--demo');
const isWatching = process.argv.includes('--watch');

refuseOldNode();
process.chdir(workspaceRoot);
if (existsSync('.env')) process.loadEnvFile('.env');

const host = process.env.HOST || '127.0.0.1';
const apiPort = Number(process.env.PORT || 3333);
const consolePort = Number(process.env.CONSOLE_PORT || 3000);
/** Where a browser on this machine finds a server that listens on `host`. */
const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
const apiUrl = `http://${reachable}:${apiPort}`;
const consoleUrl = `http://${reachable}:${consolePort}`;
const dataDir = resolve(process.env.RELANCE_DATA_DIR || (isDemo ? '.data/demo' : '.data'));

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
  await refuseBusyPort('PORT', apiPort);
  await refuseBusyPort('CONSOLE_PORT', consolePort);
  await installWhatIsMissing();
  await buildWhatIsStale([
    'embedded-mongod',
    'api',
    ...(isDemo ? ['whatsapp-simulator'] : []),
    ...(isWatching ? [] : ['console']),
  ]);
  if (isEnding) return;

  const environment = {
    HOST: host,
    PORT: String(apiPort),
    CONSOLE_PORT: String(consolePort),
    RELANCE_DATA_DIR: dataDir,
  };
  const demo = isDemo ? await import('./demo.mjs') : null;
  if (demo) {
    freshDemoFolder();
    Object.assign(environment, await demo.startSimulator(supervisor, dataDir));
  }
  const login = firstAdmin(dataDir, { password: isDemo ? 'relance-demo' : undefined });
  Object.assign(environment, login.environment);
  environment.MONGODB_URI = process.env.MONGODB_URI || (await startDatabase(environment));
  await startApi(environment);
  if (isEnding) return;
  await startConsole();
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

/** Starts the database program and answers its URI. */
async function startDatabase(environment) {
  let uri = null;
  await supervisor.start({
    name: 'database',
    script: 'dist/apps/api/database.js',
    env: environment,
    boundMs: 90_000,
    show: (line) => (line.startsWith('{') ? warningsOnly('database')(line) : line),
    readyLine: (line) => {
      const found = /"uri":\s*"([^"]+)"/.exec(line);
      if (found) uri = found[1];
      return found !== null;
    },
  });
  return uri;
}

/** What the terminal shows of the API's log: while developing every line, readable; else warnings and errors. */
async function apiLines() {
  const quiet = (line) => (line.startsWith('{') ? warningsOnly('api')(line) : line);
  if (!isWatching) return quiet;
  const { prettyFactory } = (await import('pino-pretty')).default;
  const format = prettyFactory({ colorize: process.stdout.isTTY, singleLine: true, ignore: 'pid,hostname' });
  return (line) => (line.startsWith('{') ? format(line).trimEnd() : line);
}

async function startApi(environment) {
  const options = {
    name: 'api',
    env: environment,
    boundMs: 90_000,
    show: await apiLines(),
    isReady: () => answers(`${apiUrl}/health/ready`),
  };
  if (!isWatching) return supervisor.start({ ...options, script: 'dist/apps/api/main.js' });
  return supervisor.start({ ...options, script: 'tools/run/watch-api.mjs' });
}

function startConsole() {
  const env = {
    PORT: String(consolePort),
    HOSTNAME: host,
    RELANCE_API_URL: apiUrl,
    RELANCE_MAIL: process.env.SMTP_URL ? 'on' : '', // whether "Forgot password" has a way to answer
    NODE_ENV: isWatching ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const isReady = () => answers(`${consoleUrl}/login`);
  if (isWatching) {
    const args = ['dev', 'apps/console', '--port', String(consolePort), '--hostname', host];
    return supervisor.start({
      name: 'console',
      script: 'node_modules/next/dist/bin/next',
      args,
      env,
      isReady,
      boundMs: 120_000,
    });
  }
  const args = ['apps/console/.next/standalone/apps/console/server.js'];
  return supervisor.start({
    name: 'console',
    script: 'tools/run/console-server.mjs',
    args: args.map((path) => resolve(path)),
    env,
    isReady,
  });
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' })).status < 500;
  } catch {
    return false;
  }
}

/** Refuses a port that somebody listens on, before anything is installed or built for it. */
async function refuseBusyPort(name, port) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${name} must be a port number from 1 to 65535.`);
  const isBusy = await new Promise((answer) => {
    const socket = connect({ port, host: reachable });
    socket.setTimeout(1_000, () => (socket.destroy(), answer(false)));
    socket.once('connect', () => (socket.destroy(), answer(true)));
    socket.once('error', () => answer(false));
  });
  if (isBusy) throw new Error(`port ${port} is taken by another program; end it or set ${name} to a free port.`);
}
