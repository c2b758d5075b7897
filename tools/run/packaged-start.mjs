// The start program of a package (`npm run package`): database if none is given, API and console, without npm and
// without the workspace. `node start.mjs` runs all; `node start.mjs api` or `node start.mjs console` runs one part.
// Ctrl-C or SIGTERM ends everything within 20 s.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstAdmin } from './login.mjs';
import { environmentOf, placesOf, refuseBusyPort, startApi, startConsole, startDatabase } from './parts.mjs';
import { Supervisor } from './supervisor.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const parts = process.argv.slice(2);
const runs = (part) => parts.length === 0 || parts.includes(part);

if (existsSync('.env')) process.loadEnvFile('.env');
const places = placesOf(process.env);
const supervisor = new Supervisor({ logFolder: join(places.dataDir, 'logs') });
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);

try {
  await main();
} catch (error) {
  if (!isEnding) {
    console.error(`\nRelance did not start: ${error instanceof Error ? error.message : error}`);
    await supervisor.stop();
    process.exit(1);
  }
}

async function main() {
  const unknown = parts.filter((part) => part !== 'api' && part !== 'console');
  if (unknown.length > 0) throw new Error(`"${unknown.join(' ')}" is no part: api, console, or nothing for both.`);
  const environment = environmentOf(places);
  if (runs('api')) {
    await refuseBusyPort('PORT', places.apiPort, places.reachable);
    const login = firstAdmin(places.dataDir);
    Object.assign(environment, login.environment);
    environment.MONGODB_URI = process.env.MONGODB_URI || (await startDatabase(supervisor, { root, environment }));
    await startApi(supervisor, { root, environment, apiUrl: places.apiUrl });
    console.log(`API       ${places.apiUrl}/api/relance\n${login.words}`);
  }
  if (isEnding) return;
  if (runs('console')) {
    await refuseBusyPort('CONSOLE_PORT', places.consolePort, places.reachable);
    await startConsole(supervisor, {
      script: join(root, 'run/console-server.mjs'),
      args: [join(root, 'console/apps/console/server.js')],
      places,
      nodeEnv: 'production',
    });
    console.log(`Console   ${places.consoleUrl}`);
  }
}

async function end() {
  if (isEnding) return;
  isEnding = true;
  console.log('\nEnding …');
  await supervisor.stop();
  process.exit(0);
}
