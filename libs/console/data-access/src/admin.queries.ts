// Reads of administrators: owners, opt-outs, audit, reports, settings, webhooks, analytics, bulk changes.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type AnalyticsPoint,
  type AuditFilters,
  type BulkJob,
  type Exits,
  type FunnelDay,
  type InstallationSettings,
  type IntegrityReport,
  type OptOut,
  type OwnerRow,
  type OwnerSettings,
  type Report,
  type ReportMail,
  type ReportRun,
  type Webhook,
  type WebhookDelivery,
  type Whose,
} from './admin.types.ts';
import { call } from './api.ts';
import { pageSize } from './campaign.queries.ts';
import { type AuditEntry, type Page } from './contract.ts';

/** Begins the keys of each kind of thing; a change of one makes all that begin so old. */
export const adminKeys = {
  owners: ['owner-rows'] as const,
  optOuts: ['opt-outs'] as const,
  reports: ['reports'] as const,
  settings: ['installation-settings'] as const,
  webhooks: ['webhooks'] as const,
  audit: ['audit'] as const,
  analytics: ['analytics'] as const,
  integrity: ['integrity'] as const,
};

const id = encodeURIComponent;

/** Where webhooks are asked about. */
export const webhooksOf = (whose: Whose) => (whose === 'admin' ? '/admin/webhooks' : '/webhooks');

export const adminQueries = {
  /** Has all counters counted anew; never asked without somebody's doing. */
  integrity: () =>
    queryOptions({
      queryKey: adminKeys.integrity,
      queryFn: ({ signal }): Promise<IntegrityReport> => call('get', '/admin/integrity', { signal }),
      gcTime: 0,
      staleTime: Infinity,
    }),
  owners: (filters: { q: string | null; state: string | null; page: number }) =>
    queryOptions({
      queryKey: [...adminKeys.owners, filters] as const,
      queryFn: ({ signal }): Promise<Page<'owners', OwnerRow>> =>
        call('get', '/admin/owners', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  owner: (ownerId: string) =>
    queryOptions({
      queryKey: [...adminKeys.owners, 'one', ownerId] as const,
      queryFn: ({ signal }): Promise<OwnerRow & { settings?: OwnerSettings }> =>
        call('get', `/admin/owners/${id(ownerId)}`, { signal }),
    }),
  optOuts: (filters: { q: string | null; page: number }) =>
    queryOptions({
      queryKey: [...adminKeys.optOuts, filters] as const,
      queryFn: ({ signal }): Promise<Page<'optOuts', OptOut>> =>
        call('get', '/admin/opt-outs', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  audit: (filters: AuditFilters) =>
    queryOptions({
      queryKey: [...adminKeys.audit, filters] as const,
      queryFn: ({ signal }): Promise<Page<'entries', AuditEntry>> =>
        call('get', '/admin/audit', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  /** An owner's sending settings; without an id, those of the caller. */
  ownerSettings: (ownerId: string | null) =>
    queryOptions({
      queryKey: ['owner-settings', ownerId] as const,
      queryFn: ({ signal }): Promise<OwnerSettings> =>
        call('get', '/settings', { signal, ...(ownerId && { ownerId }) }),
    }),
  settings: () =>
    queryOptions({
      queryKey: adminKeys.settings,
      queryFn: ({ signal }): Promise<InstallationSettings> => call('get', '/admin/settings', { signal }),
    }),
  reports: (page: number) =>
    queryOptions({
      queryKey: [...adminKeys.reports, page] as const,
      queryFn: ({ signal }): Promise<Page<'reports', Report>> =>
        call('get', '/admin/reports', { query: { page, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  reportRuns: (reportId: string) =>
    queryOptions({
      queryKey: [...adminKeys.reports, 'runs', reportId] as const,
      queryFn: ({ signal }): Promise<{ runs: ReportRun[] }> =>
        call('get', `/admin/reports/${id(reportId)}/history`, { signal }),
    }),
  reportPreview: (reportId: string) =>
    queryOptions({
      queryKey: [...adminKeys.reports, 'preview', reportId] as const,
      queryFn: ({ signal }): Promise<ReportMail> => call('get', `/admin/reports/${id(reportId)}/preview`, { signal }),
      staleTime: 0,
    }),
  webhooks: (whose: Whose, page: number) =>
    queryOptions({
      queryKey: [...adminKeys.webhooks, whose, page] as const,
      queryFn: ({ signal }): Promise<Page<'webhooks', Webhook>> =>
        call('get', webhooksOf(whose), { query: { page, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  webhookDeliveries: (whose: Whose, webhookId: string, page: number) =>
    queryOptions({
      queryKey: [...adminKeys.webhooks, whose, 'deliveries', webhookId, page] as const,
      queryFn: ({ signal }): Promise<Page<'deliveries', WebhookDelivery>> =>
        call('get', `${webhooksOf(whose)}/${id(webhookId)}/deliveries`, { query: { page, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  /** @param range.last so many hours or days up to the server's now: `24h`, `7d` */
  timeseries: (range: { last: string; interval: 'hour' | 'day' }) =>
    queryOptions({
      queryKey: [...adminKeys.analytics, 'timeseries', range] as const,
      queryFn: ({ signal }): Promise<{ points: AnalyticsPoint[] }> =>
        call('get', '/admin/analytics/timeseries', { query: range, signal }),
      placeholderData: keepPreviousData,
      refetchInterval: 30_000, // no signal says that an hour has begun
    }),
  funnel: () =>
    queryOptions({
      queryKey: [...adminKeys.analytics, 'funnel'] as const,
      queryFn: ({ signal }): Promise<{ days: FunnelDay[] }> => call('get', '/admin/analytics/funnel', { signal }),
    }),
  exits: () =>
    queryOptions({
      queryKey: [...adminKeys.analytics, 'exits'] as const,
      queryFn: ({ signal }): Promise<Exits> => call('get', '/admin/analytics/exits', { signal }),
    }),
  bulkJob: (jobId: string) =>
    queryOptions({
      queryKey: ['bulk', jobId] as const,
      queryFn: ({ signal }): Promise<BulkJob> => call('get', `/admin/campaigns/bulk/${id(jobId)}`, { signal }),
    }),
};
