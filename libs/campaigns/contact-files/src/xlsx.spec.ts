import { type ContactFile } from '@relance/campaigns-domain';
import { processorTimeOf } from '@relance/kernel/testing';
import { strToU8, zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { contactFileReader } from './index.ts';

const rowsOf = async (file: ContactFile) => {
  const rows = [];
  for await (const row of file.rows()) rows.push(row);
  return rows;
};
const workbook = async (data: unknown[][], sheet = 'People'): Promise<Buffer> =>
  (await writeExcelFile(data as never, { sheet } as never).toBuffer()) as Buffer;

/** A minimal workbook by hand, for what no writer writes. */
const byHand = (sheetXml: string, parts: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="A &amp; B" sheetId="1" r:id="rId1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': sheetXml,
        ...parts,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );

describe('spreadsheets', () => {
  it('texts, numbers, dates and blanks are read as they are meant', async () => {
    const bytes = await workbook([
      [{ value: 'Clients 2026' }],
      [{ value: 'Téléphone' }, { value: 'Nom' }, { value: 'Date de naissance' }, { value: 'Abonné' }],
      [
        { value: 237690000001, type: Number },
        { value: 'Zoé & Cœur' },
        { value: new Date('1990-05-31T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
        { value: true, type: Boolean },
      ],
      [],
      [{ value: '+33612345678' }, null, null, null],
    ]);
    const file = await contactFileReader.open(bytes);
    expect([file.format, file.sheets, file.header]).toEqual([
      'xlsx',
      ['People'],
      ['Téléphone', 'Nom', 'Date de naissance', 'Abonné'],
    ]);
    expect(await rowsOf(file)).toEqual([
      { line: 3, cells: ['237690000001', 'Zoé & Cœur', '1990-05-31', 'true'] },
      { line: 5, cells: expect.arrayContaining(['+33612345678']) },
    ]);
    expect(await file.count(10)).toBe(2);
  });

  it('inline texts, rich texts, gaps and a number in scientific writing are read', async () => {
    const bytes = byHand(
      `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>phone</t></is></c><c r="C1" t="s"><v>0</v></c></row>
       <row r="2"><c r="A2"><v>2.37690000001E11</v></c><c r="C2" t="s"><v>1</v></c></row></sheetData></worksheet>`,
      { 'xl/sharedStrings.xml': '<sst><si><t>name</t></si><si><r><t>Zo</t></r><r><t>&#233; &lt;3</t></r></si></sst>' },
    );
    const file = await contactFileReader.open(bytes);
    expect([file.sheets, file.header]).toEqual([['A & B'], ['phone', '', 'name']]);
    expect(await rowsOf(file)).toEqual([{ line: 2, cells: ['237690000001', '', 'Zoé <3'] }]);
  });

  it('10.4.2 UTF-8 that a program took for another encoding is read as it was; the header again is no row', async () => {
    const file = await contactFileReader.open(
      await workbook(
        [
          ['TÃ©lÃ©phone', 'PrÃ©nom'],
          ['+33612345678', 'ZoÃ© Åšliwa'],
          ['téléphone', 'PRÉNOM'],
          ['+33612345679', 'CAFÉ…'],
        ].map((row) => row.map((value) => ({ value }))),
      ),
    );
    expect(file.header).toEqual(['Téléphone', 'Prénom']);
    const people = [
      ['+33612345678', 'Zoé Śliwa'],
      ['+33612345679', 'CAFÉ…'],
    ];
    expect((await rowsOf(file)).map(({ cells }) => cells)).toEqual(people);
    expect(await file.count(10)).toBe(2);
  });

  it('a workbook under another name in its package is found', async () => {
    const sheet =
      '<worksheet><sheetData><row><c t="inlineStr"><is><t>phone</t></is></c></row><row><c><v>612345678</v></c></row></sheetData></worksheet>';
    const parts = {
      '_rels/.rels':
        '<Relationships><Relationship Id="r" Type="http://x/relationships/officeDocument" Target="/xl/book.xml"/></Relationships>',
      'xl/book.xml': '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
      'xl/_rels/book.xml.rels': '<Relationships><Relationship Id="r1" Target="people.xml"/></Relationships>',
      'xl/people.xml': sheet,
    };
    const bytes = zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
    expect((await rowsOf(await contactFileReader.open(bytes))).map(({ cells }) => cells)).toEqual([['612345678']]);
  });

  it('another sheet is read by its name, and one that is not there is refused', async () => {
    const bytes = await workbook([[{ value: 'phone' }], [{ value: '+33612345678' }]], 'Mars');
    expect(await rowsOf(await contactFileReader.open(bytes, { sheet: 'Mars' }))).toHaveLength(1);
    await expect(contactFileReader.open(bytes, { sheet: 'Avril' })).rejects.toThrow('has no sheet named Avril');
  });

  it.each([
    ['that declares what it is', (size: number) => size],
    ['that declares less than it is', () => 1000],
  ])(
    'a zip bomb %s is refused within a second',
    async (_, declared) => {
      const zeros = new Uint8Array(200 * 1024 * 1024);
      const bomb = zipSync(
        {
          'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="A" id="rId1"/></sheets></workbook>'),
          'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></R>'),
          'xl/worksheets/sheet1.xml': [zeros, { level: 6 }],
        },
        {},
      );
      const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
      const name = Buffer.from('xl/worksheets/sheet1.xml');
      const central = Buffer.from(bomb).lastIndexOf(name) - 46;
      view.setUint32(central + 24, declared(zeros.length), true);
      const took = await processorTimeOf(process, () =>
        expect(contactFileReader.open(bomb).then(rowsOf)).rejects.toThrow(/unpacks to more|longer than a cell/),
      );
      expect(took).toBeLessThan(1000);
    },
    60_000,
  );

  it.each([
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 40)],
    ['cut in the middle', (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1)],
    ['no workbook', () => zipSync({ 'a.txt': strToU8('hello') })],
  ])('%s is refused in words', async (_, change) => {
    const bytes = change(await workbook([[{ value: 'phone' }], [{ value: '+1' }]]));
    await expect(contactFileReader.open(bytes).then(rowsOf)).rejects.toMatchObject({ name: 'ContactFileError' });
  });

  it('any cut or flipped byte is read or refused in words', async () => {
    const bytes = await workbook([[{ value: 'phone' }], [{ value: '+33612345678' }]]);
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      for (const each of [changed, bytes.subarray(0, at)]) {
        const outcome = await contactFileReader
          .open(each)
          .then(rowsOf)
          .catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome.name).toBe('ContactFileError');
      }
    }
  }, 30_000);
});
