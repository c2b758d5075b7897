import { countryOfCode, recipientZone } from '@relance/campaigns-domain';
import fc from 'fast-check';
import { type CountryCode, getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { normalisePhone, type PhoneHomes, phoneProblem } from './phone.ts';
import { renumbered } from './renumbered-plans.ts';

const read = (text: string, homes: PhoneHomes = null): string | null => normalisePhone(text, homes)?.phone ?? null;

describe('10.1.8 reading numbers', () => {
  it.each<[text: string, homes: PhoneHomes, phone: string | null]>([
    // digits without plus
    ['237699000001', 'DE', '+237699000001'],
    ['33612345678', 'CM', '+33612345678'],
    ['2250712345678', 'FR', '+2250712345678'],
    ['5531988112233', 'FR', '+5531988112233'],
    ['237699000001', 'CM', '+237699000001'],
    ['699000001', 'CM', '+237699000001'],
    ['0612345678', 'FR', '+33612345678'],
    ['612345678', 'FR', '+33612345678'],
    // the row's country comes before the owner's
    ['0612345678', ['FR', 'CM'], '+33612345678'],
    ['770000001', ['SN', 'FR'], '+221770000001'],
    ['0470123456', ['BE', 'FR'], '+32470123456'],
    // around and inside
    ["'+237699000001", null, '+237699000001'],
    ['tel:+33-6-12-34-56-78', null, '+33612345678'],
    ['p:+33612345678', null, '+33612345678'],
    ['Tél. : 06 12 34 56 78', 'FR', '+33612345678'],
    ['WhatsApp: +221 77 000 00 01', null, '+221770000001'],
    ['0033612345678', null, '+33612345678'],
    ['00 237 699 00 00 01', 'FR', '+237699000001'],
    ['+33 (0)6 12 34 56 78', null, '+33612345678'],
    ['+49 (0) 151 23456789', null, '+4915123456789'],
    ['0044 (0)7911 123456', null, '+447911123456'],
    ['+33\u202f6\u202f12\u202f34\u202f56\u202f78', null, '+33612345678'],
    ['\u202a+33 6 12 34 56 78\u202c', null, '+33612345678'],
    ['\u2066+221\u00a077\u00a0000\u00a000\u00a001\u2069\u200e', null, '+221770000001'],
    ['٠٦١٢٣٤٥٦٧٨', 'FR', '+33612345678'],
    ['+٢١٢ ٦١٢٣٤٥٦٧٨', null, '+212612345678'],
    ['۰۶۱۲۳۴۵۶۷۸', 'FR', '+33612345678'],
    ['+२३७ ६९९०००००१', null, '+237699000001'],
    ['＋３３６１２３４５６７８', null, '+33612345678'],
    ['237699000001.0', 'CM', '+237699000001'],
    ['237699000001@s.whatsapp.net', 'FR', '+237699000001'],
    ['https://wa.me/237699000001', null, '+237699000001'],
    // the country's code with its sign, twice
    ['+33 0033 6 12 34 56 78', null, '+33612345678'],
    ['0033 0033 612345678', 'FR', '+33612345678'],
    ['+237 +237 699 00 00 01', null, '+237699000001'],
    ['+221 (00221) 77 000 00 01', null, '+221770000001'],
    // Chile's way at home, and signs between the digits
    ['09 8765 4321', 'CL', '+56987654321'],
    ['+56 (09) 8765 4321', null, '+56987654321'],
    ['06~12~34~56~78', 'FR', '+33612345678'],
    ['０９０ー１２３４ー５６７８', 'JP', '+819012345678'],
    // renumbered countries
    ['+22997001234', null, '+2290197001234'],
    ['97001234', 'BJ', '+2290197001234'],
    ['22997001234', 'FR', '+2290197001234'],
    ['+2290197001234', null, '+2290197001234'],
    ['0197001234', 'BJ', '+2290197001234'],
    ['+22507123456', null, '+2250707123456'],
    ['+22505123456', null, '+2250505123456'],
    ['+22501123456', null, '+2250101123456'],
    ['07123456', 'CI', '+2250707123456'],
    ['+22547123456', null, '+2250747123456'],
    ['+2250707123456', null, '+2250707123456'],
    // forms of the Americas
    ['+52 1 55 1234 5678', null, '+5215512345678'],
    ['55 1234 5678', 'MX', '+525512345678'],
    ['044 55 1234 5678', 'MX', '+525512345678'],
    ['+54 9 11 2345-6789', null, '+5491123456789'],
    ['011 15 2345-6789', 'AR', '+5491123456789'],
    ['(31) 98811-2233', 'BR', '+5531988112233'],
    ['+55 31 8811-2233', null, '+553188112233'],
    ['+553132345678', null, '+553132345678'],
    ['(212) 456-7890', 'US', '+12124567890'],
    // none
    ['2.37699E+11', 'CM', null],
    ['2,37699E+11', 'CM', null],
    ['2.37699e11', null, null],
    ['12345', 'FR', null],
    ['hello', 'FR', null],
    ['+33 6 12 34 56 78 ext. 5', null, null],
    ['', 'FR', null],
    ['06 12 34 56 78', null, null],
  ])('%j with %j at home is %s', (text, homes, phone) => {
    expect(read(text, homes)).toBe(phone);
  });

  it.each([
    ['2.37699E+11', 'CM', 'shortened by the spreadsheet: format the column as text'],
    ["'3,36E+10", null, 'shortened by the spreadsheet: format the column as text'],
    ['12', 'FR', 'is not a possible phone number'],
    ['0612345678', null, 'must be international (+ and country code), or defaultCountry must be set'],
  ])('%j is refused with words that help', (text, home, words) => {
    expect(phoneProblem(text, home).problem).toBe(words);
  });

  const countries = getCountries();
  const anyCountry = fc.constantFrom(...countries);
  const mobileOf = (country: CountryCode) => getExampleNumber(country, examples);
  const spaced = (text: string, seed: number): string =>
    [...text]
      .map((digit, index) => ((seed >> (index % 16)) & 1 ? `${digit} ` : digit))
      .join('')
      .trim();

  it('never reads another country’s number when a mobile number at home fits', () => {
    fc.assert(
      fc.property(anyCountry, fc.nat(9_999_999), fc.nat(65_535), fc.boolean(), (country, tail, seed, withZero) => {
        const example = mobileOf(country);
        if (!example) return;
        const national =
          (withZero ? '0' : '') + example.nationalNumber.slice(0, -6) + String(tail).slice(-6).padStart(6, '0');
        const home = parsePhoneNumberFromString(national, country);
        // What the library alone says of the digits at home, without any rule of ours.
        if (!home?.isValid() || home.country !== country || home.getType() !== 'MOBILE') return;
        const read = normalisePhone(spaced(national, seed), country);
        expect({ national, country: read?.country }).toEqual({ national, country });
        const sameOrRenumbered =
          read?.phone === home.number || renumbered(home.countryCallingCode, home.nationalNumber);
        expect({ national, phone: read?.phone, sameOrRenumbered: Boolean(sameOrRenumbered) }).toMatchObject({
          sameOrRenumbered: true,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the international form of any country’s mobile alike, whatever is at home', () => {
    fc.assert(
      fc.property(anyCountry, fc.option(anyCountry, { nil: null }), fc.nat(65_535), (country, home, seed) => {
        const example = mobileOf(country);
        if (!example) return;
        const expected = normalisePhone(example.number, null)?.phone;
        expect(read(spaced(example.number, seed), home)).toBe(expected);
        expect(read(`00${spaced(example.number.slice(1), seed)}`, home)).toBe(expected);
        expect(read(`\u202a'${example.number}\u202c`, home)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads what it gives again as the same number', () => {
    fc.assert(
      fc.property(
        anyCountry,
        fc.string({ unit: fc.constantFrom(...'0123456789 +()-.'), maxLength: 20 }),
        (home, text) => {
          const phone = read(text, home);
          if (phone !== null) expect(read(phone, home)).toBe(phone);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('10.1.9 countries', () => {
  it('every country that a number can give has a zone and is a country to us', () => {
    const without = getCountries().filter(
      (country) => recipientZone(country, 'none') === 'none' || countryOfCode(country) !== country,
    );
    expect(without).toEqual([]);
    expect(recipientZone('XK', 'none')).toBe('Europe/Belgrade');
  });

  it.each([
    ['UK', 'GB'],
    ['uk', 'GB'],
    ['el', 'GR'],
    ['fr', 'FR'],
    ['XK', 'XK'],
    ['XX', null],
    ['ZZ', null],
    ['France', null],
  ])('%s as a code is %s', (code, country) => expect(countryOfCode(code)).toBe(country));
});
