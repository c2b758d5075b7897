// Which projects of the workspace can be one program of TypeScript: those whose compiler options agree. What they share is then
// read and checked once, by the type check and by lint.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { workspaceRoot } from '../run/bootstrap.mjs';

/**
 * Writes a configuration for each group of projects.
 *
 * @param {string} folder where to: of the caller alone, and below the root, so that types are found in its packages
 * @param {string[]} named folders of the projects wanted; none: all that have a `typecheck` target
 * @returns {{ projects: string[], fileNames: string[], path: string }[]} the groups; `path` is the configuration, from the root
 */
export function programsOfProjects(folder, named = []) {
  mkdirSync(join(workspaceRoot, folder), { recursive: true });
  return groupsOfProjects(named).map(({ projects, fileNames, extended }, index) => {
    const path = `${folder}/group-${index}.json`;
    writeFileSync(join(workspaceRoot, path), JSON.stringify({ extends: extended, files: fileNames, include: [] }));
    return { projects, fileNames, path };
  });
}

function groupsOfProjects(named) {
  const groups = new Map();
  for (const project of projects(named)) {
    const path = join(workspaceRoot, project, 'tsconfig.json');
    const { options, fileNames } = configOf(path);
    const key = JSON.stringify({ ...options, configFilePath: undefined });
    const group = groups.get(key) ?? { projects: [], fileNames: [], extended: path };
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
function projects(named) {
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
