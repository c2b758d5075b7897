import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { aSession } from '../../testing/builders.ts';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { SessionActionsProvider } from './session-actions.tsx';
import { SessionsView } from './sessions-view.tsx';

const page = (
  <SessionActionsProvider>
    <SessionsView />
  </SessionActionsProvider>
);
const list = 'GET /admin/sessions';
const always = {
  'GET /auth/me': () => ({ data: { user: { id: '1', email: 'admin@example.org', role: 'admin' } } }),
  'GET /admin/sessions/stats': () => ({ data: { total: 2, byState: { connected: 1, expired: 1 }, withFailures: 1 } }),
};
const unlinked = aSession({
  sessionState: 'none',
  canReconnectWithoutQr: false,
  linkedPhoneMasked: null,
  nextActions: ['connect'],
});
const qr = { qr: 'data:image/png;base64,AAAA', qrText: 'x', qrExpiresAt: '2999-01-01T00:00:00.000Z', number: 1 };
const offered = {
  outcome: 'qr',
  alreadyConnected: false,
  reconnected: false,
  pairingCode: null,
  pairingCodeExpiresAt: null,
  session: unlinked,
  ...qr,
};

const code = { qr: null, pairingCode: 'K7M2QX9T', pairingCodeExpiresAt: '2999-01-01T00:00:00.000Z' };

const row = async () => {
  const table = within(await screen.findByRole('table', { name: 'Sessions' }));
  return within((await table.findAllByRole('row'))[1] ?? document.body);
};

describe('sessions', () => {
  it('shows grey rows while it loads', () => {
    serve({ ...always, [list]: () => new Promise(() => undefined) });
    renderPage(page);
    expect(screen.getByRole('status', { name: 'The sessions' })).toBeInTheDocument();
  });

  it('says what will be here while there is nobody', async () => {
    serve({ ...always, [list]: () => onePage('sessions', []) });
    renderPage(page);
    expect(await screen.findByText('Phones of all owners will be listed here')).toBeVisible();
  });

  it('says what failed and tries again', async () => {
    const server = serve({ ...always, [list]: () => ({ status: 500, code: 'INTERNAL', message: 'Something broke.' }) });
    const { user } = renderPage(page);
    expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong on the server. Nothing was lost.');
    server.routes[list] = () => onePage('sessions', [aSession()]);
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect((await row()).getByText('Connected')).toBeVisible();
  });

  it('tells state, failures, cause and countdown of a session that is being reconnected', async () => {
    const lost = aSession({
      sessionState: 'retry_wait',
      connectionFailureCount: 1,
      nextAttemptAt: new Date(Date.now() + 30_000).toISOString(),
      lastDisconnect: {
        code: 428,
        cause: 'transient',
        explanation: 'WhatsApp closed it.',
        at: new Date().toISOString(),
      },
      nextActions: ['connect', 'disconnect', 'reset'],
    });
    serve({ ...always, [list]: () => onePage('sessions', [lost]) });
    renderPage(page);
    const cells = await row();
    expect(cells.getByText('Reconnecting')).toBeVisible();
    expect(cells.getByRole('img', { name: '1 of 3 failures' })).toBeVisible();
    expect(cells.getByText(/^Reconnects by itself at .* no scan needed$/)).toBeVisible();
    expect(cells.getByText('Connection lost')).toBeVisible();
    expect(cells.getByText(/^in (29|30|31) s$/)).toBeVisible();
    expect(cells.getByText('+2376••••••12')).toBeVisible();
    expect(cells.getByText('7 / 50')).toBeVisible();
  });

  it('says until when a restriction lasts, and that it is over', async () => {
    const restricted = (ownerId: string, restrictedUntil: string) =>
      aSession({
        ownerId,
        sessionState: 'restricted',
        restrictedUntil,
        nextActions: ['connect', 'disconnect', 'reset'],
      });
    const rows = [restricted('one', '2999-01-02T00:00:00.000Z'), restricted('two', '2020-01-02T00:00:00.000Z')];
    serve({ ...always, [list]: () => onePage('sessions', rows) });
    renderPage(page);
    const table = within(await screen.findByRole('table', { name: 'Sessions' }));
    expect(await table.findByText(/^until 2 Jan 2999$/)).toBeVisible();
    expect(table.getByText('restriction lifted')).toBeVisible();
    expect(table.getAllByText('Needs attention; the link is kept')).toHaveLength(2);
  });

  it('says what a reset loses before it does it', async () => {
    const { calls } = serve({
      ...always,
      [list]: () => onePage('sessions', [aSession()]),
      'POST /admin/sessions/owner-1/reset': () => ({ data: unlinked }),
    });
    const { user } = renderPage(page);
    await user.click((await row()).getByRole('button', { name: 'Actions for Aline Mbarga' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Reset' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Reset the session of Aline Mbarga?' }));
    expect(dialog.getByText(/has to scan a new code/)).toBeVisible();
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
    await user.click(dialog.getByRole('button', { name: 'Delete the link' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/admin/sessions/owner-1/reset',
    ]);
  });

  it('links by a code to scan and closes once the phone is linked', async () => {
    let scanned = false;
    serve({
      ...always,
      [list]: () => onePage('sessions', [unlinked]),
      'GET /admin/sessions/owner-1': () => ({ data: scanned ? aSession({ rev: 9 }) : unlinked }),
      'POST /admin/sessions/owner-1/connect': () => ({ status: 202, data: offered }),
      'GET /admin/sessions/owner-1/qr': () => ({ data: qr }),
    });
    const { user } = renderPage(page);
    await user.click((await row()).getByRole('button', { name: 'Link' }));
    expect(await screen.findByRole('img', { name: 'Code to scan with WhatsApp' })).toHaveAttribute('src', qr.qr);
    scanned = true;
    expect(await screen.findByText('Linked as +2376••••••12', undefined, { timeout: 4000 })).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), { timeout: 4000 });
  }, 15_000);

  it('says that an unscanned code cost nothing and offers a new one', async () => {
    serve({
      ...always,
      [list]: () => onePage('sessions', [unlinked]),
      'GET /admin/sessions/owner-1': () => ({ data: unlinked }),
      'POST /admin/sessions/owner-1/connect': () => ({ status: 202, data: offered }),
    });
    const { user } = renderPage(page);
    await user.click((await row()).getByRole('button', { name: 'Link' }));
    expect(await screen.findByText('It was not scanned in time. No failure was counted.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Show a new code' })).toBeVisible();
  });

  it('counts the owners of each state and those at risk', async () => {
    serve({ ...always, [list]: () => onePage('sessions', [aSession()]) });
    const { user, query } = renderPage(page);
    const chips = within(await screen.findByRole('group', { name: 'State' }));
    expect(await chips.findByRole('button', { name: 'At risk 1' })).toBeVisible();
    await user.click(chips.getByRole('button', { name: 'Expired 1' }));
    expect(query()).toBe('?state=expired');
    expect(chips.getByRole('button', { name: 'Expired 1' })).toHaveAttribute('aria-pressed', 'true');
  });

  it('searches by whatever is typed, phone numbers and accents too', async () => {
    const { calls } = serve({ ...always, [list]: () => onePage('sessions', [aSession()]) });
    const { user } = renderPage(page);
    await user.type(await screen.findByRole('searchbox', { name: 'Search by name, phone or id' }), 'Élo +237');
    await waitFor(() => expect(calls.at(-1)?.query.get('q')).toBe('Élo +237'));
  });

  it('links an owner who is in no list, by id', async () => {
    const { calls } = serve({
      ...always,
      [list]: () => onePage('sessions', []),
      'GET /admin/sessions/new-owner': () => ({ data: { ...unlinked, ownerId: 'new-owner', owner: null } }),
      'POST /admin/sessions/new-owner/connect': () => ({ status: 202, data: offered }),
      'GET /admin/sessions/new-owner/qr': () => ({ data: qr }),
    });
    const { user } = renderPage(page);
    await user.click(await screen.findByRole('button', { name: 'Link an owner' }));
    const field = await screen.findByLabelText('Owner id');
    await user.type(field, 'new owner{Enter}');
    expect(field).toBeInvalid();
    expect(calls.some(({ path }) => path.includes('new'))).toBe(false);
    await user.clear(field);
    await user.type(field, ' new-owner ');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('dialog', { name: 'Link a phone for new-owner' })).toBeVisible();
    expect(await screen.findByRole('img', { name: 'Code to scan with WhatsApp' })).toHaveAttribute('src', qr.qr);
  });

  it('offers support nobody to link', async () => {
    serve({
      ...always,
      'GET /auth/me': () => ({ data: { user: { id: '2', email: 's@example.org', role: 'support' } } }),
      [list]: () => onePage('sessions', [unlinked]),
    });
    renderPage(page);
    await row();
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Link/ })).toBeNull());
  });

  it('says in words why a number is refused, and that a code is over', async () => {
    let refuse = true;
    let over = false;
    const { calls } = serve({
      ...always,
      [list]: () => onePage('sessions', [unlinked]),
      'GET /admin/sessions/owner-1': () => ({ data: over ? { ...unlinked, rev: 9 } : unlinked }),
      'GET /admin/sessions/owner-1/qr': () => ({ data: qr }),
      'POST /admin/sessions/owner-1/connect': ({ body }) => {
        if ((body as { method: string }).method !== 'pairing_code') return { status: 202, data: offered };
        if (refuse) return { status: 409, code: 'PAIRING_REFUSED_PASSKEY_REQUIRED', message: 'x' };
        return { status: 202, data: { ...offered, ...code } };
      },
    });
    const { user } = renderPage(page, { language: 'fr' });
    const table = within(await screen.findByRole('table', { name: 'Sessions' }));
    await user.click(await table.findByRole('button', { name: 'Lier' }));
    await user.click(await screen.findByRole('tab', { name: 'Saisir un code' }));
    await user.type(screen.getByLabelText('Numéro de téléphone'), '+237 699 00 00 00');
    await user.click(screen.getByRole('button', { name: 'Obtenir un code' }));
    expect(await screen.findByText(/^WhatsApp veut une clé d’accès/)).toBeVisible();
    refuse = false;
    await user.click(screen.getByRole('button', { name: 'Obtenir un code' }));
    expect(await screen.findByText('K7M2-QX9T')).toBeVisible();
    expect(screen.getByRole('timer')).toBeVisible();
    over = true;
    expect(await screen.findByText(/^Ce code n’est plus valable/)).toBeVisible();
    over = false;
    await user.click(screen.getByRole('button', { name: 'Obtenir un autre code' }));
    await waitFor(() => expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(4));
    expect(calls.findLast(({ method }) => method === 'POST')?.body).toEqual({
      method: 'pairing_code',
      phoneNumber: '+237699000000',
    });
  }, 20_000);

  it('links by a number and shows the code to type', async () => {
    const { calls } = serve({
      ...always,
      [list]: () => onePage('sessions', [unlinked]),
      'GET /admin/sessions/owner-1': () => ({ data: unlinked }),
      'GET /admin/sessions/owner-1/qr': () => ({ data: qr }),
      'POST /admin/sessions/owner-1/connect': ({ body }) => {
        const byCode = (body as { method: string }).method === 'pairing_code';
        return { status: 202, data: byCode ? { ...offered, ...code } : offered };
      },
    });
    const { user } = renderPage(page);
    await user.click((await row()).getByRole('button', { name: 'Link' }));
    await user.click(await screen.findByRole('tab', { name: 'Use a code instead' }));
    await user.type(screen.getByLabelText('Phone number'), '699');
    await user.click(screen.getByRole('button', { name: 'Get a code' }));
    expect(screen.getByLabelText('Phone number')).toBeInvalid();
    await user.clear(screen.getByLabelText('Phone number'));
    await user.type(screen.getByLabelText('Phone number'), '+237 699 00 00 00');
    await user.click(screen.getByRole('button', { name: 'Get a code' }));
    expect(await screen.findByText('K7M2-QX9T')).toBeVisible();
    expect(calls.filter(({ method }) => method === 'POST').at(-1)?.body).toEqual({
      method: 'pairing_code',
      phoneNumber: '+237699000000',
    });
  });
});
