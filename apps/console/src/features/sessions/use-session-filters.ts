import { sessionStates } from '@relance/console-data-access';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback } from 'react';

const parsers = {
  state: parseAsStringLiteral(sessionStates),
  minFailures: parseAsInteger,
  q: parseAsString,
  page: parseAsInteger.withDefault(1),
};

export type SessionFilterChange = Partial<{
  state: (typeof sessionStates)[number] | null;
  minFailures: number | null;
  q: string | null;
  page: number | null;
}>;

/** State, failures and search in the URL; any change but of the page goes back to page 1. */
export function useSessionFilters() {
  const [filters, set] = useQueryStates(parsers, { history: 'push' });
  const change = useCallback((next: SessionFilterChange): void => void set({ page: null, ...next }), [set]);
  const clear = useCallback((): void => void set(null), [set]);
  const on = [filters.state, filters.minFailures, filters.q].filter(Boolean).length;
  return { filters, change, clear, on };
}
