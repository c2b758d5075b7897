// Changes that administrators make.
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { adminKeys, webhooksOf } from './admin.queries.ts';
import {
  type BulkDryRun,
  type BulkFilter,
  type BulkOutcome,
  type BulkRequest,
  type InstallationSettings,
  type InstallationSettingsInput,
  type OwnerSettings,
  type Report,
  type ReportInput,
  type ReportRun,
  type Webhook,
  type Whose,
} from './admin.types.ts';
import { call } from './api.ts';
import { type Page } from './contract.ts';

const id = encodeURIComponent;

/** A change of an installation's thing; whether it came about or not, what it may have made old is asked for again. */
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
    [adminKeys.optOuts],
  );
/** The whole number; who looked is written down. */
export const useRevealOptOut = () =>
  useMutation({ mutationFn: (of: string) => call<{ phone: string }>('post', `/admin/opt-outs/${id(of)}/reveal`) });
export const useLiftOptOut = () =>
  useChange(
    (input: { id: string; reason: string }) =>
      call<unknown>('delete', `/admin/opt-outs/${id(input.id)}`, { body: { reason: input.reason } }),
    [adminKeys.optOuts],
  );

export const useSaveSettings = () =>
  useChange(
    (body: InstallationSettingsInput) => call<InstallationSettings>('patch', '/admin/settings', { body }),
    [adminKeys.settings],
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
    [adminKeys.reports],
  );
export const useRunReport = () =>
  useChange(
    (reportId: string) => call<ReportRun>('post', `/admin/reports/${id(reportId)}/run`, { body: {} }),
    [adminKeys.reports],
  );
export const useDeleteReport = () =>
  useChange((reportId: string) => call<unknown>('delete', `/admin/reports/${id(reportId)}`), [adminKeys.reports]);

export const useCreateWebhook = (whose: Whose) =>
  useChange(
    (body: { url: string; events: string[] }) =>
      call<Webhook & { secret: string }>('post', webhooksOf(whose), { body }),
    [adminKeys.webhooks],
  );
export const useChangeWebhook = (whose: Whose) =>
  useChange(
    ({ webhookId, ...body }: { webhookId: string } & Partial<Pick<Webhook, 'url' | 'events' | 'active'>>) =>
      call<Webhook>('patch', `${webhooksOf(whose)}/${id(webhookId)}`, { body }),
    [adminKeys.webhooks],
  );
export const useDeleteWebhook = (whose: Whose) =>
  useChange(
    (webhookId: string) => call<unknown>('delete', `${webhooksOf(whose)}/${id(webhookId)}`),
    [adminKeys.webhooks],
  );
export const useTestWebhook = (whose: Whose) =>
  useChange(
    (webhookId: string) =>
      call<{ status?: string; delivered?: boolean; error?: string | null }>(
        'post',
        `${webhooksOf(whose)}/${id(webhookId)}/test`,
        { body: {} },
      ),
    [adminKeys.webhooks],
  );
export const useReplayWebhook = (whose: Whose) =>
  useChange(
    (input: { webhookId: string; deliveryId: string }) =>
      call<unknown>('post', `${webhooksOf(whose)}/${id(input.webhookId)}/deliveries/${id(input.deliveryId)}/replay`, {
        body: {},
      }),
    [adminKeys.webhooks],
  );

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

/** Counts first (`dryRun`), then changes with the token of that count. */
export const dryRunBulk = (request: BulkRequest): Promise<BulkDryRun> =>
  call('post', '/admin/campaigns/bulk', { body: { ...request, dryRun: true } });
export const useBulkChange = () =>
  useChange(
    (request: BulkRequest) => call<BulkOutcome>('post', '/admin/campaigns/bulk', { body: request }),
    [['campaigns']],
  );
