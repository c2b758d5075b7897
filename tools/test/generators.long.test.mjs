// Every generator in one copy of this workspace: a dry run writes nothing, a second run changes nothing, and what all of
// them wrote together passes lint, types and tests as it stands. One copy, one lint, one type check and one run of each test runner for all:
// each generator for itself would take ten times as long and prove less, for they also have to agree with each other.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { quietTools, workspaceRoot } from '../run/bootstrap.mjs';
import { cases } from './generator-cases.mjs';

const folder = mkdtempSync(join(tmpdir(), 'relance-generators-'));
const copy = join(folder, 'copy');
after(() => rmSync(folder, { recursive: true, force: true }));

const start = (command, args, environment = {}) =>
  spawnSync(command, args, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...quietTools, FORCE_COLOR: '0', ...environment },
  });
const run = (command, args, environment = {}) => {
  const { status, stdout, stderr } = start(command, args, environment);
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout + stderr;
};
const node = (args, environment) => run(process.execPath, args, environment);
const changed = () => execFileSync('git', ['status', '--porcelain', '-uall'], { cwd: copy, encoding: 'utf8' });
const changedFiles = () =>
  changed()
    .split('\n')
    .map((line) => line.slice(3))
    .filter((path) => path !== '' && existsSync(join(copy, path)));

before(() => {
  execFileSync('git', ['clone', '--quiet', '--local', workspaceRoot, copy]);
  symlinkSync(join(workspaceRoot, 'node_modules'), join(copy, 'node_modules'));
  node(['tools/build/esbuild.mjs', 'embedded-mongod']);
});

test('the list of generators here is that of the plugin', () => {
  const { generators } = JSON.parse(readFileSync(join(workspaceRoot, 'libs/tooling/generators.json'), 'utf8'));
  assert.deepEqual(Object.keys(cases).sort(), Object.keys(generators).sort());
});

test('a dry run by the command writes nothing', () => {
  const nx = ['node_modules/nx/dist/bin/nx.js', 'generate', '@relance/tooling:endpoint', '--no-interactive'];
  const told = node([...nx, '--name', cases.endpoint.name, '--summary', cases.endpoint.summary, '--dry-run']);
  assert.match(told, /CREATE libs\/admin\/feature\/src\/daily-sums\/daily-sums\.controller\.ts/);
  assert.equal(changed(), '', 'the dry run wrote something');
});

test('each writes its files once, and changes nothing when it is run again', () => {
  // All in one process; the command would take three seconds a time to find its project graph.
  const plan = join(folder, 'plan.json');
  writeFileSync(plan, JSON.stringify(cases));
  const told = node(['-r', '@swc-node/register', join(workspaceRoot, 'tools/test/run-generators.cjs'), plan], {
    SWC_NODE_PROJECT: 'libs/tooling/tsconfig.json',
  });
  for (const line of told.split('\n').filter((text) => text.startsWith('generator '))) console.log(line);
  for (const script of ['openapi', 'diagrams']) run('npm', ['run', '--silent', script]);
});

/** Effect of a new transition → the file that performs it, and what a person would write there. */
const effects = [
  {
    file: 'libs/campaigns/core/src/transitions/campaign-transitions.ts',
    stub: "return this.effectToBeWritten('tell_owner', id);",
  },
  {
    file: 'libs/whatsapp-session/feature/src/supervisor/effect-runner.ts',
    stub: "return this.effectToBeWritten('tell_phone', ownerId);",
  },
];

test('the effects of new transitions do not compile until they are written; nothing else is wrong with the types', () => {
  const { status, stdout, stderr } = start(process.execPath, [
    'tools/typecheck/run.mjs',
    ...projectsOf(changedFiles()),
  ]);
  const said = stripVTControlCharacters(`${stdout}${stderr}`);
  const errors = [...new Set(said.match(/^.*error TS\d+.*$/gm))];
  assert.equal(errors.length, effects.length, said);
  assert.equal(status, 1);
  for (const { file, stub } of effects) {
    assert.ok(
      errors.some((error) => error.includes(file.split('/').at(-1)) && error.includes('effectToBeWritten')),
      said,
    );
    const performer = join(copy, file);
    writeFileSync(performer, readFileSync(performer, 'utf8').replace(stub, 'return;'));
  }
  node(['tools/typecheck/run.mjs', ...projectsOf(effects.map(({ file }) => file))]);
});

test('lint, format and the checks of the documents have nothing to say', () => {
  const files = changedFiles();
  // Who may import whom is read from the cached graph, which has to know the new libraries.
  node(['node_modules/nx/dist/bin/nx.js', 'show', 'projects']);
  node([
    'node_modules/eslint/bin/eslint.js',
    ...files.filter((path) => /\.tsx?$/.test(path) && !/api-client|-e2e\//.test(path)),
  ]);
  node(['node_modules/prettier/bin/prettier.cjs', '--check', ...files, '--ignore-unknown']);
  node(['tools/docs/draw-machines.mjs', '--check']);
  node(['--test', ...['adr', 'audiences', 'docs-links', 'dropped-words'].map((name) => `tools/test/${name}.test.mjs`)]);
});

test('their tests, and those of the lists that they joined, are green', () => {
  // The stories in a browser run with the others of the console.
  const specs = changedFiles().filter((path) => /\.spec\.tsx?$/.test(path) && !path.includes('-e2e/'));
  specs.push('apps/console/src/i18n/dictionaries.spec.ts');
  const isOfVitest = (spec) => existsSync(join(copy, projectOf(spec), 'vitest.config.mjs'));
  const ofJest = specs.filter((spec) => !isOfVitest(spec));
  const projects = [...new Set(ofJest.map(projectOf))];
  const jest = node(
    ['node_modules/jest/bin/jest.js', '--projects', ...projects, '--maxWorkers=2', '--runTestsByPath', ...ofJest],
    { NODE_OPTIONS: '--experimental-vm-modules' },
  );
  assert.match(jest, new RegExp(`Test Suites: ${ofJest.length} passed, ${ofJest.length} total`));
  const ofVitest = specs.filter(isOfVitest);
  const vitest = node([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'tools/test/vitest-projects.mjs',
    ...ofVitest,
  ]);
  assert.match(
    stripVTControlCharacters(vitest),
    new RegExp(`Test Files +${ofVitest.length} passed \\(${ofVitest.length}\\)`),
  );
});

/** The folder of the project that a file belongs to. */
function projectOf(path) {
  for (let place = path; place.includes('/');) {
    place = place.slice(0, place.lastIndexOf('/'));
    if (existsSync(join(copy, place, 'project.json'))) return place;
  }
  return '';
}

function projectsOf(files) {
  return [...new Set(files.map(projectOf))].filter((project) => project !== '');
}
