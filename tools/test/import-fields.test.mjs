// The console may not import the domain: its menu of import fields repeats the domain's list, and is held to it here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const fieldsIn = (path) => {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const list = /importFields = \[([^\]]+)\]/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map(([, field]) => field);
};

test('import: the console offers each field of the domain, in its order', () => {
  const known = fieldsIn('libs/campaigns/domain/src/contact/columns/import-fields.ts');
  assert.ok(known.length > 10);
  assert.deepEqual(fieldsIn('apps/console/src/features/contacts/import-fields.ts'), known);
});
