import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, given } from './api.ts';
import { type Page, type SessionEvent, type SessionState, type SessionTotals, type SessionView } from './contract.ts';
import { pageSize } from './campaign.queries.ts';
import { newer } from './rev-order.ts';

export type SessionPage = Page<'sessions', SessionView>;
export type SessionFilters = {
  state: SessionState | null;
  minFailures: number | null;
  q: string | null;
  page: number;
};

export const sessionKeys = {
  all: ['sessions'] as const,
  lists: ['sessions', 'list'] as const,
  list: (filters: SessionFilters) => ['sessions', 'list', filters] as const,
  totals: ['sessions', 'totals'] as const,
  detail: (ownerId: string) => ['sessions', 'detail', ownerId] as const,
  events: (ownerId: string) => ['sessions', 'events', ownerId] as const,
};

/** The API looks at no more of a search. */
const longestSearch = 100;

function sessionsOf(query: SessionFilters & { limit: number }, signal: AbortSignal): Promise<SessionPage> {
  const q = query.q?.slice(0, longestSearch) ?? null;
  return api.get('/api/relance/admin/sessions', { params: { query: given({ ...query, q }) }, signal });
}

const ofOwner = (userId: string) => ({ path: { userId } });

export const sessionQueries = {
  list: (filters: SessionFilters) =>
    queryOptions({
      queryKey: sessionKeys.list(filters),
      queryFn: ({ signal }) => sessionsOf({ ...filters, limit: pageSize }, signal),
      placeholderData: keepPreviousData,
    }),

  totals: () =>
    queryOptions({
      queryKey: sessionKeys.totals,
      queryFn: ({ signal }): Promise<SessionTotals> => api.get('/api/relance/admin/sessions/stats', { signal }),
    }),

  detail: (ownerId: string) =>
    queryOptions({
      queryKey: sessionKeys.detail(ownerId),
      queryFn: async ({ signal, client }): Promise<SessionView> => {
        const fresh = await api.get('/api/relance/admin/sessions/{userId}', { params: ofOwner(ownerId), signal });
        return newer(client.getQueryData<SessionView>(sessionKeys.detail(ownerId)), fresh);
      },
    }),

  events: (ownerId: string, page: number) =>
    queryOptions({
      queryKey: [...sessionKeys.events(ownerId), page] as const,
      queryFn: ({ signal }): Promise<Page<'events', SessionEvent>> =>
        api.get('/api/relance/admin/sessions/{userId}/events', {
          params: { ...ofOwner(ownerId), query: { page, limit: pageSize } },
          signal,
        }),
      placeholderData: keepPreviousData,
    }),

  /** Owners whose name, e-mail or id begins so, for the owner filter. */
  owners: (q: string) =>
    queryOptions({
      queryKey: ['owners', q] as const,
      queryFn: ({ signal }) => sessionsOf({ state: null, minFailures: null, q: q || null, page: 1, limit: 8 }, signal),
      select: (page) => page.sessions.map((row) => row.owner),
      staleTime: 60_000,
    }),
};
