// One program over several projects with the same compiler options: what `tsc` says of them.
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import ts from 'typescript';
import { workspaceRoot } from '../run/bootstrap.mjs';

const host = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => workspaceRoot,
  getNewLine: () => '\n',
};

/** @param {string} project folder below the root @throws Error with what is wrong in its tsconfig.json */
export function configOf(project) {
  const path = join(workspaceRoot, project, 'tsconfig.json');
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
  const errors = [...(error ? [error] : []), ...parsed.errors];
  if (errors.length > 0) throw new Error(ts.formatDiagnostics(errors, host));
  return parsed;
}

/** @param {string[]} projects @returns {string} the diagnostics, empty when every type fits */
function diagnosticsOf(projects) {
  const configs = projects.map(configOf);
  const fileNames = configs.flatMap((config) => config.fileNames);
  const program = ts.createProgram(fileNames, configs[0].options);
  return ts.formatDiagnosticsWithColorAndContext(ts.getPreEmitDiagnostics(program), host);
}

parentPort?.postMessage(diagnosticsOf(workerData));
