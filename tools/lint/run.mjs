// Lint of the whole workspace: `npm run lint`, with `-- --fix` mended where ESLint can.
// ESLint reads who may import whom from Nx's project graph and skips that rule without a word in its exit code when no
// graph is cached, as on a fresh clone; so the graph is made first, and a lint without it fails.
// Two ESLints at a time. Rules that need types get the programs of the type check, in which projects are together, so that what
// they share is checked once; the largest program is one ESLint's, the others are the other's (ESLint's own `--concurrency`
// deals out files, and every worker reads every program).
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { quietTools, run, workspaceRoot } from '../run/bootstrap.mjs';
import { programsOfProjects } from '../typecheck/programs.mjs';

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
const lint = ({ places, programs }) =>
  run(process.execPath, [...eslint, ...places, ...process.argv.slice(2)], { LINT_PROGRAMS: programs.join(',') });
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

/**
 * Two shares of the work: what the program with most files checks, and all the rest.
 *
 * @returns {{ places: string[], programs: string[] }[]}
 */
function halvesOf(places) {
  const [largest, ...others] = programsOfProjects('dist/lint').sort((a, b) => b.fileNames.length - a.fileNames.length);
  const isOfLargest = (place) => largest.projects.includes(place);
  return [
    { places: places.filter(isOfLargest), programs: [largest.path] },
    { places: places.filter((place) => !isOfLargest(place)), programs: others.map(({ path }) => path) },
  ];
}
