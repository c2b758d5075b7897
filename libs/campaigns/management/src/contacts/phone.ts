import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

export type NormalPhone = {
  /** E.164 with "+". */
  readonly phone: string;
  /** ISO 3166 alpha-2 by the numbering plan; null where several countries share the code and the number tells no more. */
  readonly country: string | null;
};

const isCountry = (code: string | null | undefined): code is CountryCode => Boolean(code && isSupportedCountry(code));

/**
 * Reads a phone number as people write it: international (+, 00) or national in the default country. Null when its length
 * is not possible in its country. Whether it is in use only WhatsApp can say, so plans that lag behind refuse nobody.
 */
export function normalisePhone(text: string, defaultCountry: string | null): NormalPhone | null {
  const written = text.trim().replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(written, {
    ...(isCountry(defaultCountry) && { defaultCountry }),
    extract: false,
  });
  if (!parsed || !parsed.isPossible() || parsed.ext) return null;
  return { phone: parsed.number, country: parsed.country ?? null };
}

/** What to tell about a phone that could not be read. */
export const phoneProblem = (text: string, defaultCountry: string | null): string =>
  /^\s*(\+|00)/.test(text) || defaultCountry
    ? 'is not a possible phone number'
    : 'must be international (+ and country code), or defaultCountry must be set';
