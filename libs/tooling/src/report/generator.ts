import { formatFiles, type Tree } from '@nx/devkit';
import { addImport, insertAfter, writeMissing } from '../shared/insert';
import { namesOf, type Names } from '../shared/names';

const FOLDER = 'libs/admin/feature/src/reports';
const LIST = `${FOLDER}/report-sections.ts`;

/** Options of `nx g @relance/tooling:report`. */
export type ReportOptions = { name: string; title: string; titleFr: string };

/** A table that every report by e-mail has: a pure function of the period's figures, its spec, its place in the list. A second run changes nothing. */
export default async function report(tree: Tree, options: ReportOptions): Promise<void> {
  const names = namesOf('name', options.name);
  writeMissing(tree, filesOf(names, options));
  const isNew = !(tree.read(LIST, 'utf8') ?? '').includes(`./sections/${names.kebab}.section.ts`);
  addImport(tree, LIST, `import { ${names.camel}Section } from './sections/${names.kebab}.section.ts';`);
  if (isNew) insertAfter(tree, LIST, /reportSections: readonly ReportSection\[\] = \[/, `${names.camel}Section, `);
  await formatFiles(tree);
}

const filesOf = ({ kebab, camel }: Names, { title, titleFr }: ReportOptions): Record<string, string> => ({
  [`${FOLDER}/sections/${kebab}.section.ts`]: `import { type ReportSection } from '../report-section.ts';

const words = {
  en: { title: ${JSON.stringify(title)}, head: ['Day', 'Sent', 'Replies'] },
  fr: { title: ${JSON.stringify(titleFr)}, head: ['Jour', 'Envoyés', 'Réponses'] },
} as const;

/** ${title}: a line for each day of the period. */
export const ${camel}Section: ReportSection = ({ days }, language) => ({
  ...words[language],
  rows: [...days].map(([day, { sent, replied }]) => [day, sent, replied]),
});
`,
  [`${FOLDER}/sections/${kebab}.section.spec.ts`]: `import { noFigures } from '@relance/campaigns-domain';
import { reportSections } from '../report-sections.ts';
import { ${camel}Section } from './${kebab}.section.ts';

const figures = {
  total: noFigures(),
  days: new Map([['2026-03-02', { ...noFigures(), sent: 3, replied: 1 }]]),
  campaigns: [],
};

describe(${JSON.stringify(title)}, () => {
  it('is part of every report', () => expect(reportSections).toContain(${camel}Section));

  it.each([
    ['en', ${JSON.stringify(title)}],
    ['fr', ${JSON.stringify(titleFr)}],
  ] as const)('has a line for each day (%s)', (language, title) => {
    expect(${camel}Section(figures, language)).toMatchObject({ title, rows: [['2026-03-02', 3, 1]] });
  });
});
`,
});
