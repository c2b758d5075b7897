// docs/monitoring/events.md lists the events that the code logs, each once, and nothing else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const tracked = execFileSync('git', ['ls-files', 'libs', 'apps/api', 'apps/console'], { encoding: 'utf8' }).split('\n');
const isProduct = (file) =>
  file.endsWith('.ts') &&
  !/\.spec\.ts$|\/testing\/|\/bench\/|simulator|embedded-mongod|libs\/(console|tooling|api-client)\//.test(file);
/** As a field of a line, or handed to the connection's `complain`. */
const logCall = /(?:\bevent(?:: | = )|\bcomplain\(\s*error,\s*)'([a-z_]+\.[a-z_]+)'/g;
/** Names that live events and webhooks have in common with nothing here. */
const notLogged = new Set(['campaign.updated', 'session.updated', 'webhook.test']);

test('every event of the log is in docs/monitoring/events.md, and every listed one is in the code', () => {
  const logged = new Map();
  for (const file of tracked.filter(isProduct)) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(logCall)) {
      if (!notLogged.has(name)) logged.set(name, file);
    }
  }
  const page = readFileSync('docs/monitoring/events.md', 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z_.]+)`/gm)].map(([, name]) => name);
  assert.deepEqual([...new Set(listed)], listed, 'an event is listed twice');
  assert.deepEqual(
    [...logged].filter(([name]) => !listed.includes(name)),
    [],
    'logged, but not listed',
  );
  assert.deepEqual(
    listed.filter((name) => !logged.has(name)),
    [],
    'listed, but never logged',
  );
});
