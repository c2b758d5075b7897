import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback } from 'react';

const parsers = {
  q: parseAsString,
  country: parseAsString,
  language: parseAsString,
  tag: parseAsString,
  converted: parseAsStringLiteral(['true', 'false']),
  replied: parseAsStringLiteral(['true', 'false']),
  optedOut: parseAsStringLiteral(['true', 'false']),
  inLiveSequence: parseAsStringLiteral(['true', 'false']),
  sort: parseAsStringLiteral(['-createdAt', 'createdAt', 'name']),
  page: parseAsInteger.withDefault(1),
};

/** What narrows the list, in the address. */
export function useContactFilters() {
  const [filters, set] = useQueryStates(parsers, { history: 'push' });
  const change = useCallback(
    (to: Partial<Record<keyof typeof parsers, string | number | null>>) =>
      void set({ page: null, ...to } as Parameters<typeof set>[0]), // any part of the parsers' own keys
    [set],
  );
  const { page: _page, sort: _sort, ...narrowing } = filters;
  const on = Object.values(narrowing).filter(Boolean).length;
  const clear = useCallback(() => void set(null), [set]);
  return { filters, change, clear, on };
}
