import { isCalendarDay, isTimeZone } from '@relance/campaigns-domain';
import { problem } from '@relance/kernel';
import { fieldRule } from '@relance/platform';
import { type ValidationOptions, ValidateBy } from 'class-validator';

const DAY_MS = 86_400_000;

const isDay = (value: unknown): boolean => typeof value === 'string' && isCalendarDay(value);

/** A calendar day that exists, `YYYY-MM-DD`. */
export const IsCalendarDay = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isCalendarDay',
      validator: { validate: isDay, defaultMessage: () => 'must be a day such as 2026-01-31' },
    },
    options,
  );

/** A time zone by its IANA name, such as Africa/Douala. */
export const IsZone = (): PropertyDecorator =>
  fieldRule('isZone', (value) => (typeof value === 'string' && isTimeZone(value) ? null : problem('NOT_A_TIME_ZONE')));

/** The instants of `from` to `to` (UTC, `to` inclusive): [from, until). */
export const dayRange = (from?: string, to?: string): { from?: Date; until?: Date } => ({
  ...(from && { from: new Date(`${from}T00:00:00Z`) }),
  ...(to && { until: new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS) }),
});
