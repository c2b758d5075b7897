import { type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import endpoint from './generator';

const MODULE = 'libs/admin/feature/src/admin.module.ts';

function workspace(): Tree {
  const tree = createTreeWithEmptyWorkspace({ formatter: 'prettier' });
  tree.write(
    MODULE,
    `import { Module } from '@nestjs/common';\n\nconst controllers = [\n  OldController,\n];\n\nconst useCases = [OldUseCase];\n\n@Module({ controllers, providers: useCases })\nexport class AdminModule {}\n`,
  );
  return tree;
}

describe('endpoint generator', () => {
  it('writes view, use case, controller and spec, and registers them', async () => {
    const tree = workspace();
    await endpoint(tree, { name: 'daily-sums', summary: 'What was sent each day.', audience: 'admin' });
    const folder = 'libs/admin/feature/src/daily-sums';
    for (const file of [
      'daily-sums.view.ts',
      'read-daily-sums.ts',
      'daily-sums.controller.ts',
      'read-daily-sums.spec.ts',
    ])
      expect(tree.exists(`${folder}/${file}`)).toBe(true);
    const controller = tree.read(`${folder}/daily-sums.controller.ts`, 'utf8');
    expect(controller).toContain("@Controller('admin/daily-sums')");
    expect(controller).toContain("@Audience('admin')");
    const module = tree.read(MODULE, 'utf8');
    expect(module).toContain('import { DailySumsController }');
    expect(module).toMatch(/controllers = \[\s*DailySumsController,\s*OldController/);
    expect(module).toContain('useCases = [ReadDailySums, OldUseCase]');
  });

  it('changes nothing when it is run again', async () => {
    const tree = workspace();
    await endpoint(tree, { name: 'daily-sums', summary: 'What was sent each day.' });
    tree.write('libs/admin/feature/src/daily-sums/read-daily-sums.ts', 'export const mine = 1;\n');
    const module = tree.read(MODULE, 'utf8');
    await endpoint(tree, { name: 'daily-sums', summary: 'What was sent each day.' });
    expect(tree.read('libs/admin/feature/src/daily-sums/read-daily-sums.ts', 'utf8')).toBe('export const mine = 1;\n');
    expect(tree.read(MODULE, 'utf8')).toBe(module);
  });

  it('names the option that is wrong', async () => {
    await expect(endpoint(workspace(), { name: 'Daily Sums', summary: 'x' })).rejects.toThrow('name: lower-case words');
  });
});
