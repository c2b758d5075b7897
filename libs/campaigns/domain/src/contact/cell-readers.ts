import { isVisible } from '@relance/kernel';
import { foldHeader } from './contact-headers.ts';
import { type CalendarDay, type Gender, type Language, type Subscription } from './contact.ts';
import { isCalendarDay } from '../sending/local-day.ts';

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

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'january|jan|janvier|janv|enero|ene|janeiro|januar|gennaio',
    'february|feb|fevrier|fevr|fev|febrero|fevereiro|februar|febbraio',
    'march|mar|mars|marzo|marco|marz',
    'april|apr|avril|avr|abril|abr|aprile',
    'may|mai|mayo|maio|maggio',
    'june|jun|juin|junio|junho|juni|giugno',
    'july|jul|juillet|juil|julio|julho|juli|luglio',
    'august|aug|aout|agosto|ago',
    'september|sep|sept|septembre|septiembre|setembro|set|settembre',
    'october|oct|octobre|octubre|outubro|out|oktober|okt|ottobre',
    'november|nov|novembre|noviembre|novembro',
    'december|dec|decembre|diciembre|dezembro|dic|dez|dezember|dicembre',
  ].flatMap((words, index) => words.split('|').map((word) => [word, index + 1])),
);

const dayText = (year: number, month: number, day: number): CalendarDay | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCalendarDay(text) ? text : null;
};

/** Two digits of a year: the last eighty years and the next twenty. */
const fullYear = (digits: string): number => {
  const year = Number(digits);
  return digits.length > 2 ? year : year < 30 ? 2000 + year : 1900 + year;
};

/**
 * A calendar day as people and programs write it, with or without a time behind; null when it is none. Where both orders are
 * possible the language decides: English month first, all others day first.
 */
export function readDay(text: string, language: Language): CalendarDay | null {
  const written = text.trim().replace(/^'/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ,])/.exec(written);
  if (iso) return dayText(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(written);
  if (compact) return dayText(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const parts = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:$|[T ,])/.exec(written);
  if (parts) return readOrdered(Number(parts[1]), Number(parts[2]), fullYear(parts[3] ?? ''), language);
  const serial = /^\d{5}(?:\.\d+)?$/.exec(written);
  if (serial) return dayOfSerial(Math.floor(Number(written)));
  return readInWords(foldHeader(written));
}

function readOrdered(first: number, second: number, year: number, language: Language): CalendarDay | null {
  const monthFirst = language === 'en';
  const [usual, other] = monthFirst
    ? [dayText(year, first, second), dayText(year, second, first)]
    : [dayText(year, second, first), dayText(year, first, second)];
  return usual ?? other;
}

/** `31 mai 1990`, `May 31 1990`, `1er juin 1985`, `31 de mayo de 1990`, `31-May-90`. */
function readInWords(folded: string): CalendarDay | null {
  const words = folded
    .split(' ')
    .filter((word) => !/^(de|del|of|the|le|du|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)$/.test(word));
  const month = words.map((word) => months[word]).find((found) => found !== undefined);
  const numbers = words
    .map((word) => /^(\d{1,4})(?:er|st|nd|rd|th|o|a)?$/.exec(word)?.[1])
    .filter((found) => found !== undefined);
  const [day, short] = numbers.filter((digits) => digits.length <= 2);
  const year = numbers.find((digits) => digits.length === 4) ?? (short?.length === 2 ? short : undefined);
  return month && year && day ? dayText(fullYear(year), month, Number(day)) : null;
}

const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const dayOfSerial = (serial: number): CalendarDay | null =>
  serial < 366 || serial > 80_000 ? null : new Date(SERIAL_EPOCH + serial * 86_400_000).toISOString().slice(0, 10);

/** A day with the time that stands behind it (UTC where no offset is written); null when it is none. */
export function readInstant(text: string, language: Language): Date | null {
  const written = text.trim();
  const day = readDay(written, language);
  if (day === null) return null;
  const time = /[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(am|pm)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(
    written,
  );
  if (!time) return new Date(`${day}T00:00:00Z`);
  const [, hour = '0', minute = '00', second = '00', fraction = '', half, zone = 'Z'] = time;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
  const offset = zone.toUpperCase() === 'UTC' ? 'Z' : zone;
  const at = new Date(`${day}T${String(hours).padStart(2, '0')}:${minute}:${second}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

const genderWords: Readonly<Record<Gender, string>> = {
  male: 'male|m|homme|h|man|men|masculin|masc|mr|monsieur|mister|hombre|varon|masculino|homem|sr|senor|senhor|garcon|boy|mann|herr|mm|mannlich|maennlich|maschio|uomo',
  female:
    'female|f|femme|woman|women|feminin|fem|mme|madame|mlle|mademoiselle|mrs|ms|miss|mujer|femenino|feminino|mulher|sra|srta|senora|senorita|senhora|fille|girl|frau|dame|weiblich|w|femmina|donna',
  other: 'other|autre|otro|outro|x|nb|non binaire|non binary|diverse|divers|d',
};
const genderOf: ReadonlyMap<string, Gender> = new Map(
  (Object.entries(genderWords) as [Gender, string][]).flatMap(([gender, words]) =>
    words.split('|').map((word) => [word, gender] as const),
  ),
);

export const readGender = (text: string): Gender | null => genderOf.get(foldHeader(text)) ?? null;

export function readLanguage(text: string): Language | null {
  const folded = foldHeader(text);
  if (/^(fr|fra|fre|francais|francaise|french|frances|francophone)\b/.test(folded)) return 'fr';
  return /^(en|eng|anglais|anglaise|english|ingles|anglophone)\b/.test(folded) ? 'en' : null;
}

const yes =
  /^(subscribed|yes|oui|true|vrai|1|si|sim|y|o|x|abonne|abonnee|actif|active|activo|ativo|paid|paye|premium)$/;
const no =
  /^(none|no|non|false|faux|0|nao|n|unsubscribed|non abonne|desabonne|inactif|inactive|inactivo|inativo|gratuit|free)$/;

export function readSubscription(text: string): Subscription | null {
  const folded = foldHeader(text);
  if (yes.test(folded)) return 'subscribed';
  return no.test(folded) ? 'none' : null;
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
  return text
    .replace(/\([^()\d]*\)/gu, ' ')
    .replace(/\s*(?:;?ext\.?=?|x|poste|extension|bureau)\s*\d{1,5}\s*$/i, '')
    .replace(/^[^\d+(]*\p{L}[^\d+(]*/u, '')
    .replace(/[^\d)]*\p{L}[^\d]*$/u, '')
    .trim();
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
