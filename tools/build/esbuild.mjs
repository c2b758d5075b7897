// Builds one Node program of this workspace into dist/: `node tools/build/esbuild.mjs api`.
// Workspace libraries are bundled (tsconfig paths), npm packages stay outside. Files with decorators go
// through swc, because esbuild emits no decorator metadata and Nest injects by it.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { build, context } from 'esbuild';
import swcOptions from './swc-decorators.cjs';

/** Program name → entry points (output name → source), output folder, and whether the output is run as a command. */
export const programs = {
  api: {
    entries: { main: 'apps/api/src/main.ts', database: 'apps/api/src/database.ts' },
    outdir: 'dist/apps/api',
    tsconfig: 'apps/api/tsconfig.json',
    // What is imported on demand (the demo's seeds) is a file of its own.
    splitting: true,
  },
  'embedded-mongod': {
    entries: { main: 'libs/embedded-mongod/src/main.ts' },
    outdir: 'dist/libs/embedded-mongod',
    tsconfig: 'libs/embedded-mongod/tsconfig.json',
    command: true,
  },
  simulator: {
    entries: { main: 'libs/whatsapp-simulator/src/main.ts' },
    outdir: 'dist/libs/whatsapp-simulator',
    tsconfig: 'libs/whatsapp-simulator/tsconfig.json',
  },
};

const swcDecorators = {
  name: 'swc-decorators',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const source = await readFile(path, 'utf8');
      if (!/^\s*@[A-Za-z]/m.test(source)) return { contents: source, loader: 'ts' };
      const { code } = await transform(source, {
        ...swcOptions,
        configFile: false,
        filename: path,
        sourceMaps: 'inline',
      });
      return { contents: code, loader: 'js' };
    });
  },
};

export function optionsFor(name) {
  const program = programs[name];
  if (!program) throw new Error(`unknown program ${name}; known: ${Object.keys(programs).join(', ')}`);
  return {
    entryPoints: program.entries,
    outdir: program.outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    splitting: program.splitting === true,
    target: 'node20',
    // Node knows `\p{…}`: rewritten as `new RegExp(…)` such a literal would be made anew at each use, with its tables of Unicode.
    supported: { 'regexp-unicode-property-escapes': true },
    packages: 'external',
    tsconfig: program.tsconfig,
    sourcemap: true,
    // Names are for what is injected and logged by class; a command has neither, and its closures are many.
    keepNames: program.command !== true,
    logLevel: 'warning',
    banner: program.command ? { js: '#!/usr/bin/env node' } : {},
    plugins: [swcDecorators],
  };
}

export async function buildProgram(name) {
  const { outdir, command } = programs[name];
  await mkdir(outdir, { recursive: true });
  await build(optionsFor(name));
  await writeFile(`${outdir}/package.json`, `${JSON.stringify({ name, type: 'module', main: 'main.js' })}\n`);
  if (command) await chmod(`${outdir}/main.js`, 0o755);
}

/** Builds again at each change of a source and calls `onBuilt` after each success. */
export async function watchProgram(name, onBuilt) {
  await mkdir(programs[name].outdir, { recursive: true });
  await writeFile(
    `${programs[name].outdir}/package.json`,
    `${JSON.stringify({ name, type: 'module', main: 'main.js' })}\n`,
  );
  const options = optionsFor(name);
  const tell = {
    name: 'tell',
    setup: (builder) => builder.onEnd((result) => (result.errors.length === 0 ? onBuilt() : undefined)),
  };
  const watcher = await context({ ...options, plugins: [...options.plugins, tell] });
  await watcher.watch();
  return watcher;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildProgram(process.argv[2]);
}
