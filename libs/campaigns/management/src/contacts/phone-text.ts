import { asciiDigits, countryOf, withoutEntities } from '@relance/campaigns-domain';

/** Format and control characters, marks that sit on other characters (keycaps, variation selectors), the object replacement. */
const invisible = /[\p{Cf}\p{Cc}\p{M}\ufffc\ufffd]/gu;
const pictures = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/gu;

/** Signs as web pages and their addresses write them: `&#43;33…`, `%2B33…`. */
const fromWeb = (text: string): string =>
  withoutEntities(text).replace(/%(?:2b|20)/gi, (sign) => (sign === '%20' ? ' ' : '+'));

/** ASCII digits, single spaces, one kind of dash and of bracket; nothing that cannot be seen. */
const plain = (text: string): string =>
  asciiDigits(fromWeb(text).replace(/\s+/g, ' ').replaceAll('➕', '+').normalize('NFKC').replace(invisible, ''))
    .replace(pictures, ' ')
    .replace(/[\p{Pd}\u2212\u2043\u02d7ー]/gu, '-')
    .replace(/[[{]/g, '(')
    .replace(/[\]}]/g, ')')
    .replace(/[·•∙‧_~*。∕]|(?<=\d)['’](?=\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const words =
  't[eé]l(?:[eé]phone)?|phone|mobile|mob|cellulaire|cell|cel|portable|port|gsm|whats ?app|wsp|wtsp|num|num[eé]ro|number|nbr|contact|fixe|perso(?:nnel)?|pro|bureau|travail|domicile|maison|home|work|main|handy|celular|m[oó]vil|tel[eé]fono|telefone|telemóvel|principal';
/** What a number is called, before it: words with or without a colon, short ones only with a mark. */
const labelBefore = new RegExp(
  `^(?:(?:${words}|n[o°]|no)(?=[\\s\\d.:=#+(-])|(?:wa|p|t|m|h|w|c)(?=\\s*[.:=]))[\\s.:=#-]*`,
  'i',
);
/** Which of several it is: `N°1 06 …`, `Tel 2: +33 …`; a number that may begin otherwise could lose its first digit. */
const labelWithDigit = new RegExp(`^(?:${words}|n\\s?[°o])\\s?[1-9]\\s*[.:)-]?\\s+(?=[+0](?:\\D?\\d){8})`, 'i');
const labelAfter = new RegExp(`[\\s:,-]+(?:${words})\\.?$`, 'i');
/** Any other words before or behind, in any language; one letter alone is a slip of a digit (`O 6 12 …`), not a word. */
const wordsBefore = /^(?:\p{L}(?:[/&'’.-]?\p{L})+[\s.:=]+)+(?=[+(\d])/u;
const wordsAfter = /[\s:,-]+\p{L}(?:[\s/&'’.-]*\p{L})+\.?$/u;
const scheme = /^(?:tel|callto|sms|smsto|mmsto|whatsapp|viber|facetime(?:-audio)?|imessage|signal):(?:\/\/)?/i;
/** Of an account, of its catalogue (`/c/`), of a product in it (`/p/…/`), or with the number among its parameters. */
const chatLink = /(?:\bwa\.me\/+(?:c\/|p\/\d+\/)?|[?&]phone=)(?:\+|%2B)?\s*(\d[\d\s().-]*\d)/i;
const jid = /^(\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i;
/** Quotes, list marks, ticks and question marks around a number. */
const around = /^[^\p{L}\p{N}+(=]+|[^\p{L}\p{N}+)]+$/gu;

/** A number in scientific writing that has all its digits: `2.37699000001E+11`. */
function unshortened(text: string): string {
  const [, sign = '', first = '', decimals = '', exponent = ''] =
    /^(\+?)(\d)[.,](\d+)\s*e\s*\+?(\d{1,2})$/i.exec(text) ?? [];
  const length = Number(exponent);
  const isWhole = length >= 7 && decimals.length >= length && /^0*$/.test(decimals.slice(length));
  return isWhole ? sign + first + decimals.slice(0, length) : text;
}

/** Spreadsheets: a formula that holds a text, thousands parted by commas, decimals that are none. */
const fromSpreadsheet = (text: string): string =>
  unshortened(text)
    .replace(/^=\s*(?=["'+\d(])/, '')
    .replace(/^(\+?\d{1,3}(?:,\d{3}){2,})(?:\.0+)?$/, (_whole, number: string) => number.replaceAll(',', ''))
    .replace(/^([^.,]*\d{6}[^.,]*)[.,]0+$/, '$1');

function withoutLabels(text: string): string {
  let written = text;
  for (let before = ''; before !== written;) {
    before = written;
    written = fromSpreadsheet(written.replace(around, ''))
      .replace(scheme, '')
      .replace(labelWithDigit, '')
      .replace(labelBefore, '')
      .replace(labelAfter, '')
      .replace(wordsBefore, '')
      .replace(wordsAfter, '')
      .replace(/\s*\([^()\d]*\)\s*/g, ' ')
      .trim();
  }
  return written;
}

/** The number in a WhatsApp link, or in an address of WhatsApp's own; null where there is none. */
export function linkedNumber(text: string): string | null {
  const account = chatLink.exec(text)?.[1] ?? jid.exec(text)?.[1];
  // Some write the number into the link as they dial it.
  return account === undefined || account.startsWith('0') ? (account ?? null) : `+${account}`;
}

const telUri = /^(tel:[^;]*)((?:;[a-z\d-]+(?:=[^;]*)?)*)$/i;
const globalContext = /;phone-context=\+?(\d{1,3})(?:;|$)/i;
const harmless = /;(?:phone-context|isub|isub-encoding|npdi|rn|cic)(?:=[^;]*)?(?=;|$)/gi;

/** `tel:` with parameters (RFC 3966): a context that is a country's code completes a local number; an extension stays, and is no mobile. */
export function inContext(text: string): string {
  const [, number, parameters = ''] = telUri.exec(text) ?? [];
  if (number === undefined || parameters === '') return text;
  const code = globalContext.exec(parameters)?.[1];
  const whole = code === undefined || /^tel:\s*\+/i.test(number) ? number : withCode(number, code);
  return whole + parameters.replace(harmless, '');
}

/** The zero that is dialled at home goes where it is none of the number: the reader of numbers knows which. */
const withCode = (number: string, code: string): string =>
  number.replace(/^tel:\s*(0?)/i, (_whole, zero: string) => `tel:+${code}${zero === '' ? '' : '(0)'}`);

/**
 * A number as it was written, without what spreadsheets, address books, messengers and people put around it: digits and
 * separators, with a `+` or `00` in front where the country is named. What is no number stays as it is and reads as none.
 */
export function writtenNumber(text: string): string {
  const all = plain(text);
  const linked = linkedNumber(all);
  if (linked !== null) return linked;
  return (
    withoutLabels(inContext(all))
      // `00+33 …`, `0+33 …`: the plus says it.
      .replace(/^0{1,2}\s*(?=\+)/, '')
      // Written from right to left, the plus comes last.
      .replace(/^(\d[\d\s().-]*)\+$/, '+$1')
      // `+0033`, `(+33)`, `+(33)`, `(00) 33`: one sign for "country code follows".
      .replace(/^\(?\s*\+[\s+]*\(?(?:\s*00[\s)]*)?/, '+')
      .replace(/^\(\s*00\s*\)?/, '00')
      // No country's code begins with a zero: what follows is dialled at home.
      .replace(/^\+(?=0)/, '')
      // Brazil's `0xx11`: the two crosses stand for a carrier.
      .replace(/^\(?0\s?-?xx\s?\)?(?=[\s()-]*\d)/i, '0')
      // `+33 (0)6 …`, `33 (0)6 …`: the zero in brackets is dialled at home only.
      .replace(/^((?:\+|00)[\d\s().-]*?)\(\s*0\s*\)/, '$1')
      .replace(/^(\d{1,3})\s*\(\s*0\s*\)/, '+$1')
      .replace(/[(),]/g, ' ')
      // `+33 (+33) 6…`, `0033 +33 6…`: as `+33 0033 6…`.
      .replace(/^((?:\+|00)\s*(\d{1,3})[\s./-]*)\+(?=\s*\2)/, (_whole, code: string) => `${code}00`)
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** Codes of countries that stand for "number", "phone" or "and" as well. */
const otherMeanings: ReadonlySet<string> = new Set(['NO', 'NR', 'PH', 'MO', 'TL', 'CL', 'ET']);
const flag = /[\u{1f1e6}-\u{1f1ff}]{2}/u;
const codeBeside = /^[([]?([A-Z]{2})[)\]]?(?=[\s:.-]*[+(\d])|[([]([A-Z]{2})[)\]]$/;

/** The country that stands beside a number in its cell: `FR 06 12 …`, `(CM) 699…`, `🇸🇳 77 …`. */
export function countryBeside(text: string): string | null {
  const [, before, behind] = codeBeside.exec(text.trim()) ?? [];
  const code = before ?? behind ?? flag.exec(text)?.[0];
  return code === undefined || otherMeanings.has(code) ? null : countryOf(code);
}

const scientific = /^[+-]?\d+(?:[.,]\d+)?\s*(?:e\s*\+?|[x×*]?\s*10\s*\^)\s*\d+$/i;
/** Whether a spreadsheet has rounded the number away: `2.37699E+11`. */
export const isShortened = (text: string): boolean => scientific.test(withoutLabels(plain(text)));
