// What must be true before anything of the workspace can run: a Node that is new enough, installed packages
// that fit the lock, and built programs that fit the sources. Uses Node alone, for nothing is installed yet.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspaceRoot = fileURLToPath(new URL('../../', import.meta.url));

const OLDEST_NODE = [20, 19];

/** Environment for every tool: no daemon left behind, nothing asked, nothing sent. */
export const quietTools = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NEXT_TELEMETRY_DISABLED: '1',
  MONGOMS_RUNTIME_DOWNLOAD: 'false',
};

export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Relance needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command in the workspace with its output shown; resolves when it ends well, rejects with a sentence. */
export function run(command, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: workspaceRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...quietTools, ...environment },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`"${command} ${args.join(' ')}" ended with ${signal ?? `code ${code}`}`)),
    );
  });
}

/** Says every ten seconds that a long step is still at work, so that silence never looks like a hang. */
async function withHeartbeat(what, work) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  console.log(`${what} …`);
  const timer = setInterval(() => console.log(`  … still at it after ${seconds()} s`), 10_000);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  console.log(`${what}: done in ${seconds()} s`);
}

/** Installs from the lock when the packages are missing or belong to another lock. */
export async function installWhatIsMissing() {
  if (isInstalled()) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await withHeartbeat('Installing packages (about 1 GB, one to two minutes)', () =>
    run(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { NODE_ENV: 'development' }),
  );
}

/** npm writes down what it installed when it is done: a broken-off install has no such list. */
function isInstalled() {
  const written = join(workspaceRoot, 'node_modules', '.package-lock.json');
  return existsSync(written) && fitsLock(packagesOf(join(workspaceRoot, 'package-lock.json')), packagesOf(written));
}

const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/** Whether every package of the lock is there as the lock says; optional ones (other machines' binaries) may be missing. */
export function fitsLock(locked, installed) {
  return Object.entries(locked).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return Boolean(optional);
    return found.version === version && found.integrity === integrity;
  });
}

/** Builds the named projects where their sources changed since the last build; the task cache knows. */
export async function buildWhatIsStale(projects) {
  await withHeartbeat(`Building ${projects.join(', ')} where stale`, () =>
    run(
      process.execPath,
      ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', projects.join(','), '--outputStyle=static'],
      {
        NODE_ENV: 'production',
      },
    ),
  );
}
