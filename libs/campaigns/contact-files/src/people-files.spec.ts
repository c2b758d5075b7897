import { type ContactFile, suggestColumns } from '@relance/campaigns-domain';
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { contactFileReader } from './index.ts';

const bytesOf = (text: string, encoding = 'utf-8'): Buffer => iconv.encode(text, encoding);
async function read(bytes: Uint8Array): Promise<ContactFile & { readonly read: (readonly string[])[] }> {
  const file = await contactFileReader.open(bytes);
  const rows: (readonly string[])[] = [];
  for await (const { cells } of file.rows()) rows.push(cells);
  expect(await file.count(100)).toBe(rows.length);
  return { ...file, read: rows };
}

describe('10.4.1 files without a header', () => {
  it.each([
    ['of a name, a number and an address', 'Dupont;0612345678;a@b.org\nDurand;0612345679;c@d.org', 3, 2],
    ['of numbers only', '0612345678\n+33 6 12 34 56 79\n', 1, 2],
    ['of one line of numbers, as a group lists them', '\u202a+33 6 12 34 56 78\u202c, +33 6 12 34 56 79, ~ Zoé', 1, 3],
    ['of accounts of WhatsApp', '33612345678@c.us,Zoé\n33612345679:12@s.whatsapp.net,Bob', 2, 2],
  ])('%s lose nobody', async (_, text, columns, rows) => {
    const file = await read(bytesOf(text));
    expect(file.header).toEqual(['Column 1', 'Column 2', 'Column 3'].slice(0, columns));
    expect(file.read).toHaveLength(rows);
    const suggested = suggestColumns(file.header, (column) =>
      file.read.slice(0, 2).map((cells) => cells[column] ?? ''),
    );
    expect(suggested.filter((each) => each.suggested === 'phone')).toHaveLength(1);
  });
});

describe('10.4.1 what programs leave in text files', () => {
  it.each([
    ['zeros behind the end', `phone;name\n+33612345678;A\n${'\0'.repeat(3000)}`],
    ['the end mark of DOS', 'phone;name\r\n+33612345678;A\r\n\u001a'],
    ['lines quoted as a whole', '"phone,name"\n"+33612345678,A"\n'],
    ['texts as formulas', 'phone;name\n="+33612345678";"=""A"""\n'],
  ])('%s', async (_, text) => {
    const file = await read(bytesOf(text));
    expect([file.header, file.read]).toEqual([['phone', 'name'], [['+33612345678', 'A']]]);
  });

  it.each([
    [
      'lines quoted as a whole below a header that is not, where they hold quotes themselves',
      'phone,name\n"+33612345678,""Ba, Awa"""\n+33612345679,Zoé\n"+33612345680,Léa"\n',
      ['Ba, Awa', 'Zoé', 'Léa'],
    ],
    [
      'quotes with a backslash in front, as databases write them out',
      'phone;name\n"+33612345678";"Jean \\"Jojo\\" Ba"\n"+33612345679";"Zoé"\n"+33612345680";"\\"Léa\\"; D"\n',
      ['Jean "Jojo" Ba', 'Zoé', '"Léa"; D'],
    ],
    ['a cell with commas in quotes', 'phone,name,city\n+33612345678,"Ba, Awa",Lyon\n', ['Ba, Awa']],
    ['backslashes that stand for themselves', 'phone,name\n+33612345678,"A\\B"\n+33612345679,C\\D\n', ['A\\B', 'C\\D']],
  ])('%s', async (_, text, names) => {
    const file = await read(bytesOf(text));
    expect(file.read.map(([phone, name]) => [/^\+336123456\d\d$/.test(phone ?? ''), name])).toEqual(
      names.map((name) => [true, name]),
    );
  });

  it.each([
    ['<html><body><table><tr><td>Nom</td></tr></table>', 'web page'],
    ['[{"phone":"+33612345678"}]', 'JSON'],
  ])('%s is refused in words', async (text, words) => {
    await expect(read(bytesOf(text))).rejects.toThrow(words);
  });
});

describe('10.4.2 western encodings', () => {
  it.each([
    ['macintosh', 'Dupont;Zoé Éloïse à la crème'],
    ['cp850', 'Dupont;Zoé Éloïse'],
    ['iso-8859-15', 'Cœur;Zoé'],
    ['windows-1252', 'N’Guessan;Cœur € …'],
    ['windows-1252', '“D’Août” – Ÿ;ŒUVRE'],
  ])('%s: %s', async (encoding, row) => {
    const file = await read(bytesOf(`phone;Nom;Prénom\n1;${row}`, encoding));
    expect([file.encoding, file.header, file.read]).toEqual([
      encoding,
      ['phone', 'Nom', 'Prénom'],
      [['1', ...row.split(';')]],
    ]);
  });

  it.each([
    ['Shift_JIS', '氏名;電話番号\nスズキ イチロー;1\n高橋 ミカ;2\nAさん;3\nBさん;4\n佐藤 ヨウコ;5'],
    ['EUC-JP', '名前;電話\nすずき いちろう;1\nたなか はなこ;2\nヤマダ タロウ;3\nさとう;4\nかとう;5'],
    [
      'GB18030',
      '姓名;电话;城市\n王小明;1;北京的大学\n李丽华;2;上海是中国的一个城市\n张伟;3;这是我们的国家\n刘洋;4;他在公司工作',
    ],
    ['Big5', '姓名;電話\n王小明;1\n李麗華;2\n陳志偉;3'],
    ['EUC-KR', '이름;전화\n김철수;1\n이영희;2\n박지성;3'],
    ['Shift_JIS', '氏名;電話番号\n山田 太郎;0612345701\n鈴木 花子;0612345702'],
    ['Shift_JIS', 'name;phone\nスズキ;0612345701\nサトウ;0612345702'],
    ['GB18030', 'name;phone\n张伟;0612345701\n刘洋;0612345702'],
    ['EUC-KR', 'name;phone\n김철수;0612345701\n박지성;0612345702'],
    ['windows-1251', 'Имя;Телефон\nИван Петров;0612345701\nЮрий;0612345702'],
    ['windows-1255', 'שם;טלפון\nמשה כהן;0612345701\nשרה לוי;0612345702'],
    ['windows-1256', 'الاسم;الهاتف\nمحمد علي;0612345701\nأحمد;0612345702'],
  ])('%s is told from it: %s', async (encoding, text) => {
    const [header = '', ...rows] = text.split('\n').map((line) => line.split(';'));
    const file = await read(bytesOf(text, encoding));
    expect([file.header, file.read]).toEqual([header, rows]);
  });

  it('any words of western Europe in windows-1252 are read as they were written', async () => {
    const word = fc.constantFrom(
      ...'Zoé;Éloïse;N’Guessan;Cœur;Ñandú;Müßig;João;Ångström;100 €;« ici »;“là”;d’août;Žižek;naïf…;Łódź'.split(';'),
    );
    const table = fc.array(fc.array(word, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const names = rows.map((words) => iconv.decode(bytesOf(words.join(' '), 'windows-1252'), 'windows-1252'));
        const file = await read(
          bytesOf(['Téléphone;Prénom', ...names.map((name) => `1;${name}`)].join('\n'), 'windows-1252'),
        );
        expect(file.read).toEqual(names.map((name) => ['1', name]));
      }),
      // Texts that were once taken for GB18030 and Big5.
      {
        numRuns: 100,
        examples: [
          [[['“là”', '100 €']]],
          [
            [
              ['Cœur', 'Éloïse', 'Ångström', 'Zoé'],
              ['Łódź', 'Müßig', 'd’août'],
              ['“là”', 'N’Guessan'],
            ],
          ],
        ],
      },
    );
  });
});

describe('vCards', () => {
  const card = (version: string, ...lines: string[]): string =>
    ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'TEL;CELL:0612345678', 'END:VCARD'].join('\r\n');
  it.each([
    ['an encoded separator is text', card('2.1', 'N;ENCODING=QUOTED-PRINTABLE:A=3BB;Zo=C3=A9;;;'), 'N', 'Zoé A;B'],
    ['an escaped one is too', card('2.1', 'FN;ENCODING=QUOTED-PRINTABLE:A=5C=3BB=2C C=5CD'), 'FN', 'A;B, C\\D'],
    ['a comma of version 2.1 is text', card('2.1', 'N:;Plombier, 24h/24;;;'), 'N', 'Plombier, 24h/24'],
    ['escapes of version 3', card('3.0', 'FN:A\\; B\\, C\\\\D'), 'FN', 'A; B, C\\D'],
    ['somebody without a name has a nickname', card('3.0', 'FN:', 'N:;;;;', 'NICKNAME:Zaza', 'ORG:X'), 'FN', 'Zaza'],
    ['a sex has a word beside it', card('4.0', 'FN:A', 'GENDER:F;femme'), 'GENDER', 'F'],
    [
      'the account beside a national number',
      card('3.0', 'FN:A', 'TEL;type=CELL;waid=22990001234:90 00 12 34'),
      'TEL',
      '+22990001234 ::: 0612345678',
    ],
    [
      'quoted-printable without a word on its encoding',
      card('2.1', 'N;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg;;;'),
      'N',
      'Jörg Müller',
    ],
    ['base64', card('3.0', `FN;ENCODING=B;CHARSET=UTF-8:${Buffer.from('Zoé Ba').toString('base64')}`), 'FN', 'Zoé Ba'],
    ['UTF-8 that was encoded twice', card('3.0', 'FN:ZoÃ© Ba'), 'FN', 'Zoé Ba'],
    [
      'the label of a group says which number is the mobile',
      card('3.0', 'FN:A', 'item1.TEL:+12124567890', 'item2.TEL:+19174567890', 'item2.X-ABLabel:Portable'),
      'TEL',
      '+19174567890 ::: 0612345678 ::: +12124567890',
    ],
    ['folded lines', card('3.0', 'FN:Zoé de', '  la T', '\tour'), 'FN', 'Zoé de la Tour'],
    [
      'an extension of a URI',
      card('4.0', 'FN:A', 'TEL;VALUE=uri:tel:+33-6-12;ext=3'),
      'TEL',
      '0612345678 ::: +33-6-12;ext=3',
    ],
    ['a business has its own name', card('3.0', 'FN:', 'N:;;;;', 'ORG:Garage Müller'), 'FN', 'Garage Müller'],
  ])('%s', async (_, text, column, expected) => {
    const file = await read(bytesOf(text));
    expect(file.read[0]?.[file.header.indexOf(column)]).toBe(expected);
  });
});

it('a vCard that has only a chat has its number', async () => {
  const text = 'BEGIN:VCARD\nVERSION:3.0\nFN:A\nIMPP;X-SERVICE-TYPE=WhatsApp:whatsapp:+33612345678\nEND:VCARD';
  const file = await read(bytesOf(text));
  expect(file.read[0]?.[file.header.indexOf('TEL')]).toBe('+33612345678');
});

describe('spreadsheets of several sheets', () => {
  const sheet = (...rows: string[][]): string =>
    `<worksheet><sheetData>${rows.map((cells) => `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`;
  const people = sheet(['Nom', 'Téléphone'], ['Zoé', '0612345678']);
  const workbook = (first: string, second: string, state = ''): Uint8Array =>
    zipSync(
      Object.fromEntries(
        Object.entries({
          'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="One" sheetId="1" ${state} r:id="r1"/><sheet name="Two" sheetId="2" r:id="r2"/></sheets></workbook>`,
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="r1" Target="worksheets/1.xml"/><Relationship Id="r2" Target="worksheets/2.xml"/></Relationships>',
          'xl/worksheets/1.xml': first,
          'xl/worksheets/2.xml': second,
        }).map(([name, text]) => [name, strToU8(text)]),
      ),
    );
  it.each([
    ['a hidden first one', workbook(people, people, 'state="hidden"'), 'Two'],
    ['instructions first', workbook(sheet(['Lisez-moi']), people), 'Two'],
    ['people in both', workbook(people, people), 'One'],
  ])('%s', async (_, bytes, expected) => {
    const file = await read(bytes);
    expect([file.sheet, file.header, file.read]).toEqual([expected, ['Nom', 'Téléphone'], [['Zoé', '0612345678']]]);
  });
});

describe('headers of other languages and forms', () => {
  it.each([
    [
      'Vorname;Nachname;Anrede;Telefon geschäftlich;Ort geschäftlich',
      'firstName lastName gender phone attributes.city',
    ],
    ['Nombre;Apellidos;Teléfono del trabajo;Teléfono móvil', 'firstName lastName phone phone'],
    ['N°;Nom et prénoms;Contact', 'ignore name phone'],
    ['Quel est ton prénom ?;Ton email;Ton numéro WhatsApp (avec indicatif)', 'firstName email phone'],
    ['Indicatif;Numéro;Libellés', 'country phone tags'],
    ['الاسم;الهاتف', 'name phone'],
  ])('%s', (header, expected) => {
    const suggested = suggestColumns(header.split(';'), () => []).map((each) => each.suggested);
    expect(suggested.join(' ')).toBe(expected);
  });
});

describe('10.4.1 lists without delimiters', () => {
  const people = [
    ['Zoé Ba', '0612345678'],
    ['Bob', '+33612345679'],
  ];
  it.each([
    ['names before numbers', 'Zoé Ba 0612345678\nBob +33612345679'],
    ['colons and dashes', 'Zoé Ba: 0612345678\nBob - +33612345679\n'],
    ['numbers first, with a title', 'Liste des clients\n\n0612345678 Zoé Ba\n+33612345679 Bob'],
    ['numbered lines', '1. Zoé Ba 0612345678\n2) Bob +33612345679'],
  ])('%s', async (_, text) => {
    const file = await read(bytesOf(text));
    expect([file.header, file.read]).toEqual([['Column 1', 'Column 2'], people]);
  });

  it.each([
    ['columns of spaces', 'Nom       Téléphone\nZoé Ba    0612345678\nBob       +33612345679'],
    ['single quotes', "'Nom';'Téléphone'\n'Zoé Ba';'0612345678'\n'Bob';'+33612345679'"],
    ['typographic quotes', '“Nom”,“Téléphone”\n“Zoé Ba”,“0612345678”\n“Bob”,“+33612345679”'],
    ['the header of each of two files', 'Nom;Téléphone\nZoé Ba;0612345678\n\ufeffNom;Téléphone\nBob;+33612345679'],
  ])('%s', async (_, text) => {
    const file = await read(bytesOf(text));
    expect([file.header, file.read]).toEqual([['Nom', 'Téléphone'], people]);
  });

  it('a table drawn with dashes has no rows of dashes', async () => {
    const file = await read(bytesOf('| Nom | Téléphone |\n|-----|-----------|\n| Zoé | 0612345678 |'));
    expect(file.read).toEqual([['', 'Zoé', '0612345678', '']]);
  });

  it.each([
    ['a column of numbers with a header', 'Téléphone\nTel: 0612345678\nWhatsApp 0612345679', ['Téléphone']],
    ['words that say what a number is', 'Tel: 0612345678\nTel: 0612345679', ['Column 1']],
  ])('%s is no list of names', async (_, text, header) => {
    expect((await read(bytesOf(text))).header).toEqual(header);
  });
});
