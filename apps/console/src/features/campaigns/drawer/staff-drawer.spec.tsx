import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { setScope } from '@relance/console-data-access';
import { screen } from '@testing-library/react';
import { aCampaign, aTarget } from '../../../testing/builders.ts';
import { renderPage } from '../../../testing/render.tsx';
import { onePage, serve } from '../../../testing/server.ts';
import { CampaignActionsProvider } from '../actions/campaign-actions.tsx';
import { CampaignDrawer } from './campaign-drawer.tsx';

const campaign = aCampaign({ id: 'c1', name: 'Theirs', ownerId: 'owner-7' });
const target = aTarget({ campaignId: 'c1' });
const routes = {
  'GET /auth/me': () => ({ data: { user: { id: 's', email: 's@example.org', role: 'support' } } }),
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

  it('shows what each day says, asked on behalf of its owner', async () => {
    const { calls } = serve(routes);
    const { user } = draw('');
    await user.click(await screen.findByRole('tab', { name: 'Messages' }));
    expect(await screen.findByText('Hello Awa')).toBeVisible();
    const asked = calls.filter(({ path }) => path.startsWith('/templates'));
    expect(asked.map(({ path, actingFor }) => [path, actingFor])).toEqual([
      ['/templates', 'owner-7'],
      ['/templates/preview', 'owner-7'],
    ]);
  });

  it('says of each person why nothing was sent yet', async () => {
    const { calls } = serve(routes);
    const { user } = draw('?tab=targets');
    await user.click(await screen.findByRole('button', { name: /^Why not sent yet/ }));
    expect(await screen.findByText('The phone is not linked.')).toBeVisible();
    expect(calls.find(({ path }) => path.endsWith('/why'))?.actingFor).toBe('owner-7');
  });
});
