import fc from 'fast-check';
import iconv from 'iconv-lite';
import { withoutDoubleEncoding } from './double-encoding.ts';
import { contactFileReader } from './index.ts';

const linesRead = async (bytes: Uint8Array): Promise<string> => {
  const file = await contactFileReader.open(bytes);
  const rows: string[] = [file.header.join(';')];
  for await (const { cells } of file.rows()) rows.push(cells.join(';'));
  expect(await file.count(100)).toBe(rows.length - 1);
  return rows.join('\n');
};

describe('10.4.2 encodings of other countries', () => {
  it.each([
    ['windows-1250', 'Imię;Nazwisko;Telefon\nŁukasz;Wiśniewski;+48512345678\nMałgorzata;Dąbrowska;+48512345679'],
    ['windows-1250', 'Jméno;Příjmení;Telefon\nJiří;Dvořák;+420601123456\nŠárka;Němcová;+420601123457'],
    ['windows-1250', 'Név;Telefon\nSzabó Erzsébet;+36201234567\nKovács Győző;+36201234568'],
    ['windows-1250', 'Ime;Telefon\nŽeljko Đorđević;1\nMiloš Čović;2'],
    ['windows-1250', 'name;phone\nŁukasz;+48512345678'],
    ['windows-1250', 'name;phone\nIonuţ Câmpeanu;1\nŞtefan;2'],
    ['iso-8859-2', 'Jméno;Telefon\nŠárka Žáková;1\nŤapek Ľubomír;2'],
    ['iso-8859-2', 'Imię;Telefon\nŁukasz Wiśniewski;1\nGrażyna;2'],
    ['cp852', 'Imię;Telefon\nŁukasz Wiśniewski;1\nGrażyna;2'],
    ['windows-1254', 'Ad;Soyad;Telefon\nİbrahim;Yıldız;+905321234567\nAyşe;Şahin;+905321234568'],
    ['windows-1254', 'name;phone\nIşıl Doğan;+905321234567'],
    ['iso-8859-9', 'Ad;Telefon\nÇağrı Öztürk;1'],
    ['windows-1257', 'Vārds;Tālrunis\nJānis Bērziņš;1\nŽydrūnas Šalčius;2'],
    ['windows-1251', 'ИМЯ;ТЕЛЕФОН\nАНДРЕЙ ПЕТРОВ;1\nЮЛИЯ;2'],
    ['windows-1251', 'name;phone\nИван;+79121234567'],
    ['koi8-r', 'Имя;Телефон\nИван Петров;1\nЮлия;2'],
    ['koi8-r', 'name;phone\nИван;1\nОльга;2'],
    ['cp866', 'Имя;Телефон\nИван Петров;1\nЮлия;2'],
    ['windows-1253', 'Όνομα;Τηλέφωνο\nΓιώργος Παπαδόπουλος;1\nΜαρία;2'],
    ['windows-1253', 'name;phone\nΆννα;1\nΈλλη;2'],
    ['windows-1256', 'name;phone\nأحمد;+201001234567'],
    ['windows-1255', 'name;phone\nדוד כהן;+972501234567'],
    ['windows-874', 'ชื่อ;โทรศัพท์\nสมชาย ใจดี;1'],
    ['GB18030', 'name;phone\n张伟;+8613812345678'],
    ['Big5', 'name;phone\n陳志偉;+886912345678\n林美玲;2'],
    ['Shift_JIS', 'name;phone\n山田太郎;+819012345678'],
    ['Shift_JIS', '名前;電話\nﾔﾏﾀﾞ ﾀﾛｳ;1\n佐藤;2'],
    ['EUC-JP', '名前;電話\n山田太郎;1\n鈴木花子;2'],
    ['EUC-JP', '氏名;電話番号\n佐藤 健;1\n高橋 誠;2\n田中 実;3'],
    ['EUC-KR', 'name;phone\n김민수;+821012345678'],
    ['macintosh', 'Nom;Tél\nFrançois Müller;1\nZoé;2'],
  ])('%s: %s', async (encoding, text) => {
    expect(await linesRead(iconv.encode(text, encoding))).toBe(text);
  });

  it('ISO-2022-JP, which is all ASCII to the eye of a program', async () => {
    expect(await linesRead(Buffer.from('name;phone\n\u001b$B;3ED\u001b(B;1\n', 'latin1'))).toBe('name;phone\n山田;1');
  });

  it.each([
    ['as many stray bytes as right sequences', ['phone;name\n1;Zoé\n2;Ren', '\n'], 'phone;name\n1;Zoé\n2;René'],
    ['a stray byte alone, behind the mark of UTF-8', ['\ufeffphone;name\n2;Ren', '\n'], 'phone;name\n2;René'],
  ])('UTF-8 with %s', async (_, [before = '', behind = ''], text) => {
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xe9]), Buffer.from(behind)]);
    expect(await linesRead(bytes)).toBe(text);
  });

  const names: Readonly<Record<string, string>> = {
    'windows-1252':
      'Jérémie Gaëtan Maïté Lévêque Bréhat Clémence Mühl Schönfeld Bülow Weißhaupt Ortuño Saldaña Cecília Bragança Simões Håkansson Kjærstad Rønning Mäntylä Ævar Sæmundur N’Dri D’Almeïda Adélaïde Houénou Lomé “là” 100·€ naïf… Łódź',
    'windows-1250':
      'Błażejewski Głąb Mączka Śmigły Żurawski Čech Hašek Čaputová Věroslav Křížková Ťulák Ďurčo Kňažko Ľubica Fűzesi Mészöly Hőgyes Răducioiu Comăneci Đoković Modrić Pogačar',
    'windows-1254':
      'Çalışkan Tevetoğlu Gencebay Yaşar Oğuz Gündoğdu Tatlıtuğ Koçyiğit Arkın İnönü Şükür Rüştü Yıldıray',
    'windows-1251': 'Аркадий Василиса Глеб Зинаида Кирилл Любовь Марфа Полина ПЕТРЕНКО Гусева Осипов',
    'windows-1253': 'Σταύρος Λεωνίδας Ορέστης Φωτεινή Χαράλαμπος Ευτυχία Στέλιος Κυριάκος',
  };
  it.each(Object.entries(names))('any lists of names in %s', async (encoding, all) => {
    const written = all
      .split(' ')
      .map((name) => iconv.decode(iconv.encode(name.replace('·', ' '), encoding), encoding));
    const some = fc.uniqueArray(fc.constantFrom(...written), {
      minLength: encoding === 'windows-1252' ? 1 : 3,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(some, async (list) => {
        const text = ['phone;name', ...list.map((name) => `1;${name}`)].join('\n');
        expect(await linesRead(iconv.encode(text, encoding))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

describe('10.4.2 UTF-8 that was encoded twice', () => {
  /** What a program makes of UTF-8 that it takes for another encoding. */
  const mistakenFor = (text: string, encoding: string): string =>
    [...Buffer.from(text)]
      .map((byte) => {
        const read = iconv.decode(Buffer.from([byte]), encoding);
        return read === '\ufffd' ? String.fromCharCode(byte) : read;
      })
      .join('');
  const texts = [
    ...['Zoé', 'Éloïse à Paris', 'déjà vu', 'N’Guessan Cœur €', 'ZOÉ', 'KÖLN', 'João Müller', '« ici » – naïf…'],
    ...[
      'Łukasz Wiśniewski',
      'Jiří',
      'Çağrı',
      'Иван Петров',
      'محمد علي',
      '张伟',
      '山田太郎',
      '김민수',
      'Νίκος',
      '😀 Zoé',
    ],
  ];

  it.each(texts)('%s is read as it was, whatever the programs took it for', (text) => {
    for (const encoding of ['windows-1252', 'latin1', 'macintosh', 'cp850', 'windows-1250']) {
      const once = mistakenFor(text, encoding);
      expect([encoding, withoutDoubleEncoding(once)]).toEqual([encoding, text]);
    }
    expect(withoutDoubleEncoding(mistakenFor(mistakenFor(text, 'windows-1252'), 'windows-1252'))).toBe(text);
  });

  it('in a file: its header, its mark and its cells, and half of a file too', async () => {
    const twice = mistakenFor('\ufeffTéléphone;Prénom\n1;Zoé\n', 'windows-1252');
    expect(await linesRead(Buffer.from(`${twice}2;Renée`))).toBe('Téléphone;Prénom\n1;Zoé\n2;Renée');
  });

  it('a space that lost its kind: à', () => {
    expect(withoutDoubleEncoding('Ã‰loÃ¯se dÃ©jÃ Ã Paris'.replace('jÃ Ã ', 'jÃ  Ã  '))).toBe('Éloïse déjà à Paris');
  });

  it.each([
    ...[
      'IRMÃ…',
      'MAÇÃ”',
      '“CAFÉ”',
      '«ÉTÉ…»',
      'JOSÉ’',
      'ZOÉ™',
      'SEÑ–',
      'Ñ’ß»',
      'Ö–',
      'Ü“',
      'Ó–',
      'Í…',
      'Ø°',
      'Ã',
      'AÇÃ–O',
    ],
    ...[
      '« Voilà\u00a0»',
      'AMANHÃ€',
      '«…Zoé…»',
      'română’»',
      'Tomáš€',
      'ÉÈ',
      'Ð…',
      'Ä–',
      'Å…',
      'PÃO',
      'IRMÃ\u00a0»',
      'РЯД',
      'ГЁ',
      '100 €',
      'Â',
    ],
  ])('%s is what it is', (text) => expect(withoutDoubleEncoding(text)).toBe(text));

  it('what stands at the end of a word in capitals too, where another run of the text is certain', () => {
    expect(withoutDoubleEncoding('MALMÃ– ZoÃ©')).toBe('MALMÖ Zoé');
    expect(withoutDoubleEncoding('MALMÃ–')).toBe('MALMÃ–');
  });

  it('no names of countries are harmed in any of many languages, whatever marks stand beside them', () => {
    const languages =
      'fr es pt it de pl cs hu ro tr sv da is lv lt hr vi cy ru uk ce el ar he fa hi bn th zh ja ko yo wo am ka hy'.split(
        ' ',
      );
    const codes = 'FR CI TR CZ AX BA SN DE ES GB IS HU RO NO SE CV ST CW RE CH AT BR KR IN VN LA LV LT MD'.split(' ');
    const dressed = (name: string): string[] => [
      ...[
        name,
        name.toUpperCase(),
        `«\u00a0${name}\u00a0»`,
        `“${name}…”`,
        `${name}…»`,
        `${name.toUpperCase()}”`,
        `${name}’s`,
      ],
      ...[
        `${name} – ${name.toUpperCase()}™`,
        `€${name}€`,
        `${name.toUpperCase()}…`,
        name.normalize('NFD'),
        `${name}’»`,
      ],
    ];
    for (const language of languages) {
      const names = new Intl.DisplayNames([language], { type: 'region' });
      const texts = codes.flatMap((code) => dressed(names.of(code) ?? code));
      expect(texts.filter((text) => withoutDoubleEncoding(text) !== text)).toEqual([]);
    }
  });

  it('no words of western Europe are harmed', () => {
    const words =
      'Zoé Éloïse N’Guessan CŒUR ÑANDÚ Müßig JOÃO Ångström €100 « ici » “là” „so“ ‘a’ naïf… Žižek Ÿ – — • ƒ ‰ ™ ° ² º É Ö';
    const some = fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 6 });
    fc.assert(
      fc.property(some, fc.constantFrom(' ', ', ', '/'), (list, between) => {
        const text = list.join(between);
        expect(withoutDoubleEncoding(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('10.4.1 files that were put together from several', () => {
  const again = fc.constantFrom(
    ...[
      'Nom;Téléphone',
      '"Nom";"Téléphone"',
      'NOM; téléphone ;',
      '\ufeffNom;Téléphone;;',
      "'Nom';Téléphone",
      ' Nom;"Téléphone"',
    ],
  );
  it('the header in the middle is no row and is not counted, however it is written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(again, fc.constantFrom('A;1', 'B;2', 'Nom;3', ';')), { maxLength: 12 }),
        async (lines) => {
          const file = await contactFileReader.open(Buffer.from(['Nom;Téléphone', 'Z;0', ...lines].join('\n')));
          const names: string[] = [];
          for await (const { cells } of file.rows()) names.push(cells.join(';'));
          const people = lines.filter((line) => /^(?:[AB]|Nom);\d/.test(line));
          expect([names, await file.count(100)]).toEqual([['Z;0', ...people], people.length + 1]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
