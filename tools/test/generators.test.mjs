// Every generator finds, in the workspace as it is committed, the places where it writes. What all of them wrote passes lint, types and
// tests: `npm run test:workspace`, which takes minutes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { workspaceRoot } from '../run/bootstrap.mjs';
import { cases } from './generator-cases.mjs';

test('every generator writes its files, and changes nothing when it is run again', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-generators-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [copy, plan] = [join(folder, 'copy'), join(folder, 'plan.json')];
  execFileSync('git', ['clone', '--quiet', '--local', workspaceRoot, copy]);
  symlinkSync(join(workspaceRoot, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(plan, JSON.stringify(cases));
  const told = execFileSync(process.execPath, ['-r', '@swc-node/register', 'tools/test/run-generators.cjs', plan], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, SWC_NODE_PROJECT: 'libs/tooling/tsconfig.json', NX_DAEMON: 'false' },
  });
  const named = [...told.matchAll(/^generator ([a-z-]+): \d+ files/gm)].map(([, name]) => name);
  assert.deepEqual([...new Set(named)], Object.keys(cases));
});
