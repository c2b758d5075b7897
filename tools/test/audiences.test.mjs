import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { audiencesPage } from '../build/audiences.mjs';

/** Formatting pads the table's cells. */
const cells = (page) => page.replace(/-{3,}/g, '---').replace(/ +/g, ' ');
const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));

test('docs/audiences.md says what the contract says (else: npm run openapi)', () => {
  assert.equal(cells(readFileSync('docs/audiences.md', 'utf8')), cells(audiencesPage(document)));
});

test('every route of the contract has somebody who may call it', () => {
  const rows = audiencesPage(document)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  assert.ok(rows.length > 100);
  assert.deepEqual(
    rows.filter((row) => !/✓|for an owner/.test(row)),
    [],
  );
});
