// `npm run bench [name …]`: bundles and runs the programs that measure. Each prints its figures as ratios of one run,
// each with a correctness check, and leaves its raw JSON in dist/bench. Nothing here is part of `npm test`.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { buildProgram, optionsFor } from '../build/esbuild.mjs';
import { run, workspaceRoot } from '../run/bootstrap.mjs';

/** Name → the program's source, the built programs it stands on, and the tsconfig its decorators need. */
const benches = {
  mongod: { source: 'libs/embedded-mongod/bench/main.ts', needs: ['embedded-mongod'], like: 'embedded-mongod' },
  floor: { source: 'apps/api-e2e/bench/floor.ts', needs: ['embedded-mongod'], like: 'api' },
  'send-rate': {
    source: 'apps/api-e2e/bench/send-rate.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
  drain: { source: 'libs/campaigns/sending/bench/drain.ts', needs: ['embedded-mongod'], like: 'api' },
  flatness: { source: 'libs/campaigns/sending/bench/flatness.ts', needs: ['embedded-mongod'], like: 'api' },
  punctuality: { source: 'libs/campaigns/sending/bench/punctuality.ts', needs: ['embedded-mongod'], like: 'api' },
  workers: {
    source: 'apps/api-e2e/bench/workers.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
  'pause-latency': {
    source: 'apps/api-e2e/bench/pause-latency.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
  'console-lists': {
    source: 'apps/api-e2e/bench/console-lists.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
  actions: {
    source: 'apps/api-e2e/bench/actions.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
  'import-contacts': {
    source: 'apps/api-e2e/bench/import-contacts.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
  exports: { source: 'apps/api-e2e/bench/exports.ts', needs: ['embedded-mongod', 'api'], like: 'api' },
  'idle-api': { source: 'apps/api-e2e/bench/idle-api.ts', needs: ['embedded-mongod', 'api'], like: 'api' },
  audience: { source: 'apps/api-e2e/bench/audience.ts', needs: ['embedded-mongod', 'api'], like: 'api' },
  'side-effects': {
    source: 'apps/api-e2e/bench/side-effects.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
  'idle-sessions': {
    source: 'apps/api-e2e/bench/idle-sessions.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
  'session-fleet': {
    source: 'apps/api-e2e/bench/session-fleet.ts',
    needs: ['embedded-mongod', 'api', 'simulator'],
    like: 'api',
  },
};

process.chdir(workspaceRoot);
const asked = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const flags = process.argv.slice(2).filter((name) => name.startsWith('-'));
const unknown = asked.filter((name) => !benches[name]);
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
mkdirSync('dist/bench', { recursive: true });
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  const { source, needs, like } = benches[name];
  for (const program of needs) await buildProgram(program);
  const outfile = resolve(`dist/bench/${name}.mjs`);
  const { entryPoints: _, outdir: __, banner: ___, ...options } = optionsFor(like);
  // What tests share also offers hooks to Vitest; nothing here calls them.
  const alias = { vitest: resolve('tools/bench/without-vitest.mjs') };
  await build({ ...options, alias, splitting: false, entryPoints: [source], outfile });
  await run(process.execPath, ['--enable-source-maps', outfile, ...flags]);
}
