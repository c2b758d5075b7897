'use client';

import { Button, Field, Input, Popover } from '@relance/console-ui';
import { CalendarDays, ChevronDown } from 'lucide-react';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { useRangeInWords } from './use-range-in-words.ts';
import { type FilterBarProps } from './use-campaign-filters.ts';

/** Created between two calendar days, both included. */
export function DateFilter({ filters, change }: FilterBarProps) {
  const { t } = useI18n();
  const { from, to } = filters;
  const words = useRangeInWords(from, to);
  return (
    <Popover
      label={t('filter.created')}
      trigger={
        <Button className="font-normal max-md:w-full max-md:justify-between">
          <CalendarDays aria-hidden strokeWidth={1.75} className="text-muted" />
          <span className="flex-1 truncate text-left">{from || to ? words : t('filter.anyDate')}</span>
          <ChevronDown aria-hidden strokeWidth={1.75} className="text-muted" />
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('filter.from')}>
          {(ids) => (
            <Input
              {...ids}
              type="date"
              max={to ?? undefined}
              value={from ?? ''}
              onChange={(event) => change({ from: event.target.value || null })}
            />
          )}
        </Field>
        <Field label={t('filter.to')} hint={t('filter.days')}>
          {(ids) => (
            <Input
              {...ids}
              type="date"
              min={from ?? undefined}
              value={to ?? ''}
              onChange={(event) => change({ to: event.target.value || null })}
            />
          )}
        </Field>
      </div>
    </Popover>
  );
}
