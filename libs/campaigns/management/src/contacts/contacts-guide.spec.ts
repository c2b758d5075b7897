import { contactLimits, importFields, isOptOut, meaningOf, optOutWords } from '@relance/campaigns-domain';
import { codeSpans, markdownTables } from '@relance/kernel/testing';
import { readFileSync } from 'node:fs';
import { normalisePhone, phoneProblem } from './phone.ts';

/** The contacts' guide by language: its tables of files, headers, numbers and words, in this order. */
const guideOf = (name: string) => {
  const text = readFileSync(new URL(`../../../../../docs/guides/${name}`, import.meta.url), 'utf8');
  const [files = [], headers = [], numbers = [], words = []] = markdownTables(text).map(({ rows }) => rows);
  return { files, headers, numbers, words };
};
const [english, french] = [guideOf('contacts.md'), guideOf('contacts.fr.md')];

describe('the guide of contacts', () => {
  it.each([
    ['English', english],
    ['French', french],
  ])('says in %s what the tables of headers, numbers and words know', (_, { headers, numbers, words }) => {
    const wrong = [
      ...headers.flatMap(([field = '', cell = '']) =>
        codeSpans(cell).filter((header) => meaningOf(header)?.target !== field),
      ),
      ...numbers.flatMap(([cell = '', home = '', read = '']) => {
        const [expected = null] = codeSpans(read);
        return codeSpans(cell).filter((written) => (normalisePhone(written, home)?.phone ?? null) !== expected);
      }),
      ...words.flatMap(([, cell = '']) => codeSpans(cell).filter((said) => !isOptOut(said))),
    ];
    expect(wrong).toEqual([]);
    const fields = headers.map(([field]) => field ?? '');
    expect(importFields.filter((field) => !fields.includes(field))).toEqual([]);
    expect(fields.filter((field) => !(importFields as readonly string[]).includes(field))).toEqual([
      'attributes.city',
      'attributes.company',
    ]);
    const said = words.flatMap(([, cell = '']) => codeSpans(cell));
    const silent = Object.entries(optOutWords).filter(([, list]) => !said.some((text) => isOptOut(text, list)));
    expect(silent).toEqual([]);
  });

  it('says the same in both languages', () => {
    const spansOf = (rows: readonly string[][]) => rows.map((row) => row.map(codeSpans));
    for (const table of ['headers', 'numbers', 'words'] as const)
      expect(spansOf(french[table])).toEqual(spansOf(english[table]));
  });

  it('names the limits and why a shortened number is refused', () => {
    const limits = [english, french].map(({ files }) => files.at(-1)?.join(' ').replaceAll(/[,\s]/g, ''));
    for (const cell of limits) expect(cell).toMatch(new RegExp(`10M[Bo].*${contactLimits.importRows}.*512`));
    for (const written of codeSpans(english.numbers.at(-1)?.[0] ?? ''))
      expect(phoneProblem(written, 'BJ').problem).toContain(english.numbers.at(-1)?.[3]?.split(': ')[1]?.split(',')[0]);
  });
});
