import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { setActingFor } from '@relance/console-data-access';
import { screen, waitFor, within } from '@testing-library/react';
import { ContactsView } from '../contacts/contacts-view.tsx';
import { ownerRoutes } from '../../testing/owner-routes.ts';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';

const person = (name: string) => ({
  id: name,
  phone: '+237690000012',
  name,
  email: null,
  country: 'CM',
  tags: [],
  attributes: {},
  optedOut: false,
  convertedAt: null,
  archivedAt: null,
  onWhatsApp: 'yes',
  createdAt: '2026-01-01T00:00:00.000Z',
});

describe('a list', () => {
  it('does not say that there is nothing when only the page is past its end, and leads to the first', async () => {
    serve({
      ...ownerRoutes(),
      'GET /contacts': ({ query }) =>
        query.get('page') === '3'
          ? onePage('contacts', [], { total: 21, page: 3, totalPages: 2 })
          : onePage('contacts', [person('Awa')], { total: 21, totalPages: 2 }),
    });
    const { user, query } = renderPage(<ContactsView />, { at: '?page=3' });
    expect(await screen.findByText('This page of the list is empty')).toBeVisible();
    expect(screen.queryByText('The people you write to will be listed here')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'First page' }));
    expect((await screen.findAllByText('Awa'))[0]).toBeVisible();
    expect(query()).toBe('');
  });

  it('tells readers what a search leads to, in a region that is there all along', async () => {
    serve({
      ...ownerRoutes(),
      'GET /contacts': ({ query }) =>
        query.get('q') === 'nobody' ? onePage('contacts', []) : onePage('contacts', [person('Awa'), person('Binta')]),
    });
    const { user } = renderPage(<ContactsView />);
    const told = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
    await waitFor(() => expect(told()).toContain('1–2 of 2'));
    await user.type(screen.getByRole('searchbox'), 'nobody');
    await waitFor(() => expect(told()).toContain('Nothing found'));
  });

  it('offers support nothing to change', async () => {
    const { calls } = serve({ ...ownerRoutes('support'), 'GET /contacts': () => onePage('contacts', [person('Awa')]) });
    setActingFor({ id: 'owner-1', name: 'Aline' });
    renderPage(<ContactsView />);
    expect(within(await screen.findByRole('table')).getByRole('link', { name: 'Awa' })).toBeVisible();
    for (const name of ['Add a contact', 'Import', 'Select']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
      expect(screen.queryByRole('link', { name })).toBeNull();
    }
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
    setActingFor(null);
  });
});
