import { isVisible } from '@relance/kernel';
import { foldHeader } from './fold-header.ts';
import { type Gender, type Language, type Subscription } from '../contact.ts';

/** Characters that no text of a person needs: controls, direction marks, zero-width ones but the joiners, private use. */

const unwanted =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/** A text of one line as people meant it: line breaks and tabs are spaces, unwanted characters are gone. */
export const cleanText = (text: string): string =>
  text
    .replace(/[\t\r\n\u0085\u2028\u2029]+/g, ' ')
    .replace(unwanted, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .trim();

/** Written where nothing is known. */
export const isNothing = (text: string): boolean =>
  /^(?:-+|_+|\.+|n\/?a|null|nil|none|undefined|#n\/a|néant|neant|aucun|""|'')$/i.test(text.trim());

const genderWords: Readonly<Record<Gender, string>> = {
  male: 'male|m|homme|hommes|h|man|men|masculin|masc|mr|monsieur|messieurs|mister|sir|hombre|varon|masculino|homem|sr|senor|senhor|don|garcon|boy|mann|herr|mm|mannlich|maennlich|maschio|uomo|signor|signore|sig|meneer|dhr|heer|mannelijk|mężczyzna|pan|erkek|bay|bey|муж|мужской|м|мужчина|господин|ذكر|رجل|السيد|سيد|男|男性|先生|남|남성|남자|पुरुष|masculine|il|el|ele|he|kille|mies|muz|muski|musko|moski|ferfi|barbat|ανδρας|αντρας|αρρεν|זכר|גבר|مرد|ชาย|nam|laki laki|pria|mwanamume|man kille|чоловік|чоловіча',
  female:
    'female|f|femme|femmes|femelle|woman|women|feminin|fem|mme|mmes|madame|mlle|melle|mademoiselle|mrs|ms|miss|madam|mujer|femenino|feminino|mulher|sra|srta|senora|senorita|senhora|dona|dna|fille|girl|frau|fraulein|frl|dame|weiblich|w|femmina|donna|signora|signorina|sig ra|vrouw|mevrouw|mevr|mw|vrouwelijk|kobieta|pani|kadın|bayan|hanım|жен|женский|ж|женщина|госпожа|أنثى|امرأة|السيدة|سيدة|آنسة|女|女性|女士|여|여성|여자|महिला|mesdames|feminina|femenina|feminine|elle|ella|ela|she|kvinna|kvinde|kvinne|nainen|zena|zenska|zensko|zenske|femeie|feminin f|γυναικα|θηλυ|נקבה|אישה|أنثي|انثى|زن|หญิง|nữ|perempuan|wanita|mwanamke|жінка|жіноча|nő',
  other: 'other|autre|otro|outro|x|nb|non binaire|non binary|diverse|divers|d|mx',
};
const genderOf: ReadonlyMap<string, Gender> = new Map(
  (Object.entries(genderWords) as [Gender, string][]).flatMap(([gender, words]) =>
    words.split('|').map((word) => [foldHeader(word), gender] as const),
  ),
);
const academicTitles = /^(?:dr|dre|dra|prof|professeur|professor|docteur|doctor|doktor|me|maitre|ing|phd)$/;
/** Codes of a list (`2 - Femme`), the header once more (`Sexe féminin`), further pronouns (`she/her`). */
const besideGender = /^(?:\d+|sexe|sex|sexo|genre|gender|genero|geschlecht|her|hers|him|his)$/;
const signs: Readonly<Record<string, Gender>> = {
  ...{ '♂': 'male', '👨': 'male', '👦': 'male', '👴': 'male' },
  ...{ '♀': 'female', '👩': 'female', '👧': 'female', '👵': 'female' },
};

/** A sex or a form of address; several words of one meaning are one (`Homme (H)`, `Frau Dr.`), of several meanings none (`M./Mme`). */
export function readGender(text: string): Gender | null {
  const sign = signs[[...text.trim()][0] ?? ''];
  if (sign) return sign;
  const folded = foldHeader(text);
  const whole = genderOf.get(folded);
  if (whole) return whole;
  const words = folded.split(' ').filter((word) => !academicTitles.test(word) && !besideGender.test(word));
  const found = new Set(words.map((word) => genderOf.get(word)));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

/** Codes and words by which each language begins, besides its names in other languages. */
const languageForms: Readonly<Record<Language, RegExp>> = {
  fr: /^(fr|fra|fre|fran|franz|francais|francaise|french|frances|francophone|france|vf)\b/,
  en: /^(en|eng|ang|anglais|anglaise|english|ingles|anglophone|uk|gb|us|usa)\b/,
};
const namingLanguages = 'fr en es pt de it nl pl cs sv da tr ru uk el he ar fa hi th vi id sw zh ja ko ro hu'.split(
  ' ',
);
let languageNames: ReadonlyMap<string, Language> | null = null;

/** French and English as each of many languages calls them. */
const allLanguageNames = (): ReadonlyMap<string, Language> =>
  new Map(
    namingLanguages.flatMap((naming) => {
      const names = new Intl.DisplayNames([naming], { type: 'language', fallback: 'none' });
      return (['fr', 'en'] as const).map((code) => [foldHeader(names.of(code) ?? code), code] as const);
    }),
  );

/** The header once more: `Langue : fr`. */
const besideLanguage = /^(?:langues?|languages?|lang|idioma|sprache|lingua) /;
const languageFlags: Readonly<Record<string, Language>> = { '🇫🇷': 'fr', '🇬🇧': 'en', '🇺🇸': 'en' };

export function readLanguage(text: string): Language | null {
  const flag = languageFlags[text.trim()];
  if (flag) return flag;
  const folded = foldHeader(text).replace(besideLanguage, '');
  const found = (['fr', 'en'] as const).find((code) => languageForms[code].test(folded));
  if (found) return found;
  languageNames ??= allLanguageNames();
  return languageNames.get(folded) ?? null;
}

const yes =
  /^(subscribed|yes|oui|true|vrai|1|si|sim|ja|da|evet|tak|y|o|x|abonne|abonnee|actif|active|activo|ativo|paid|paye|premium|да|نعم)$/;
const no =
  /^(none|no|non|false|faux|0|nao|nein|nee|nie|hayır|n|unsubscribed|desabonne|inactif|inactive|inactivo|inativo|gratuit|free|cancell?ed|annulee?|resiliee?|expired|expiree?|нет|لا)$/;

const negation = /^(?:non |not |never |no |pas |nao |in|im|un)(?=\w{3})/;

export function readSubscription(text: string): Subscription | null {
  if (/^\s*[✓✔☑✅]/u.test(text)) return 'subscribed';
  if (/^\s*[✗✘❌☐✖]/u.test(text)) return 'none';
  const folded = foldHeader(text);
  if (yes.test(folded)) return 'subscribed';
  return no.test(folded) || yes.test(folded.replace(negation, '')) ? 'none' : null;
}

/**
 * Tags of a cell: parted by `|` or, as Google does, by `:::`; a bar that belongs to a tag is written `\|`. Other programs
 * (`isForeign`) part them by commas or semicolons, in quotes or not.
 */
export const readTags = (text: string, isForeign = false): string[] => [
  ...new Set(
    (isForeign && !/\||:::/.test(text)
      ? text.split(/[,;]/).map((tag) => tag.trim().replace(/^"+|"+$/g, ''))
      : text.split(/(?<!\\)\||\s*:::\s*/)
    )
      .map((tag) => cleanText(tag.replaceAll('\\|', '|')).replace(/^\* ?/, ''))
      .filter((tag) => tag !== '' && isVisible(tag)),
  ),
];

const MIN_DIGITS = 6;
const digitCount = (text: string): number => text.match(/\p{Nd}/gu)?.length ?? 0;

/** A number without the words around it: `Tel 06 … (perso)`, `WhatsApp: 06 …`, `+33 6 … poste 12`. */
function withoutWords(text: string): string {
  if (!/\p{L}/u.test(text) || /\d\s*e\s*\+?\s*\d/i.test(text) || /[@/]/.test(text)) return text;
  return (
    text
      .replace(/\([^()\d]*\)/gu, ' ')
      // `N°1 06 …`, `Tel 2: +33 …`: which of several it is.
      .replace(/^\D*\p{L}[^\d+]*?[1-9]\s*[.:)-]?\s+(?=[+0](?:\D?\d){8})/u, '')
      .replace(/\s*(?:;?ext\.?=?|x|poste|extension|bureau)\s*\d{1,5}\s*$/i, '')
      .replace(/^[^\d+(]*\p{L}[^\d+(]*/u, '')
      .replace(/[^\d)]*\p{L}[^\d]*$/u, '')
      .trim()
  );
}

/** The numbers of a cell, in order. Separators within one number (`06/12/34/56/78`) do not part it. */
export function splitNumbers(text: string): string[] {
  const whole = text.trim();
  // A number that a spreadsheet has rounded away is told as a whole: its comma parts nothing.
  if (/^'?[+-]?\d+[.,]\d+\s*e\s*\+?\s*\d+$/i.test(whole)) return [whole];
  const pieces = withoutWords(whole)
    .split(/:::|[/,;|\n&]|\s(?:ou|or|et|and|y|e|o)\s/i)
    .map((piece) => withoutWords(piece.trim()))
    .filter((piece) => piece !== '');
  if (pieces.length === 0 && whole !== '') return [whole];
  if (pieces.length < 2) return pieces;
  const numbers = pieces.filter((piece) => digitCount(piece) >= MIN_DIGITS);
  return numbers.length > 0 ? numbers : [whole];
}
