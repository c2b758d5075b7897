// `npm run openapi`: the API writes its contract, the client's types follow from it.
// `--check` writes nothing and fails when either file is stale.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import openapiTs, { astToString } from 'openapi-typescript';
import { audiencesPage } from './audiences.mjs';
import { buildProgram } from './esbuild.mjs';

const DOCUMENT = 'docs/openapi.json';
const SCHEMA = 'libs/api-client/src/schema.ts';
const AUDIENCES = 'docs/audiences.md';
const HEAD = '// Generated from docs/openapi.json by `npm run openapi`. Change the API, not this file.\n';

const folder = await mkdtemp(join(tmpdir(), 'relance-openapi-'));
try {
  await buildProgram('api');
  const fresh = join(folder, 'openapi.json');
  const { status } = spawnSync(process.execPath, ['dist/apps/api/main.js', '--openapi', fresh], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the API could not write its contract');
  const schema = HEAD + astToString(await openapiTs(pathToFileURL(fresh)));
  await keep(DOCUMENT, await readFile(fresh, 'utf8'));
  await keep(SCHEMA, schema);
  await keepPage(audiencesPage(JSON.parse(await readFile(fresh, 'utf8'))));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Formatted as the rest of the docs, whose tables are padded. */
async function keepPage(page) {
  const options = { ...(await resolveConfig(AUDIENCES)), parser: 'markdown' };
  await keep(AUDIENCES, await format(page, options));
}

async function keep(file, content) {
  const stored = await readFile(file, 'utf8').catch(() => null);
  if (stored === content) return;
  if (process.argv.includes('--check')) {
    console.error(`${file} is stale: run "npm run openapi".`);
    process.exitCode = 1;
    return;
  }
  await writeFile(file, content);
  console.log(`${file} written`);
}
