'use client';

import { useNow } from '@relance/console-data-access';
import { useI18n } from '../i18n/use-i18n.tsx';

/** An instant: relative up to a day, the whole of it in the title. `exact` always writes it out, with year and zone. */
export function Time({ at, exact }: { at: string; exact?: boolean }) {
  const { when, dateTime } = useI18n();
  const now = useNow();
  return (
    <time dateTime={at} title={dateTime(at)} className="whitespace-nowrap">
      {exact ? dateTime(at) : when(at, now)}
    </time>
  );
}
