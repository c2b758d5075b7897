// Each generator in a copy of this workspace: what it writes passes lint, types and tests as it stands.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { quietTools, workspaceRoot } from '../run/bootstrap.mjs';

const folder = mkdtempSync(join(tmpdir(), 'relance-generators-'));
const copy = join(folder, 'copy');
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (command, args, environment = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, ...quietTools, ...environment },
  });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
};
const nx = (...args) => run(process.execPath, ['node_modules/nx/dist/bin/nx.js', ...args]);
const generate = (name, ...args) => nx('generate', `@relance/tooling:${name}`, ...args, '--no-interactive');
const changed = () => execFileSync('git', ['status', '--porcelain', '-uall'], { cwd: copy, encoding: 'utf8' });

before(() => {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', workspaceRoot, copy]);
  symlinkSync(join(workspaceRoot, 'node_modules'), join(copy, 'node_modules'));
});

/** [generator, its arguments, projects that must pass their checks afterwards] */
const cases = [
  ['library', ['beacon', '--type', 'domain', '--scope', 'shared'], ['beacon']],
  ['endpoint', ['daily-sums', '--summary', 'What was sent each day.'], ['admin-feature', 'api-client']],
  ['console-page', ['daily-sums', '--title', 'Daily sums', '--titleFr', 'Sommes par jour', '--key', 'y'], ['console']],
  ['adr', ['Sums are kept by the day'], []],
];

for (const [name, args, projects] of cases) {
  test(`generator ${name}: a dry run writes nothing, a run passes lint, types and tests, a second run changes nothing`, () => {
    const before = changed();
    generate(name, ...args, '--dry-run');
    assert.equal(changed(), before, 'the dry run wrote something');
    generate(name, ...args);
    const written = changed();
    assert.notEqual(written, before, 'it wrote nothing');
    if (projects.length > 0)
      nx('run-many', '-t', 'lint', 'typecheck', 'test', '-p', projects.join(','), '--parallel=2');
    if (name === 'adr') return; // a decision is written once: a second page about it is refused
    generate(name, ...args);
    assert.equal(changed(), written, 'the second run changed something');
  });
}
