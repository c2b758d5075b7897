import { countryOfAlpha3 } from './country-alpha3.ts';
import { foldHeader } from './fold-header.ts';

/** ISO 3166 alpha-2 codes in use, and those that phone numbers know besides: Kosovo, Ascension, Tristan da Cunha. */
export const countryCodes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK AC TA'.split(
    ' ',
  );
const codes: ReadonlySet<string> = new Set(countryCodes);

/** Codes that people write and ISO keeps for what is meant. */
const otherCodes: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', KOS: 'XK', FX: 'FR' };

/** A country code as ISO writes it (`uk` is GB); null when it is none. */
export function countryOfCode(code: string): string | null {
  const upper = code.trim().toUpperCase();
  const meant = otherCodes[upper] ?? upper;
  return codes.has(meant) ? meant : null;
}

/** Names that people use besides the official ones of the four languages. */
const otherNames: Readonly<Record<string, string>> = {
  'cote d ivoire': 'CI',
  'ivory coast': 'CI',
  rci: 'CI',
  'costa de marfil': 'CI',
  rdc: 'CD',
  drc: 'CD',
  'rd congo': 'CD',
  'rep dem congo': 'CD',
  'rep dem du congo': 'CD',
  'congo kin': 'CD',
  'congo brazza': 'CG',
  'r d congo': 'CD',
  'dr congo': 'CD',
  'republique democratique du congo': 'CD',
  'democratic republic of the congo': 'CD',
  'congo kinshasa': 'CD',
  zaire: 'CD',
  congo: 'CG',
  'republique du congo': 'CG',
  'congo brazzaville': 'CG',
  usa: 'US',
  'u s a': 'US',
  'united states of america': 'US',
  'etats unis d amerique': 'US',
  eeuu: 'US',
  'ee uu': 'US',
  eua: 'US',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  'grande bretagne': 'GB',
  angleterre: 'GB',
  inglaterra: 'GB',
  holland: 'NL',
  hollande: 'NL',
  holanda: 'NL',
  'cap vert': 'CV',
  'cape verde': 'CV',
  'cabo verde': 'CV',
  swaziland: 'SZ',
  burma: 'MM',
  birmanie: 'MM',
  macedonia: 'MK',
  macedoine: 'MK',
  'czech republic': 'CZ',
  'republique tcheque': 'CZ',
  'coree du sud': 'KR',
  'south korea': 'KR',
  russia: 'RU',
  russie: 'RU',
  turkey: 'TR',
  turquie: 'TR',
  kosovo: 'XK',
  uae: 'AE',
  emirats: 'AE',
  centrafrique: 'CF',
  rca: 'CF',
  'republique centrafricaine': 'CF',
  'guinee conakry': 'GN',
  burkina: 'BF',
  korea: 'KR',
  coree: 'KR',
  elfenbeinkuste: 'CI',
  'costa d avorio': 'CI',
  'sao tome': 'ST',
  grossbritannien: 'GB',
  großbritannien: 'GB',
  'gran bretana': 'GB',
  'gra bretanha': 'GB',
  'northern ireland': 'GB',
  'irlande du nord': 'GB',
  ecosse: 'GB',
  eire: 'IE',
  vatican: 'VA',
  'saint siege': 'VA',
  rsa: 'ZA',
  ksa: 'SA',
  dubai: 'AE',
  'abu dhabi': 'AE',
  prc: 'CN',
  'hong kong': 'HK',
  hongkong: 'HK',
  macau: 'MO',
  'ile maurice': 'MU',
  'ile de la reunion': 'RE',
  'reunion ile': 'RE',
  'maurice ile': 'MU',
  guyane: 'GF',
  dahomey: 'BJ',
  'haute volta': 'BF',
  'france metropolitaine': 'FR',
  'viet nam': 'VN',
  'timor oriental': 'TL',
  'russian federation': 'RU',
  'federation de russie': 'RU',
  'syrian arab republic': 'SY',
  'republique arabe syrienne': 'SY',
  'lao people s democratic republic': 'LA',
  'lao pdr': 'LA',
  'state of palestine': 'PS',
  palestine: 'PS',
  'democratic people s republic of korea': 'KP',
  'brunei darussalam': 'BN',
  'cote divoire': 'CI',
  'cote ivoire': 'CI',
  'c i': 'CI',
  'congo rdc': 'CD',
  'congo drc': 'CD',
  'congo dr': 'CD',
  'congo democratic republic of the': 'CD',
  'congo the democratic republic of the': 'CD',
  america: 'US',
  amerique: 'US',
  quebec: 'CA',
  brd: 'DE',
  الامارات: 'AE',
  السعودية: 'SA',
  امريكا: 'US',
  timor: 'TL',
};

let names: ReadonlyMap<string, string> | null = null;
let ownNames: ReadonlyMap<string, string> | null = null;

function allNames(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const language of ['ar', 'it', 'de', 'pt', 'es', 'en', 'fr']) addNames(found, language, countryCodes);
  for (const [name, code] of Object.entries(otherNames)) found.set(name, code);
  return found;
}

function addNames(found: Map<string, string>, language: string, of: readonly string[]): void {
  for (const style of ['short', 'long'] as const) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style });
    for (const code of of) {
      const name = display.of(code);
      if (name) found.set(foldHeader(name), code);
    }
  }
}

/** The likelier a language is in a list of people the later it comes: it wins where two call different countries alike. */
const ofNeighbours = 'sw id vi th hi fa he el uk hu ro cs da sv pl ko ja zh tr ru nl'.split(' ');

/** Each country in the language that most people speak there (`Nederland`, `Polska`, `日本`), and in more languages of neighbours. */
function namesAtHome(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const language of ofNeighbours) addNames(found, language, countryCodes);
  for (const code of countryCodes) addNames(found, new Intl.Locale(`und-${code}`).maximize().language, [code]);
  return found;
}

function named(folded: string): string | undefined {
  names ??= allNames();
  const known = names.get(folded);
  // Dear to make, and asked for what nobody else knows only.
  return known ?? (folded === '' ? undefined : (ownNames ??= namesAtHome()).get(folded));
}

/** What a state calls itself before its name: `République du Bénin`, `Kingdom of Morocco`, `Bundesrepublik Deutschland`. */
const stateForm =
  /^(?:(?:la|le|the|el|o|a) )?(?:(?:federal|federale|islamique|islamic|islamica|unie|united|popular|populaire|bolivariana) )*(?:republique|republic|republica|republik|bundesrepublik|repubblica|royaume|kingdom|reino|konigreich|regno)(?: (?:federale?|islamique|islamica|unie|populaire|popular|bolivariana))*(?: (?:du|de la|de l|des|de|d|of the|of|do|da|del|di))? /;
const articleBefore = /^(?:la|le|les|l|the|el|o|a) /;

/** `fr-FR`, `pt_BR`: the country is behind the language. */
const localeForm = /^[a-z]{2,3}[-_]([A-Z]{2})$/;
const flagForm = /[\u{1f1e6}-\u{1f1ff}]{2}/u;
const FLAG_A = 0x1f1e6;
const LETTER_A = 0x41;

/** The code that the two letters of a flag spell. */
function countryOfFlag(text: string): string | null {
  const letters = [...(flagForm.exec(text)?.[0] ?? '')].map(
    (letter) => (letter.codePointAt(0) ?? 0) - FLAG_A + LETTER_A,
  );
  return letters.length === 0 ? null : countryOfCode(String.fromCodePoint(...letters));
}

/**
 * A country in words (French, English, Spanish, Portuguese, German, Italian, Arabic or its own language; short or as the state calls
 * itself), by its code of two or three letters, its flag or a locale, also beside a name (`Cameroun (CM)`, `Yaoundé, Cameroun`); null
 * when nobody calls one so.
 */
export function countryOf(text: string): string | null {
  const trimmed = text.trim();
  if (/^[A-Za-z]{2}\.?$/.test(trimmed)) return countryOfCode(trimmed.slice(0, 2));
  const locale = localeForm.exec(trimmed)?.[1];
  if (locale) return countryOfCode(locale);
  const whole = countryOfName(trimmed);
  if (whole !== null) return whole;
  const beside = /^(.+?)\s*[([/-]\s*([A-Za-z]{2})\s*[)\]]?$/.exec(trimmed);
  const before = /^[A-Za-z]{2}\s*[-–/:]\s*(.+)$/.exec(trimmed);
  const besideName = countryOfName(beside?.[1] ?? before?.[1] ?? '');
  return besideName ?? countryOfFlag(trimmed) ?? countryAmong(trimmed);
}

function countryOfName(text: string): string | null {
  const folded = foldHeader(text);
  const tried = [folded, folded.replace(articleBefore, ''), folded.replace(stateForm, '').replace(articleBefore, '')];
  for (const name of tried) {
    const code = named(name);
    if (code !== undefined) return code;
  }
  return countryOfAlpha3(text);
}

/** Of several words that commas, slashes or brackets part, the country that one of them names; several name none. */
function countryAmong(text: string): string | null {
  const pieces = text.split(/[,;/()[\]|]|\s[-–—]\s/).filter((piece) => piece.trim() !== '');
  if (pieces.length < 2) return null;
  const found = new Set(pieces.map((piece) => countryOfName(piece.trim())).filter((code) => code !== null));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}
