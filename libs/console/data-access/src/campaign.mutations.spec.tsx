import { jest } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { type ReactNode } from 'react';
import { useChangeCampaign } from './campaign.mutations.ts';
import { campaignKeys, type CampaignRow } from './campaign.queries.ts';
import { aCampaign } from './testing.ts';

const id = aCampaign().id;

/** A server whose next answer the test holds back until it says so. */
function heldServer() {
  const asked: { request: Request; answer: (status: number, body: object) => void }[] = [];
  globalThis.fetch = jest.fn<typeof fetch>(
    (input) =>
      new Promise((resolve) =>
        asked.push({
          request: input as Request, // the client always hands a Request over
          answer: (status, body) => resolve(Response.json(body, { status })),
        }),
      ),
  );
  return {
    asked,
    answer: async (status: number, body: object) => {
      await waitFor(() => expect(asked.length).toBeGreaterThan(0));
      await act(async () => asked.shift()?.answer(status, body));
    },
  };
}

function start(row: CampaignRow) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(campaignKeys.detail(id), row);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useChangeCampaign(), { wrapper });
  const shown = () => client.getQueryData<CampaignRow>(campaignKeys.detail(id));
  return { result, shown, client };
}

describe('useChangeCampaign', () => {
  it('shows a pause at once and then the server’s own state', async () => {
    const server = heldServer();
    const { result, shown } = start(aCampaign({ rev: 3 }));
    act(() => result.current.mutate({ id, action: 'pause', reason: 'wrong text' }));
    await waitFor(() => expect(shown()?.status).toBe('paused'));
    expect(shown()?.nextActions).toContain('resume');
    const campaign = aCampaign({ status: 'paused', rev: 4, nextActions: ['resume', 'cancel'] });
    await server.answer(200, { success: true, data: { campaign, inFlight: 1 } });
    await waitFor(() => expect(result.current.data?.inFlight).toBe(1));
    expect(shown()).toEqual(campaign);
  });

  it('puts back what was there when the server refuses, and hands on its sentence', async () => {
    const server = heldServer();
    const { result, shown } = start(aCampaign({ rev: 3 }));
    act(() => result.current.mutate({ id, action: 'pause' }));
    await waitFor(() => expect(shown()?.status).toBe('paused'));
    await server.answer(409, {
      success: false,
      code: 'CAMPAIGN_TRANSITION_REFUSED',
      message: 'A completed campaign cannot be paused.',
      details: { currentStatus: 'completed', nextActions: [] },
      requestId: 'r-1',
    });
    await waitFor(() => expect(result.current.error).toMatchObject({ status: 409, requestId: 'r-1' }));
    expect(result.current.error?.message).toBe('A completed campaign cannot be paused.');
    expect(shown()).toEqual(aCampaign({ rev: 3 }));
  });

  it('does not guess a cancel, which cannot be undone', async () => {
    const { asked } = heldServer();
    const { result, shown } = start(aCampaign());
    act(() => result.current.mutate({ id, action: 'cancel', reason: 'over' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(shown()?.status).toBe('active');
  });

  it('sends the reason as the body', async () => {
    const { asked } = heldServer();
    const { result } = start(aCampaign());
    act(() => result.current.mutate({ id, action: 'cancel', reason: 'over' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    const request = asked[0]?.request;
    expect(`${request?.method} ${request?.url}`).toBe(
      `POST ${location.origin}/api/relance/admin/campaigns/${id}/cancel`,
    );
    expect(await request?.json()).toEqual({ reason: 'over' });
  });
});
