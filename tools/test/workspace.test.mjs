// What holds for the workspace as a whole: every project carries its tags, the module boundaries are really checked by lint,
// and the documents name files that exist.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
const projects = tracked
  .filter((path) => path.endsWith('/project.json'))
  .map((path) => ({ path, ...JSON.parse(readFileSync(path, 'utf8')) }));

test('every project carries one tag each of type, scope and side', () => {
  assert.ok(projects.length >= 20);
  for (const { path, tags } of projects) {
    for (const kind of ['type', 'scope', 'side']) {
      assert.equal(tags.filter((tag) => tag.startsWith(`${kind}:`)).length, 1, `${path} lacks its ${kind} tag`);
    }
  }
});

/** [where, what it imports, the wall it runs into] */
const probes = [
  ['libs/campaigns/domain/src', '@relance/whatsapp-session-domain', /scope:campaigns/],
  [
    'libs/campaigns/sending/src',
    '@relance/campaigns-management',
    /part:sending|Circular dependency between "campaigns-sending" and/,
  ],
  [
    'libs/campaigns/management/src',
    '@relance/campaigns-sending',
    /part:management|Circular dependency between "campaigns-management" and/,
  ],
  ['libs/whatsapp-session/feature/src', '@relance/whatsapp-simulator', /type:feature/],
  ['apps/api/src', '@relance/whatsapp-simulator', /type:app/],
];
for (const [folder, imported, wall] of probes) {
  test(`lint refuses an import of ${imported} in ${folder}`, () => {
    const wrong = `${folder}/wall.probe.ts`;
    writeFileSync(wrong, `export * from '${imported}';\n`);
    try {
      const { stdout, stderr } = spawnSync(process.execPath, ['node_modules/eslint/bin/eslint.js', wrong], {
        encoding: 'utf8',
        env: { ...process.env, NX_DAEMON: 'false' },
      });
      assert.match(stdout + stderr, /enforce-module-boundaries/);
      assert.match(stdout, wall, 'the wall did not hold');
    } finally {
      rmSync(wrong, { force: true });
    }
  });
}

test('the task graph knows who imports whom, or builds would be taken for fresh that are not', () => {
  const drawn = readFileSync('docs/graph.mmd', 'utf8');
  for (const edge of ['api --> admin-data-access', 'admin-data-access --> platform', 'console --> console-ui']) {
    assert.ok(drawn.includes(edge), `docs/graph.mmd does not draw ${edge}; npm run graph draws Nx's own graph`);
  }
});

test('the architecture page names files that exist', () => {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const paths = [...page.matchAll(/`((?:apps|libs|tools|docs)\/[\w./[\]-]+)`/g)].map((match) => match[1]);
  assert.ok(paths.length >= 20, 'the flows name their files');
  for (const path of paths) assert.ok(existsSync(path), `docs/architecture.md names ${path}, which is not there`);
});

test('the architecture page names every port of the domains, where it is declared', () => {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const ports = tracked.filter((path) => /^libs\/.*\.port\.ts$/.test(path));
  const declared = ports.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^export const [A-Z_]+(?:: [^=]+)? = Symbol\('(\w+)'\)/gm)].map(
      ([, name]) => [name, path],
    ),
  );
  assert.ok(declared.length >= 30);
  const missing = declared.filter(([name, path]) => !new RegExp(`\\| ${name} +\\| \`${path}\``).test(page));
  assert.deepEqual(missing, []);
});

test('no tracked file names a path of one machine', () => {
  const found = spawnSync(
    'git',
    [
      'grep',
      '-nIE',
      '(^|[^A-Za-z0-9_./])/(work|root|home/[a-z]+)/',
      '--',
      '.',
      ':!package-lock.json',
      ':!tools/test/workspace.test.mjs',
    ],
    { encoding: 'utf8' },
  );
  assert.equal(found.stdout, '');
});

test('the lock names no download address', () => {
  assert.doesNotMatch(readFileSync('package-lock.json', 'utf8'), /"resolved": *"https?:/);
});
