import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { aCampaign, aSession, someExits, someCounts, someTotals } from '../../testing/builders.ts';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { DashboardView } from './dashboard-view.tsx';

const calm = {
  'GET /admin/analytics/timeseries': () => ({ data: { points: [] } }),
  'GET /admin/analytics/funnel': () => ({ data: { days: [] } }),
  'GET /admin/campaigns/stats': () => ({ data: someTotals() }),
  'GET /admin/campaigns': () => onePage('campaigns', []),
  'GET /admin/sessions': () => onePage('sessions', []),
  'GET /admin/sessions/stats': () => ({
    data: { total: 4, byState: { connected: 3, expired: 1 }, failures24h: [], nearLimit: 0 },
  }),
};

const panel = async (title: string) => {
  const heading = await screen.findByRole('heading', { name: title });
  return within(heading.closest('section') ?? document.body);
};

describe('dashboard', () => {
  it('says that nothing needs a person when nothing does', async () => {
    serve(calm);
    renderPage(<DashboardView />);
    expect(await screen.findByText('Nothing needs attention right now.')).toBeVisible();
    expect((await panel('Lost connections in 24 h')).getByText(/^No connection was lost/)).toBeVisible();
    expect(await screen.findByText('of 4 owners')).toBeVisible();
  });

  it('names the sessions with failures and the campaigns that wait, each with a link', async () => {
    const lost = aSession({ sessionState: 'retry_wait', connectionFailureCount: 2 });
    const paused = aCampaign({ status: 'paused', nextActions: ['resume'] });
    serve({
      ...calm,
      'GET /admin/sessions': () => onePage('sessions', [lost]),
      'GET /admin/campaigns': () => onePage('campaigns', [paused]),
    });
    renderPage(<DashboardView />);
    const attention = await panel('Needs attention');
    expect(await attention.findByRole('link', { name: 'Aline Mbarga' })).toHaveAttribute(
      'href',
      '/relance/sessions/owner-1',
    );
    expect(attention.getByRole('img', { name: '2 of 3 failures' })).toBeVisible();
    expect(attention.getByRole('link', { name: 'October sign-ups' })).toHaveAttribute(
      'href',
      `/relance/campaigns/${paused.id}`,
    );
  });

  it('does not say that nothing needs attention when the sessions were not answered', async () => {
    serve({ ...calm, 'GET /admin/sessions': () => ({ status: 503, code: 'X', message: 'The database is away.' }) });
    renderPage(<DashboardView />);
    const attention = await panel('Needs attention');
    expect(await attention.findByRole('alert')).toHaveTextContent('The sessions could not be loaded');
    expect(attention.queryByText('Nothing needs attention right now.')).not.toBeInTheDocument();
  });

  it('counts lost connections by cause, owners near the limit and why people left', async () => {
    const failures24h = [
      { cause: 'local_network', count: 1 },
      { cause: 'transient', count: 5 },
    ];
    serve({
      ...calm,
      'GET /admin/sessions/stats': () => ({ data: { total: 4, byState: { connected: 4 }, failures24h, nearLimit: 1 } }),
      'GET /admin/campaigns/stats': () => ({
        data: someTotals({ targets: someCounts({ exitedBy: someExits({ opted_out: 3 }) }) }),
      }),
    });
    renderPage(<DashboardView />);
    const lost = await panel('Lost connections in 24 h');
    const causes = await lost.findAllByRole('listitem');
    expect(causes.map((cause) => cause.textContent)).toEqual(['Connection lost5', 'Our network was down1']);
    expect(lost.getByText('1 owner is one failure away from a new scan.')).toBeVisible();
    expect((await panel('Why people left')).getByText('opted out')).toBeVisible();
  });

  it('says what failed and keeps the rest', async () => {
    serve({
      ...calm,
      'GET /admin/campaigns/stats': () => ({ status: 503, code: 'X', message: 'The database is away.' }),
    });
    renderPage(<DashboardView />);
    const failures = await screen.findAllByRole('alert');
    expect(failures.map(({ textContent }) => textContent?.match(/^.* could not be loaded/)?.[0])).toEqual([
      'The figures could not be loaded',
      'The campaigns could not be loaded', // by status: not zeros
      'The figures could not be loaded', // why people left: not "nobody"
    ]);
    expect(failures[0]).toHaveTextContent('The database is away. Nothing was lost.');
    expect(screen.queryByText('Nobody has left a sequence yet.')).not.toBeInTheDocument();
    expect((await panel('Session health')).getByText('Connected')).toBeVisible();
  });

  it('says that numbers differ, and which ones after another recount', async () => {
    const { calls } = serve({
      ...calm,
      'GET /admin/campaigns/stats': () => ({
        data: someTotals({ integrity: { ok: false, checkedAt: '2026-11-22T08:00:00.000Z' } }),
      }),
      'GET /admin/integrity': () => ({
        data: {
          differences: 1,
          checkedAt: '2026-11-22T09:00:00.000Z',
          items: [{ campaignId: 'a'.repeat(24), counter: 'counts.active', stored: 5, counted: 4 }],
        },
      }),
    });
    const { user } = renderPage(<DashboardView />);
    expect(await screen.findByText(/they differ\.$/)).toBeVisible();
    const asked = () => calls.filter(({ path }) => path === '/admin/integrity').length;
    expect(asked()).toBe(0);
    await user.click(screen.getByRole('button', { name: 'See what differs' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Recount of the numbers' }));
    expect(await dialog.findByText(/1 number differs\.$/)).toBeVisible();
    expect(dialog.getByRole('listitem')).toHaveTextContent('counts.activeshown 5, counted 4');
    await user.click(dialog.getByRole('button', { name: 'Recount' }));
    expect(asked()).toBe(2);
  });
});
