// Lint of the whole workspace: `npm run lint`, with `-- --fix` mended where ESLint can.
// ESLint reads who may import whom from Nx's project graph and skips that rule without a word in its exit code when no
// graph is cached, as on a fresh clone; so the graph is made first, and a lint without it fails.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quietTools, workspaceRoot } from '../run/bootstrap.mjs';

const FOLDERS = ['apps', 'libs'];

/** Runs a package's own program under this Node and ends the process with its code when that is not 0. */
function run(program, args, { nodeOptions = [], output = 'inherit' } = {}) {
  const { status } = spawnSync(process.execPath, [...nodeOptions, join('node_modules', program), ...args], {
    cwd: workspaceRoot,
    stdio: ['ignore', output, 'inherit'],
    env: { ...process.env, ...quietTools },
  });
  if (status !== 0) process.exit(status ?? 1);
}

run('nx/dist/bin/nx.js', ['show', 'projects'], { output: 'ignore' });
if (!existsSync(join(workspaceRoot, '.nx/workspace-data/project-graph.json'))) {
  console.error('Nx cached no project graph: who may import whom cannot be checked.');
  process.exit(1);
}
run('eslint/bin/eslint.js', [...FOLDERS, 'tools', ...process.argv.slice(2)], {
  nodeOptions: ['--max-old-space-size=8192'],
});
run('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', 'tools/lint/dependency-cruiser.cjs', ...FOLDERS]);
