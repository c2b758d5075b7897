// A package as an operator gets it: made by `npm run package`, unpacked into an empty folder, installed by the image's
// own steps, started without npm and workspace by a plain user, and ended by a SIGTERM.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { prune } from '../deploy/prune-packages.mjs';
import { quietTools } from '../run/bootstrap.mjs';
import { freePort } from './engine.mjs';

const NOBODY = 65_534;
const folder = mkdtempSync(join(tmpdir(), 'relance-package-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** An image's limit, and what its base (Debian slim with Node and npm, unpacked) takes of it: not measured here, rounded up. */
const IMAGE_MB = 400;
const BASE_MB = 220;

/** What the files of folders take on a disk with blocks of 4 KiB, in MB. */
function megabytesOf(...folders) {
  const BLOCK = 4096;
  let bytes = 0;
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) bytes += Math.ceil(statSync(join(entry.parentPath, entry.name)).size / BLOCK) * BLOCK;
  return Math.round(bytes / 1e6);
}

const run = (command, args, options = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
};

/** What a machine gives a program that it starts: a path, a home, and no variable of the workspace. */
const bareEnvironment = (home, more) => ({ PATH: process.env.PATH, HOME: home, ...more });

test('a package starts in an empty folder as a plain user, serves API and console, and ends on SIGTERM', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  run(process.execPath, ['tools/build/package.mjs', '--no-install'], { env: { ...process.env, ...quietTools } });
  run('tar', ['-xzf', `dist/package/relance-${version}.tar.gz`, '-C', folder]);
  const product = join(folder, 'relance');
  run('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: product });
  assert.ok(!existsSync(join(product, 'node_modules/jest')), 'a tool of development is in the package');
  prune(join(product, 'node_modules'));
  const sizes = {
    api: BASE_MB + megabytesOf(join(product, 'node_modules'), join(product, 'dist')),
    console: BASE_MB + megabytesOf(join(product, 'console')),
  };
  console.log(`images, with a base of ${BASE_MB} MB: API and worker ${sizes.api} MB, console ${sizes.console} MB`);
  for (const [image, size] of Object.entries(sizes)) assert.ok(size < IMAGE_MB, `${image}: ${size} MB`);

  const home = join(folder, 'home');
  mkdirSync(home);
  chmodSync(folder, 0o755);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(home, NOBODY, NOBODY);
  const [PORT, CONSOLE_PORT, RELANCE_MONGO_PORT] = (await Promise.all([freePort(), freePort(), freePort()])).map(
    String,
  );
  const child = spawn(process.execPath, [join(product, 'start.mjs')], {
    cwd: home,
    env: bareEnvironment(home, { PORT, CONSOLE_PORT, RELANCE_MONGO_PORT, RELANCE_MONGO: 'embedded' }),
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  try {
    const deadline = Date.now() + 120_000;
    while (!output.includes('Console   http')) {
      assert.ok(child.exitCode === null && Date.now() < deadline, `it did not start:\n${output}`);
      await delay(200);
    }
    const ready = await fetch(`http://127.0.0.1:${PORT}/health/ready`);
    assert.equal(ready.status, 200);
    const login = await fetch(`http://127.0.0.1:${CONSOLE_PORT}/login`);
    assert.equal(login.status, 200);
    assert.match(await login.text(), /<html/);
  } finally {
    child.kill('SIGTERM');
  }
  assert.equal(await Promise.race([ended, delay(20_000, 'still running')]), 0, output);
});
