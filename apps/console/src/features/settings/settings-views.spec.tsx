import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { InstallationView } from './installation-view.tsx';
import { ProfileView } from './profile-view.tsx';
import { TokensView } from './tokens-view.tsx';
import { UsersView } from './users-view.tsx';
import { WebhooksView } from './webhooks-view.tsx';

const as = (role: string, facts: object = {}) => ({
  'GET /auth/me': () => ({ data: { user: { id: 'me', email: 'me@example.org', role, ...facts } } }),
});
const aline = {
  id: 'u1',
  email: 'aline@example.org',
  name: 'Aline',
  role: 'user',
  status: 'active',
  ownerId: 'u1',
  language: 'fr',
  twoFactor: false,
  lastLoginAt: null,
  createdAt: '2026-11-01T08:00:00.000Z',
  rev: 1,
};
const menuOf = async (name: string) =>
  within(await screen.findByRole('table')).getByRole('button', { name: `Actions for ${name}` });

describe('users', () => {
  it('invites somebody and shows the link once', async () => {
    const { calls } = serve({
      ...as('admin'),
      'GET /admin/users': () => onePage('users', [aline]),
      'POST /admin/users': () => ({
        status: 201,
        data: {
          user: aline,
          inviteUrl: 'https://console.test/invite/abc',
          inviteExpiresAt: '2026-12-01T08:00:00.000Z',
        },
      }),
    });
    const { user } = renderPage(<UsersView />);
    await user.click(await screen.findByRole('button', { name: 'Invite' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Invite a person' }));
    await user.type(dialog.getByLabelText('E-mail'), 'new@example.org');
    await user.type(dialog.getByLabelText('Name'), 'New');
    await user.selectOptions(dialog.getByLabelText('Role'), 'support');
    await user.click(dialog.getByRole('button', { name: 'Invite' }));
    expect(await screen.findByText('https://console.test/invite/abc')).toBeVisible();
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
      email: 'new@example.org',
      name: 'New',
      role: 'support',
      language: 'en',
    });
  });

  it('keeps a refusal in the dialog, in words', async () => {
    serve({
      ...as('admin'),
      'GET /admin/users': () => onePage('users', [aline]),
      'POST /admin/users/u1/disable': () => ({ status: 409, code: 'LAST_ADMIN', message: 'no' }),
    });
    const { user } = renderPage(<UsersView />);
    await user.click(await menuOf('Aline'));
    await user.click(await screen.findByRole('menuitem', { name: 'Disable' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Disable Aline?' }));
    await user.click(dialog.getByRole('button', { name: 'Disable' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('This is the last active administrator.');
  });

  it('offers nothing to support, who reads only', async () => {
    serve({ ...as('support'), 'GET /admin/users': () => onePage('users', [aline]) });
    renderPage(<UsersView />);
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Actions for/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Invite' })).toBeNull();
  });

  it('says so when the account may not see them', async () => {
    serve({ ...as('support'), 'GET /admin/users': () => ({ status: 403, code: 'FORBIDDEN', message: 'no' }) });
    renderPage(<UsersView />);
    expect(await screen.findByText('Your account may not see this')).toBeVisible();
  });
});

describe('tokens', () => {
  it('shows a new token once; an owner makes own ones without an audience', async () => {
    const { calls } = serve({
      ...as('user'),
      'GET /tokens': () => onePage('tokens', []),
      'POST /tokens': () => ({ status: 201, data: { token: 'rlc_secret' } }),
    });
    const { user } = renderPage(<TokensView />);
    await user.click((await screen.findAllByRole('button', { name: 'Create a token' }))[0] ?? document.body);
    const dialog = within(await screen.findByRole('dialog', { name: 'Create a token' }));
    expect(dialog.queryByLabelText('For')).toBeNull();
    await user.type(dialog.getByLabelText('Name'), 'Website');
    await user.click(dialog.getByRole('button', { name: 'Create a token' }));
    expect(await screen.findByText('rlc_secret')).toBeVisible();
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'Website' });
  });

  it('does not make a token for one owner without the owner', async () => {
    const { calls } = serve({
      ...as('admin'),
      'GET /admin/tokens': () => onePage('tokens', []),
      'GET /admin/sessions': () => onePage('sessions', []),
    });
    const { user } = renderPage(<TokensView />);
    await user.click((await screen.findAllByRole('button', { name: 'Create a token' }))[0] ?? document.body);
    const dialog = within(await screen.findByRole('dialog', { name: 'Create a token' }));
    await user.type(dialog.getByLabelText('Name'), 'Website');
    await user.click(dialog.getByRole('button', { name: 'Create a token' }));
    expect(await dialog.findByText('This field is required.')).toBeVisible();
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
  });
});

describe('webhooks', () => {
  it.each([
    ['failing', 'Nothing but failures for 5 days'],
    ['gone', 'The receiver says that it is gone'],
    [null, 'switched off by an earlier version'],
  ])('says in the reader’s words why one was switched off: %s', async (disabledCause, words) => {
    const webhook = {
      id: 'w',
      url: 'https://x.test',
      events: [],
      active: false,
      disabledReason: 'switched off by an earlier version',
      disabledCause,
      createdAt: '2026-11-01',
    };
    serve({ ...as('admin'), 'GET /admin/webhooks': () => onePage('webhooks', [webhook]) });
    renderPage(<WebhooksView />);
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
  });

  it('adds one for chosen events and shows its secret', async () => {
    const { calls } = serve({
      ...as('admin'),
      'GET /admin/webhooks': () => onePage('webhooks', []),
      'POST /admin/webhooks': () => ({ status: 201, data: { id: 'w', secret: 'whsec_1' } }),
    });
    const { user } = renderPage(<WebhooksView />);
    await user.click((await screen.findAllByRole('button', { name: 'Add a webhook' }))[0] ?? document.body);
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a webhook' }));
    await user.type(dialog.getByLabelText('Address'), 'https://hooks.test/in');
    for (const box of dialog.getAllByRole('checkbox').slice(1)) await user.click(box);
    await user.click(dialog.getByRole('button', { name: 'Add a webhook' }));
    expect(await screen.findByText('whsec_1')).toBeVisible();
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
      url: 'https://hooks.test/in',
      events: ['session.updated'],
    });
  });
});

describe('installation', () => {
  const settings = {
    optOutLine: null,
    stopWords: ['stop', 'baja', 'tchao'],
    stopWordChanges: { list: 'builtIn', added: ['tchao'], removed: ['end'] },
    defaults: {},
    limits: { mediaQuotaMb: 200 },
    retention: { textDays: 90 },
    requireTwoFactor: false,
  };

  it('saves what was changed and puts an objection beside its field', async () => {
    const { calls, routes } = serve({
      ...as('admin'),
      'GET /admin/settings': () => ({ data: settings }),
      'PATCH /admin/settings': () => ({
        status: 400,
        code: 'VALIDATION_FAILED',
        message: 'no',
        details: [{ field: 'requireTwoFactor', problem: 'you have no second factor yourself' }],
      }),
    });
    const { user } = renderPage(<InstallationView />);
    await user.click(await screen.findByLabelText('Administrators need the two-step login'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('You have no second factor yourself')).toBeVisible();
    routes['PATCH /admin/settings'] = () => ({ data: { ...settings, requireTwoFactor: true } });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(calls.at(-1)?.body ?? calls.findLast(({ method }) => method === 'PATCH')?.body).toMatchObject({
      requireTwoFactor: true,
      limits: { mediaQuotaMb: 200 },
    });
  });

  it('adds words that opt out to the built-in lists and takes some away, without sending the lists', async () => {
    const { calls } = serve({
      ...as('admin'),
      'GET /admin/settings': () => ({ data: settings }),
      'PATCH /admin/settings': () => ({ data: settings }),
    });
    const { user } = renderPage(<InstallationView />);
    const added = await screen.findByLabelText('Words that opt out too');
    expect(added).toHaveValue('tchao');
    expect(screen.getByText('One a line, besides the 3 built-in ones in 86 languages.')).toBeVisible();
    await user.type(added, '{enter}je me casse');
    await user.clear(screen.getByLabelText('Words that do not'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    const sent = calls.findLast(({ method }) => method === 'PATCH')?.body;
    expect(sent).toMatchObject({ stopWordChanges: { added: ['tchao', 'je me casse'], removed: [] } });
    expect(sent).not.toHaveProperty('stopWords');
  });

  it('shows a list of its own as that list; emptied, it is the built-in ones again', async () => {
    const own = { ...settings, stopWords: ['genug'], stopWordChanges: { list: 'own', added: [], removed: [] } };
    const { calls } = serve({
      ...as('admin'),
      'GET /admin/settings': () => ({ data: own }),
      'PATCH /admin/settings': () => ({ data: settings }),
    });
    const { user } = renderPage(<InstallationView />);
    const words = await screen.findByLabelText('Words that opt out');
    expect(words).toHaveValue('genug');
    await user.clear(words);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(calls.findLast(({ method }) => method === 'PATCH')?.body).toMatchObject({ stopWords: null });
  });

  it('can be read, not changed, by support', async () => {
    serve({ ...as('support'), 'GET /admin/settings': () => ({ data: settings }) });
    renderPage(<InstallationView />);
    expect(await screen.findByLabelText('Administrators need the two-step login')).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });
});

describe('profile', () => {
  it('enrols a second factor: code, then recovery codes', async () => {
    const { calls } = serve({
      ...as('admin', { twoFactor: false }),
      'GET /auth/sessions': () => ({ data: { sessions: [] } }),
      'POST /auth/two-factor': () => ({
        data: {
          otpauthUrl: 'otpauth://totp/Relance?secret=ABC',
          qr: 'data:image/png;base64,',
          recoveryCodes: ['r1', 'r2'],
        },
      }),
      'POST /auth/two-factor/confirm': () => ({ data: {} }),
    });
    const { user } = renderPage(<ProfileView />);
    await user.click(await screen.findByRole('button', { name: 'Set up' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Two-step login' }));
    expect(dialog.getByText('ABC')).toBeVisible();
    await user.type(dialog.getByLabelText('Code'), '123 456');
    await user.click(dialog.getByRole('button', { name: 'Verify' }));
    expect(await screen.findByText('r2')).toBeVisible();
    expect(calls.find(({ path }) => path === '/auth/two-factor/confirm')?.body).toEqual({ code: '123456' });
  });

  it('saves one’s own name', async () => {
    const { calls } = serve({ ...as('user', { name: 'Aline' }), 'PATCH /auth/me': () => ({ data: {} }) });
    const { user } = renderPage(<ProfileView />);
    const name = await screen.findByLabelText('Name');
    expect(name).toHaveValue('Aline');
    await user.clear(name);
    await user.type(name, 'Aline Mbarga');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ name: 'Aline Mbarga', language: 'en' });
  });

  it('ends another session and keeps this one', async () => {
    const sessions = [
      { id: 's1', createdAt: '2026-11-20T08:00:00.000Z', lastSeenAt: '2026-11-20T08:00:00.000Z', current: true },
      { id: 's2', createdAt: '2026-11-19T08:00:00.000Z', lastSeenAt: '2026-11-19T08:00:00.000Z', current: false },
    ];
    const { calls } = serve({
      ...as('user'),
      'GET /auth/sessions': () => ({ data: { sessions } }),
      'DELETE /auth/sessions/s2': () => ({ data: {} }),
    });
    const { user } = renderPage(<ProfileView />);
    const list = within(await screen.findByRole('list', { name: 'Open sessions' }));
    expect(list.getByText('This one')).toBeVisible();
    await user.click(list.getByRole('button', { name: 'End' }));
    await waitFor(() => expect(calls.some(({ method }) => method === 'DELETE')).toBe(true));
  });
});
