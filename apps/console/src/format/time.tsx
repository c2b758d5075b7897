'use client';

import { useNow } from '@relance/console-data-access';
import { useI18n } from '../i18n/use-i18n.tsx';

/** Two machines' clocks may be apart by so much without anything being odd. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * An instant: relative up to a day, the whole of it in the title. `exact` always writes it out, with year and zone. What has
 * happened cannot lie ahead: when the product's clock runs faster than this machine's (the demo), it is written out too.
 * `due` is for what is still to come.
 */
export function Time({
  at,
  exact,
  due,
  seconds,
  wrap,
}: {
  at: string;
  exact?: boolean;
  due?: boolean;
  /** Written out to the second, where the order of things matters. */
  seconds?: boolean;
  /** May take two lines, in a narrow column. */
  wrap?: boolean;
}) {
  const { when, dateTime: toMinutes, dateTimeSeconds } = useI18n();
  const dateTime = seconds ? dateTimeSeconds : toMinutes;
  const now = useNow();
  const isAhead = !due && Date.parse(at) > now + CLOCKS_DIFFER_MS;
  return (
    <time dateTime={at} title={dateTime(at)} className={wrap ? 'tabular-nums' : 'whitespace-nowrap'}>
      {exact || isAhead ? dateTime(at) : when(at, now)}
    </time>
  );
}
