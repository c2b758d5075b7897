import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { aCampaign, someTotals } from '../../../testing/builders.ts';
import { renderPage } from '../../../testing/render.tsx';
import { onePage, serve } from '../../../testing/server.ts';
import { CampaignActionsProvider } from '../actions/campaign-actions.tsx';
import { CampaignsView } from './campaigns-view.tsx';

const page = (
  <CampaignActionsProvider>
    <CampaignsView />
  </CampaignActionsProvider>
);
const list = 'GET /admin/campaigns';
const always = {
  'GET /auth/me': () => ({ data: { user: { id: '1', email: 'admin@example.org', role: 'admin' } } }),
  'GET /admin/campaigns/stats': () => ({ data: someTotals() }),
};
const paused = aCampaign({ status: 'paused', rev: 4, nextActions: ['resume', 'cancel'] });

const table = () => screen.findByRole('table', { name: 'Campaigns' });
const firstRow = async () => within((await within(await table()).findAllByRole('row'))[1] ?? document.body);

describe('campaigns', () => {
  it('shows the list’s shape while it loads', () => {
    serve({ ...always, [list]: () => new Promise(() => undefined) });
    renderPage(page);
    expect(screen.getByRole('status', { name: 'The campaigns' })).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says what will be here when nobody has made one', async () => {
    serve({ ...always, [list]: () => onePage('campaigns', []) });
    renderPage(page);
    expect(await screen.findByText('Campaigns of all owners will be listed here')).toBeVisible();
    expect(screen.getByRole('link', { name: 'See owners' })).toHaveAttribute('href', '/relance/owners');
  });

  it('offers to clear the filters when they match nothing', async () => {
    serve({ ...always, [list]: ({ query }) => onePage('campaigns', query.has('q') ? [] : [aCampaign()]) });
    const { user } = renderPage(page, { at: '?q=zzz' });
    expect(await screen.findByText('No campaign matches these filters')).toBeVisible();
    await user.click(screen.getAllByRole('button', { name: 'Clear all' })[1] ?? document.body);
    expect(await table()).toBeVisible();
  });

  it('says what failed, with the request’s id, and tries again', async () => {
    const server = serve({
      ...always,
      [list]: () => ({ status: 503, code: 'DATABASE_UNAVAILABLE', message: 'The database cannot be reached.' }),
    });
    const { user } = renderPage(page);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The database cannot be reached. Nothing was lost.');
    expect(within(alert).getByRole('button', { name: /req-1/ })).toBeVisible();
    server.routes[list] = () => onePage('campaigns', [aCampaign()]);
    await user.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(await table()).toBeVisible();
  });

  it('has no success rate before anything was sent', async () => {
    const totals = someTotals();
    serve({
      ...always,
      'GET /admin/campaigns/stats': () => ({
        data: { ...totals, messages: { ...totals.messages, sent: 0 }, successRate: 0 },
      }),
      [list]: () => onePage('campaigns', []),
    });
    renderPage(page);
    const tile = (await screen.findByText('Success rate')).parentElement;
    await waitFor(() => expect(tile).toHaveTextContent(/^Success rate–/));
  });

  it('shows a row with owner, state, kind, numbers and a link to its details', async () => {
    serve({ ...always, [list]: () => onePage('campaigns', [aCampaign()]) });
    renderPage(page, { at: '?status=active' });
    const row = await firstRow();
    expect(row.getByRole('link', { name: 'October sign-ups' })).toHaveAttribute(
      'href',
      `/relance/campaigns/${aCampaign().id}?status=active`,
    );
    for (const text of ['Aline Mbarga', 'Active', 'Filtered', 'Countries: Cameroon', '20%', '90%']) {
      expect(row.getByText(text)).toBeInTheDocument();
    }
    expect(row.getByRole('img')).toHaveAccessibleName(/20% done. Finished seven days 1, In sequence 7, Uncertain 1/);
  });

  it('asks the server for what the address says, 20 at a time', async () => {
    const { calls } = serve({ ...always, [list]: () => onePage('campaigns', [aCampaign()]) });
    renderPage(page, { at: '?status=paused&type=filtered&userId=o1&q=oct&from=2026-10-01&page=3' });
    await table();
    const asked = calls.find((call) => call.path === '/admin/campaigns');
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({
      status: 'paused',
      type: 'filtered',
      userId: 'o1',
      q: 'oct',
      from: '2026-10-01',
      sort: '-createdAt',
      page: '3',
      limit: '20',
    });
  });

  it('puts a chosen status into the address and goes back to page 1', async () => {
    serve({ ...always, [list]: () => onePage('campaigns', [aCampaign()]) });
    const { user, query } = renderPage(page, { at: '?page=2' });
    await user.click(await screen.findByRole('button', { name: /^Cancelled/ }));
    await waitFor(() => expect(query()).toBe('?status=cancelled'));
  });

  it('shows the pause at once, says how it went and offers to undo', async () => {
    const { calls } = serve({
      ...always,
      [list]: () => onePage('campaigns', [calls.some(({ method }) => method === 'POST') ? paused : aCampaign()]),
      [`GET /admin/campaigns/${paused.id}`]: () => ({ data: aCampaign() }),
      [`POST /admin/campaigns/${paused.id}/pause`]: () => ({ data: { campaign: paused, inFlight: 1 } }),
    });
    const { user } = renderPage(page);
    await user.click((await firstRow()).getByRole('button', { name: 'Actions for October sign-ups' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Pause' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Pause October sign-ups?' }));
    expect(await dialog.findByText(/^8 people receive nothing until you resume/)).toBeVisible();
    await user.type(dialog.getByLabelText('Reason'), 'wrong text');
    await user.click(dialog.getByRole('button', { name: 'Pause campaign' }));
    expect((await firstRow()).getByText('Paused')).toBeInTheDocument();
    expect(await screen.findByText(/1 message was already on its way/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Undo' })).toBeInTheDocument();
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({ reason: 'wrong text' });
  });

  it('puts the badge back and says the server’s sentence when a pause is refused', async () => {
    const refused = {
      status: 409,
      code: 'CAMPAIGN_TRANSITION_REFUSED',
      message: 'A completed campaign cannot be paused.',
    };
    serve({
      ...always,
      [list]: () => onePage('campaigns', [aCampaign()]),
      [`GET /admin/campaigns/${paused.id}`]: () => ({ data: aCampaign() }),
      [`POST /admin/campaigns/${paused.id}/pause`]: () => refused,
    });
    const { user } = renderPage(page);
    await user.click((await firstRow()).getByRole('button', { name: /^Actions/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Pause' }));
    const confirm = await screen.findByRole('button', { name: 'Pause campaign' });
    await waitFor(() => expect(confirm).toBeEnabled());
    await user.click(confirm);
    expect(await screen.findByText('A completed campaign cannot be paused.')).toBeInTheDocument();
    expect((await firstRow()).getByText('Active')).toBeInTheDocument();
  });

  it('does not cancel without a reason', async () => {
    const { calls } = serve({
      ...always,
      [list]: () => onePage('campaigns', [aCampaign()]),
      [`GET /admin/campaigns/${paused.id}`]: () => ({ data: aCampaign() }),
    });
    const { user } = renderPage(page);
    await user.click((await firstRow()).getByRole('button', { name: /^Actions/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Cancel campaign' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(/^8 people will not receive days 4–7/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Cancel campaign' }));
    expect(dialog.getByLabelText('Reason')).toHaveAccessibleDescription('Enter a reason.');
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('keeps the typed reason in the dialog, with the words of the refusal, until the server has it', async () => {
    let isAway = true;
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const cancelled = aCampaign({ status: 'cancelled', nextActions: [] });
    const { calls } = serve({
      ...always,
      [list]: () => onePage('campaigns', [aCampaign()]),
      [`GET /admin/campaigns/${paused.id}`]: () => ({ data: aCampaign() }),
      [`POST /admin/campaigns/${paused.id}/cancel`]: async () => {
        await answered;
        return isAway ? { status: 503, code: 'DATABASE_UNAVAILABLE', message: 'no' } : { data: cancelled };
      },
    });
    const { user } = renderPage(page);
    await user.click((await firstRow()).getByRole('button', { name: /^Actions/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Cancel campaign' }));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText(/^8 people will not receive days 4–7/);
    await user.type(dialog.getByLabelText('Reason'), 'wrong people');
    await user.dblClick(dialog.getByRole('button', { name: 'Cancel campaign' }));
    answer();
    expect(await dialog.findByRole('alert')).toHaveTextContent('The database cannot be reached.');
    expect(dialog.getByLabelText('Reason')).toHaveValue('wrong people');
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    isAway = false;
    await user.click(dialog.getByRole('button', { name: 'Cancel campaign' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.filter(({ method }) => method === 'POST').at(-1)?.body).toEqual({ reason: 'wrong people' });
  });

  it('offers support no change', async () => {
    serve({
      ...always,
      'GET /auth/me': () => ({ data: { user: { id: '2', email: 's@example.org', role: 'support' } } }),
      [list]: () => onePage('campaigns', [aCampaign()]),
    });
    const { user } = renderPage(page);
    await user.click((await firstRow()).getByRole('button', { name: /^Actions/ }));
    expect(await screen.findByRole('menuitem', { name: 'Open details' })).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: 'Pause' })).toBeNull();
  });

  it('walks, selects and pauses by keyboard', async () => {
    const second = aCampaign({ id: '6560c0ffee0000000000000b', name: 'Second' });
    serve({ ...always, [list]: () => onePage('campaigns', [aCampaign(), second]) });
    const { user } = renderPage(page);
    await table();
    await user.keyboard('jj');
    expect(screen.getAllByRole('link', { name: 'Second' })[0]).toHaveFocus();
    await user.keyboard('x');
    expect(screen.getByRole('region', { name: '1 selected' })).toBeVisible();
    await user.keyboard('k');
    expect(screen.getAllByRole('link', { name: 'October sign-ups' })[0]).toHaveFocus();
    await user.keyboard('p');
    expect(await screen.findByRole('dialog', { name: 'Pause October sign-ups?' })).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('/');
    expect(screen.getByRole('searchbox', { name: 'Search by name' })).toHaveFocus();
  });

  const twenty = Array.from({ length: 20 }, (_, index) => aCampaign({ id: `c${index}`, name: `Campaign ${index}` }));
  const bulk = 'POST /admin/campaigns/bulk';

  it('changes several through the server: counts first, then tells what happened to each', async () => {
    const { calls } = serve({
      ...always,
      [list]: () => onePage('campaigns', twenty),
      [bulk]: ({ body }) =>
        (body as { dryRun?: boolean }).dryRun
          ? { data: { count: 2, confirmToken: 'tok', samples: [{ id: 'c0', name: 'Campaign 0' }] } }
          : {
              data: {
                results: [
                  { id: 'c0', ok: true, currentStatus: 'paused' },
                  { id: 'c1', ok: false, code: 'CAMPAIGN_TRANSITION_REFUSED', currentStatus: 'completed' },
                ],
              },
            },
    });
    const { user } = renderPage(page);
    const rows = within(await table());
    await user.click(await rows.findByRole('checkbox', { name: 'Select Campaign 0' }));
    await user.click(rows.getByRole('checkbox', { name: 'Select Campaign 1' }));
    await user.click(
      within(screen.getByRole('region', { name: '2 selected' })).getByRole('button', { name: /^Pause/ }),
    );
    const dialog = within(await screen.findByRole('dialog', { name: 'Pause 2 campaigns?' }));
    await user.click(dialog.getByRole('button', { name: 'Pause' }));
    const outcome = within(await screen.findByRole('dialog', { name: 'Result' }));
    expect(outcome.getByText('1 changed, 1 refused')).toBeVisible();
    expect(outcome.getAllByRole('listitem')[0]).toHaveTextContent('Campaign 1');
    const bodies = calls.filter(({ method }) => method === 'POST').map(({ body }) => body);
    expect(bodies).toEqual([
      { action: 'pause', ids: ['c0', 'c1'], dryRun: true },
      { action: 'pause', ids: ['c0', 'c1'], confirmToken: 'tok' },
    ]);
  });

  it('offers all that the filters match once the page is ticked, and follows the work that goes on by itself', async () => {
    const { calls } = serve({
      ...always,
      [list]: ({ query }) =>
        query.get('limit') === '100'
          ? onePage('campaigns', [aCampaign({ id: 'c45', name: 'On the third page' })])
          : onePage('campaigns', twenty, { total: 60, totalPages: 3 }),
      [bulk]: ({ body }) =>
        (body as { dryRun?: boolean }).dryRun
          ? { data: { count: 60, confirmToken: 'tok', samples: [] } }
          : { status: 202, data: { jobId: 'job1' } },
      'GET /admin/campaigns/bulk/job1': () => ({
        data: {
          jobId: 'job1',
          status: 'done',
          progress: 100,
          results: [{ id: 'c45', ok: true, currentStatus: 'paused' }],
        },
      }),
    });
    const { user } = renderPage(page, { at: '?status=active' });
    await user.click(await within(await table()).findByRole('checkbox', { name: 'Select this page' }));
    await user.click(screen.getByRole('button', { name: 'Select all 60 that match' }));
    await user.click(
      within(screen.getByRole('region', { name: '60 selected' })).getByRole('button', { name: 'Pause' }),
    );
    const dialog = within(await screen.findByRole('dialog', { name: 'Pause 60 campaigns?' }));
    await user.click(dialog.getByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('1 changed, 0 refused')).toBeVisible();
    const outcome = within(screen.getByRole('dialog', { name: 'Result' }));
    expect(outcome.getByRole('listitem')).toHaveTextContent('On the third page'); // not its id
    expect(calls.findLast(({ method }) => method === 'POST')?.body).toEqual({
      action: 'pause',
      filter: { status: 'active' },
      confirmToken: 'tok',
    });
  });
});
