import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import Link from 'next/link';
import { aCampaign, aSession } from '../../testing/builders.ts';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { CampaignWizard } from '../campaign-wizard/campaign-wizard.tsx';
import { KeyboardSheet } from '../frame/keyboard-sheet.tsx';
import { ContactsView } from '../contacts/contacts-view.tsx';
import { MessagesView } from '../messages/messages-view.tsx';
import { HomeView } from './home-view.tsx';

const template = (day: number) => ({
  day,
  source: 'installation',
  messageTemplate: { fr: `Bonjour jour ${day}`, en: null },
  mediaIds: [],
  active: true,
  updatedAt: null,
});
const contact = {
  id: 'c'.repeat(24),
  phone: '+237690000012',
  name: 'Awa',
  email: null,
  country: 'CM',
  language: 'fr',
  tags: ['salon'],
  attributes: {},
  optedOut: true,
  convertedAt: null,
  archivedAt: null,
  onWhatsApp: 'yes',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const preview = {
  text: 'Bonjour Aïcha',
  language: 'fr',
  fallback: false,
  warnings: [{ problem: 'x', placeholder: '{name}' }],
  media: [],
  length: 13,
};
const audience = {
  totalCount: 3,
  matched: 5,
  toEnrol: 3,
  excluded: { optedOut: 2, inLiveSequence: 0, invalidPhone: 0, notOnWhatsApp: 0, alreadyConverted: 0 },
  limit: 500,
  overLimit: false,
  samples: [],
};
const routes = (role = 'user') => ({
  'GET /auth/me': () => ({ data: { user: { id: '1', email: 'a@example.org', role } } }),
  'GET /status': () => ({
    data: { ...aSession({ sessionState: 'none', linkedPhoneMasked: null, nextActions: ['connect'] }) },
  }),
  'GET /session/events': () => onePage('events', []),
  'GET /settings': () => ({ data: { sendWindows: [], maxMessagesPerDay: 50 } }),
  'GET /contacts': () => onePage('contacts', [contact]),
  'GET /campaigns': () => onePage('campaigns', []),
  'GET /targets/next': () => ({ data: { next: null } }),
  'GET /templates': () => ({ data: { templates: [1, 2, 3, 4, 5, 6, 7].map(template), variables: ['name', 'day'] } }),
  'GET /admin/templates': () => ({ data: { templates: [1, 2, 3, 4, 5, 6, 7].map(template), variables: ['name'] } }),
  'GET /media': () => onePage('media', []),
  'GET /admin/media': () => onePage('media', []),
  'GET /admin/sessions': () => onePage('sessions', []),
  'POST /templates/preview': () => ({ data: preview }),
  'POST /admin/templates/preview': () => ({ data: preview }),
  'POST /campaigns/preview': () => ({ data: audience }),
});

describe('an owner’s pages', () => {
  it('home: the first steps tick off by themselves, and the phone can be linked', async () => {
    serve(routes());
    renderPage(<HomeView />);
    expect(await screen.findByRole('heading', { name: 'First steps' })).toBeInTheDocument();
    expect(screen.getByText('Import your contacts')).toHaveClass('line-through');
    expect(screen.getByText('Nothing leaves while the phone is not connected.')).toBeInTheDocument();
  });

  it.each([
    ['a phone, which cannot scan its own screen', true, 'Use a code instead'],
    ['a desk', false, 'Scan a code'],
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
    serve({ ...routes(), 'POST /connect': () => ({ status: 202, data: { sessionState: 'connecting' } }) });
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
      ...routes(),
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

  it('contacts: phones are masked, an opt-out is seen', async () => {
    serve(routes());
    renderPage(<ContactsView />);
    expect((await screen.findAllByText('+237…12')).length).toBeGreaterThan(0);
    expect(screen.getAllByText('Opted out', { ignore: 'option' }).length).toBeGreaterThan(0);
    expect(screen.queryByText('+237690000012')).not.toBeInTheDocument();
  });

  it('contacts: that nothing is found is announced in a region that was there before', async () => {
    const { routes: served } = serve(routes());
    const { user } = renderPage(<ContactsView />);
    await screen.findAllByText('+237…12');
    const regions = screen.getAllByRole('status');
    served['GET /contacts'] = () => onePage('contacts', []);
    await user.type(screen.getByRole('searchbox'), 'zz');
    await waitFor(() => expect(regions.map(({ textContent }) => textContent)).toContain('Nothing found'));
  });

  it('staff choose the owner first', async () => {
    serve(routes('admin'));
    renderPage(<ContactsView />);
    expect(await screen.findByText('This page shows one owner’s data. Choose the owner first.')).toBeInTheDocument();
  });

  it('messages: a variable goes in where the cursor is, and writing goes on behind it', async () => {
    serve(routes());
    const { user } = renderPage(<MessagesView />);
    const field = await screen.findByLabelText<HTMLTextAreaElement>(/Text of day 1/);
    await user.type(field, '. ', { initialSelectionStart: 0, initialSelectionEnd: 0 });
    field.setSelectionRange(0, 0);
    await user.click(screen.getByRole('button', { name: 'Insert a variable' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Name' }));
    await waitFor(() => expect(field).toHaveFocus());
    await user.keyboard('!');
    expect(field).toHaveValue('{{name}}!. Bonjour jour 1');
  });

  it('messages: a changed day is saved, and leaving it unsaved is asked about', async () => {
    const { calls, routes: served } = serve(routes());
    served['PUT /templates/1'] = () => ({ data: { ...template(1), source: 'owner' } });
    const { user } = renderPage(<MessagesView />);
    const field = await screen.findByLabelText(/Text of day 1/);
    await user.type(field, ' X');
    await user.click(screen.getByRole('button', { name: /Day 2/ }));
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Keep editing' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(calls.find(({ method }) => method === 'PUT')?.body).toEqual({
        messageTemplate: { fr: 'Bonjour jour 1 X', en: null },
        mediaIds: [],
      }),
    );
  });

  it('messages: a link to another page waits until it is decided what becomes of the text', async () => {
    serve(routes());
    const { user, visited } = renderPage(
      <>
        <Link href="/relance/contacts?tag=salon">Contacts</Link>
        <MessagesView />
      </>,
    );
    await user.type(await screen.findByLabelText(/Text of day 1/), ' X');
    const followed = jest.fn((event: MouseEvent) => event.defaultPrevented);
    window.addEventListener('click', followed, { once: true });
    await user.click(screen.getByRole('link', { name: 'Contacts' }));
    expect(followed).toHaveReturnedWith(true);
    await user.click(await screen.findByRole('button', { name: 'Discard the changes' }));
    expect(visited).toEqual(['/relance/contacts?tag=salon']);
    expect(screen.getByLabelText(/Text of day 1/)).toHaveValue('Bonjour jour 1');
  });

  it('messages: the browser’s Back and a key that goes elsewhere wait as well', async () => {
    serve(routes());
    window.history.replaceState(null, '', '/relance/contacts');
    window.history.pushState(null, '', '/relance/messages');
    const told = jest.fn(); // as the router is
    const { user, visited } = renderPage(
      <>
        <KeyboardSheet />
        <MessagesView />
      </>,
    );
    window.addEventListener('popstate', told);
    const field = await screen.findByLabelText(/Text of day 1/);
    await user.type(field, ' X');
    window.history.back();
    const question = () => screen.findByRole('dialog', { name: 'Leave without saving?' });
    await question();
    await waitFor(() => expect(window.location.pathname).toBe('/relance/messages'));
    await user.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(field).toHaveValue('Bonjour jour 1 X');
    act(() => field.blur());
    await user.keyboard('gc');
    await question();
    expect(visited).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(told).not.toHaveBeenCalled();
    window.history.back();
    await question();
    await user.click(screen.getByRole('button', { name: 'Discard the changes' }));
    await waitFor(() => expect(told).toHaveBeenCalledTimes(1));
    expect(window.location.pathname).toBe('/relance/contacts');
    act(() => field.blur());
    await user.keyboard('gc');
    expect(visited).toEqual(['/relance/campaigns']);
    window.removeEventListener('popstate', told);
  });

  it('a new campaign: a link out of a changed step waits, and the change is forgotten when that is wished', async () => {
    serve(routes());
    window.history.replaceState(null, '', '/relance/campaigns/new/who');
    const { user, visited } = renderPage(
      <>
        <Link href="/relance/contacts">Contacts</Link>
        <CampaignWizard step="who" />
      </>,
    );
    await user.type(await screen.findByLabelText('Name of the campaign'), 'Spring');
    await user.click(screen.getByRole('link', { name: 'Contacts' }));
    await screen.findByText('Your changes are not saved.');
    await user.click(screen.getByRole('button', { name: 'Discard the changes' }));
    expect(visited).toEqual(['/relance/contacts']);
  });

  it('messages: staff who act for nobody write the installation’s', async () => {
    const { calls } = serve(routes('admin'));
    renderPage(<MessagesView />);
    await screen.findByLabelText(/Text of day 1/);
    expect(calls.map(({ path }) => path)).toContain('/admin/templates');
  });

  it('a new campaign: who, with the number of people at once, saved as a draft', async () => {
    const { calls, routes: served } = serve(routes());
    served['POST /campaigns'] = () => ({ data: { id: 'd'.repeat(24), name: 'Spring' } });
    const { user, visited } = renderPage(<CampaignWizard step="who" />);
    expect(await screen.findByText('3 people get the messages')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Name of the campaign'), 'Spring');
    await user.type(screen.getByLabelText('Tags'), 'salon');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/new/what?id=${'d'.repeat(24)}`]));
    expect(calls.find(({ method, path }) => method === 'POST' && path === '/campaigns')?.body).toEqual({
      name: 'Spring',
      targetFilter: { tags: ['salon'] },
    });
  });

  it('a new campaign: a step is saved on the way back as well, and words put aside are there again', async () => {
    const { calls, routes: served } = serve(routes());
    const id = aCampaign().id;
    const draft = { data: { ...aCampaign({ status: 'draft' }), customMessages: [] } };
    served[`GET /campaigns/${id}`] = () => draft;
    served[`PATCH /campaigns/${id}`] = () => draft;
    const { user, visited } = renderPage(<CampaignWizard step="what" />, { at: `?id=${id}` });
    await user.click(await screen.findByRole('button', { name: 'Write here' }));
    await user.type(screen.getByLabelText(/Text of day 1/), ' X');
    await user.click(screen.getByRole('button', { name: 'From my messages' }));
    await user.click(screen.getByRole('button', { name: 'Write here' }));
    expect(screen.getByLabelText(/Text of day 1/)).toHaveValue('Bonjour jour 1 X');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/new/who?id=${id}`]));
    await user.click(screen.getByRole('link', { name: /When/ }));
    await waitFor(() => expect(visited).toHaveLength(2));
    expect(calls.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual(
      Array.from({ length: 2 }, () => ({
        customMessages: [{ dayNumber: 1, messageTemplate: { fr: 'Bonjour jour 1 X', en: null }, mediaIds: [] }],
      })),
    );
  });

  it('a new campaign: once started, its own page opens, though the last step is gone by then', async () => {
    const { routes: served } = serve(routes());
    const id = aCampaign().id;
    let status: 'draft' | 'active' = 'draft';
    let count = (_answer: object) => {};
    const counted = new Promise<object>((resolve) => (count = resolve));
    const now = () => ({ data: { ...aCampaign({ status }), customMessages: [] } });
    served[`GET /campaigns/${id}`] = now;
    served[`POST /campaigns/${id}/start`] = () => {
      status = 'active';
      // the audience is counted anew meanwhile, and that takes longer than to read the campaign
      served['POST /campaigns/preview'] = () => counted;
      return now();
    };
    const { user, visited } = renderPage(<CampaignWizard step="check" />, { at: `?id=${id}` });
    await user.click(await screen.findByRole('button', { name: 'Start the campaign' }));
    await screen.findByText(/This campaign has started already/);
    count({ data: audience });
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/${id}`]));
    expect(await screen.findByText('The campaign has started.')).toBeInTheDocument();
  });
});
