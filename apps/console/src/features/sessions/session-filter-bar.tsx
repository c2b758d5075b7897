'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQueries, sessionStates } from '@relance/console-data-access';
import { Button, FilterChip, sessionStateLooks } from '@relance/console-ui';
import { TriangleAlert } from 'lucide-react';
import { useCallback } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { SearchField } from '../shared/search-field.tsx';
import { type SessionFilterChange, type useSessionFilters } from './use-session-filters.ts';

/** States that somebody is in (and the chosen one) as chips with counts, owners at risk, and search. */
export function SessionFilterBar({
  filters,
  change,
  clear,
  on,
  searching,
}: ReturnType<typeof useSessionFilters> & { searching: boolean }) {
  const { t, number } = useI18n();
  const totals = useQuery(sessionQueries.totals()).data;
  const byState = totals?.byState ?? {};
  const search = useCallback((q: string | null) => change({ q }), [change]);
  const toggle = (next: SessionFilterChange) => change({ state: null, minFailures: null, ...next });
  const shown = sessionStates.filter(
    (state) => (totals ? (byState[state] ?? 0) > 0 : false) || filters.state === state,
  );
  return (
    <section aria-label={t('filter.label')} className="flex flex-col gap-3">
      <div
        role="group"
        aria-label={t('sessions.filter')}
        className="flex gap-2 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 md:flex-wrap"
      >
        <FilterChip
          pressed={!filters.state && !filters.minFailures}
          onPress={() => toggle({})}
          count={totals ? number(totals.total) : undefined}
        >
          {t('filter.all')}
        </FilterChip>
        <FilterChip
          pressed={Boolean(filters.minFailures)}
          onPress={() => toggle(filters.minFailures ? {} : { minFailures: 1 })}
          count={totals ? number(totals.withFailures) : undefined}
          look={{ tone: 'amber', icon: TriangleAlert }}
        >
          {t('sessions.atRisk')}
        </FilterChip>
        {shown.map((state) => (
          <FilterChip
            key={state}
            pressed={filters.state === state}
            onPress={() => toggle(filters.state === state ? {} : { state })}
            count={totals ? number(byState[state] ?? 0) : undefined}
            look={sessionStateLooks[state]}
          >
            {t(`session.${state}`)}
          </FilterChip>
        ))}
      </div>
      <div className="flex gap-2">
        <SearchField value={filters.q} onSearch={search} label={t('sessions.search')} busy={searching} />
        {on > 0 ? (
          <Button intent="quiet" onClick={clear}>
            {t('filter.clear')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
