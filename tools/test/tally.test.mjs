import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addUp, formatTally } from './tally.mjs';

test('adds up the closing lines of several jest runs', () => {
  const lines = [
    'Test Suites: 2 passed, 2 total',
    'Tests:       7 passed, 7 total',
    'Test Suites: 1 failed, 1 total',
    'Tests:       1 failed, 2 skipped, 3 passed, 6 total',
  ];
  assert.deepEqual(addUp(lines), { passed: 10, failed: 1, skipped: 2 });
});

test('adds up the closing lines of Vitest', () => {
  const lines = [
    ' Test Files  2 passed (2)',
    '      Tests  7 passed (7)',
    ' Test Files  1 failed | 1 passed (2)',
    '      Tests  1 failed | 3 passed | 2 skipped (6)',
  ];
  assert.deepEqual(addUp(lines), { passed: 10, failed: 1, skipped: 2 });
});

test('counts a suite that did not load as a failure', () => {
  assert.equal(addUp(['Test Suites: 1 failed, 1 passed, 2 total', 'Tests:       4 passed, 4 total']).failed, 1);
  assert.equal(addUp([' Test Files  1 failed | 1 passed (2)', '      Tests  4 passed (4)']).failed, 1);
});

test('says no fewer failures than projects whose runner ended badly', () => {
  const lines = ['Tests:       1 failed, 2 passed, 3 total', 'No tests found, exiting with code 1', ''];
  const tasks = ['Failed tasks:', '', '- first:test', '- second:test', '', 'Run duration: 1 s', '- third:test'];
  assert.deepEqual(addUp([...lines, ...tasks]), { passed: 2, failed: 2, skipped: 0 });
});

test("reads the closing lines of Node's own runner", () => {
  assert.deepEqual(addUp(['# pass 3', '# fail 1', '# skipped 0']), { passed: 3, failed: 1, skipped: 0 });
});

test('says skipped ones only when there are any', () => {
  assert.equal(formatTally({ passed: 1, failed: 0, skipped: 0 }), '1 passed, 0 failed');
  assert.equal(formatTally({ passed: 1, failed: 0, skipped: 2 }), '1 passed, 0 failed, 2 skipped');
});
