import { countryOfCode, isCalendarDay, isTimeZone } from '@relance/campaigns-domain';
import { isDocumentId, isVisible, problem } from '@relance/kernel';
import { fieldRule } from '@relance/platform';
import { isSupportedCountry } from 'libphonenumber-js/max';

export { fieldRule, IfGiven, IfSome, NotBefore } from '@relance/platform';

/** At least `min` characters once the ends are trimmed, one of them to be seen, at most `max` as written. */
export const IsText = (min: number, max: number): PropertyDecorator =>
  fieldRule('isText', (value) => {
    if (value === undefined) return problem('MISSING');
    if (typeof value !== 'string') return 'must be text';
    if (value.trim().length < min) return min === 1 ? problem('MISSING.text') : `must have at least ${min} characters`;
    if (min > 0 && !isVisible(value)) return problem('MISSING.text');
    return value.length > max ? problem('TOO_LONG', { max }) : null;
  });

export const IsDay = (): PropertyDecorator =>
  fieldRule('isDay', (value) =>
    typeof value === 'string' && isCalendarDay(value) ? null : 'must be a day, YYYY-MM-DD',
  );

const instantForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** An instant with its offset; a bare day means its midnight in UTC. Null when the text is none. */
export function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' || !instantForm.test(value) || !isCalendarDay(value.slice(0, 10))) return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

export const IsInstant = (): PropertyDecorator =>
  fieldRule('isInstant', (value) => (instantOf(value) ? null : 'must be a date and time, ISO 8601 with offset'));

const isCountryCode = (value: unknown): boolean => typeof value === 'string' && countryOfCode(value) === value;

export const IsCountry = (): PropertyDecorator =>
  fieldRule('isCountry', (value) => (isCountryCode(value) ? null : problem('NOT_A_COUNTRY')));

/** A country whose national numbers can be read. */
export const IsPhoneCountry = (): PropertyDecorator =>
  fieldRule('isPhoneCountry', (value) =>
    typeof value === 'string' && isSupportedCountry(value.toUpperCase()) ? null : problem('NOT_A_COUNTRY.numbered'),
  );

export const IsZone = (): PropertyDecorator =>
  fieldRule('isZone', (value) => (typeof value === 'string' && isTimeZone(value) ? null : problem('NOT_A_TIME_ZONE')));

export const IsClockTime = ({ endOfDay = false } = {}): PropertyDecorator =>
  fieldRule('isClockTime', (value) => {
    const isTime = typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
    return isTime || (endOfDay && value === '24:00') ? null : 'must be a time, HH:mm';
  });

export const IsId = (): PropertyDecorator =>
  fieldRule('isId', (value) =>
    typeof value === 'string' && isDocumentId(value) ? null : 'must be 24 hexadecimal digits',
  );

export const IsIdList = (max: number): PropertyDecorator =>
  fieldRule('isIdList', (value) => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length === 0 || value.length > max) return `must have 1 to ${max} entries`;
    return value.every((id) => typeof id === 'string' && isDocumentId(id))
      ? null
      : 'each entry must be 24 hexadecimal digits';
  });

export const IsOneOf = (values: readonly string[]): PropertyDecorator =>
  fieldRule('isOneOf', (value) =>
    typeof value === 'string' && values.includes(value) ? null : problem('NOT_ONE_OF', { values: values.join(', ') }),
  );

export const IsWhole = (min: number, max: number): PropertyDecorator =>
  fieldRule('isWhole', (value) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? null
      : `must be a whole number from ${min} to ${max}`,
  );

export const IsSwitch = (): PropertyDecorator =>
  fieldRule('isSwitch', (value) => (typeof value === 'boolean' ? null : 'must be true or false'));

/** A list of texts of 1 to `each` characters, at most `max` of them. */
export const IsTextList = (max: number, each: number): PropertyDecorator =>
  fieldRule('isTextList', (value) => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > max) return problem('TOO_MANY', { max });
    const isGood = (entry: unknown) => typeof entry === 'string' && isVisible(entry) && entry.length <= each;
    if (value.some((entry) => typeof entry === 'string' && unwritable.test(entry)))
      return problem('CONTROL_CHARACTERS');
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

/** Control characters, and halves of characters that are none alone. */
const unwritable = /[\p{Cc}\p{Cs}]/u;
/** The same in texts of several lines. */
export const hasControls = (text: string): boolean => unwritable.test(text.replace(/[\t\n\r]/g, ''));

/** A name of one line, which may be shown in a list, a file or the subject of a mail. */
export const HasNoControls = (): PropertyDecorator =>
  fieldRule('hasNoControls', (value) =>
    typeof value === 'string' && unwritable.test(value) ? problem('CONTROL_CHARACTERS') : null,
  );
