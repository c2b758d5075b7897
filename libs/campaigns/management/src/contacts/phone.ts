import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/max';

export type NormalPhone = {
  /** E.164 with "+". */
  readonly phone: string;
  /** ISO 3166 alpha-2 by the numbering plan; null where several countries share the code and the number tells no more. */
  readonly country: string | null;
};

/** Countries in which a written number may be national, the likeliest first. */
export type PhoneHomes = string | null | readonly (string | null | undefined)[];

const isCountry = (code: string | null | undefined): code is CountryCode => Boolean(code && isSupportedCountry(code));

/** Zero of each script's decimal digits, by which any digit is read. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 0x80) return digit;
    let zero = code;
    // Unicode keeps the ten digits of a script together, zero first.
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    // Mathematical digits lie in one run of several tens.
    return String((code - zero) % 10);
  });
}

/** What stands around and inside a number without being part of it. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0000-\u001f]/g; // eslint-disable-line no-control-regex
const labels =
  /^(?:(?:t[eé]l|téléphone|telephone|phone|mobile|mob|portable|gsm|cell|whatsapp|wa|wsp|num|numero|numéro|n°|nº|no|p|t|m|h|w|c)(?:\s*[.:=])+|tel:|callto:|whatsapp:)\s*/i;

/** A number as it was written, without what spreadsheets, address books and messengers put around it. */
function stripped(text: string): string {
  let written = asciiDigits(text.normalize('NFKC').replace(invisible, ''))
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g, ' ')
    .trim();
  written = written
    .replace(/^https?:\/\/(?:wa\.me|api\.whatsapp\.com\/send\/?\?phone=)\/?/i, '+')
    .replace(/^\+\+/, '+');
  for (let before = ''; before !== written;) {
    before = written;
    written = written.replace(/^["'‘’`´]+|["'‘’`´]+$/g, '').trim();
    written = written.replace(labels, '').trim();
  }
  written = written.replace(/@(?:s\.whatsapp\.net|c\.us)$/i, '').replace(/\.0+$/, '');
  // `+33 (0)6 …`: the zero in brackets is dialled at home only.
  return written.replace(/^(\(?\+|\(?00)([\d\s().-]*?)\(\s*0\s*\)/, '$1$2').replace(/^\(?\s*(?:\+|00)\s*/, '+');
}

const scientific = /^[+-]?\d+(?:[.,]\d+)?\s*e\s*\+?\s*\d+$/i;
/** Whether a spreadsheet has rounded the number away. */
const isShortened = (text: string): boolean =>
  scientific.test(asciiDigits(text.normalize('NFKC').replace(invisible, '')).trim().replace(/^'/, ''));

const SHORTENED = 'shortened by the spreadsheet: format the column as text';

/** Types that may be a mobile; where a plan does not tell them apart (US), either. */
const mayBeMobile = (number: PhoneNumber): boolean => {
  const type = number.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' || type === undefined;
};

function parse(written: string, country?: CountryCode): PhoneNumber | null {
  const parsed = parsePhoneNumberFromString(written, { ...(country && { defaultCountry: country }), extract: false });
  return parsed && !parsed.ext ? parsed : null;
}

/** Old forms of plans that were renumbered, where the new form is certain. */
function renumbered(number: PhoneNumber): string {
  const { countryCallingCode: code, nationalNumber: national } = number;
  // Benin, 30 November 2024: every number of eight digits got 01 in front.
  if (code === '229' && national.length === 8) return `+22901${national}`;
  // Ivory Coast, 31 January 2021: two digits in front that tell the operator.
  if (code === '225' && national.length === 8) {
    const operator = ivorianOperator(national);
    if (operator) return `+225${operator}${national}`;
  }
  return number.number;
}

/** The operator's digits of an old number: by its first two digits, and for fixed lines by the third. */
function ivorianOperator(national: string): '01' | '05' | '07' | '21' | '25' | '27' | null {
  const third = national[1];
  if (/^[2-3]/.test(national)) {
    // Fixed lines: 20 to 36, told apart by the third digit (0 MTN, 1 MTN, 2 and on Orange or Moov).
    const type = national[2];
    if (type === '8') return '21';
    if (type === '0') return '25';
    return '27';
  }
  if (third === '7' || third === '8' || third === '9') return '07';
  if (third === '4' || third === '5' || third === '6') return '05';
  return third === '0' || third === '1' || third === '2' || third === '3' ? '01' : null;
}

/** Numbers of a country that its plan calls possible, and old forms of renumbered ones. */
function accepted(number: PhoneNumber | null): NormalPhone | null {
  if (!number) return null;
  const isOldForm = renumbered(number) !== number.number;
  if (!isOldForm && !number.isPossible() && !isMexicanMobile(number)) return null;
  const written = renumbered(number);
  // Reading is most of what a row costs: a valid number reads the same again.
  if (!isOldForm && number.isValid()) return { phone: number.number, country: number.country ?? null };
  // Read once more: a zero that is dialled at home only is gone then.
  const again = parsePhoneNumberFromString(written);
  if (!again || (!again.isPossible() && !isMexicanMobile(again))) return null;
  return { phone: again.number, country: number.country ?? again.country ?? null };
}

/** `+52 1 …`: not dialled since 2019, still the account's address for many; WhatsApp settles which spelling it is. */
const isMexicanMobile = ({ countryCallingCode, nationalNumber }: PhoneNumber): boolean =>
  countryCallingCode === '52' && /^1\d{10}$/.test(nationalNumber);

/** National forms of a country that libphonenumber does not take from there. */
function atHome(written: string, country: CountryCode): PhoneNumber | null {
  const digits = written.replace(/\D/g, '');
  const code = getCountryCallingCode(country);
  // Old national forms of eight digits.
  if ((country === 'BJ' || country === 'CI') && digits.length === 8) return parse(`+${code}${digits}`);
  // Argentina: 0 11 15 1234-5678 and 15 1234-5678 are known to the library; Mexico's 044/045 are not dialled any more.
  if (country === 'MX' && /^04[45]\d{10}$/.test(digits)) return parse(`+52${digits.slice(3)}`);
  return parse(written, country);
}

/**
 * Reads a phone number as people write it: international (+, 00) or national in one of the countries given, the row's own
 * before the owner's default. Digits without plus that are a valid number with a country code and no valid mobile number at
 * home are international. Null when its length is not possible in its country. Whether it is in use only WhatsApp can say, so
 * plans that lag behind refuse nobody.
 */
export function normalisePhone(text: string, homes: PhoneHomes): NormalPhone | null {
  if (isShortened(text)) return null;
  const written = stripped(text);
  if (!/^[+\d()][\d\s().\-/]*$/.test(written) || written.replace(/\D/g, '').length > 17) return null;
  if (written.startsWith('+')) return accepted(parse(written));
  const countries = [homes].flat().filter(isCountry);
  const digits = written.replace(/\D/g, '');
  const abroad = digits.startsWith('0') ? null : parse(`+${digits}`);
  const known = abroad && (abroad.isValid() || renumbered(abroad) !== abroad.number) ? abroad : null;
  for (const country of countries) {
    const home = atHome(written, country);
    if (home?.isValid() && mayBeMobile(home)) return accepted(home);
    // The number of this very country, with its code and without a plus.
    if (known?.country === country) return accepted(known);
  }
  if (known && digits.length >= 10) return accepted(known);
  for (const country of countries) {
    const home = accepted(atHome(written, country));
    if (home) return home;
  }
  return null;
}

/** Whether a number may belong to a mobile phone: of several the first such one is written to. */
export const mayBeMobilePhone = (phone: string): boolean => {
  const parsed = parsePhoneNumberFromString(phone);
  return parsed === undefined || !parsed.isValid() || mayBeMobile(parsed);
};

/** What to tell about a phone that could not be read. */
export function phoneProblem(text: string, homes: PhoneHomes): string {
  if (isShortened(text)) return SHORTENED;
  return stripped(text).startsWith('+') || [homes].flat().some(isCountry)
    ? 'is not a possible phone number'
    : 'must be international (+ and country code), or defaultCountry must be set';
}
