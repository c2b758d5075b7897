// The tests of the workspace, one command for each selection:
//   npm test               what is missing is installed, programs are built, every project's tests, then the stories
//   npm run test:unit      pure decisions and parts without a database: under a minute
//   npm run test:affected  what the changes since main can have broken
//   npm run test:long      a million documents, long soaks
// Adds up what the runners counted and closes with `N passed, N failed[, N skipped]` and the reasons of what was skipped.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installWhatIsMissing, quietTools, refuseOldNode, workspaceRoot } from '../run/bootstrap.mjs';
import { findOrFetchBrowser } from './find-browser.mjs';
import { addUp, emptyTally, formatTally } from './tally.mjs';

const nx = (...args) => [process.execPath, ['node_modules/nx/dist/bin/nx.js', ...args, '--outputStyle=static']];
const testFiles = readdirSync(join(workspaceRoot, 'tools/test'))
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => `tools/test/${name}`);
const isLong = (name) => name.endsWith('.long.test.mjs');

/** Projects whose tests need neither a database nor a WhatsApp server, by tag; the adapter of Baileys is tried on the simulator. */
const UNIT_PROJECTS = [
  ...['domain', 'adapter', 'client', 'ui', 'console-data'].map((type) => `tag:type:${type}`),
  '!whatsapp-session-baileys',
].join(',');

const build = { name: 'build', command: nx('run-many', '-t', 'build', '--parallel=2'), counts: false };
const workspace = (files) => ({
  name: 'workspace',
  command: [process.execPath, ['--test', '--test-reporter=tap', ...files]],
  counts: true,
});

/** Selection → its steps; `rest` are further arguments for Nx, such as `-p campaigns-domain`. */
const selections = {
  all: (rest) => [
    build,
    workspace(testFiles.filter((name) => !isLong(name))),
    { name: 'test', command: nx('run-many', '-t', 'test', '--parallel=2', ...rest), counts: true },
    { name: 'e2e', command: nx('run-many', '-t', 'e2e', '--parallel=1', ...rest), counts: true, needsBrowser: true },
  ],
  unit: (rest) => [
    { name: 'unit', command: nx('run-many', '-t', 'test', '-p', UNIT_PROJECTS, '--parallel=2', ...rest), counts: true },
  ],
  affected: (rest) => [
    { name: 'test', command: nx('affected', '-t', 'test', '--parallel=2', ...rest), counts: true },
    { name: 'e2e', command: nx('affected', '-t', 'e2e', '--parallel=1', ...rest), counts: true, needsBrowser: true },
  ],
  long: (rest) => [{ name: 'long', command: nx('run-many', '-t', 'test-long', '--parallel=2', ...rest), counts: true }],
};

refuseOldNode();
await installWhatIsMissing();

const [first, ...others] = process.argv.slice(2);
const isNamed = first !== undefined && Object.hasOwn(selections, first);
const steps = selections[isNamed ? first : 'all'](isNamed ? others : process.argv.slice(2));

const environment = { ...process.env, ...quietTools };
const skippedBecause = [];
if (steps.some(({ needsBrowser }) => needsBrowser)) {
  const { path, reason } = await findOrFetchBrowser();
  if (path) environment.CHROMIUM_PATH = path;
  else skippedBecause.push(`console stories: ${reason}`);
}

let tally = emptyTally();
let isRed = false;
for (const { name, command, counts } of steps) {
  const startedAt = Date.now();
  const { code, lines } = await runStep(command);
  const counted = counts ? addUp(lines) : emptyTally();
  // A step that ended badly without a counted failure (a suite that did not load, a build) is a failure of its own.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  isRed ||= code !== 0;
  tally = {
    passed: tally.passed + counted.passed,
    failed: tally.failed + counted.failed,
    skipped: tally.skipped + counted.skipped,
  };
  console.log(`— ${name}: ${formatTally(counted)} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  if (name === 'build' && code !== 0) break;
}
for (const reason of skippedBecause) console.log(`Skipped — ${reason}`);
console.log(formatTally(tally));
process.exit(isRed || tally.failed > 0 ? 1 : 0);

function runStep([command, args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: workspaceRoot, stdio: ['ignore', 'pipe', 'pipe'], env: environment });
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        console.log(line);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, lines }));
  });
}
