import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { type CampaignView } from '@relance/console-data-access';
import { aCampaign, aSession } from '../../testing/builders.ts';
import { contact, ownerRoutes } from '../../testing/owner-routes.ts';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { ContactsView } from '../contacts/contacts-view.tsx';
import { HomeView } from './home-view.tsx';

describe('an owner’s pages', () => {
  it('home: the first steps tick off by themselves, and the phone can be linked', async () => {
    serve(ownerRoutes());
    renderPage(<HomeView />);
    expect(await screen.findByRole('heading', { name: 'First steps' })).toBeInTheDocument();
    expect(screen.getByText('Import your contacts')).toHaveClass('line-through');
    expect(screen.getByText('Nothing leaves while the phone is not connected.')).toBeInTheDocument();
  });

  it.each([
    ['a phone, which cannot scan its own screen', true, 'Use a code instead'],
    ['a computer', false, 'Scan a code'],
  ])('home: links on %s', async (_where, matches, tab) => {
    const narrow = jest.spyOn(window, 'matchMedia').mockImplementation(
      (media) =>
        ({
          media,
          matches,
          addEventListener: () => undefined,
          removeEventListener: () => undefined,
        }) as unknown as MediaQueryList,
    );
    serve({ ...ownerRoutes(), 'POST /connect': () => ({ status: 202, data: { sessionState: 'connecting' } }) });
    const { user } = renderPage(<HomeView />);
    await user.click((await screen.findAllByRole('button', { name: 'Link' }))[0] as HTMLElement);
    expect(await screen.findByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    narrow.mockRestore();
  });

  it('home: says when the next message leaves and what holds it back', async () => {
    const at = new Date(Date.now() + 2 * 3_600_000 + 60_000).toISOString();
    const gates = [
      { gate: 'opt_out', open: true, reason: 'Nothing stands in the way.', until: null },
      { gate: 'window', open: false, reason: 'It is outside the sending hours there.', until: at },
    ];
    serve({
      ...ownerRoutes(),
      'GET /status': () => ({ data: aSession() }),
      'GET /targets/next': () => ({
        data: { next: { targetId: 't', campaignId: 'c', sendable: false, earliestAt: at, gates } },
      }),
    });
    renderPage(<HomeView />);
    expect(await screen.findByText('It is outside the sending hours there.')).toBeInTheDocument();
    expect(screen.getByText(/^in 2 ?h/)).toHaveAttribute('datetime', at);
    expect(screen.queryByText('Nothing stands in the way.')).not.toBeInTheDocument();
  });

  it('home: what sends stands before what is to come and what is not begun', async () => {
    const named = (name: string, status: CampaignView['status']) => aCampaign({ id: name, name, status });
    const all = [
      named('Draft', 'draft'),
      named('Over', 'completed'),
      named('Later', 'scheduled'),
      named('Now', 'active'),
    ];
    serve({ ...ownerRoutes(), 'GET /campaigns': () => onePage('campaigns', all) });
    renderPage(<HomeView />);
    await screen.findByText('Now');
    const names = all.map(({ name }) => name);
    const shown = screen.getAllByRole('link').map(({ textContent }) => textContent ?? '');
    expect(shown.filter((name) => names.includes(name))).toEqual(['Now', 'Later', 'Draft']);
  });

  it('contacts: a known number stays masked while it is edited, and is sent only when another is written', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
    Object.assign(served, {
      [`GET /contacts/${contact.id}`]: () => ({ data: contact }),
      [`PATCH /contacts/${contact.id}`]: () => ({ data: contact }),
    });
    const { user } = renderPage(<ContactsView />, { at: `?open=${contact.id}` });
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    expect(await screen.findByLabelText('Phone')).toHaveValue('');
    await user.type(screen.getByLabelText('Profession'), 'Painter');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(calls.some(({ method }) => method === 'PATCH')).toBe(true));
    const sent = calls.find(({ method }) => method === 'PATCH')?.body;
    expect(sent).toMatchObject({ profession: 'Painter' });
    expect(sent).not.toHaveProperty('phone');
  });

  it('contacts: phones are masked, an opt-out is seen', async () => {
    serve(ownerRoutes());
    renderPage(<ContactsView />);
    expect((await screen.findAllByText('+237…12')).length).toBeGreaterThan(0);
    expect(screen.getAllByText('Opted out', { ignore: 'option' }).length).toBeGreaterThan(0);
    expect(screen.queryByText('+237690000012')).not.toBeInTheDocument();
  });

  it('10.1.2 contacts: of two that are one person it is told which is in a sequence, and what was sent to it', async () => {
    const deliveries = [
      { day: 2, state: 'sending', text: null, sentAt: null, deliveredAt: null, readAt: null },
      { day: 1, state: 'read', text: null, sentAt: null, deliveredAt: null, readAt: null },
      { day: 1, state: 'refused', text: null, sentAt: null, deliveredAt: null, readAt: null },
    ];
    const begun = { campaignId: 'c', contactId: 'other', status: 'active', exitReason: null, exitedAt: null };
    serve({
      ...ownerRoutes(),
      [`GET /contacts/${contact.id}`]: () => ({ data: contact }),
      [`GET /contacts/${contact.id}/data`]: () => ({
        data: {
          contact,
          addresses: { waPhone: null, lid: null, formerPhones: [] },
          lastInboundAt: null,
          optOuts: [],
          samePerson: [{ id: 'other', name: 'Binta Sow', phoneMasked: '+221…67', inLiveSequence: true }],
          targets: [{ ...begun, enrolledAt: '2026-11-21T09:00:00.000Z', deliveries }],
        },
      }),
    });
    renderPage(<ContactsView />, { at: `?open=${contact.id}&q=a` });
    expect(await screen.findByRole('link', { name: 'Binta Sow' })).toHaveAttribute('href', '?open=other&q=a');
    const other = within(screen.getByText('+221…67').closest('li') as HTMLElement);
    expect(other.getByText('In a sequence')).toBeInTheDocument();
    expect(screen.getByText('Day 1: read · Day 2: waiting')).toBeInTheDocument();
  });

  it('contacts: that nothing is found is announced in a region that was there before', async () => {
    const { routes: served } = serve(ownerRoutes());
    const { user } = renderPage(<ContactsView />);
    await screen.findAllByText('+237…12');
    const regions = screen.getAllByRole('status');
    served['GET /contacts'] = () => onePage('contacts', []);
    await user.type(screen.getByRole('searchbox'), 'zz');
    await waitFor(() => expect(regions.map(({ textContent }) => textContent)).toContain('Nothing found'));
  });

  it('staff choose the owner first', async () => {
    serve(ownerRoutes('admin'));
    renderPage(<ContactsView />);
    expect(await screen.findByText('This page shows one owner’s data. Choose the owner first.')).toBeInTheDocument();
  });
});
