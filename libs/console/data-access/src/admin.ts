// Administration of the installation: owners, opt-outs, audit, reports, settings, webhooks, analytics, bulk changes.
import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { call } from './api.ts';
import { pageSize } from './campaign.queries.ts';
import { type AuditEntry, type Language, type Page, type SessionView } from './contract.ts';

export type OwnerRow = {
  id: string;
  name: string | null;
  email: string | null;
  session: SessionView | null;
  campaigns: { active: number; total: number };
  contacts: number;
  lastSeenAt: string | null;
};
export type OptOut = {
  id: string;
  phoneMasked: string;
  source?: string | null;
  reason?: string | null;
  evidence?: string | null;
  text?: string | null;
  createdAt?: string;
  at?: string;
};
export type OwnerSettings = {
  enabled: boolean;
  enrollmentPaused: boolean;
  sendingPaused: boolean;
  defaultCampaignPaused: boolean;
  allowSimultaneousCampaigns: boolean;
  maxMessagesPerDay: number;
  maxTargetsPerCampaign: number;
  timeZone: string;
  defaultCountry: string | null;
  coldContactsPerDay: number;
  warmUp: number[];
  sendWindows: { days: number[]; from: string; to: string }[];
  pacingProfile: 'safe' | 'fast' | 'test';
  language: Language;
  linkedNumberSince: string | null;
  autoResumeAfterRelink: boolean;
};
export type InstallationSettings = {
  optOutLine: { fr: string; en: string } | null;
  /** null: the product's own lists. */
  stopWords: string[] | null;
  defaults: Partial<OwnerSettings>;
  limits: Record<string, number | null>;
  retention: Record<string, number | null>;
  requireTwoFactor: boolean;
};
export type ReportFrequency = 'daily' | 'weekly' | 'monthly';
export type Report = {
  id: string;
  name: string;
  frequency: ReportFrequency;
  weekday: number | null;
  day: number | null;
  hour: number;
  timeZone: string;
  recipients: string[];
  filter: Record<string, unknown>;
  language: Language;
  active: boolean;
  nextRunAt: string | null;
  lastRun: ReportRun | null;
};
export type ReportInput = Omit<Report, 'id' | 'nextRunAt' | 'lastRun' | 'weekday' | 'day'> & {
  weekday?: number;
  day?: number;
};
export type ReportRun = {
  id: string;
  period: string | null;
  status: string;
  sentAt: string | null;
  error: string | null;
};
export type Webhook = {
  id: string;
  url: string;
  events: string[];
  active: boolean;
  disabledReason: string | null;
  createdAt: string;
};
export type WebhookDelivery = {
  id: string;
  messageId: string;
  event: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  responseStatus: number | null;
  error: string | null;
  createdAt: string;
  nextAttemptAt: string | null;
  settledAt: string | null;
};
export const webhookEvents = [
  'session.updated',
  'campaign.updated',
  'target.exited',
  'delivery.updated',
  'contact.opted_out',
  'contact.replied',
] as const;

export type AnalyticsPoint = {
  at: string;
  sent: number;
  delivered: number;
  read: number;
  failed: number;
  replied: number;
};
export type FunnelDay = {
  day: number;
  waiting: number;
  sent: number;
  delivered: number;
  read: number;
  replied: number;
  exited: number;
};
export type AuditFilters = {
  action: string | null;
  actorId: string | null;
  userId: string | null;
  entityType: string | null;
  from: string | null;
  to: string | null;
  page: number;
};

export type BulkAction = 'pause' | 'resume' | 'cancel';
export type BulkFilter = Partial<Record<'status' | 'type' | 'userId' | 'q' | 'from' | 'to', string>>;
export type BulkRequest = {
  action: BulkAction;
  ids?: string[];
  filter?: BulkFilter;
  reason?: string;
  dryRun?: boolean;
  confirmToken?: string;
};
export type BulkDryRun = { count: number; confirmToken: string; samples: { id: string; name: string }[] };
export type BulkResult = { id: string; ok: boolean; code?: string; currentStatus?: string; name?: string };
export type BulkOutcome = { results?: BulkResult[]; jobId?: string; status?: string; progress?: number };

const keys = {
  owners: ['owner-rows'] as const,
  optOuts: ['opt-outs'] as const,
  reports: ['reports'] as const,
  settings: ['installation-settings'] as const,
  webhooks: ['webhooks'] as const,
  audit: ['audit'] as const,
  analytics: ['analytics'] as const,
};

const id = encodeURIComponent;
/** Webhooks of all owners' installation, or an owner's own. */
export type Whose = 'admin' | 'own';
const webhooksOf = (whose: Whose) => (whose === 'admin' ? '/admin/webhooks' : '/webhooks');

export const adminQueries = {
  owners: (filters: { q: string | null; state: string | null; page: number }) =>
    queryOptions({
      queryKey: [...keys.owners, filters] as const,
      queryFn: ({ signal }): Promise<Page<'owners', OwnerRow>> =>
        call('get', '/admin/owners', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  owner: (ownerId: string) =>
    queryOptions({
      queryKey: [...keys.owners, 'one', ownerId] as const,
      queryFn: ({ signal }): Promise<OwnerRow & { settings?: OwnerSettings }> =>
        call('get', `/admin/owners/${id(ownerId)}`, { signal }),
    }),
  optOuts: (filters: { q: string | null; page: number }) =>
    queryOptions({
      queryKey: [...keys.optOuts, filters] as const,
      queryFn: ({ signal }): Promise<Page<'optOuts', OptOut>> =>
        call('get', '/admin/opt-outs', { query: { ...filters, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  audit: (filters: AuditFilters) =>
    queryOptions({
      queryKey: [...keys.audit, filters] as const,
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
      queryKey: keys.settings,
      queryFn: ({ signal }): Promise<InstallationSettings> => call('get', '/admin/settings', { signal }),
    }),
  reports: (page: number) =>
    queryOptions({
      queryKey: [...keys.reports, page] as const,
      queryFn: ({ signal }): Promise<Page<'reports', Report>> =>
        call('get', '/admin/reports', { query: { page, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  reportRuns: (reportId: string) =>
    queryOptions({
      queryKey: [...keys.reports, 'runs', reportId] as const,
      queryFn: ({ signal }): Promise<{ runs: ReportRun[] }> =>
        call('get', `/admin/reports/${id(reportId)}/history`, { signal }),
    }),
  webhooks: (whose: Whose, page: number) =>
    queryOptions({
      queryKey: [...keys.webhooks, whose, page] as const,
      queryFn: ({ signal }): Promise<Page<'webhooks', Webhook>> =>
        call('get', webhooksOf(whose), { query: { page, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  webhookDeliveries: (whose: Whose, webhookId: string, page: number) =>
    queryOptions({
      queryKey: [...keys.webhooks, whose, 'deliveries', webhookId, page] as const,
      queryFn: ({ signal }): Promise<Page<'deliveries', WebhookDelivery>> =>
        call('get', `${webhooksOf(whose)}/${id(webhookId)}/deliveries`, { query: { page, limit: pageSize }, signal }),
      placeholderData: keepPreviousData,
    }),
  /** @param range.last so many hours or days up to the server's now: `24h`, `7d` */
  timeseries: (range: { last: string; interval: 'hour' | 'day' }) =>
    queryOptions({
      queryKey: [...keys.analytics, 'timeseries', range] as const,
      queryFn: ({ signal }): Promise<{ points: AnalyticsPoint[] }> =>
        call('get', '/admin/analytics/timeseries', { query: range, signal }),
      placeholderData: keepPreviousData,
      refetchInterval: 30_000, // no signal says that an hour has begun
    }),
  funnel: () =>
    queryOptions({
      queryKey: [...keys.analytics, 'funnel'] as const,
      queryFn: ({ signal }): Promise<{ days: FunnelDay[] }> => call('get', '/admin/analytics/funnel', { signal }),
    }),
  exits: () =>
    queryOptions({
      queryKey: [...keys.analytics, 'exits'] as const,
      queryFn: ({ signal }): Promise<{ exits: { reason: string; count: number }[] }> =>
        call('get', '/admin/analytics/exits', { signal }),
    }),
  bulkJob: (jobId: string) =>
    queryOptions({
      queryKey: ['bulk', jobId] as const,
      queryFn: ({ signal }): Promise<BulkOutcome> => call('get', `/admin/campaigns/bulk/${id(jobId)}`, { signal }),
    }),
};

function useChange<Input, Output>(send: (input: Input) => Promise<Output>, stale: readonly QueryKey[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useAddOptOut = () =>
  useChange(
    (body: { phone: string; reason: string }) => call<unknown>('post', '/admin/opt-outs', { body }),
    [keys.optOuts],
  );
/** The whole number; who looked is written down. */
export const useRevealOptOut = () =>
  useMutation({ mutationFn: (of: string) => call<{ phone: string }>('post', `/admin/opt-outs/${id(of)}/reveal`) });
export const useLiftOptOut = () =>
  useChange(
    (input: { id: string; reason: string }) =>
      call<unknown>('delete', `/admin/opt-outs/${id(input.id)}`, { body: { reason: input.reason } }),
    [keys.optOuts],
  );

export const useSaveSettings = () =>
  useChange(
    (body: Partial<InstallationSettings>) => call<InstallationSettings>('patch', '/admin/settings', { body }),
    [keys.settings],
  );

export const useSaveOwnerSettings = (ownerId: string | null) =>
  useChange(
    (body: Partial<OwnerSettings>) => call<OwnerSettings>('put', '/settings', { body, ...(ownerId && { ownerId }) }),
    [['owner-settings', ownerId], ['sessions']],
  );

export const useSaveReport = () =>
  useChange(
    ({ reportId, body }: { reportId: string | null; body: ReportInput | Partial<ReportInput> }) =>
      reportId
        ? call<Report>('patch', `/admin/reports/${id(reportId)}`, { body })
        : call<Report>('post', '/admin/reports', { body }),
    [keys.reports],
  );
export const useRunReport = () =>
  useChange(
    (reportId: string) => call<unknown>('post', `/admin/reports/${id(reportId)}/run`, { body: {} }),
    [keys.reports],
  );
export const useDeleteReport = () =>
  useChange((reportId: string) => call<unknown>('delete', `/admin/reports/${id(reportId)}`), [keys.reports]);

export const useCreateWebhook = (whose: Whose) =>
  useChange(
    (body: { url: string; events: string[] }) =>
      call<Webhook & { secret: string }>('post', webhooksOf(whose), { body }),
    [keys.webhooks],
  );
export const useChangeWebhook = (whose: Whose) =>
  useChange(
    ({ webhookId, ...body }: { webhookId: string } & Partial<Pick<Webhook, 'url' | 'events' | 'active'>>) =>
      call<Webhook>('patch', `${webhooksOf(whose)}/${id(webhookId)}`, { body }),
    [keys.webhooks],
  );
export const useDeleteWebhook = (whose: Whose) =>
  useChange((webhookId: string) => call<unknown>('delete', `${webhooksOf(whose)}/${id(webhookId)}`), [keys.webhooks]);
export const useTestWebhook = (whose: Whose) =>
  useChange(
    (webhookId: string) =>
      call<{ status?: string; delivered?: boolean; error?: string | null }>(
        'post',
        `${webhooksOf(whose)}/${id(webhookId)}/test`,
        { body: {} },
      ),
    [keys.webhooks],
  );
export const useReplayWebhook = (whose: Whose) =>
  useChange(
    (input: { webhookId: string; deliveryId: string }) =>
      call<unknown>('post', `${webhooksOf(whose)}/${id(input.webhookId)}/deliveries/${id(input.deliveryId)}/replay`, {
        body: {},
      }),
    [keys.webhooks],
  );

/** Counts first (`dryRun`), then changes with the token of that count. */
/** Names by id of the campaigns that a filter matches: of the newest two hundred, as many as a result shows. */
export async function bulkNames(filter: BulkFilter, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const limit = 100;
  const readPage = (page: number) =>
    call<Page<'campaigns', { id: string; name: string }>>('get', '/admin/campaigns', {
      query: { ...filter, limit, page },
      signal,
    });
  const first = await readPage(1);
  const rest = first.total > limit ? (await readPage(2)).campaigns : [];
  return new Map([...first.campaigns, ...rest].map(({ id: campaignId, name }) => [campaignId, name]));
}

export const dryRunBulk = (request: BulkRequest): Promise<BulkDryRun> =>
  call('post', '/admin/campaigns/bulk', { body: { ...request, dryRun: true } });
export const useBulkChange = () =>
  useChange(
    (request: BulkRequest) => call<BulkOutcome>('post', '/admin/campaigns/bulk', { body: request }),
    [['campaigns']],
  );
