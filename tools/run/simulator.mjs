// Runs the WhatsApp simulator alone: `npm run simulator -- --port 4600 --control-port 4601`. Builds it first when a source is newer.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const built = join(root, 'dist/libs/whatsapp-simulator/main.js');

/** The time of the youngest file below a folder. */
function youngest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0);
}

function isStale() {
  return !existsSync(built) || statSync(built).mtimeMs < youngest(join(root, 'libs/whatsapp-simulator/src'));
}

process.chdir(root);
if (isStale()) {
  const { buildProgram } = await import('../build/esbuild.mjs');
  await buildProgram('simulator');
}
const child = spawn(process.execPath, ['--enable-source-maps', built, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
