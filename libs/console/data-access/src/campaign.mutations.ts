import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { type CampaignView } from './contract.ts';
import { campaignKeys, cachedRows, type CampaignPage, type CampaignRow } from './campaign.queries.ts';
import { call } from './api.ts';
import { scoped } from './scope.ts';

export type CampaignAction = 'pause' | 'resume' | 'cancel';
export type CampaignChange = { id: string; action: CampaignAction; reason?: string };
/** `settledInMs` is how long the server took to make it true: the "quiet after" of the toast. */
export type CampaignChanged = { campaign: CampaignView; inFlight: number; settledInMs: number };

/** What the server will say if it agrees. Cancel is not guessed: it cannot be undone. */
const expected: Partial<Record<CampaignAction, Pick<CampaignView, 'status' | 'nextActions'>>> = {
  pause: { status: 'paused', nextActions: ['resume', 'cancel'] },
  resume: { status: 'active', nextActions: ['pause', 'cancel'] },
};

export const campaignChangeKey = ['campaigns', 'change'] as const;

/** Pauses, resumes or cancels, and measures how long the server took. @throws ApiError */
export async function changeCampaign(change: CampaignChange): Promise<CampaignChanged> {
  const asked = performance.now();
  const answer = await send(change);
  return { ...answer, settledInMs: Math.round(performance.now() - asked) };
}

async function send({ id, action, reason }: CampaignChange): Promise<Pick<CampaignChanged, 'campaign' | 'inFlight'>> {
  const body = reason || action === 'cancel' ? { reason: reason ?? '' } : {};
  const answer = await call<CampaignView | { campaign: CampaignView; inFlight: number }>(
    'post',
    scoped(`/campaigns/${encodeURIComponent(id)}/${action}`),
    { body },
  );
  return 'campaign' in answer ? answer : { campaign: answer, inFlight: 0 };
}

/** Replaces one campaign wherever the cache shows it. */
export function writeCampaign(client: QueryClient, id: string, change: (row: CampaignRow) => CampaignRow): void {
  client.setQueriesData<CampaignPage>({ queryKey: campaignKeys.lists }, (page) =>
    page ? { ...page, campaigns: page.campaigns.map((row) => (row.id === id ? change(row) : row)) } : page,
  );
  client.setQueryData<CampaignRow>(campaignKeys.detail(id), (row) => (row ? change(row) : row));
}

/**
 * Pause, resume and cancel. Pause and resume show at once; the server's answer replaces the guess by its `rev`,
 * a refusal puts back what was there and refreshes, so that a 409 also shows the state that refused.
 */
export function useChangeCampaign() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: campaignChangeKey,
    mutationFn: changeCampaign,
    onMutate: async ({ id, action }) => {
      await client.cancelQueries({ queryKey: campaignKeys.lists });
      await client.cancelQueries({ queryKey: campaignKeys.detail(id) });
      const before = cachedRows(client).findLast((row) => row.id === id);
      const guess = expected[action];
      if (guess) writeCampaign(client, id, (row) => ({ ...row, ...guess, pendingAction: action }));
      return { before };
    },
    onSuccess: ({ campaign }) => {
      writeCampaign(client, campaign.id, (row) =>
        row.pendingAction || campaign.rev >= row.rev ? { ...campaign, owner: campaign.owner ?? row.owner } : row,
      );
    },
    onError: (_error, { id }, context) => {
      const before = context?.before;
      if (before) writeCampaign(client, id, () => before);
    },
    onSettled: (_data, _error, { id }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: campaignKeys.lists }),
        client.invalidateQueries({ queryKey: campaignKeys.totals }),
        client.invalidateQueries({ queryKey: campaignKeys.detail(id) }),
        client.invalidateQueries({ queryKey: campaignKeys.audit(id) }),
      ]).then(() => undefined),
  });
}
