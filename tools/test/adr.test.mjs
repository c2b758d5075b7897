// Every decision says whether it holds, since when, and what else was possible.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const PARTS = ['Status', 'Context', 'Decision', 'Alternatives', 'Consequences'];
const pages = readdirSync('docs/adr').filter((name) => name.endsWith('.md'));

test('decisions have numbers of their own, without gaps', () => {
  const numbers = pages.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
});

for (const name of pages) {
  test(`decision ${name}: status with date, context, decision, alternatives, consequences, in this order`, () => {
    const text = readFileSync(`docs/adr/${name}`, 'utf8');
    const found = [...text.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, part]) => part);
    assert.deepEqual(
      found.filter((part) => PARTS.includes(part)),
      PARTS,
    );
    assert.match(text, /^\*\*Status\.\*\* (Accepted|Replaced by \[\d+\]\(.+\)), \d{4}-\d{2}-\d{2}\.$/m);
  });
}
