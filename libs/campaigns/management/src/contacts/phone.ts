import { type CodedProblem, problem } from '@relance/kernel';
import { countryOfCode } from '@relance/campaigns-domain';
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { countryBeside, isShortened, writtenNumber } from './phone-text.ts';
import { renumbered } from './renumbered-plans.ts';

export type NormalPhone = {
  /** E.164 with "+". */
  readonly phone: string;
  /** ISO 3166 alpha-2 by the numbering plan; null where several countries share the code and the number tells no more. */
  readonly country: string | null;
};

/** Countries in which a written number may be national, the likeliest first. */
export type PhoneHomes = string | null | readonly (string | null | undefined)[];

const isCountry = (code: string | null): code is CountryCode => code !== null && isSupportedCountry(code);
const countriesOf = (homes: PhoneHomes): readonly CountryCode[] =>
  [homes]
    .flat()
    .map((code) => countryOfCode(code ?? ''))
    .filter(isCountry);

const NOT_POSSIBLE = problem('PHONE_NOT_POSSIBLE');
const SHORTENED = problem('PHONE_SHORTENED');

/** Types that may be a mobile; where a plan does not tell them apart (US), either. */
const mayBeMobile = (number: PhoneNumber): boolean => {
  const type = number.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' || type === undefined;
};

function parse(written: string, country?: CountryCode): PhoneNumber | null {
  const parsed = parsePhoneNumberFromString(written, { ...(country && { defaultCountry: country }), extract: false });
  return parsed && !parsed.ext ? parsed : null;
}

/** Numbers of a country that its plan calls possible, and old forms of renumbered ones. */
function accepted(number: PhoneNumber | null): NormalPhone | null {
  if (!number) return null;
  const now = renumbered(number.countryCallingCode, number.nationalNumber);
  // Reading is most of what a row costs: a valid number reads the same again.
  if (now === null && number.isValid()) return { phone: number.number, country: number.country ?? null };
  const mended = now === null ? withZeroMended(number) : null;
  if (mended) return { phone: mended.number, country: mended.country ?? null };
  const dialled = now === null ? asDialledAtHome(number) : null;
  if (dialled) return { phone: dialled.number, country: dialled.country ?? null };
  if (now === null && !number.isPossible() && !isMexicanMobile(number)) return null;
  // Read once more: a zero that is dialled at home only is gone then.
  const again = parsePhoneNumberFromString(now ?? number.number);
  if (!again || (!again.isPossible() && !isMexicanMobile(again))) return null;
  return { phone: again.number, country: number.country ?? again.country ?? null };
}

/**
 * Where the first zero belongs to the number (Congo, Ivory Coast, Benin), spreadsheets and people leave it out; where it does not
 * (Italy's mobiles), they put one in. Only a valid mobile is worth such a guess.
 */
function withZeroMended({ countryCallingCode: code, nationalNumber: national }: PhoneNumber): PhoneNumber | null {
  const other = national.startsWith('0') ? national.slice(1) : `0${national}`;
  const mended = parse(`+${code}${other}`);
  // A leading zero that the library takes off again changes nothing.
  const isOther = mended?.nationalNumber === other && mended.isValid() && mended.getType() !== undefined;
  return isOther && mayBeMobile(mended) ? mended : null;
}

/** What a country dials before a number at home, by calling code, and what is left of it abroad. */
const dialledAtHome: Readonly<Record<string, readonly [RegExp, string]>> = {
  // Mexico's 01, 044 and 045.
  '52': [/^(?:01|04[45])(\d{10})$/, '$1'],
  // Argentina: 15 behind the area code stands for the 9 before it; some write both.
  '54': [/^9?0?(?=\d{12}$)(\d{2,4}?)15(\d{6,8})$/, '9$1$2'],
};

/** A number with its country's code and, behind it, what is dialled at home only, or the code once more; null where it is none. */
function asDialledAtHome({ countryCallingCode: code, nationalNumber: national }: PhoneNumber): PhoneNumber | null {
  const [form, left] = dialledAtHome[code] ?? [/^$/, ''];
  const again = new RegExp(`^(?:00)?${code}(?=\\d{7})`);
  const tried = [national.replace(form, left), national.replace(again, '')].filter((other) => other !== national);
  const read = tried.map((other) => parse(`+${code}${other}`));
  return read.find((number) => number?.isValid() && mayBeMobile(number)) ?? null;
}

/** `+52 1 …`: not dialled since 2019, still the account's address for many; WhatsApp settles which spelling it is. */
const isMexicanMobile = ({ countryCallingCode, nationalNumber }: PhoneNumber): boolean =>
  countryCallingCode === '52' && /^1\d{10}$/.test(nationalNumber);

/** Brazilian mobiles before they got a 9 in front (2012 to 2016): still the accounts of many. */
const isBrazilianMobile = ({ countryCallingCode, nationalNumber }: PhoneNumber): boolean =>
  countryCallingCode === '55' && /^[1-9]{2}[6-9]\d{7}$/.test(nationalNumber);

/** Countries that dial each other as if they were one: a national number of one is dialled in all. */
const sharedPlans: readonly (readonly CountryCode[])[] = [['FR', 'GP', 'RE', 'MQ', 'GF', 'YT']];

/** What was dialled before a national number and is not any more, by country, and what is left of it. */
const onceDialled: Readonly<Partial<Record<CountryCode, readonly [RegExp, string]>>> = {
  // Mexico's 01, 044 and 045.
  MX: [/^(?:01|04[45])(\d{10})$/, '$1'],
  // Ukraine's 8, until 2009.
  UA: [/^80(\d{9})$/, '$1'],
  // Uzbekistan's 8, until 2021.
  UZ: [/^8(\d{9})$/, '$1'],
};

/** National forms of a country that libphonenumber does not take from there. */
function atHome(written: string, country: CountryCode): PhoneNumber | null {
  const digits = written.replace(/\D/g, '');
  const code = getCountryCallingCode(country);
  const now = renumbered(code, digits);
  if (now !== null) return parse(now);
  const [form, left] = onceDialled[country] ?? [/^$/, ''];
  const home = parse(form.test(digits) ? `+${code}${digits.replace(form, left)}` : written, country);
  if (home?.isValid()) return home;
  const neighbours = sharedPlans.find((plan) => plan.includes(country)) ?? [];
  return neighbours.map((other) => parse(written, other)).find((number) => number?.isValid()) ?? home;
}

/** A day of the calendar in a column of numbers (`12/03/1990`, `2024-03-12`) is none, although eight digits are a number in places. */
const calendarDay =
  /^(?:(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01]))$/;

/**
 * Reads a phone number as people write it: international (+, 00, a link to a chat) or national in one of the countries given, the
 * one beside the number first, then the row's own, then the owner's default. Digits without plus that are a valid number with a country code and no valid mobile number
 * at home are international. Null when its length is not possible in its country. Whether it is in use only WhatsApp can say, so
 * plans that lag behind refuse nobody.
 */
export function normalisePhone(text: string, homes: PhoneHomes): NormalPhone | null {
  if (isShortened(text)) return null;
  const written = writtenNumber(text);
  const digits = written.replace(/\D/g, '');
  if (
    !/^\+?\d[\d\s.\-/]*$/.test(written) ||
    digits.length > (written.startsWith('00') ? 20 : 17) ||
    calendarDay.test(written)
  )
    return null;
  if (written.startsWith('+')) return international(digits);
  const countries = countriesOf([countryBeside(text), homes].flat());
  if (written.startsWith('00')) return behindTwoZeros(written, countries);
  const abroad = digits.startsWith('0') ? null : parse(`+${digits}`);
  const known = abroad && isCertain(abroad) ? abroad : null;
  for (const country of countries) {
    const home = atHome(written, country);
    if (home?.isValid() && mayBeMobile(home)) return accepted(home);
    // The number of this very country, with its code and without a plus.
    if (known?.country === country) return accepted(known);
  }
  if (known && (digits.length >= 10 || isShortAbroad(known, written, countries))) return accepted(known);
  const meantAbroad = onceAbroad(digits, countries) ?? behindOneZero(digits, countries);
  if (meantAbroad) return meantAbroad;
  for (const country of countries) {
    const home = accepted(atHome(written, country));
    if (home) return home;
  }
  return null;
}

/** Fewer than ten digits with a country's code: only a certain mobile, and only where they are no valid number at home. */
const isShortAbroad = (known: PhoneNumber, written: string, countries: readonly CountryCode[]): boolean =>
  known.getType() === 'MOBILE' &&
  countries.length > 0 &&
  !countries.some((country) => atHome(written, country)?.isValid());

/**
 * `0351 912 345 678`: one zero of the two before a country's code. Only a certain mobile of a plan that tells mobiles apart, in
 * full length, and only where it is no valid number at home.
 */
function behindOneZero(digits: string, countries: readonly CountryCode[]): NormalPhone | null {
  if (!/^0[1-9]\d{10,}$/.test(digits)) return null;
  if (countries.some((country) => parse(digits, country)?.isValid())) return null;
  const read = accepted(parse(`+${digits.slice(1)}`));
  return read && parse(read.phone)?.getType() === 'MOBILE' ? read : null;
}

/** Digits that begin with a country's code; some write it a second time with its sign (`+33 0033 6…`). */
function international(digits: string): NormalPhone | null {
  const number = accepted(parse(`+${digits}`));
  const again = /^(\d{1,3})00(?=\1\d{7})/.exec(digits)?.[0];
  return number ?? (again === undefined ? null : accepted(parse(`+${digits.slice(again.length)}`)));
}

/** Valid, or a form that a plan had before. */
const isCertain = (number: PhoneNumber): boolean =>
  number.isValid() ||
  isMexicanMobile(number) ||
  isBrazilianMobile(number) ||
  renumbered(number.countryCallingCode, number.nationalNumber) !== null;

/**
 * 00 and a country's code; or the way abroad of countries where it begins with 00 and goes on (Australia's 0011, Nigeria's 009): of
 * the two the one that is a valid number, a mobile first. Where both are, it is 00, that is
 * understood everywhere, unless a digit would have to be left out.
 */
function behindTwoZeros(written: string, countries: readonly CountryCode[]): NormalPhone | null {
  const digits = written.replace(/\D/g, '');
  const usual = parse(`+${digits.slice(2)}`);
  const abroad = countries.flatMap((country) => parse(written, country) ?? []).filter((read) => read.isValid());
  const isWhole = usual?.number.slice(1) === digits.slice(2);
  if (isWhole && usual.isValid() && mayBeMobile(usual)) return accepted(usual);
  const found = abroad.find(mayBeMobile) ?? (usual?.isValid() ? null : abroad[0]);
  return found ? accepted(found) : (onceAbroad(digits, countries) ?? international(digits.slice(2)));
}

/** Ways abroad that libphonenumber does not know: of single carriers (Indonesia), or until some years ago (Uzbekistan). */
const otherWaysAbroad: Readonly<Partial<Record<CountryCode, RegExp>>> = { ID: /^0(?:0[17]|1017)/, UZ: /^810/ };

function onceAbroad(digits: string, countries: readonly CountryCode[]): NormalPhone | null {
  for (const country of countries) {
    const way = otherWaysAbroad[country]?.exec(digits)?.[0];
    const read = way === undefined ? null : parse(`+${digits.slice(way.length)}`);
    if (read?.isValid() && mayBeMobile(read)) return accepted(read);
  }
  return null;
}

/** Where a calling code is shared, the country that most of its numbers are of. */
const mainCountries: Readonly<Record<string, CountryCode>> = {
  1: 'US',
  7: 'RU',
  39: 'IT',
  44: 'GB',
  47: 'NO',
  61: 'AU',
  212: 'MA',
  262: 'RE',
  358: 'FI',
  590: 'GP',
  599: 'CW',
};
const byCallingCode: ReadonlyMap<string, CountryCode> = new Map([
  ...getCountries().map((country) => [getCountryCallingCode(country) as string, country] as const),
  ...Object.entries(mainCountries),
]);

/** The country of a calling code (`+237`, `00237`, `237`); null where the text is none. */
export const countryOfCallingCode = (text: string): CountryCode | null =>
  byCallingCode.get(/^'?(?:\+|00)?\s?(\d{1,3})$/.exec(text.trim())?.[1] ?? '') ?? null;

/** Whether a number may belong to a mobile phone: of several the first such one is written to. */
export const mayBeMobilePhone = (phone: string): boolean => {
  const parsed = parsePhoneNumberFromString(phone);
  return parsed === undefined || !parsed.isValid() || mayBeMobile(parsed);
};

/** Whether a number (E.164) is one of its plan as it is today. */
export const isValidPhone = (phone: string): boolean => parsePhoneNumberFromString(phone)?.isValid() ?? false;

/**
 * What is wrong with a phone whatever the owner's country is: not written as a number, of an impossible length, or international and
 * of no plan. Null for a national number, which only its country can tell.
 */
export function phoneFormProblem(text: string): CodedProblem | null {
  if (isShortened(text)) return SHORTENED;
  const written = writtenNumber(text);
  const digits = written.replace(/\D/g, '').length;
  const isPossible = /^\+?\d[\d\s.\-/]*$/.test(written) && digits >= 4 && digits <= 20;
  return isPossible && (!written.startsWith('+') || normalisePhone(text, null)) ? null : NOT_POSSIBLE;
}

/** What to tell about a phone that could not be read. */
export function phoneProblem(text: string, homes: PhoneHomes): CodedProblem {
  if (isShortened(text)) return SHORTENED;
  const written = writtenNumber(text);
  return /^(?:\+|00)/.test(written) || countriesOf(homes).length > 0 ? NOT_POSSIBLE : problem('PHONE_NEEDS_COUNTRY');
}
