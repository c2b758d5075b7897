'use client';

import { useQuery } from '@tanstack/react-query';
import { campaignQueries, campaignStatuses } from '@relance/console-data-access';
import { Button, campaignStatusLooks, Dialog, FilterChip } from '@relance/console-ui';
import { SlidersHorizontal } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { ActiveFilters } from './active-filters.tsx';
import { FilterControls } from './filter-controls.tsx';
import { SearchField } from '../../shared/search-field.tsx';
import { type FilterBarProps } from './use-campaign-filters.ts';

/** Status chips with counts, then search and the compact selects; a sheet holds the selects on phones. */
export function FilterBar({
  filters,
  change,
  onClear,
  on,
  searching,
  found,
}: FilterBarProps & { onClear: () => void; on: number; searching: boolean; found: number | undefined }) {
  const { t, number } = useI18n();
  const [sheet, setSheet] = useState(false);
  const counts = useQuery(campaignQueries.statusCounts()).data;
  const count = (value: number | undefined) => (value === undefined ? undefined : number(value));
  const search = useCallback((q: string | null) => change({ q }), [change]);
  return (
    <section aria-label={t('filter.label')} className="flex flex-col gap-3">
      <div
        role="group"
        aria-label={t('filter.status')}
        className="flex gap-2 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 md:flex-wrap"
      >
        <FilterChip pressed={!filters.status} onPress={() => change({ status: null })} count={count(counts?.total)}>
          {t('filter.all')}
        </FilterChip>
        {campaignStatuses.map((status) => (
          <FilterChip
            key={status}
            pressed={filters.status === status}
            onPress={() => change({ status: filters.status === status ? null : status })}
            count={count(counts?.byStatus[status])}
            look={campaignStatusLooks[status]}
          >
            {t(`status.${status}`)}
          </FilterChip>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <SearchField value={filters.q} onSearch={search} label={t('filter.search')} busy={searching} />
        <div className="flex flex-wrap gap-2 max-md:hidden">
          <FilterControls filters={filters} change={change} />
        </div>
        <Button className="md:hidden" onClick={() => setSheet(true)}>
          <SlidersHorizontal aria-hidden strokeWidth={1.75} />
          {t('filter.open')}
          {on > 0 ? <span className="tabular-nums text-muted">{on}</span> : null}
        </Button>
      </div>
      <ActiveFilters filters={filters} change={change} onClear={onClear} />
      <Dialog
        open={sheet}
        onClose={() => setSheet(false)}
        title={t('filter.label')}
        closeLabel={t('action.close')}
        footer={
          <Button intent="primary" onClick={() => setSheet(false)}>
            {t('filter.show', { count: found ?? 0 })}
          </Button>
        }
      >
        <div className="mt-3 flex flex-col gap-3">
          <FilterControls filters={filters} change={change} />
        </div>
      </Dialog>
    </section>
  );
}
