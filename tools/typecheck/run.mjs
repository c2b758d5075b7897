// `npm run typecheck`: the types of every project, by the native compiler (TypeScript 7; lint and Swagger still need 6 as
// `typescript`). Projects with the same compiler options are checked as one program, so that what they share is read and
// checked once; a project's own `typecheck` target stays for working on it alone. Prints what `tsc` would and exits 1 on
// any error.
// `node tools/typecheck/run.mjs libs/kernel …`: the named projects only.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { run, workspaceRoot } from '../run/bootstrap.mjs';

const COMPILER = 'node_modules/typescript-native/bin/tsc';
/** The groups' configurations, one file each: below the root, so that types are found in its packages. */
const CONFIGURATIONS = join(workspaceRoot, 'dist/typecheck');

const named = process.argv.slice(2);
mkdirSync(CONFIGURATIONS, { recursive: true });
let allFit = true;
// The compiler itself uses every core.
for (const [index, group] of groupsOfProjects().entries()) {
  const path = join(CONFIGURATIONS, `group-${index}.json`);
  writeFileSync(path, JSON.stringify({ extends: group.extends, files: group.fileNames, include: [] }));
  const startedAt = Date.now();
  const fits = await run(process.execPath, [COMPILER, '-p', path, '--noEmit']).then(
    () => true,
    () => false,
  );
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`${fits ? 'types fit' : 'types do not fit'}, ${seconds} s: ${group.projects.join(' ')}`);
  allFit &&= fits;
}
process.exit(allFit ? 0 : 1);

/**
 * @returns {{ projects: string[], fileNames: string[], extends: string }[]} the projects, together where their compiler
 * options agree, with the configuration that holds these options
 */
function groupsOfProjects() {
  const groups = new Map();
  for (const project of projects()) {
    const path = join(workspaceRoot, project, 'tsconfig.json');
    const { options, fileNames } = configOf(path);
    const key = JSON.stringify({ ...options, configFilePath: undefined });
    const group = groups.get(key) ?? { projects: [], fileNames: [], extends: path };
    group.projects.push(project);
    group.fileNames.push(...fileNames);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** @param {string} path of a tsconfig.json @throws Error with what is wrong in it */
function configOf(path) {
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
  const errors = [...(error ? [error] : []), ...parsed.errors];
  if (errors.length === 0) return parsed;
  const host = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => workspaceRoot,
    getNewLine: () => '\n',
  };
  throw new Error(ts.formatDiagnostics(errors, host));
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
