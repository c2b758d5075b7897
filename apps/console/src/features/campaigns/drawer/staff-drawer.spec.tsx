import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { setScope } from '@relance/console-data-access';
import { screen, within } from '@testing-library/react';
import { aCampaign, aTarget } from '../../../testing/builders.ts';
import { renderPage } from '../../../testing/render.tsx';
import { onePage, serve } from '../../../testing/server.ts';
import { CampaignActionsProvider } from '../actions/campaign-actions.tsx';
import { CampaignDrawer } from './campaign-drawer.tsx';

const as = (role: string) => () => ({ data: { user: { id: 's', email: 's@example.org', role } } });
const campaign = aCampaign({ id: 'c1', name: 'Theirs', ownerId: 'owner-7' });
const target = aTarget({ campaignId: 'c1' });
const routes = {
  'GET /auth/me': as('support'),
  'GET /admin/campaigns/c1': () => ({ data: campaign }),
  'GET /admin/campaigns/c1/targets': () => onePage('targets', [target]),
  'GET /templates': () => ({
    data: {
      templates: [
        { day: 1, source: 'owner', active: true, messageTemplate: { fr: 'Bonjour', en: null }, mediaIds: [] },
      ],
    },
  }),
  'POST /templates/preview': () => ({
    data: { text: 'Hello Awa', language: 'en', fallback: false, warnings: [], media: [] },
  }),
  'GET /campaigns/c1/forecast': () => ({
    data: { remainingMessages: 42, estimatedEndAt: null, perDay: [{ date: '2026-11-30', messages: 42 }] },
  }),
  [`GET /targets/${target.id}/why`]: () => ({
    data: {
      sendable: false,
      earliestAt: null,
      gates: [{ gate: 'session', open: false, reason: 'The phone is not linked.', until: null }],
    },
  }),
};
const draw = (at: string) =>
  renderPage(
    <CampaignActionsProvider>
      <CampaignDrawer id="c1" />
    </CampaignActionsProvider>,
    { at },
  );

describe('an owner’s campaign as staff see it', () => {
  beforeEach(() => setScope('support'));
  afterEach(() => setScope(undefined));

  it('says what will leave, asked on behalf of its owner', async () => {
    const { calls } = serve(routes);
    draw('?tab=forecast');
    expect((await screen.findAllByText('42')).length).toBeGreaterThan(0);
    expect(calls.find(({ path }) => path === '/campaigns/c1/forecast')?.actingFor).toBe('owner-7');
  });

  it('10.1.2 says which contact somebody is who left as the same person', async () => {
    const left = { status: 'exited', exitReason: 'duplicate_contact', exitedAt: '2026-11-22T09:00:00.000Z' } as const;
    const duplicateContact = { id: 'k2', name: 'Binta Sow', phoneMasked: '+221…67' };
    const duplicate = aTarget({ campaignId: 'c1', ...left, dueAt: null, duplicateOf: 'k2', duplicateContact });
    serve({ ...routes, 'GET /admin/campaigns/c1/targets': () => onePage('targets', [duplicate]) });
    draw('?tab=targets');
    expect(await screen.findByText(/the same person as Binta Sow/)).toBeInTheDocument();
  });

  it('shows what each day says, asked on behalf of its owner', async () => {
    const { calls } = serve({ ...routes, 'GET /auth/me': as('admin') });
    const { user } = draw('');
    await user.click(await screen.findByRole('tab', { name: 'Messages' }));
    expect(await screen.findByText('Hello Awa')).toBeVisible();
    const asked = calls.filter(({ path }) => path.startsWith('/templates'));
    expect(asked.map(({ path, actingFor }) => [path, actingFor])).toEqual([
      ['/templates', 'owner-7'],
      ['/templates/preview', 'owner-7'],
    ]);
  });

  it('shows support each day as it was written, and asks for nothing that support may not', async () => {
    const { calls } = serve(routes);
    const { user } = draw('');
    await user.click(await screen.findByRole('tab', { name: 'Messages' }));
    expect(await screen.findByText('Bonjour')).toBeVisible();
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('sends an uncertain message again once an admin has agreed that it may arrive twice', async () => {
    const { calls } = serve({
      ...routes,
      'GET /auth/me': as('admin'),
      'GET /admin/campaigns/c1/targets': () => onePage('targets', [aTarget({ campaignId: 'c1', status: 'unknown' })]),
      [`POST /admin/targets/${target.id}/retry`]: () => ({ data: target }),
    });
    const { user } = draw('?tab=targets');
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    const asking = within(await screen.findByRole('dialog', { name: 'Send this message again?' }));
    expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
    await user.click(asking.getByRole('button', { name: 'Send again' }));
    expect(await screen.findByText('It leaves again at its turn.')).toBeVisible();
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('offers support no way to send anything again', async () => {
    serve({
      ...routes,
      'GET /admin/campaigns/c1/targets': () => onePage('targets', [aTarget({ campaignId: 'c1', status: 'unknown' })]),
    });
    draw('?tab=targets');
    expect(await screen.findByText('Awa Ndiaye')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
  });

  it('says of each person why nothing was sent yet', async () => {
    const { calls } = serve(routes);
    const { user } = draw('?tab=targets');
    await user.click(await screen.findByRole('button', { name: /^Why not sent yet/ }));
    expect(await screen.findByText('The phone is not linked.')).toBeVisible();
    expect(calls.find(({ path }) => path.endsWith('/why'))?.actingFor).toBe('owner-7');
  });
});
