// `npm run package [-- --no-install]`: a folder and a tarball that run the product on any machine with Node, without
// this workspace: dist/package/relance and dist/package/relance-<version>.tar.gz. `--no-install` leaves the API's
// packages out (an image installs them in a layer of its own).
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { buildWhatIsStale, workspaceRoot } from '../run/bootstrap.mjs';

const workspace = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8'));
const out = join(workspaceRoot, 'dist/package');
const folder = join(out, 'relance');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** The packages that built programs import: `import … from "x/y"` and `import("x")` name package x. */
export function importedPackages(source) {
  const names = new Set();
  for (const [, from, dynamic] of source.matchAll(
    /^(?:import|export)\b[^"'\n]*["']([^"'.\n][^"'\n]*)["']|import\(["']([^"'.\n][^"'\n]*)["']\)/gm,
  )) {
    const specifier = from ?? dynamic;
    const name = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier.split('/')[0];
    if (!specifier.startsWith('node:') && !builtinModules.includes(name)) names.add(name);
  }
  return [...names].sort();
}

/** Of the workspace's dependencies those that are imported, at their exact versions. @throws Error for one not named there */
export function dependenciesOf(imported, { dependencies }) {
  const unknown = imported.filter((name) => dependencies[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`imported, but not among the dependencies of package.json: ${unknown.join(', ')}`);
  return Object.fromEntries(imported.map((name) => [name, dependencies[name]]));
}

async function main() {
  await buildWhatIsStale(['api', 'embedded-mongod', 'console']);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['dist/apps/api', 'dist/libs/embedded-mongod'])
    cpSync(join(workspaceRoot, part), join(folder, part), { recursive: true });
  cpSync(join(workspaceRoot, 'apps/console/.next/standalone'), join(folder, 'console'), { recursive: true });
  mkdirSync(join(folder, 'run'));
  for (const file of ['parts', 'supervisor', 'login', 'console-server'])
    cpSync(join(workspaceRoot, `tools/run/${file}.mjs`), join(folder, `run/${file}.mjs`));
  cpSync(join(workspaceRoot, 'tools/run/packaged-start.mjs'), join(folder, 'run/start.mjs'));
  writeFileSync(join(folder, 'start.mjs'), "#!/usr/bin/env node\nimport './run/start.mjs';\n");
  chmodSync(join(folder, 'start.mjs'), 0o755);
  for (const file of ['LICENSE', '.env.example']) cpSync(join(workspaceRoot, file), join(folder, file));

  const { name: _name, version, description, license, engines, overrides } = workspace;
  const dependencies = dependenciesOf(importedPackages(builtSources()), workspace);
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ name: 'relance', version, private: true, description, license, engines, scripts: { start: 'exec node start.mjs' }, overrides: withoutReferences(overrides), allowScripts: workspace.allowScripts, dependencies }, null, 2)}\n`,
  );
  cpSync(join(workspaceRoot, '.npmrc'), join(folder, '.npmrc'));
  cpSync(join(workspaceRoot, 'package-lock.json'), join(folder, 'package-lock.json'));
  // The workspace's lock, without what is not needed here: versions stay those that were tested.
  step(npm, ['install', '--package-lock-only', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!process.argv.includes('--no-install'))
    step(npm, ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error']);

  const tarball = join(out, `relance-${version}.tar.gz`);
  step('tar', ['-czf', tarball, '-C', out, 'relance'], out);
  console.log(`package: ${folder}\ntarball: ${tarball}\nstart:   node ${join(folder, 'start.mjs')}`);
}

const builtSources = () =>
  ['dist/apps/api', 'dist/libs/embedded-mongod']
    .flatMap((part) =>
      readdirSync(join(folder, part))
        .filter((file) => file.endsWith('.js'))
        .map((file) => join(folder, part, file)),
    )
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');

/** `$name` points at a development dependency of the workspace, which the package does not have. */
const withoutReferences = (overrides) =>
  Object.fromEntries(Object.entries(overrides).filter(([, value]) => !JSON.stringify(value).includes('"$')));

function step(command, args, cwd = folder) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, NODE_ENV: '' } });
  if (status !== 0) throw new Error(`"${command} ${args.join(' ')}" failed: ${error?.message ?? `code ${status}`}`);
}

if (process.argv[1]?.endsWith('package.mjs')) await main();
