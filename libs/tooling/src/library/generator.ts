import { formatFiles, offsetFromRoot, updateJson, writeJson, type Tree } from '@nx/devkit';

/** Options of `nx g @relance/tooling:library`: its folder below libs, its type and its scope (the two tags that decide what it may import). */
export type LibraryOptions = {
  directory: string;
  type: 'domain' | 'platform' | 'feature' | 'data-access' | 'adapter' | 'testing';
  scope: 'shared' | 'session' | 'campaigns' | 'admin' | 'accounts' | 'webhooks';
};

/** Types whose classes Nest injects: their decorators need metadata. */
const nestTypes: readonly LibraryOptions['type'][] = ['platform', 'feature', 'data-access'];

/** What a project needs of the program that runs its specs. Vitest where Nest injects: its specs load the product (ADR 24). */
type TestRunner = {
  /** Target of Nx, without its folder. */
  target: { command: string; env?: Record<string, string> };
  /** Ambient types of the specs' globals. */
  types: string;
  settings: string;
  settingsOf: (name: string, toRoot: string) => string;
};

const jestRunner: TestRunner = {
  target: { command: 'jest --passWithNoTests', env: { NODE_OPTIONS: '--experimental-vm-modules' } },
  types: 'jest',
  settings: 'jest.config.cjs',
  settingsOf: (name, toRoot) => `module.exports = { displayName: '${name}', preset: '${toRoot}jest.preset.js' };\n`,
};

const vitestRunner: TestRunner = {
  target: { command: 'vitest run' },
  types: 'vitest/globals',
  settings: 'vitest.config.mjs',
  settingsOf: (name, toRoot) =>
    `import { vitestProject } from '${toRoot}tools/test/vitest-preset.mjs';\n\nexport default vitestProject(import.meta.url, { name: '${name}' });\n`,
};

/** Builds a library that lint, type check and tests know from its first minute. A second run changes nothing. */
export default async function library(tree: Tree, options: LibraryOptions): Promise<void> {
  const root = `libs/${options.directory}`;
  const name = options.directory.replaceAll('/', '-');
  if (tree.exists(`${root}/project.json`)) return;
  const hasNest = nestTypes.includes(options.type);
  const runner = hasNest ? vitestRunner : jestRunner;
  writeProject(tree, root, name, options, runner);
  writeTypeScript(tree, root, options.type, hasNest, runner);
  tree.write(`${root}/${runner.settings}`, runner.settingsOf(name, offsetFromRoot(root)));
  tree.write(`${root}/src/index.ts`, 'export {};\n');
  updateJson(tree, 'tsconfig.base.json', (base) => {
    base.compilerOptions.paths = { ...base.compilerOptions.paths, [`@relance/${name}`]: [`./${root}/src/index.ts`] };
    return base;
  });
  await formatFiles(tree);
}

function writeProject(
  tree: Tree,
  root: string,
  name: string,
  { type, scope }: LibraryOptions,
  { target }: TestRunner,
): void {
  const command = (text: string) => ({ executor: 'nx:run-commands', options: { command: text } });
  writeJson(tree, `${root}/project.json`, {
    $schema: `${offsetFromRoot(root)}node_modules/nx/schemas/project-schema.json`,
    name,
    projectType: 'library',
    sourceRoot: `${root}/src`,
    tags: [`type:${type}`, `scope:${scope}`, 'side:server'],
    targets: {
      lint: command(`eslint ${root}`),
      typecheck: command(`tsc -p ${root}/tsconfig.json --noEmit`),
      test: { executor: 'nx:run-commands', options: { cwd: root, ...target } },
    },
  });
  writeJson(tree, `${root}/package.json`, {
    name: `@relance/${name}`,
    version: '0.1.0',
    private: true,
    type: 'module',
  });
}

function writeTypeScript(
  tree: Tree,
  root: string,
  type: LibraryOptions['type'],
  hasNest: boolean,
  { types }: TestRunner,
): void {
  const decorators = { experimentalDecorators: true, emitDecoratorMetadata: true, useDefineForClassFields: false };
  writeJson(tree, `${root}/tsconfig.json`, {
    extends: `${offsetFromRoot(root)}tsconfig.base.json`,
    compilerOptions: { types: type === 'domain' ? [types] : ['node', types], ...(hasNest ? decorators : {}) },
    include: ['src/**/*.ts'],
  });
}
