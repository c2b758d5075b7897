// What the product stands on may be used as it is used.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isAllowed, productPackages, refusedPackages } from '../licences.mjs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

test('every package of the product has a licence that is allowed or was examined', () => {
  const packages = productPackages(lock);
  assert.ok(packages.length > 200);
  assert.deepEqual(refusedPackages(packages), []);
});

test('an expression of licences is read: one side of OR, both of AND', () => {
  assert.equal(isAllowed('(MIT OR GPL-3.0)'), true);
  assert.equal(isAllowed('MIT AND GPL-3.0'), false);
  assert.equal(isAllowed('AGPL-3.0'), false);
});

test('THIRD_PARTY.md is what the lock says', () => {
  execFileSync(process.execPath, ['tools/licences.mjs', '--check'], { stdio: 'pipe' });
});

test('only the install scripts that are needed may run', () => {
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const withScripts = Object.entries(lock.packages)
    .filter(([path, { hasInstallScript }]) => hasInstallScript && path !== '')
    .map(([path]) => path.split('node_modules/').at(-1));
  const unnamed = withScripts.filter((name) => allowScripts[name] === undefined);
  assert.deepEqual([...new Set(unnamed)], [], 'packages with an install script that package.json does not name');
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  assert.deepEqual(allowed.sort(), ['@swc/core', 'esbuild', 'nx']);
});
