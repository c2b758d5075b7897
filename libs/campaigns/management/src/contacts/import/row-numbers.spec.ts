import { readRow } from './read-row.ts';

const FRENCH = '+33612345678';

describe('10.1.8 several numbers in a cell', () => {
  const plan = {
    fields: [],
    phones: [0],
    names: { full: [], open: [], first: [], last: [] },
    attributes: [],
    hasForeignTags: false,
  };
  const numbersOf = (cell: string, defaultCountry: string | null): string[] => {
    const defaults = {
      defaultCountry,
      dateLanguage: 'fr',
      language: null,
      tags: [],
      consent: null,
      today: '2026-01-01',
    };
    const read = readRow({ line: 2, cells: [cell] }, plan as never, defaults as never, new Map() as never);
    return 'row' in read ? [read.row.phone, ...Object.values(read.row.attributes ?? {})] : [];
  };
  const BOTH = [FRENCH, '+33712345678'];

  it.each([
    '0612345678 + 0712345678',
    '0612345678\\0712345678',
    '0612345678 puis 0712345678',
    '0612345678 или 0712345678',
    '0612345678 (0712345678)',
    '0612345678 → 0712345678',
    '0612345678、0712345678',
    '0612345678؛0712345678',
    '0612345678--0712345678',
    '06 12 34 56 78–07 12 34 56 78',
    '1) 0612345678 2) 0712345678',
    '1: 0612345678 / 2: 0712345678',
    'Tel1: 0612345678 Tel2: 0712345678',
    '["0612345678","0712345678"]',
    'whatsapp 0612345678 appel 0712345678',
    '612345678 712345678',
    '+33612345678, 0712345678',
  ])('%j are two', (cell) => expect(numbersOf(cell, 'FR')).toEqual(BOTH));

  it.each<[string, string | null, string[]]>([
    ['+33612345678 / 0712345678', null, BOTH],
    ['+237 699 00 00 01 / 677 00 00 01', 'FR', ['+237699000001', '+237677000001']],
    ['+225 0708091011 / 0504030201', 'FR', ['+2250708091011', '+2250504030201']],
    ['+237 699000001 / 0612345678', 'FR', ['+237699000001', FRENCH]],
    ['66 12 34 56 76 12 34 56', 'ML', ['+22366123456', '+22376123456']],
    ['699 00 00 01 677 00 00 01', 'CM', ['+237699000001', '+237677000001']],
    ['+237 699000001 677000001', null, ['+237699000001', '+237677000001']],
    ['+221 77 123 45 67 76 123 45 67', 'FR', ['+221771234567', '+221761234567']],
    ['00225 0708091011 0504030201', 'FR', ['+2250708091011', '+2250504030201']],
    ['11 98765-4321 / 98765-4322', 'BR', ['+5511987654321', '+5511987654322']],
    ['(212) 456-7890, 456-7891', 'US', ['+12124567890', '+12124567891']],
    ['06 12 34 56 78 le soir après 18h', 'FR', [FRENCH]],
    ['06 12 34 56 78 #3', 'FR', [FRENCH]],
    ['0612345678-79', 'FR', [FRENCH]],
    ['0142685300 (12)', 'FR', ['+33142685300']],
    ['+1 (212) 456-7890 ext. 5', 'US', ['+12124567890']],
    ['212-456-7890x123', 'US', ['+12124567890']],
    ['N° 1 : 0612345678 / N° 2 : 0712345678', 'FR', BOTH],
    ['0612345678 (perso) 0142685300 (bureau)', 'FR', [FRENCH, '+33142685300']],
    ['tel:06-12-34-56-78;phone-context=+33', 'DE', [FRENCH]],
    ['tel:+33612345678;ext=12', 'DE', [FRENCH]],
    ['https://wa.me/33612345678, https://wa.me/33712345678', null, BOTH],
    ['https://api.whatsapp.com/send?phone=33 7 12 34 56 78&text=1234567', null, ['+33712345678']],
    ['awa1234567890@gmail.com 0612345678', 'FR', [FRENCH]],
    // addresses of pages and of mail
    ['https://chat.whatsapp.com/AbCd1234567890', 'US', []],
    ['https://wa.me/message/ABC97001234', 'BJ', []],
    ['https://instagram.com/awa.97001234', 'BJ', []],
    ['www.site.com/97001234', 'BJ', []],
    ['awa97001234@gmail.com', 'BJ', []],
    ['06 12 34 56-789', 'FR', []],
    ['2376990E+5', 'CM', []],
    // in scientific writing, with all their digits and without
    ['2,37699000001E+11', 'CM', ['+237699000001']],
    ['6.12345678E8', 'FR', [FRENCH]],
    ['3.3612345678e10', null, [FRENCH]],
    ['2,3769900E+11', 'CM', []],
    ['3.361234567E+10', null, []],
    ['2024-03-12 10:00:00', 'BJ', []],
    ['O6 12 34 56 7O', 'FR', []],
  ])('%j with %j as default is %j', (cell, home, numbers) => expect(numbersOf(cell, home)).toEqual(numbers));
});
