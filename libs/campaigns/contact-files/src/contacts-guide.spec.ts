import { codeSpans, markdownTables } from '@relance/kernel/testing';
import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { delimiters } from './delimited.ts';
import { contactFileReader } from './index.ts';
import { COLUMNS_MAX } from './xlsx.ts';

/** The encodings' names in the guide, and a text that only this one writes so. */
const encodings = {
  'UTF-8': 'utf-8',
  'UTF-16': 'utf-16le',
  'windows-1252': 'windows-1252',
  'ISO-8859-15': 'iso-8859-15',
  Mac: 'macintosh',
  'DOS (850)': 'cp850',
} as const;
const samples: Readonly<Record<string, string>> = {
  'iso-8859-15': 'Cœur;Zoé',
  macintosh: 'Zoé Éloïse à la crème;Zoé',
  cp850: 'Zoé Éloïse;Zoé',
};

describe.each(['contacts.md', 'contacts.fr.md'])('the table of files in %s', (name) => {
  const text = readFileSync(new URL(`../../../../docs/guides/${name}`, import.meta.url), 'utf8');
  const rows = markdownTables(text)[0]?.rows ?? [];
  const cellOf = (form: RegExp): string => rows.find(([first = '']) => form.test(first))?.[1] ?? '';

  it('names every delimiter, and no other', () => {
    const spans = codeSpans(cellOf(/CSV/)).filter((span) => span.length === 1);
    expect([...spans, '\t'].sort()).toEqual([...delimiters].sort());
  });

  it('names encodings that are read, windows-1252 among them, and the columns that are kept', async () => {
    const named = cellOf(/^encod/)
      .split(/[,;]/)
      .map((part) => part.trim());
    for (const [label, encoding] of Object.entries(encodings)) {
      expect(named).toContainEqual(expect.stringMatching(new RegExp(`^${label.replace(/[()]/g, '\\$&')}`)));
      const row = samples[encoding] ?? 'N’Guessan;Cœur';
      const bytes = iconv.encode(`phone;Nom;Prénom\n1;${row}`, encoding);
      const file = await contactFileReader.open(bytes);
      for await (const { cells } of file.rows())
        expect([file.encoding, ...cells]).toEqual([encoding, '1', ...row.split(';')]);
    }
    expect(cellOf(/^limit/)).toContain(String(COLUMNS_MAX));
  });
});
