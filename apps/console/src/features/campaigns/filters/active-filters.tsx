'use client';

import { Button, RemovableChip } from '@relance/console-ui';
import { type ReactNode } from 'react';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { OwnerName } from './owner-filter.tsx';
import { useRangeInWords } from './use-range-in-words.ts';
import { type FilterBarProps, type FilterChange } from './use-campaign-filters.ts';

/** Each filter that is on, as a chip that takes it off, and one button for all. */
export function ActiveFilters({ filters, change, onClear }: FilterBarProps & { onClear: () => void }) {
  const { t } = useI18n();
  const range = useRangeInWords(filters.from, filters.to);
  const chips: { id: string; name: string; value: ReactNode; off: FilterChange }[] = [];
  if (filters.status) {
    chips.push({ id: 'status', name: t('filter.status'), value: t(`status.${filters.status}`), off: { status: null } });
  }
  if (filters.type) {
    chips.push({ id: 'type', name: t('filter.type'), value: t(`type.${filters.type}`), off: { type: null } });
  }
  if (filters.userId) {
    chips.push({
      id: 'owner',
      name: t('filter.owner'),
      value: <OwnerName id={filters.userId} />,
      off: { userId: null },
    });
  }
  if (filters.q) chips.push({ id: 'q', name: t('column.name'), value: filters.q, off: { q: null } });
  if (filters.from || filters.to) {
    chips.push({ id: 'created', name: t('filter.created'), value: range, off: { from: null, to: null } });
  }
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <RemovableChip
          key={chip.id}
          removeLabel={t('filter.remove', { filter: chip.name })}
          onRemove={() => change(chip.off)}
        >
          <span className="text-muted">{chip.name}</span> <bdi>{chip.value}</bdi>
        </RemovableChip>
      ))}
      <Button intent="quiet" size="small" onClick={onClear}>
        {t('filter.clear')}
      </Button>
    </div>
  );
}
