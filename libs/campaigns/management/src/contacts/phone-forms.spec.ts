import { normalisePhone, type PhoneHomes, phoneProblem } from './phone.ts';

const read = (text: string, homes: PhoneHomes = null): string | null => normalisePhone(text, homes)?.phone ?? null;

/** One number in every dress, and the country at home where the dress is national. */
const FRENCH = '+33612345678';

describe('10.1.8 what stands around a number', () => {
  it.each([
    '+33–6–12–34–56–78',
    '+33\u20116\u201112\u201134\u201156\u201178',
    '+33—6 12 34 56 78',
    '+33\u2212612345678',
    '+33·6·12·34·56·78',
    '+33_6_12_34_56_78',
    '06,12,34,56,78',
    '06.12.34.56.78',
    '06/12/34/56/78',
    '06\t12\t34\t56\t78',
    '06 12 34 56 78;',
    '06 12 34 56 78.',
    '=+33612345678',
    '="0612345678"',
    '="+33612345678"',
    '«\u00a0+33612345678\u00a0»',
    '“+33612345678”',
    '<+33612345678>',
    '[+33] 6 12 34 56 78',
    '+33 [0] 6 12 34 56 78',
    '33 (0)6 12 34 56 78',
    '(+33) 6 12 34 56 78',
    '+(33) 6 12 34 56 78',
    '+33(06)12345678',
    '(0033) 6 12 34 56 78',
    '(00) 33 612345678',
    '+0033612345678',
    '+00 33 6 12 34 56 78',
    '++33 612345678',
    '+33612345678 (WhatsApp)',
    '06 12 34 56 78 (perso)',
    '06 12 34 56 78 portable',
    'Mobile 06 12 34 56 78',
    'Whatsapp 0612345678',
    'N° : 06 12 34 56 78',
    '📞 06 12 34 56 78',
    '☎️ +33 6 12 34 56 78',
    '➕33612345678',
    '0️⃣6️⃣12345678',
    'sms:+33612345678',
    'tel://+33612345678',
    'whatsapp://send?phone=33612345678',
    'https://api.whatsapp.com/send?phone=33612345678&text=hi',
    'https://api.whatsapp.com/send/?phone=%2B33612345678',
    'wa.me/33612345678',
    'https://www.wa.me/33612345678?text=Bonjour%20a',
    '33612345678:12@s.whatsapp.net',
    '33612345678+',
    '\u061c+33612345678',
    '+33\u034f612345678',
    '+33\u180e612345678',
    '\ufffc+33612345678',
    '+33612345678\ufe0f',
    '𝟎𝟔𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖',
  ])('%j is one number', (text) => expect(read(text, 'FR')).toBe(FRENCH));

  it.each<[string, PhoneHomes, string | null]>([
    // decimals that are none, and digits that only look so
    ['237699000001,0', 'CM', '+237699000001'],
    ['237,699,000,001', 'CM', '+237699000001'],
    ['06.12.34.56.00', 'FR', '+33612345600'],
    ['06,12,34,56,00', 'FR', '+33612345600'],
    ['٢١٢٦١٢٣٤٥٦٧٨+', null, '+212612345678'],
    // not one number
    ['+33612345678,5', null, null],
    ['+33 1 23 45 67 89 poste 12', null, null],
    ['tel:+33612345678;ext=5', null, null],
    ['0612345678, 0712345678', 'FR', null],
    ['123456789012345@lid', null, null],
    ['O6 12 34 56 78', 'FR', null],
    ['(perso)', 'FR', null],
    ['N/A', 'FR', null],
    ['☎️', 'FR', null],
  ])('%j with %j at home is %s', (text, homes, phone) => expect(read(text, homes)).toBe(phone));

  it('2.3E+11 is refused in every dress of a spreadsheet', () => {
    for (const text of ['="2.37E+11"', '２.37Ｅ+11', "'3,3e10", ' 5.51E+12 '])
      expect([text, read(text, 'CM'), phoneProblem(text, 'CM')]).toEqual([
        text,
        null,
        'shortened by the spreadsheet: format the column as text',
      ]);
  });
});

describe('10.1.8 plans of countries', () => {
  it.each<[string, PhoneHomes, string]>([
    // old numbers whose new form is certain
    ['+229 21 30 12 34', null, '+2290121301234'],
    ['08 09 10 11', 'CI', '+2250708091011'],
    ['+237 99 00 00 01', null, '+237699000001'],
    ['77 12 34 56', 'CM', '+237677123456'],
    ['22 22 00 01', 'CM', '+237222220001'],
    ['+241 06 12 34 56', null, '+24166123456'],
    ['07 12 34 56', 'GA', '+24177123456'],
    ['+241 01 71 23 45', null, '+24111712345'],
    ['+230 712 3456', null, '+23057123456'],
    ['912 3456', 'MU', '+23059123456'],
    ['0168 234 5678', 'VN', '+84382345678'],
    ['+84 122 345 6789', null, '+84773456789'],
    // a zero that a spreadsheet took off, or somebody put in
    ['708091011', 'CI', '+2250708091011'],
    ['+225 708091011', null, '+2250708091011'],
    ['197001234', 'BJ', '+2290197001234'],
    ['+242 6 612 34 56', null, '+242066123456'],
    ['0333 123 4567', 'IT', '+393331234567'],
    ['+39 06 1234 5678', null, '+390612345678'],
    // other ways to dial
    ['5215512345678', 'FR', '+5215512345678'],
    ['5215512345678', 'MX', '+5215512345678'],
    ['01 55 1234 5678', 'MX', '+525512345678'],
    ['0351 15 234 5678', 'AR', '+5493512345678'],
    ['9 11 2345 6789', 'AR', '+5491123456789'],
    ['0 15 11 98765-4321', 'BR', '+5511987654321'],
    ['8 (912) 345-67-89', 'RU', '+79123456789'],
    ['8 (701) 234 56 78', 'KZ', '+77012345678'],
    ['011 33 6 12 34 56 78', 'US', FRENCH],
    ['810 33 6 12 34 56 78', 'RU', FRENCH],
    ['0011 33 612345678', 'AU', FRENCH],
    ['00 33 612345678', 'AU', FRENCH],
    ['03 123 456', 'LB', '+9613123456'],
    ['3123456', 'LB', '+9613123456'],
    ['62 0812 3456 7890', 'FR', '+6281234567890'],
    ['07911 123456', 'UK', '+447911123456'],
    // one plan, several countries
    ['0690 12 34 56', 'FR', '+590690123456'],
    ['0692 12 34 56', ['FR'], '+262692123456'],
    ['06 12 34 56 78', 'MQ', FRENCH],
  ])('%j with %j at home is %s', (text, homes, phone) => expect(read(text, homes)).toBe(phone));
});
