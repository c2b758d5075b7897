// The tests of those libraries that load the product into their own process: Nest, Mongoose, Baileys. Jest gives each spec a
// sandbox of its own and loads all of that again into it (10 s for each spec of the API), and code in a sandbox looks up every global
// outside (a pairing costs three times as much). Vitest runs them in one plain Node process, so what is loaded is shared by all
// specs of a project. Why two runners: docs/adr/0024-two-test-runners.md.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { defineConfig } from 'vitest/config';
import swcOptions from '../build/swc-decorators.cjs';

const workspaceRoot = fileURLToPath(new URL('../../', import.meta.url));
const { paths } = JSON.parse(
  readFileSync(new URL('../../tsconfig.base.json', import.meta.url), 'utf8'),
).compilerOptions;

const swc = {
  name: 'swc',
  enforce: 'pre',
  async transform(source, id) {
    const [filename] = id.split('?');
    if (!filename.endsWith('.ts') || filename.includes('/node_modules/')) return undefined;
    const { code, map } = await transform(source, { ...swcOptions, configFile: false, filename, sourceMaps: true });
    return { code, map };
  },
};

/**
 * @param {string} configUrl `import.meta.url` of the project's vitest.config.mjs
 * @param {{ name: string, setupFiles?: string[], maxWorkers?: number }} project its name in Nx; set-up files are paths from the
 *   project; more than one worker is for stories that wait more than they compute
 */
export const vitestProject = (configUrl, { name, setupFiles = [], maxWorkers = 1 }) =>
  defineConfig({
    root: fileURLToPath(new URL('.', configUrl)),
    // No second compiler beside swc.
    esbuild: false,
    plugins: [swc],
    resolve: {
      alias: Object.entries(paths).map(([from, [to]]) => ({
        find: new RegExp(`^${from}$`),
        replacement: `${workspaceRoot}${to}`,
      })),
    },
    test: {
      name,
      globals: true,
      include: ['src/**/*.spec.ts'],
      passWithNoTests: true,
      setupFiles: ['reflect-metadata', fileURLToPath(new URL('vitest-setup.mjs', import.meta.url)), ...setupFiles],
      // All specs of a project, one after the other, in one process: Nx runs projects beside each other.
      pool: 'forks',
      isolate: false,
      maxWorkers,
      // A limit ends what hangs; it is no measure of speed, and the machine may be busy with another project's tests.
      testTimeout: 30_000,
      hookTimeout: 30_000,
      slowTestThreshold: 5_000,
      watch: false,
    },
  });
