// Lint of the whole workspace: `npm run lint`, with `-- --fix` mended where ESLint can.
// ESLint reads who may import whom from Nx's project graph and skips that rule without a word in its exit code when no
// graph is cached, as on a fresh clone; so the graph is made first, and a lint without it fails.
// Two ESLints at a time, each with half of the projects: its type-aware rules read one program per project, so that nothing
// is read twice (ESLint's own `--concurrency` deals out files, and every worker reads every program).
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { quietTools, run, workspaceRoot } from '../run/bootstrap.mjs';

const FOLDERS = ['apps', 'libs', 'tools'];
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

Object.assign(process.env, quietTools);
process.chdir(workspaceRoot);
const { createProjectGraphAsync } = await import('@nx/devkit');
await createProjectGraphAsync();
if (!existsSync(join(workspaceRoot, '.nx/workspace-data/project-graph.json'))) {
  console.error('Nx cached no project graph: who may import whom cannot be checked.');
  process.exit(1);
}
const eslint = ['--max-old-space-size=8192', 'node_modules/eslint/bin/eslint.js', '--no-warn-ignored'];
const lint = (places) => run(process.execPath, [...eslint, ...places, ...process.argv.slice(2)]);
const ends = await Promise.allSettled(halvesOf(FOLDERS.flatMap(lintablePlaces)).map(lint));
ends.push(...(await Promise.allSettled([run(npm, ['run', '--silent', 'cycles'])])));
// What is wrong was printed.
process.exit(ends.every(({ status }) => status === 'fulfilled') ? 0 : 1);

/** The projects in a folder, and the files and folders beside them that belong to none. */
function lintablePlaces(folder) {
  const entries = readdirSync(join(workspaceRoot, folder), { withFileTypes: true });
  if (!holdsProjects(folder) || entries.some(({ name }) => name === 'project.json')) return [folder];
  return entries.flatMap((entry) => {
    const place = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return lintablePlaces(place);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [place] : [];
  });
}

function holdsProjects(folder) {
  return readdirSync(join(workspaceRoot, folder), { recursive: true }).some((path) => path.endsWith('project.json'));
}

/** Two lists with about as many sources each: the largest place first, each to the list that has fewer so far. */
function halvesOf(places) {
  const halves = [
    { places: [], size: 0 },
    { places: [], size: 0 },
  ];
  const sized = places.map((place) => ({ place, size: sourcesIn(place) })).filter(({ size }) => size > 0);
  for (const { place, size } of sized.sort((a, b) => b.size - a.size)) {
    const [smaller] = halves.toSorted((a, b) => a.size - b.size);
    smaller.places.push(place);
    smaller.size += size;
  }
  return halves.map((half) => half.places);
}

function sourcesIn(place) {
  if (/\.[cm]?[jt]sx?$/.test(place)) return 1;
  const paths = readdirSync(join(workspaceRoot, place), { recursive: true });
  return paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !path.includes('node_modules')).length;
}
