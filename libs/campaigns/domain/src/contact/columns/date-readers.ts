import { asciiDigits } from '@relance/kernel';
import { foldHeader } from './fold-header.ts';
import { type CalendarDay, type Language } from '../contact.ts';
import { isCalendarDay } from '../../sending/local-day.ts';

/**
 * Names of months, long and short, alone and within a date, folded as headers are: French, English, Spanish, Portuguese, German, Italian,
 * Arabic (of Egypt, Morocco, Tunisia and Syria), some twenty more, and Roman numerals. Of two languages that call different months alike the
 * first is right.
 */
const months: ReadonlyMap<string, number> = new Map(
  [
    'i janv jan ene janvier january enero janeiro januar gennaio gen يناير جانفي januari gener ianuarie ian styczen stycznia sty leden ledna led januara tammikuu tammikuuta tammi ocak oca январь января янв січень січня січ януари ιανουαριου ιαν ינואר ינו มกราคม जनवर ژانویه',
    'ii fevr fev feb fevrier february febrero fevereiro februar febbraio فبراير فيفري شباط februari febrer febr februarie luty lutego lut unor unora uno februara helmikuu helmikuuta helmi subat sub февраль февраля февр лютии лютого лют февруари φεβρουαριου φεβ פברואר פבר กมภาพนธ फरवर फर فوریه',
    'iii marz mrz mar marco mars march marzo مارس اذار maart mrt marc martie marzec marca brezen brezna bre marec marts maaliskuu maaliskuuta maalis mart март марта мар березень березня бер μαρτιου μαρ מרץ marcius maret มนาคม मरच',
    'iv avr apr abr avril april abril aprile ابريل افريل نيسان aprilie kwiecien kwietnia kwi duben dubna dub aprila huhtikuu huhtikuuta huhti nisan nis апрель апреля апр квітень квітня квіт април απριλιου απρ אפריל אפר aprilis เมษายน अपरल اوریل',
    'v mayo mai may maio maggio mag مايو ماي ايار mei maig maj maja kveten kvetna kve toukokuu toukokuuta touko mayıs маи мая травень травня трав μαιου μαι מאי majus พฤษภาคม मई مه',
    'vi jun juin june junio junho juni giugno giu يونيو جوان حزيران juny iunie iun czerwiec czerwca cze cerven cervna cvn juna junij kesakuu kesakuuta kesa haziran haz июнь июня июн червень червня черв юни ιουνιου ιουν יוני junius มถนายน जन ژوين',
    'vii juil jul juillet july julio julho juli luglio lug يوليو يوليوز جويلية تموز juliol iulie iul lipiec lipca lip cervenec cervence cvc jula julij heinakuu heinakuuta heina temmuz tem июль июля июл липень липня лип юли ιουλιου ιουλ יולי julius กรกฎาคม जलई जल ژويیه',
    'viii ago aug aout august agosto اغسطس غشت اوت اب augustus agost ag sierpien sierpnia sie srpen srpna srp augusta avgust avg augusti elokuu elokuuta elo agustos agu август августа авг серпень серпня серп αυγουστου αυγ אוגוסט אוג augusztus agustus สงหาคม अगसत अग',
    'ix sept set sep septembre september septiembre setembro settembre سبتمبر شتنبر ايلول setembre septembrie wrzesien wrzesnia wrz zari zar septembra syyskuu syyskuuta syys eylul eyl сентябрь сентября сент вересень вересня вер септември σεπτεμβριου σεπ ספטמבר ספט szeptember szept กนยายน सतबर सत سپتامبر',
    'x okt oct out octobre october octubre outubro oktober ottobre ott اكتوبر octombrie pazdziernik pazdziernika paz rijen rijna rij oktobra lokakuu lokakuuta loka ekim eki октябрь октября окт жовтень жовтня жовт октомври οκτωβριου οκτ אוקטובר אוק ตลาคม अकटबर अकट اکتبر',
    'xi nov novembre november noviembre novembro نوفمبر نونبر noiembrie listopad listopada lis listopadu novembra marraskuu marraskuuta marras kasım kas ноябрь ноября нояб листопад листопада лист ноември νοεμβριου νοε נובמבר נוב พฤศจกายน नवबर नव نوامبر',
    'xii dez dic dec decembre december diciembre dezembro dezember dicembre ديسمبر دجنبر desembre des decembrie grudzien grudnia gru prosinec prosince pro decembra desember joulukuu joulukuuta joulu aralık ara декабрь декабря дек грудень грудня груд декември δεκεμβριου δεκ דצמבר דצמ ธนวาคม दसबर दस دسامبر',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

const dayText = (year: number, month: number, day: number): CalendarDay | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCalendarDay(text) ? text : null;
};

/** Two digits of a year: the last seventy years and the next thirty, or the last hundred where a day to come makes no sense. */
const fullYear = (digits: string, latest: CalendarDay | null): number => {
  const year = Number(digits);
  // Thailand counts from the Buddha's death.
  if (digits.length > 2) return year > 2400 && year < 2700 ? year - 543 : year;
  const pivot = latest === null ? 29 : Number(latest.slice(2, 4));
  return year <= pivot ? 2000 + year : 1900 + year;
};

/** Characters; longer texts are no dates, and are not looked through. */
const LONGEST = 100;
const between = String.raw`\s*[-/\\. ,_\u2010-\u2015\u2044]\s*`;
const isoForm = new RegExp(String.raw`^(\d{4})${between}(\d{1,2})${between}(\d{1,2})\.?(?:$|[T ,(])`, 'u');
const ideographForm = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?/;
/** Vietnam numbers its months in words: `ngày 2 tháng 5 năm 1990`. */
const numberedForm = /^(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2}),?\s*(?:năm\s*)?(\d{4})$/i;
const compactForm = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
const compactOrderedForm = /^(\d{2})(\d{2})((?:19|20)\d{2})$/;
/** Days since 1900, as spreadsheets count them, their thousands apart or not. */
const serialForm = /^\d{2}[ .,]?\d{3}(?:[.,]\d+)?$/;
const orderedForm = new RegExp(String.raw`^(\d{1,2})${between}(\d{1,2})${between}'?(\d{4}|\d{2})\.?(?:$|[T ,(])`, 'u');
/** The only such date among words: `né le 31/05/1990`, `ven. 31.05.1990`. */
const withinForm = /^\D*?(?<!\d)(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\D*$/;

/**
 * A calendar day as people and programs write it, in any digits, with or without a time behind; null when it is none. Where both
 * orders are possible the language decides: English month first, all others day first. `latest`: the day after which none can be meant,
 * for years of two digits.
 */
export function readDay(text: string, language: Language, latest: CalendarDay | null = null): CalendarDay | null {
  if (text.length > LONGEST) return null;
  const written = asciiDigits(text.normalize('NFKC')).trim().replace(/^'/, '');
  const epoch = epochOf(written);
  if (epoch) return epoch.toISOString().slice(0, 10);
  const yearFirst = isoForm.exec(written) ?? ideographForm.exec(written) ?? compactForm.exec(written);
  const first = yearFirst && dayText(fullYear(yearFirst[1] ?? '', latest), Number(yearFirst[2]), Number(yearFirst[3]));
  const numbered = numberedForm.exec(written);
  if (numbered) return dayText(fullYear(numbered[3] ?? '', latest), Number(numbered[2]), Number(numbered[1]));
  const parts = orderedForm.exec(written) ?? compactOrderedForm.exec(written);
  if (yearFirst && (first !== null || !parts)) return first;
  if (parts) return readOrdered(Number(parts[1]), Number(parts[2]), fullYear(parts[3] ?? '', latest), language);
  if (serialForm.test(written)) return dayOfSerial(Number(written.replace(/[ .,](?=\d{3}(?!\d))/, '').slice(0, 5)));
  const within = withinForm.exec(written)?.[1];
  if (within !== undefined && within !== written) return readDay(within, language, latest);
  return readInWords(foldHeader(written.replace(/(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/gu, ' ')), latest);
}

function readOrdered(first: number, second: number, year: number, language: Language): CalendarDay | null {
  const monthFirst = language === 'en';
  const [usual, other] = monthFirst
    ? [dayText(year, first, second), dayText(year, second, first)]
    : [dayText(year, second, first), dayText(year, first, second)];
  return usual ?? other;
}

/** `31 mai 1990`, `May 31 1990`, `1er juin 1985`, `31 de mayo de 1990`, `31-May-90`, `mar. 31 mai 1990`. */
function readInWords(folded: string, latest: CalendarDay | null): CalendarDay | null {
  const words = folded.split(' ');
  // The last: a weekday before it may be called as a month is (`mar.`).
  const month = words.map((word) => months.get(word)).findLast((found) => found !== undefined);
  const numbers = words
    .map((word) => /^(\d{1,4})(?:er|st|nd|rd|th|o|a)?$/.exec(word)?.[1])
    .filter((found) => found !== undefined);
  const [day, short] = numbers.filter((digits) => digits.length <= 2);
  const year = numbers.find((digits) => digits.length === 4) ?? (short?.length === 2 ? short : undefined);
  return month && year && day ? dayText(fullYear(year, latest), month, Number(day)) : null;
}

const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const dayOfSerial = (serial: number): CalendarDay | null =>
  serial < 366 || serial > 80_000 ? null : new Date(SERIAL_EPOCH + serial * 86_400_000).toISOString().slice(0, 10);

/** Seconds or milliseconds since 1970, as programs count: from 1973 to 2286. */
function epochOf(written: string): Date | null {
  if (!/^(?:\d{9,10}|\d{12,13})$/.test(written)) return null;
  return new Date(Number(written) * (written.length > 10 ? 1 : 1000));
}

/** A day with the time that stands behind it (UTC where no offset is written); null when it is none. */
export function readInstant(text: string, language: Language): Date | null {
  const written = text.trim();
  const epoch = epochOf(written);
  if (epoch) return epoch;
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
