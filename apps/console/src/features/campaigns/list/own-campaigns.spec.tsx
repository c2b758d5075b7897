import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { setScope } from '@relance/console-data-access';
import { screen, waitFor, within } from '@testing-library/react';
import { aCampaign } from '../../../testing/builders.ts';
import { renderPage } from '../../../testing/render.tsx';
import { onePage, serve } from '../../../testing/server.ts';
import { CampaignActionsProvider } from '../actions/campaign-actions.tsx';
import { CampaignsView } from './campaigns-view.tsx';

const none = { draft: 0, scheduled: 0, active: 0, paused: 0, completed: 0, cancelled: 0 };

describe('an owner’s campaigns', () => {
  afterEach(() => setScope(undefined));

  it('come from the owner’s own routes, without a trace of other owners', async () => {
    setScope('user');
    const campaign = aCampaign({ id: 'c1', name: 'Mine' });
    const { calls } = serve({
      'GET /auth/me': () => ({ data: { user: { id: 'o', email: 'o@example.org', role: 'user' } } }),
      'GET /campaigns': () => onePage('campaigns', [campaign]),
      'GET /campaigns/stats': () => ({ data: { total: 3, byStatus: { ...none, active: 1, cancelled: 2 } } }),
      'GET /campaigns/c1': () => ({ data: campaign }),
      'POST /campaigns/c1/pause': () => ({
        data: { campaign: { ...campaign, status: 'paused', nextActions: ['resume'], rev: 9 }, inFlight: 0 },
      }),
    });
    const { user } = renderPage(
      <CampaignActionsProvider>
        <CampaignsView />
      </CampaignActionsProvider>,
    );
    const table = within(await screen.findByRole('table', { name: 'Campaigns' }));
    await waitFor(() => expect(table.queryByRole('columnheader', { name: 'Owner' })).toBeNull());
    expect(screen.queryByRole('combobox', { name: 'Owner' })).toBeNull();
    expect(await screen.findByRole('button', { name: 'All 3' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Cancelled 2' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Draft 0' })).toBeVisible();
    await user.click(table.getByRole('button', { name: 'Actions for Mine' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Pause' }));
    const confirm = await screen.findByRole('button', { name: 'Pause campaign' });
    await waitFor(() => expect(confirm).toBeEnabled());
    await user.click(confirm);
    expect(await table.findByText('Paused')).toBeVisible();
    expect(calls.filter(({ path }) => path.startsWith('/admin'))).toEqual([]);
  });
});
