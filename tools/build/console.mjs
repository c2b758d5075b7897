// Builds the console into a standalone server: `node tools/build/console.mjs`. Next leaves the static files
// out of the standalone folder (a CDN may serve them); here the server itself does, so they are copied beside it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const app = fileURLToPath(new URL('../../apps/console/', import.meta.url));
const standalone = `${app}.next/standalone/apps/console/`;
const next = createRequire(import.meta.url).resolve('next/dist/bin/next');

/** Runs to its end with its output shown; ends this program with its exit code when it fails. */
function run(command, args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  const { status, signal, error } = spawnSync(command, args, { cwd: app, stdio: 'inherit', env });
  if (status === 0) return;
  console.error(
    `The console did not build: ${error?.message ?? (signal ? `ended by ${signal}` : `exit code ${status}`)}.`,
  );
  process.exit(status || 1);
}

rmSync(`${app}.next/standalone`, { recursive: true, force: true });
run(process.execPath, [next, 'build']);
if (!existsSync(`${standalone}server.js`)) {
  console.error(`The console built, but there is no ${standalone}server.js.`);
  process.exit(1);
}
cpSync(`${app}.next/static`, `${standalone}.next/static`, { recursive: true });
if (existsSync(`${app}public`)) cpSync(`${app}public`, `${standalone}public`, { recursive: true });
console.log(`console: ${standalone}server.js`);
