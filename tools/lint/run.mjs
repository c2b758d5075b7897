// Lint of the whole workspace: `npm run lint`, with `-- --fix` mended where ESLint can.
// ESLint reads who may import whom from Nx's project graph and skips that rule without a word in its exit code when no
// graph is cached, as on a fresh clone; so the graph is made first, and a lint without it fails.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quietTools, run, workspaceRoot } from '../run/bootstrap.mjs';

const FOLDERS = ['apps', 'libs', 'tools'];

Object.assign(process.env, quietTools);
process.chdir(workspaceRoot);
const { createProjectGraphAsync } = await import('@nx/devkit');
await createProjectGraphAsync();
if (!existsSync(join(workspaceRoot, '.nx/workspace-data/project-graph.json'))) {
  console.error('Nx cached no project graph: who may import whom cannot be checked.');
  process.exit(1);
}
const eslint = ['--max-old-space-size=8192', 'node_modules/eslint/bin/eslint.js', ...FOLDERS];
try {
  await run(process.execPath, [...eslint, ...process.argv.slice(2)]);
  await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['run', '--silent', 'cycles']);
} catch {
  // What is wrong was printed.
  process.exit(1);
}
