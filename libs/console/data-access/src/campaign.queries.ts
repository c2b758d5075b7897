import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, call } from './api.ts';
import {
  type AuditEntry,
  type CampaignStatus,
  type CampaignStatusCounts,
  type CampaignTotals,
  type CampaignType,
  type CampaignView,
  type Page,
  type TargetStatus,
  type TargetView,
} from './contract.ts';

import { newer, newerRows, type Pending } from './rev-order.ts';
import { isOwnScope, scoped } from './scope.ts';

export type CampaignRow = CampaignView & Pending;
export type CampaignPage = Page<'campaigns', CampaignRow>;
export type CampaignSort = '-createdAt' | 'createdAt' | 'name';
export type CampaignFilters = {
  status: CampaignStatus | null;
  type: CampaignType | null;
  userId: string | null;
  q: string | null;
  /** Calendar days, UTC, `to` inclusive. */
  from: string | null;
  to: string | null;
  sort: CampaignSort;
  page: number;
};

export const pageSize = 20;

export const campaignKeys = {
  all: ['campaigns'] as const,
  lists: ['campaigns', 'list'] as const,
  list: (filters: CampaignFilters) => ['campaigns', 'list', filters] as const,
  totals: ['campaigns', 'totals'] as const,
  /** Old whenever the totals are. */
  ownCounts: ['campaigns', 'totals', 'own'] as const,
  detail: (id: string) => ['campaigns', 'detail', id] as const,
  targets: (id: string) => ['campaigns', 'targets', id] as const,
  audit: (id: string) => ['campaigns', 'audit', id] as const,
};

/** Every reading of campaigns that the cache holds, newest list first. */
export function cachedRows(client: QueryClient): CampaignRow[] {
  const lists = client.getQueriesData<CampaignPage>({ queryKey: campaignKeys.lists });
  const details = client.getQueriesData<CampaignRow>({ queryKey: ['campaigns', 'detail'] });
  const rows = [...lists.flatMap(([, page]) => page?.campaigns ?? []), ...details.flatMap(([, row]) => row ?? [])];
  return rows.sort((a, b) => a.rev - b.rev || Number(Boolean(a.pendingAction)) - Number(Boolean(b.pendingAction)));
}

/** One options object per question; used by prefetch, hook and refresh alike. */
export const campaignQueries = {
  list: (filters: CampaignFilters) =>
    queryOptions({
      queryKey: campaignKeys.list(filters),
      queryFn: async ({ signal, client }): Promise<CampaignPage> => {
        const { userId, ...own } = filters;
        const query = { ...own, ...(isOwnScope() ? {} : { userId }), limit: pageSize };
        const page = await call<CampaignPage>('get', scoped('/campaigns'), { query, signal });
        return { ...page, campaigns: newerRows(page.campaigns, cachedRows(client)) };
      },
      placeholderData: keepPreviousData,
    }),

  /** Of all owners' campaigns; an owner has none of these. */
  totals: () =>
    queryOptions({
      queryKey: campaignKeys.totals,
      enabled: !isOwnScope(),
      queryFn: ({ signal }): Promise<CampaignTotals> => api.get('/api/relance/admin/campaigns/stats', { signal }),
    }),

  /** How many campaigns of each status the list is about: all owners', for staff in the totals; an owner's own. */
  statusCounts: () =>
    queryOptions({
      queryKey: isOwnScope() ? campaignKeys.ownCounts : campaignKeys.totals,
      queryFn: ({ signal }): Promise<CampaignStatusCounts> =>
        isOwnScope()
          ? api.get('/api/relance/campaigns/stats', { signal })
          : api.get('/api/relance/admin/campaigns/stats', { signal }),
    }),

  detail: (id: string) =>
    queryOptions({
      queryKey: campaignKeys.detail(id),
      queryFn: async ({ signal, client }): Promise<CampaignRow> => {
        const row = await call<CampaignView>('get', scoped(`/campaigns/${id}`), { signal });
        return newer(
          cachedRows(client).findLast((cached) => cached.id === id),
          row,
        );
      },
    }),

  targets: (id: string, filters: { status: TargetStatus | null; page: number }) =>
    queryOptions({
      queryKey: [...campaignKeys.targets(id), filters] as const,
      queryFn: ({ signal }): Promise<Page<'targets', TargetView>> =>
        call('get', scoped(`/campaigns/${id}/targets`), { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),

  audit: (id: string) =>
    queryOptions({
      queryKey: campaignKeys.audit(id),
      queryFn: ({ signal }): Promise<Pick<Page<'entries', AuditEntry>, 'entries'>> =>
        isOwnScope()
          ? Promise.resolve({ entries: [] }) // the record is staff's
          : call('get', `/admin/campaigns/${id}/audit`, { query: { limit: 50 }, signal }),
    }),
};
