import { formatFiles, type Tree } from '@nx/devkit';
import { addImport, insertAfter } from '../shared/insert';
import { namesOf, type Names } from '../shared/names';

const APP = 'apps/console/src';
const NAVIGATION = `${APP}/features/frame/navigation.ts`;

/** Options of `nx g @relance/tooling:console-page`. */
export type ConsolePageOptions = { name: string; title: string; titleFr: string; key: string };

/**
 * A page `/relance/<name>` for admins: route, view, words in both languages, a place in the sidebar and a component test.
 * A second run changes nothing.
 * @throws Error when the key belongs to another page
 */
export default async function consolePage(tree: Tree, options: ConsolePageOptions): Promise<void> {
  const names = namesOf('name', options.name);
  const navigation = tree.read(NAVIGATION, 'utf8') ?? '';
  const isNew = !navigation.includes(`'/relance/${names.kebab}'`);
  if (isNew && navigation.includes(`key: '${options.key}'`))
    throw new Error(`key: "${options.key}" opens another page already.`);
  for (const [path, text] of Object.entries(filesOf(names, options))) if (!tree.exists(path)) tree.write(path, text);
  for (const language of ['en', 'fr']) {
    const index = `${APP}/i18n/${language}/index.ts`;
    addImport(tree, index, `import { ${names.camel} } from './${names.kebab}.ts';`);
    insertAfter(tree, index, /export const (?:en|fr)[^{]*\{/, `\n  ...${names.camel},`);
  }
  if (isNew) {
    if (!/\bCircle\b/.test(navigation)) insertAfter(tree, NAVIGATION, /import \{/, '\n  Circle,');
    const item = `\n  { href: '/relance/${names.kebab}', label: '${names.camel}.title', icon: Circle, key: '${options.key}' },`;
    insertAfter(tree, NAVIGATION, /const ofStaff: readonly NavItem\[\] = \[/, item);
  }
  await formatFiles(tree);
}

function filesOf({ kebab, pascal, camel }: Names, { title, titleFr }: ConsolePageOptions): Record<string, string> {
  const words = (language: string, name: string, summary: string) =>
    `/** Words of the page /relance/${kebab}, ${language}. */\nexport const ${camel} = {\n  '${camel}.title': ${JSON.stringify(name)},\n  '${camel}.summary': ${JSON.stringify(summary)},\n};\n`;
  return {
    [`${APP}/app/relance/${kebab}/page.tsx`]: `import { ${pascal}View } from '../../../features/${kebab}/${kebab}-view.tsx';
import { titled } from '../../../server/titles.ts';

export const generateMetadata = () => titled('${camel}.title');

export default function ${pascal}Page() {
  return <${pascal}View />;
}
`,
    [`${APP}/features/${kebab}/${kebab}-view.tsx`]: `'use client';

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
    [`${APP}/i18n/en/${kebab}.ts`]: words('English', title, `${title}.`),
    [`${APP}/i18n/fr/${kebab}.ts`]: words('French', titleFr, `${titleFr}.`),
  };
}
