import { readJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import library from './generator';

function workspace(): Tree {
  const tree = createTreeWithEmptyWorkspace({ formatter: 'prettier' });
  tree.write(
    'tsconfig.base.json',
    JSON.stringify({ compilerOptions: { paths: { '@relance/kernel': ['./libs/kernel/src/index.ts'] } } }),
  );
  return tree;
}

describe('library generator', () => {
  it('makes a library with its tags, its entry file and its path', async () => {
    const tree = workspace();
    await library(tree, { directory: 'campaigns/reports', type: 'feature', scope: 'campaigns' });
    const project = readJson(tree, 'libs/campaigns/reports/project.json');
    expect(project).toMatchObject({
      name: 'campaigns-reports',
      tags: ['type:feature', 'scope:campaigns', 'side:server'],
    });
    expect(Object.keys(project.targets)).toEqual(['lint', 'typecheck', 'test']);
    expect(tree.exists('libs/campaigns/reports/src/index.ts')).toBe(true);
    expect(readJson(tree, 'tsconfig.base.json').compilerOptions.paths).toEqual({
      '@relance/kernel': ['./libs/kernel/src/index.ts'],
      '@relance/campaigns-reports': ['./libs/campaigns/reports/src/index.ts'],
    });
  });

  it('gives decorator metadata to libraries where Nest injects, and nothing of Node to a domain', async () => {
    const tree = workspace();
    await library(tree, { directory: 'admin/reports', type: 'data-access', scope: 'admin' });
    await library(tree, { directory: 'admin/domain', type: 'domain', scope: 'admin' });
    expect(readJson(tree, 'libs/admin/reports/tsconfig.json').compilerOptions).toMatchObject({
      emitDecoratorMetadata: true,
      types: ['node', 'vitest/globals'],
    });
    expect(tree.read('libs/admin/reports/vitest.config.mjs', 'utf8')).toContain(`name: 'admin-reports'`);
    expect(tree.exists('libs/admin/domain/jest.config.cjs')).toBe(true);
    expect(readJson(tree, 'libs/admin/domain/tsconfig.json').compilerOptions).toEqual({ types: ['jest'] });
  });

  it('changes nothing when it is run again', async () => {
    const tree = workspace();
    await library(tree, { directory: 'beacon', type: 'adapter', scope: 'shared' });
    tree.write('libs/beacon/src/index.ts', 'export const mine = 1;\n');
    await library(tree, { directory: 'beacon', type: 'adapter', scope: 'shared' });
    expect(tree.read('libs/beacon/src/index.ts', 'utf8')).toBe('export const mine = 1;\n');
  });
});
