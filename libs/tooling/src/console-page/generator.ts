import { formatFiles, type Tree } from '@nx/devkit';
import { addImport, insertAfter, writeMissing } from '../shared/insert';
import { namesOf, type Names } from '../shared/names';

const APP = 'apps/console/src';
const STORIES = 'apps/console-e2e/src';
const NAVIGATION = `${APP}/features/frame/navigation.ts`;

/** Options of `nx g @relance/tooling:console-page`. */
export type ConsolePageOptions = { name: string; title: string; titleFr: string; key: string };

/** A page whose view, test and further words another generator brings. */
export type PageParts = {
  readonly view?: string;
  readonly spec?: string;
  readonly words?: Readonly<Record<'en' | 'fr', Readonly<Record<string, string>>>>;
};

/**
 * A page `/relance/<name>` for admins: route, view, words in both languages, a place in the sidebar and a component test.
 * It joins the pages that stories load in both languages with axe, and those whose scripts are weighed. A second run changes nothing.
 * @throws Error when the key belongs to another page
 */
export default async function consolePage(tree: Tree, options: ConsolePageOptions): Promise<void> {
  writePage(tree, options, {});
  await formatFiles(tree);
}

/** The same, unformatted, with parts of the caller's own. */
export function writePage(tree: Tree, options: ConsolePageOptions, parts: PageParts): void {
  const names = namesOf('name', options.name);
  const navigation = tree.read(NAVIGATION, 'utf8') ?? '';
  const isNew = !navigation.includes(`'/relance/${names.kebab}'`);
  if (isNew && navigation.includes(`key: '${options.key}'`))
    throw new Error(`key: "${options.key}" opens another page already.`);
  writeMissing(tree, filesOf(names, options, parts));
  for (const language of ['en', 'fr']) {
    const index = `${APP}/i18n/${language}/index.ts`;
    addImport(tree, index, `import { ${names.camel} } from './${names.kebab}.ts';`);
    insertAfter(tree, index, /export const (?:en|fr)[^{]*\{/, `\n  ...${names.camel},`);
  }
  if (!isNew) return;
  if (!/\bCircle\b/.test(navigation)) insertAfter(tree, NAVIGATION, /import \{/, '\n  Circle,');
  const item = `\n  { href: '/relance/${names.kebab}', label: '${names.camel}.title', icon: Circle, key: '${options.key}' },`;
  insertAfter(tree, NAVIGATION, /const ofStaff: readonly NavItem\[\] = \[/, item);
  insertAfter(
    tree,
    `${STORIES}/support/all-pages.ts`,
    /export const pagesOfStaff = [^{]*\{/,
    `\n  '${names.kebab}': '/relance/${names.kebab}',`,
  );
  insertAfter(tree, `${STORIES}/first-load-js.spec.ts`, /const pages = \[/, `\n  '/relance/${names.kebab}',`);
}

function filesOf(
  { kebab, pascal, camel }: Names,
  { title, titleFr }: ConsolePageOptions,
  parts: PageParts,
): Record<string, string> {
  const words = (language: 'en' | 'fr', name: string) => {
    const all = { title: name, summary: `${name}.`, ...parts.words?.[language] };
    const lines = Object.entries(all).map(([key, text]) => `  '${camel}.${key}': ${JSON.stringify(text)},`);
    const inWords = { en: 'English', fr: 'French' }[language];
    return `/** Words of the page /relance/${kebab}, ${inWords}. */\nexport const ${camel} = {\n${lines.join('\n')}\n};\n`;
  };
  return {
    [`${APP}/app/relance/${kebab}/page.tsx`]: `import { Suspense } from 'react';
import { ${pascal}View } from '../../../features/${kebab}/${kebab}-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('${camel}.title');

export default function Page() {
  return (
    <Suspense>
      <${pascal}View />
    </Suspense>
  );
}
`,
    [`${APP}/features/${kebab}/${kebab}-view.tsx`]:
      parts.view ??
      `'use client';

import { PageHeader } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

export function ${pascal}View() {
  const { t } = useI18n();
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={t('${camel}.title')} summary={t('${camel}.summary')} />
    </div>
  );
}
`,
    [`${APP}/features/${kebab}/${kebab}-view.spec.tsx`]:
      parts.spec ??
      `import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { ${pascal}View } from './${kebab}-view.tsx';

describe(${JSON.stringify(title)}, () => {
  it('has its heading in both languages', () => {
    renderPage(<${pascal}View />);
    expect(screen.getByRole('heading', { name: ${JSON.stringify(title)} })).toBeVisible();
    renderPage(<${pascal}View />, { language: 'fr' });
    expect(screen.getByRole('heading', { name: ${JSON.stringify(titleFr)} })).toBeVisible();
  });
});
`,
    [`${APP}/i18n/en/${kebab}.ts`]: words('en', title),
    [`${APP}/i18n/fr/${kebab}.ts`]: words('fr', titleFr),
  };
}
