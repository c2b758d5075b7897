import { type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import consolePage from './generator';

const NAVIGATION = 'apps/console/src/features/frame/navigation.ts';
const options = { name: 'daily-sums', title: 'Daily sums', titleFr: 'Sommes par jour', key: 'y' };

function workspace(): Tree {
  const tree = createTreeWithEmptyWorkspace({ formatter: 'prettier' });
  tree.write(
    NAVIGATION,
    `import {\n  Ban,\n} from 'lucide-react';\n\nconst ofStaff: readonly NavItem[] = [\n  { href: '/relance/old', label: 'old.title', icon: Ban, key: 'o' },\n];\n`,
  );
  tree.write(
    'apps/console-e2e/src/support/all-pages.ts',
    `export const pagesOfStaff = (campaign: string): Addresses => ({\n  audit: '/relance/audit',\n});\n`,
  );
  tree.write('apps/console-e2e/src/first-load-js.spec.ts', `const pages = ['/login'];\n`);
  for (const language of ['en', 'fr'])
    tree.write(
      `apps/console/src/i18n/${language}/index.ts`,
      `import { old } from './old.ts';\n\nexport const ${language} = {\n  ...old,\n};\n`,
    );
  return tree;
}

describe('console page generator', () => {
  it('writes route, view and words, and a place in the sidebar', async () => {
    const tree = workspace();
    await consolePage(tree, options);
    expect(tree.read('apps/console/src/app/relance/daily-sums/page.tsx', 'utf8')).toContain('<DailySumsView />');
    expect(tree.read('apps/console/src/i18n/fr/daily-sums.ts', 'utf8')).toContain('Sommes par jour');
    expect(tree.read('apps/console/src/i18n/en/index.ts', 'utf8')).toMatch(/\.\.\.dailySums,\s*\.\.\.old/);
    expect(tree.read('apps/console/src/features/daily-sums/daily-sums-view.spec.tsx', 'utf8')).toContain(
      'Sommes par jour',
    );
    for (const list of ['support/all-pages', 'first-load-js.spec'])
      expect(tree.read(`apps/console-e2e/src/${list}.ts`, 'utf8')).toContain("'/relance/daily-sums'");
    const navigation = tree.read(NAVIGATION, 'utf8');
    expect(navigation).toContain("href: '/relance/daily-sums'");
    expect(navigation).toMatch(/import \{\s*Circle,\s*Ban,?\s*\}/);
  });

  it('refuses a key that opens another page', async () => {
    await expect(consolePage(workspace(), { ...options, key: 'o' })).rejects.toThrow('key: "o"');
  });

  it('changes nothing when it is run again', async () => {
    const tree = workspace();
    await consolePage(tree, options);
    const before = tree.read(NAVIGATION, 'utf8');
    await consolePage(tree, options);
    expect(tree.read(NAVIGATION, 'utf8')).toBe(before);
  });
});
