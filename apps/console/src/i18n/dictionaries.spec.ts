import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from './en/index.ts';
import { fr } from './fr/index.ts';
import { type Entry, type MessageKey, translator, wordFor } from './translate.ts';

const keys = Object.keys(en) as MessageKey[]; // the type is made from these very keys
const forms = (entry: Entry): string[] => (typeof entry === 'string' ? [entry] : [entry.one, entry.other]);
const holes = (entry: Entry): string[] =>
  [...new Set(forms(entry).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')))].sort();

describe('dictionaries', () => {
  it('hold the same keys in French and English', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it('fill the same holes in both languages', () => {
    const different = keys.filter((key) => holes(en[key]).join() !== holes(fr[key]).join());
    expect(different).toEqual([]);
  });

  it('have a plural in both languages or in none', () => {
    expect(keys.filter((key) => (typeof en[key] === 'string') !== (typeof fr[key] === 'string'))).toEqual([]);
  });

  it('leave no string empty and shout at nobody', () => {
    const bad = keys.filter((key) =>
      [...forms(en[key]), ...forms(fr[key])].some((form) => !form.trim() || form.endsWith('!')),
    );
    expect(bad).toEqual([]);
  });
});

describe('the words in use', () => {
  const folder = join(import.meta.dirname, '..');
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^i18n\/(en|fr)\/|\.spec\./.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const areas = [...source.matchAll(/\bword\('([\w.]+)'/g)].map(([, area]) => `${area}.`);

  it('are there for every kind of code that is put into words', () => {
    expect(areas.filter((area) => !keys.some((key) => key.startsWith(area)))).toEqual([]);
    expect(areas.length).toBeGreaterThan(10);
  });

  it('are all that there are', () => {
    const templates = [...source.matchAll(/`([\w.-]+)\$\{/g)].map(([, start]) => start ?? '');
    const starts = [...areas, ...templates];
    const unused = keys.filter((key) => !source.includes(`'${key}'`) && !starts.some((start) => key.startsWith(start)));
    expect(unused).toEqual([]);
  });
});

describe('translator', () => {
  it.each([
    ['en', 0, '0 campaigns'],
    ['en', 1, '1 campaign'],
    ['en', 1234, '1,234 campaigns'],
    ['fr', 0, '0 campagne'],
    ['fr', 2, '2 campagnes'],
  ] as const)('says in %s that there are %d', (language, count, words) => {
    expect(translator(language, language === 'en' ? en : fr)('campaigns.count', { count })).toBe(words);
  });

  it('writes large numbers with the language’s own spaces', () => {
    expect(translator('fr', fr)('campaigns.count', { count: 1_000_000 }).replace(/\s/g, ' ')).toBe(
      '1 000 000 campagnes',
    );
  });

  it('lets no line of French end before a colon, a question mark, a unit or inside quotation marks', () => {
    const t = translator('fr', fr);
    expect(t('person.menu', { email: 'a : b' })).toBe('Compte\u00A0: a : b');
    expect(t('session.ask.disconnect', { name: 'Awa' })).toBe('Déconnecter Awa\u202F?');
    expect(t('bulk.percent', { percent: 40 })).toBe('40\u202F%');
    expect(t('next.inMinutes', { minutes: 1, seconds: 5 })).toBe('1\u00A0min 5\u00A0s');
    expect(t('import.noteSample', { sample: 'x' })).toBe('par exemple «\u00A0x\u00A0»');
    expect(translator('en', en)('person.menu', { email: 'a' })).toBe('Account: a');
  });

  it('shows the code where it has no word for it', () => {
    expect(wordFor(translator('en', en), en, 'status', 'active')).toBe('Active');
    expect(wordFor(translator('en', en), en, 'status', 'archived')).toBe('archived');
  });
});
