// `npm run seed -- --owners 2000`: bundles and runs the program that fills a database with made-up owners and campaigns.
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { optionsFor } from '../build/esbuild.mjs';
import { run, workspaceRoot } from '../run/bootstrap.mjs';

const outfile = resolve(workspaceRoot, 'dist/seed/main.mjs');

/** Builds the program; answers where it lies. */
export async function buildSeed() {
  process.chdir(workspaceRoot);
  const { tsconfig, plugins } = optionsFor('api');
  const source = 'libs/campaigns/data-access/src/testing/seed/main.ts';
  const program = { bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' };
  await build({ ...program, tsconfig, plugins, sourcemap: true, entryPoints: [source], outfile });
  return outfile;
}

if (import.meta.filename === process.argv[1]) {
  // What went wrong was said by the program itself.
  await run(process.execPath, ['--enable-source-maps', await buildSeed(), ...process.argv.slice(2)]).catch(() => {
    process.exitCode = 1;
  });
}
