import { ContactFileError, type ContactFile } from '@relance/campaigns-domain';
import { processorTimeOf } from '@relance/kernel/testing';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { contactFileReader } from './index.ts';

const bytesOf = (text: string, encoding = 'utf-8'): Buffer => iconv.encode(text, encoding);
const rowsOf = async (file: ContactFile): Promise<(readonly string[])[]> => {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of file.rows()) rows.push(cells);
  return rows;
};
const read = async (bytes: Uint8Array) => {
  const file = await contactFileReader.open(bytes);
  return { ...file, read: await rowsOf(file) };
};
const westernWords =
  'Zoé;Éloïse;N’Guessan;Cœur;ŒUVRE;Ñandú;Müßig;João;Ångström;100 €;« ici »;“là”;„so“;‘a’;naïf…;Žižek;Šime;Ÿ;a – b;c — d;• un;ƒ;5 ‰;™;ˆ;˜;†;‡;‹x›;‚y'.split(
    ';',
  );
const table = 'Téléphone;Nom\n+33612345678;N’Guessan Cœur €\n+33612345679;Zoé';

describe('10.4.2 encodings', () => {
  it.each([
    ['utf-8', bytesOf(table)],
    ['utf-8', bytesOf(`\uFEFF${table}`)],
    ['windows-1252', bytesOf(table, 'windows-1252')],
    ['utf-16le', bytesOf(`\uFEFF${table}`, 'utf-16le')],
    ['utf-16le', bytesOf(table, 'utf-16le')],
    ['utf-16be', bytesOf(`\uFEFF${table}`, 'utf-16be')],
    ['utf-16be', bytesOf(table, 'utf-16be')],
  ])('%s (%#) is found in the bytes and read to the letter', async (encoding, bytes) => {
    const file = await read(bytes);
    expect([file.encoding, file.header, file.read]).toEqual([
      encoding,
      ['Téléphone', 'Nom'],
      [
        ['+33612345678', 'N’Guessan Cœur €'],
        ['+33612345679', 'Zoé'],
      ],
    ]);
  });

  it('one byte of another encoding in a UTF-8 file costs nothing else', async () => {
    const mixed = Buffer.concat([bytesOf('phone;name\n+1;Ren'), Buffer.from([0xe9]), bytesOf(' Éloïse\n+2;Zoé Cœur')]);
    expect((await read(mixed)).read).toEqual([
      ['+1', 'René Éloïse'],
      ['+2', 'Zoé Cœur'],
    ]);
  });

  it.each([
    ['“guillemets” … – —', 0],
    ['Œuvre Ÿ Š Ž ™', 0],
  ])('all marks of windows-1252 are read: %s', async (text) => {
    expect((await read(bytesOf(`phone;nom\n1;${text}`, 'windows-1252'))).read).toEqual([['1', text]]);
  });
});

describe('10.4.1 forms of a text file', () => {
  it.each([
    ['a comma', 'phone,name\n+1,A\n'],
    ['a semicolon', 'phone;name\r\n+1;A\r\n'],
    ['a tab', 'phone\tname\n+1\tA'],
    ['a bar', 'phone|name\r+1|A\r'],
    ['Excel’s own line', 'sep=;\r\nphone;name\r\n+1;A'],
    ['a quoted line of Excel', '"sep=|"\nphone|name\n+1|A'],
    ['an empty first line', '\n\nphone;name\n+1;A'],
    ['a line of empty cells', ';\nphone;name\n;\n+1;A\n;'],
    ['a title', 'Clients mars 2026;\n\nphone;name\n+1;A'],
    ['a title over commas', 'My list of people, 2026\nphone,name\n+1,A'],
  ])('%s', async (_, text) => {
    const { header, read: rows } = await read(bytesOf(text));
    expect([header, rows]).toEqual([['phone', 'name'], [['+1', 'A']]]);
  });

  it('trailing empty columns are nothing', async () => {
    const file = await read(bytesOf('phone;name;;;\n+1;A;;;\n'));
    expect(file.read).toEqual([['+1', 'A', '', '', '']]);
  });

  it('quoted line breaks are one row, at the line where it begins', async () => {
    const file = await contactFileReader.open(bytesOf('phone;name;note\n+1;"A\nB";x\n+2;C;"y\n\nz"\n+3;D;'));
    const rows = [];
    for await (const row of file.rows()) rows.push(row);
    expect(rows).toEqual([
      { line: 2, cells: ['+1', 'A\nB', 'x'] },
      { line: 4, cells: ['+2', 'C', 'y\n\nz'] },
      { line: 7, cells: ['+3', 'D', ''] },
    ]);
  });

  it.each([
    ['in the middle', '+1;Jean "le grand" D', ['+1', 'Jean "le grand" D']],
    ['around a part', '+1;"Jean "le grand" D"', ['+1', 'Jean "le grand" D']],
    ['an inch', '+1;écran 5" plat', ['+1', 'écran 5" plat']],
    ['left open', '+1;"Jean', ['+1', 'Jean']],
    ['left open before others that are quoted', '"+1;Jean', ['+1', 'Jean']],
  ])('a stray quote %s costs no other row', async (_, row, cells) => {
    const { read: rows } = await read(bytesOf(`phone;name\n+0;Z\n${row}\n"+2";"B"\n+3;C`));
    expect(rows).toEqual([['+0', 'Z'], cells, ['+2', 'B'], ['+3', 'C']]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['blank lines', Buffer.from('\n\n \n'), 'empty'],
    ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'save it as XLSX'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'PDF'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 1]),
      'no text',
    ],
  ])('%s is refused in words', async (_, bytes, words) => {
    await expect(contactFileReader.open(bytes)).rejects.toThrow(words);
  });
});

describe('vCard', () => {
  const cards = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Dupont;Jean;Marie;;',
    'FN:Jean Dupont',
    'TEL;TYPE=HOME:01 23 45 67 89',
    'item1.TEL;type=CELL;type=VOICE;type=pref:+33 6 12 34 56 78',
    'EMAIL;TYPE=INTERNET:jean@example.org',
    'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ',
    ' AAAA',
    'BDAY:1990-05-31',
    'CATEGORIES:vip,spring',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:Zoé',
    'TEL;VALUE=uri;TYPE="voice,cell":tel:+33-7-11-22-33-44',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:2.1',
    'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=A9;=C3=89lo=',
    'ise;;;',
    'TEL;CELL:0612345680',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:Nobody',
    'END:VCARD',
  ].join('\r\n');

  it('3, 4 and 2.1 with several people: mobiles first, photos left aside', async () => {
    const file = await read(bytesOf(cards));
    const at = (row: number, name: string) => file.read[row]?.[file.header.indexOf(name)];
    expect(file.format).toBe('vcard');
    expect([0, 1, 2, 3].map((row) => at(row, 'FN') || at(row, 'N'))).toEqual([
      'Jean Dupont',
      'Zoé',
      'Éloise Né',
      'Nobody',
    ]);
    expect([0, 1, 2, 3].map((row) => at(row, 'TEL'))).toEqual([
      '+33 6 12 34 56 78 ::: 01 23 45 67 89',
      '+33-7-11-22-33-44',
      '0612345680',
      '',
    ]);
    expect([at(0, 'EMAIL'), at(0, 'BDAY'), at(0, 'CATEGORIES')]).toEqual([
      'jean@example.org',
      '1990-05-31',
      'vip | spring',
    ]);
    expect(await file.count(100)).toBe(4);
  });
});

describe('whatever comes', () => {
  const open = async (bytes: Uint8Array): Promise<number> => {
    try {
      return (await read(bytes)).read.length;
    } catch (error) {
      if (error instanceof ContactFileError) return -1;
      throw error;
    }
  };

  it('random bytes are read or refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => void (await open(bytes))),
      { numRuns: 400 },
    );
    const heads = fc.constantFrom('PK\u0003\u0004', 'BEGIN:VCARD\n', 'phone;name\n', '\uFEFFphone,', 'sep=\n');
    await fc.assert(
      fc.asyncProperty(
        heads,
        fc.uint8Array({ maxLength: 300 }),
        async (head, bytes) => void (await open(Buffer.concat([Buffer.from(head), bytes]))),
      ),
      { numRuns: 400 },
    );
  }, 60_000);

  const anyText = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.replace(/[\r\u0000-\u0009\u000b-\u001f\ufeff\ufffd]/g, '').trim());
  /** Words that windows-1252 can write, with each of its marks where people put them. */
  const western = fc.array(fc.constantFrom(...westernWords), { maxLength: 4 }).map((words) => words.join(' '));
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const tableOf = (cell: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(cell, fc.oneof(cell, fc.constant('a;b,c\t"d"\ne|f'))), { minLength: 1, maxLength: 12 });
  const written = fc.oneof(
    fc.tuple(fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'), tableOf(anyText)),
    fc.tuple(fc.constant('windows-1252'), tableOf(western)),
  );
  it('any table of texts in any dialect and encoding is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        written,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        async ([encoding, rows], delimiter, end) => {
          const lines = rows.map((cells, index) => [`+23769000${index}`, ...cells].map(quoted).join(delimiter));
          const text = [['phone', 'name', 'profession'].join(delimiter), ...lines].join(end);
          const name = encoding.replace('-bom', '');
          const isMarked = encoding.endsWith('-bom') || encoding.startsWith('utf-16');
          const expected = rows.map((cells, index) => [`+23769000${index}`, ...cells]);
          expect((await read(bytesOf(isMarked ? `\uFEFF${text}` : text, name))).read).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('10.4.5 ten megabytes of two-byte lines are counted to the limit within a second', async () => {
    const took = await processorTimeOf(process, async () => {
      const file = await contactFileReader.open(Buffer.alloc(10 * 1024 * 1024, 'a\n'));
      expect(await file.count(50_000)).toBe(50_001);
    });
    expect(took).toBeLessThan(1000);
  });

  it('10.4.5 others get their turn while a file is looked at', async () => {
    let [turns, isOver] = [0, false];
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    // Not UTF-8, so each byte is looked at; 49,000 rows of quoted cells.
    const file = await contactFileReader.open(
      bytesOf(`phone;nom\n${'"+33612345678";"Éloïse, dite Zoé; ici"\n'.repeat(49_000)}`, 'windows-1252'),
    );
    expect(await file.count(50_000)).toBe(49_000);
    isOver = true;
    expect(turns).toBeGreaterThan(4);
  }, 30_000);

  it('16,000 columns and cells of a megabyte are read', async () => {
    const wide = `phone,${Array.from({ length: 16_000 }, (_, index) => `c${index}`).join(',')}\n+1${',x'.repeat(16_000)}`;
    expect((await read(bytesOf(wide))).header).toHaveLength(512);
    expect((await read(bytesOf(`phone,name\n+1,${'x'.repeat(1_000_000)}\n+2,B`))).read[1]).toEqual(['+2', 'B']);
  });
});
