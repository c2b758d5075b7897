// The parts of a running product: database, API, console. Used by `npm start` in the workspace and by the start
// program of a package (`npm run package`); uses Node alone.
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { warningsOnly } from './supervisor.mjs';

const START_LIMIT_MS = 90_000;

/** Where the product listens and keeps its data, read from the environment. */
export function placesOf(env, { dataDir = '.data' } = {}) {
  const host = env.HOST || '127.0.0.1';
  const apiPort = Number(env.PORT || 3333);
  const consolePort = Number(env.CONSOLE_PORT || 3000);
  /** Where a program on this machine finds a server that listens on `host`. */
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    host,
    apiPort,
    consolePort,
    reachable,
    apiUrl: `http://${reachable}:${apiPort}`,
    consoleUrl: `http://${reachable}:${consolePort}`,
    dataDir: resolve(env.RELANCE_DATA_DIR || dataDir),
  };
}

/** What API and database are told of the places. */
export const environmentOf = ({ host, apiPort, consolePort, dataDir }) => ({
  HOST: host,
  PORT: String(apiPort),
  CONSOLE_PORT: String(consolePort),
  RELANCE_DATA_DIR: dataDir,
});

/** Warnings of a structured log, and every other line. */
const warningsAndText = (name) => (line) => (line.startsWith('{') ? warningsOnly(name)(line) : line);

/** Finds or starts a database with the database program of the built API below `root`; answers its URI. */
export async function startDatabase(supervisor, { root, environment }) {
  let uri = null;
  await supervisor.start({
    name: 'database',
    script: join(root, 'dist/apps/api/database.js'),
    env: environment,
    boundMs: START_LIMIT_MS,
    show: warningsAndText('database'),
    readyLine: (line) => {
      const found = /"uri":\s*"([^"]+)"/.exec(line);
      if (found) uri = found[1];
      return found !== null;
    },
  });
  return uri;
}

/** Starts the API by its built program, or by another `script`, and waits until it is ready. */
export const startApi = (supervisor, { root, script, environment, apiUrl, show }) =>
  supervisor.start({
    name: 'api',
    script: script ?? join(root, 'dist/apps/api/main.js'),
    env: environment,
    boundMs: START_LIMIT_MS,
    show: show ?? warningsAndText('api'),
    isReady: () => answers(`${apiUrl}/health/ready`),
  });

/** Starts the console by the program given and waits until its login page answers. */
export const startConsole = (supervisor, { script, args, places, nodeEnv, isDemo, boundMs }) =>
  supervisor.start({
    name: 'console',
    script,
    args,
    env: {
      PORT: String(places.consolePort),
      HOSTNAME: places.host,
      RELANCE_API_URL: places.apiUrl,
      NODE_ENV: nodeEnv,
      NEXT_TELEMETRY_DISABLED: '1',
      RELANCE_DEMO: String(isDemo === true),
    },
    isReady: () => answers(`${places.consoleUrl}/login`),
    ...(boundMs && { boundMs }),
  });

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' })).status < 500;
  } catch {
    return false;
  }
}

/** Refuses a port that somebody listens on, before anything is started for it. @throws Error that names the setting */
export async function refuseBusyPort(name, port, host) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${name} must be a port number from 1 to 65535.`);
  const isBusy = await new Promise((answer) => {
    const socket = connect({ port, host });
    socket.setTimeout(1_000, () => (socket.destroy(), answer(false)));
    socket.once('connect', () => (socket.destroy(), answer(true)));
    socket.once('error', () => answer(false));
  });
  if (isBusy) throw new Error(`port ${port} is taken by another program; end it or set ${name} to a free port.`);
}
