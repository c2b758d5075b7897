import { readGender, readLanguage, readSubscription } from './cell-readers.ts';
import { countryOf } from './country-names.ts';
import { readDay, readInstant } from './date-readers.ts';
import { withoutEntities } from './html-entities.ts';

const TODAY = '2026-11-30';
const words = (text: string): readonly string[] => text.split(', ');

describe('10.4.4 days in the forms that people and programs write', () => {
  it.each([
    ...[
      '31.05.1990',
      '1990/05/31',
      '05-31-1990',
      '31 mai 1990',
      '31-May-90',
      '31/05/90',
      '31/5/1990',
      '5/31/1990',
      '31 05 1990',
    ],
    ...['31051990', '19900531', '1990-05-31T00:00:00.000Z', '31/05/1990 00:00:00', 'May 31, 1990', '31st May 1990'],
    ...[
      'Thursday, May 31, 1990',
      'jeudi 31 mai 1990',
      '31 de mayo de 1990',
      '31. Mai 1990',
      '31 maj 1990',
      '31 Mayıs 1990',
    ],
    ...[
      '31mai1990',
      '31May1990',
      'Thu May 31 1990 00:00:00 GMT+0200',
      '1990. május 31.',
      "'31/05/1990",
      '31/05/1990 (36 ans)',
    ],
    ...['31/05/1990 à 12h30', '31-mai-90', "31 mai '90", '٣١ مايو ١٩٩٠', '1990-May-31', '31/05/2533'],
    ...['31-V-1990', '31 v 1990', '31\\05\\1990', '31 tháng 5 1990', 'Ngày 31 tháng 5 năm 1990'],
    ...['33024', '33024.0', '33024,5', '33 024', '33.024'],
  ])('%s', (text) => expect(readDay(text, 'fr', TODAY)).toBe('1990-05-31'));

  it.each([
    '0000-00-00',
    '00/00/0000',
    '1990',
    '31/05',
    '30',
    '05/1990',
    '29/02/1990',
    '31|05|1990',
    '-',
    '32/13/1990',
    '31 tháng 2 1990',
    '31-XIII-1990',
    'v 1990',
  ])('%s is none', (text) => expect(readDay(text, 'fr', TODAY)).toBeNull());

  it('seconds and milliseconds since 1970, to the second where an instant is asked for', () => {
    expect([readDay('643507200', 'fr', TODAY), readDay('643507200000', 'fr', TODAY)]).toEqual([
      '1990-05-24',
      '1990-05-24',
    ]);
    expect(readInstant('1700000000', 'fr')).toEqual(new Date('2023-11-14T22:13:20Z'));
    expect(readInstant('1700000000123', 'fr')).toEqual(new Date(1_700_000_000_123));
  });
});

describe('10.4.4 genders, countries, languages and subscriptions in other words', () => {
  it.each([
    [
      'female',
      'Femme, F, Mme, Mme., Mlle, Mesdames, Frau, Sra., Srta., mulher, Mujer, Ms, feminina, أنثى, 女, ♀, 2 - Femme, Sexe féminin, kobieta, kadın, женский, kvinna, žena, femeie, γυναίκα, נקבה, महिला, หญิง, perempuan, she/her, elle, 👩, 👩🏾, 👧🏿',
    ],
    [
      'male',
      'Homme, M., Monsieur, Herr, Sr., homem, Varón, ذكر, 男, ♂, männlich, Uomo, mężczyzna, erkek, муж, 1 - Homme, muž, férfi, bărbat, άνδρας, זכר, पुरुष, ชาย, laki-laki, he/him, 👨, 👨🏾‍🦱, 👦',
    ],
  ])('%s', (gender, all) => {
    for (const text of words(all)) expect([text, readGender(text)]).toEqual([text, gender]);
  });

  it.each([
    ['FR', 'France, FRA, Francia, Frankreich, Francja, فرنسا, フランス, 🇫🇷, FRANCE , FR, fr.'],
    ['CG', 'Congo-Brazza, Congo Brazzaville, République du Congo'],
    ['RE', 'La Réunion, Île de la Réunion'],
    ['CA', 'Canada, Québec'],
    ['CI', "Côte d'Ivoire, COTE D'IVOIRE, Cote dIvoire, C.I., RCI, CIV, Cote Ivoire, Costa do Marfim, ساحل العاج"],
    ['CD', 'RDC, Congo (RDC), DRC, RD Congo, COD, Rép. Dém. Congo, Rep. dem. du Congo'],
    ['US', 'USA, U.S.A., EE.UU., Vereinigte Staaten, America'],
    ['AE', 'UAE, الإمارات, Émirats arabes unis'],
    ['RU', 'Russian Federation, Fédération de Russie, Россия'],
    ['DE', 'Allemagne, Deutschland, Alemanha, DEU, Niemcy, ドイツ, Németország'],
    ['LA', 'Laos, Lao People’s Democratic Republic'],
  ])('%s', (code, all) => {
    for (const text of words(all)) expect([text, countryOf(text)]).toEqual([text, code]);
  });

  it.each([
    [
      'fr',
      'fr-FR, French, Français, FRA, fr_CA, French (France), Französisch, الفرنسية, Frans, francese, francuski, フランス語, 🇫🇷, Langue : fr, langue: Français',
    ],
    [
      'en',
      'en-US, English, Anglais, en_GB, Englisch, الإنجليزية, Engels, inglese, angielski, 英语, 🇬🇧, 🇺🇸, Language: EN',
    ],
    [null, 'Español, de, pt-BR, Arabe, wolof, German, finnish'],
  ])('%s', (language, all) => {
    for (const text of words(all)) expect([text, readLanguage(text)]).toEqual([text, language]);
  });

  it.each([
    ['subscribed', 'Oui, Abonné, TRUE, 1, active, Ja, نعم, ✓, Payé'],
    [
      'none',
      'Non, Désabonné, FALSE, 0, cancelled, canceled, Annulé, expired, résilié, Nein, لا, ✗, not subscribed, non abonnée, non payé, pas abonné, unpaid, impayé, not active',
    ],
    [null, 'pending, ?, client, unknown, information'],
  ])('%s', (subscription, all) => {
    for (const text of words(all)) expect([text, readSubscription(text)]).toEqual([text, subscription]);
  });
});

it.each([
  ['Ren&eacute;e d&#039;Or', "Renée d'Or"],
  ['C&ocirc;te d&rsquo;Ivoire', 'Côte d’Ivoire'],
  ['M&uuml;ller &amp; S&ouml;hne', 'Müller & Söhne'],
  ['&#x417;&#1086;&#1103;', 'Зоя'],
  ['&Ccedil;a &OElig;uvre', 'Ça Œuvre'],
  ['A&B; C & D; &nothing; &#0; &#xd800;', 'A&B; C & D; &nothing; &#0; &#xd800;'],
])('10.4.1 entities of web pages: %s', (text, read) => expect(withoutEntities(text)).toBe(read));
