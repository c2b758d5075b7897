import { countryOfCode, isCalendarDay, isTimeZone } from '@relance/campaigns-domain';
import { isDocumentId, isVisible } from '@relance/kernel';
import { registerDecorator, type ValidationArguments } from 'class-validator';
import { isSupportedCountry } from 'libphonenumber-js/max';

export { IfGiven, IfSome, NotBefore } from '@relance/platform';

/** What is wrong with a value, in words; null when nothing is. */
type Rule = (value: unknown, object: object) => string | null;

/** Builds a decorator from one rule that finds its own words. */
export function rule(name: string, check: Rule): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown, { object }: ValidationArguments) => check(value, object) === null,
        defaultMessage: ({ value, object }: ValidationArguments) => check(value, object) ?? '',
      },
    });
}

/** At least `min` characters once the ends are trimmed, one of them to be seen, at most `max` as written. */
export const IsText = (min: number, max: number): PropertyDecorator =>
  rule('isText', (value) => {
    if (value === undefined) return 'must be given';
    if (typeof value !== 'string') return 'must be text';
    if (value.trim().length < min) return min === 1 ? 'must not be empty' : `must have at least ${min} characters`;
    if (min > 0 && !isVisible(value)) return 'must not be empty';
    return value.length > max ? `must be at most ${max} characters` : null;
  });

export const IsDay = (): PropertyDecorator =>
  rule('isDay', (value) => (typeof value === 'string' && isCalendarDay(value) ? null : 'must be a day, YYYY-MM-DD'));

const instantForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** An instant with its offset; a bare day means its midnight in UTC. Null when the text is none. */
export function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' || !instantForm.test(value) || !isCalendarDay(value.slice(0, 10))) return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

export const IsInstant = (): PropertyDecorator =>
  rule('isInstant', (value) => (instantOf(value) ? null : 'must be a date and time, ISO 8601 with offset'));

const isCountryCode = (value: unknown): boolean => typeof value === 'string' && countryOfCode(value) === value;

export const IsCountry = (): PropertyDecorator =>
  rule('isCountry', (value) => (isCountryCode(value) ? null : 'must be a country, two letters (ISO 3166)'));

/** A country whose national numbers can be read. */
export const IsPhoneCountry = (): PropertyDecorator =>
  rule('isPhoneCountry', (value) =>
    typeof value === 'string' && isSupportedCountry(value.toUpperCase())
      ? null
      : 'must be a country with a numbering plan, two letters (ISO 3166)',
  );

export const IsZone = (): PropertyDecorator =>
  rule('isZone', (value) => (typeof value === 'string' && isTimeZone(value) ? null : 'must be an IANA time zone'));

export const IsClockTime = ({ endOfDay = false } = {}): PropertyDecorator =>
  rule('isClockTime', (value) => {
    const isTime = typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
    return isTime || (endOfDay && value === '24:00') ? null : 'must be a time, HH:mm';
  });

export const IsId = (): PropertyDecorator =>
  rule('isId', (value) => (typeof value === 'string' && isDocumentId(value) ? null : 'must be 24 hexadecimal digits'));

export const IsIdList = (max: number): PropertyDecorator =>
  rule('isIdList', (value) => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length === 0 || value.length > max) return `must have 1 to ${max} entries`;
    return value.every((id) => typeof id === 'string' && isDocumentId(id))
      ? null
      : 'each entry must be 24 hexadecimal digits';
  });

export const IsOneOf = (values: readonly string[]): PropertyDecorator =>
  rule('isOneOf', (value) =>
    typeof value === 'string' && values.includes(value) ? null : `must be one of ${values.join(', ')}`,
  );

export const IsWhole = (min: number, max: number): PropertyDecorator =>
  rule('isWhole', (value) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? null
      : `must be a whole number from ${min} to ${max}`,
  );

export const IsSwitch = (): PropertyDecorator =>
  rule('isSwitch', (value) => (typeof value === 'boolean' ? null : 'must be true or false'));

/** A list of texts of 1 to `each` characters, at most `max` of them. */
export const IsTextList = (max: number, each: number): PropertyDecorator =>
  rule('isTextList', (value) => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > max) return `must have at most ${max} entries`;
    const isGood = (entry: unknown) => typeof entry === 'string' && isVisible(entry) && entry.length <= each;
    return value.every(isGood) ? null : `each entry must be text of 1 to ${each} characters`;
  });

/** The text without white space at its ends; anything else as it is, for the rules to refuse. */
export const trimmed = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

/** A country's code as ISO writes it (`uk` is GB); anything else as it is, in upper case, for the rule to refuse. */
export const countryTyped = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' ? (countryOfCode(value) ?? value.trim().toUpperCase()) : value;

/** Upper case for codes; anything else as it is. */
export const upperCased = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' ? value.trim().toUpperCase() : value;

/** `true` and `false` of a query as booleans; anything else as it is, for the rule to refuse. */
export const booleanWord = ({ value }: { readonly value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;
