// `npm run typecheck`: the types of every project. Projects with the same compiler options are checked as one program,
// so that what they share is read and checked once (one `tsc` per project takes three times as long); a project's own
// `typecheck` target stays for working on it alone. Prints what `tsc` would and exits 1 on any error.
// `node tools/typecheck/run.mjs libs/kernel …`: the named projects only.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { workspaceRoot } from '../run/bootstrap.mjs';
import { configOf } from './program.mjs';

const named = process.argv.slice(2);
// Two programs at a time, the largest first.
const waiting = groupsOfProjects().sort((a, b) => b.fileCount - a.fileCount);
let allFit = true;
await Promise.all([checkWaiting(), checkWaiting()]);
process.exit(allFit ? 0 : 1);

async function checkWaiting() {
  for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
    const startedAt = Date.now();
    const diagnostics = await inWorker(group.projects);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    console.log(`${diagnostics === '' ? 'types fit' : 'types do not fit'}, ${seconds} s: ${group.projects.join(' ')}`);
    if (diagnostics !== '') console.error(diagnostics);
    allFit &&= diagnostics === '';
  }
}

function inWorker(projects) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('program.mjs', import.meta.url), {
      workerData: projects,
      resourceLimits: { maxOldGenerationSizeMb: 6144 },
    });
    worker.once('message', resolve).once('error', reject);
  });
}

/** @returns {{ projects: string[], fileCount: number }[]} the projects, together where their compiler options agree */
function groupsOfProjects() {
  const groups = new Map();
  for (const project of projects()) {
    const { options, fileNames } = configOf(project);
    const key = JSON.stringify({ ...options, configFilePath: undefined });
    const group = groups.get(key) ?? { projects: [], fileCount: 0 };
    group.projects.push(project);
    group.fileCount += fileNames.length;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Folders of the projects that have a `typecheck` target. */
function projects() {
  return ['apps', 'libs']
    .flatMap((root) =>
      readdirSync(join(workspaceRoot, root), { recursive: true, withFileTypes: true })
        .filter(({ name, parentPath }) => name === 'project.json' && !parentPath.includes('node_modules'))
        .map(({ parentPath }) => join(parentPath, 'project.json')),
    )
    .filter((path) => JSON.parse(readFileSync(path, 'utf8')).targets?.typecheck !== undefined)
    .map((path) => dirname(path).slice(workspaceRoot.length).replace(/^\//, ''))
    .filter((project) => named.length === 0 || named.includes(project))
    .sort();
}
