import fc from 'fast-check';
import { readCsv } from './read-csv.ts';

const read = (text: string | Buffer) => readCsv(Buffer.from(text));

describe('a CSV file', () => {
  it('is read alike with commas or semicolons and any line end', async () => {
    const expected = [{ place: 2, value: { phone: '+33612345678', name: 'A' } }];
    for (const separator of [',', ';']) {
      for (const end of ['\n', '\r\n', '\r']) {
        const text = [`phone${separator}NAME`, `+33612345678${separator} A `, ''].join(end);
        expect(await read(text)).toEqual(expected);
      }
    }
  });

  it('saved by an old spreadsheet (Windows-1252) keeps its accents', async () => {
    const file = Buffer.from('phone;name\n+33612345678;Éloïse', 'latin1');
    expect(await read(file)).toMatchObject([{ value: { name: 'Éloïse' } }]);
  });

  it('tells each row by the line it begins on, whatever stands in the cells', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '😀', ' ') }).map((text) => `x${text}x`);
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 8 }), async (names) => {
        const rows = names.map((name) => `+33612345678,${quoted(name)}`);
        const lines = names.map((_, index) => ['header', ...rows.slice(0, index)].join('\n').split('\n').length + 1);
        const found = await read(['phone,name', ...rows].join('\n'));
        expect(found).toEqual(
          names.map((name, index) => ({ place: lines[index], value: { phone: '+33612345678', name } })),
        );
      }),
    );
  });

  it('as large as it may be keeps every character, wherever the reading pauses', async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `${'x'.repeat(index % 4)}👩🏽‍🚀`);
    const found = await read(['phone,name', ...names.map((name) => `+33612345678,${name}`)].join('\n'));
    expect(found.map(({ value }) => (value as { name: string }).name)).toEqual(names);
  });

  it('with more cells than columns keeps them under a name that no contact has', async () => {
    expect(await read('phone\n+33612345678,extra')).toEqual([
      { place: 2, value: { phone: '+33612345678', 'column 2': 'extra' } },
    ]);
  });

  it('of more than 50,000 rows is refused with the number', async () => {
    const text = `phone\n${'+33612345678\n'.repeat(50_001)}`;
    await expect(read(text)).rejects.toMatchObject({
      code: 'IMPORT_TOO_LONG',
      details: { rows: 50_001, limit: 50_000 },
    });
  }, 30_000);
});
