// `npm test`: builds what the tests stand on, runs every project's tests, then the stories through the whole
// product, adds up what the runners counted and closes with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { quietTools, workspaceRoot } from '../run/bootstrap.mjs';
import { addUp, emptyTally, sayTally } from './tally.mjs';

const nx = (args) => [process.execPath, ['node_modules/nx/dist/bin/nx.js', ...args, '--outputStyle=static']];
const filter = process.argv.slice(2);
const workspaceTests = readdirSync(join(workspaceRoot, 'tools/test'))
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => `tools/test/${name}`);

const steps = [
  { name: 'build', command: nx(['run-many', '-t', 'build', '--parallel=2']), counts: false },
  {
    name: 'workspace',
    command: [process.execPath, ['--test', '--test-reporter=tap', ...workspaceTests]],
    counts: true,
  },
  { name: 'test', command: nx(['run-many', '-t', 'test', '--parallel=2', ...filter]), counts: true },
  { name: 'e2e', command: nx(['run-many', '-t', 'e2e', '--parallel=1', ...filter]), counts: true },
];

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
  console.log(`— ${name}: ${sayTally(counted)} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  if (name === 'build' && code !== 0) break;
}
console.log(sayTally(tally));
process.exit(isRed || tally.failed > 0 ? 1 : 0);

function runStep([command, args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: workspaceRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...quietTools },
    });
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
