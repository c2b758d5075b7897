// `npm run dev`: builds the API at each change of a source and starts it again.
import { spawn } from 'node:child_process';
import { watchProgram } from '../build/esbuild.mjs';

let api = null;
let restarting = Promise.resolve();

function stopApi() {
  if (!api || api.exitCode !== null || api.signalCode !== null) return Promise.resolve();
  const ended = new Promise((resolve) => api.once('exit', resolve));
  api.kill('SIGTERM');
  return ended;
}

function restart() {
  restarting = restarting.then(async () => {
    await stopApi();
    api = spawn(process.execPath, ['--enable-source-maps', 'dist/apps/api/main.js'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  });
}

const watcher = await watchProgram('api', restart);

async function end() {
  await watcher.dispose();
  await stopApi();
  process.exit(0);
}
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('disconnect', end);
