import { type CampaignFilters, campaignStatuses, campaignTypes } from '@relance/console-data-access';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useTransition } from 'react';

export const campaignSorts = ['-createdAt', 'createdAt', 'name'] as const;

/** The filter bar in the URL: names as the API's own parameters, so that an address can be read. */
export const campaignFilterParsers = {
  status: parseAsStringLiteral(campaignStatuses),
  type: parseAsStringLiteral(campaignTypes),
  userId: parseAsString,
  q: parseAsString,
  from: parseAsString,
  to: parseAsString,
  sort: parseAsStringLiteral(campaignSorts).withDefault('-createdAt'),
  page: parseAsInteger.withDefault(1),
};

export type FilterChange = Partial<{ [K in keyof CampaignFilters]: CampaignFilters[K] | null }>;

/** Filters, how to change them (any change but of the page goes back to page 1), and how many are on. */
export function useCampaignFilters() {
  const [changing, startTransition] = useTransition();
  const [filters, set] = useQueryStates(campaignFilterParsers, { history: 'push', startTransition });
  const change = useCallback((next: FilterChange): void => void set({ page: null, ...next }), [set]);
  const clear = useCallback((): void => void set(null), [set]);
  const on = [filters.status, filters.type, filters.userId, filters.q, filters.from, filters.to].filter(Boolean).length;
  return { filters, change, clear, on, changing };
}

export type FilterBarProps = { filters: CampaignFilters; change: (next: FilterChange) => void };
