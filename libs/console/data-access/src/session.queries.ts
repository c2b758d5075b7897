import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Page, type SessionEvent, type SessionState, type SessionTotals, type SessionView } from './contract.ts';
import { pageSize } from './campaign.queries.ts';
import { request } from './http.ts';
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

const ofOwner = (ownerId: string) => `/admin/sessions/${encodeURIComponent(ownerId)}`;

export const sessionQueries = {
  list: (filters: SessionFilters) =>
    queryOptions({
      queryKey: sessionKeys.list(filters),
      queryFn: ({ signal }) =>
        request<SessionPage>('GET', '/admin/sessions', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),

  totals: () =>
    queryOptions({
      queryKey: sessionKeys.totals,
      queryFn: ({ signal }) => request<SessionTotals>('GET', '/admin/sessions/stats', { signal }),
    }),

  detail: (ownerId: string) =>
    queryOptions({
      queryKey: sessionKeys.detail(ownerId),
      queryFn: async ({ signal, client }): Promise<SessionView> => {
        const fresh = await request<SessionView>('GET', ofOwner(ownerId), { signal });
        return newer(client.getQueryData<SessionView>(sessionKeys.detail(ownerId)), fresh);
      },
    }),

  events: (ownerId: string, page: number) =>
    queryOptions({
      queryKey: [...sessionKeys.events(ownerId), page] as const,
      queryFn: ({ signal }) =>
        request<Page<'events', SessionEvent>>('GET', `${ofOwner(ownerId)}/events`, {
          query: { page, limit: pageSize },
          signal,
        }),
      placeholderData: keepPreviousData,
    }),

  /** Owners by name, e-mail or id, for the owner filter. */
  owners: (q: string) =>
    queryOptions({
      queryKey: ['owners', q] as const,
      queryFn: ({ signal }) => request<SessionPage>('GET', '/admin/sessions', { query: { q, limit: 8 }, signal }),
      select: (page) => page.sessions.map((row) => row.owner ?? { id: row.ownerId, name: null, email: null }),
      staleTime: 60_000,
    }),
};
