import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen } from '@testing-library/react';
import { PathnameContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import { renderPage } from '../../testing/render.tsx';
import { serve } from '../../testing/server.ts';
import { isForbidden, navigationOf } from './navigation.ts';
import { RoleGate } from './role-gate.tsx';

const at = (pathname: string) =>
  renderPage(
    <PathnameContext.Provider value={pathname}>
      <RoleGate>
        <p>The page</p>
      </RoleGate>
    </PathnameContext.Provider>,
  );

describe('a page that is about all owners', () => {
  it('is not drawn for an owner, who is told where to go', async () => {
    serve({ 'GET /auth/me': () => ({ data: { user: { id: 'u', email: 'u@example.org', role: 'user' } } }) });
    at('/relance/dashboard');
    const home = await screen.findByRole('link', { name: 'Go to the home page' });
    expect(home).toHaveAttribute('href', '/relance/home');
    expect(screen.queryByText('The page')).toBeNull();
  });

  it('is drawn for staff', async () => {
    serve({ 'GET /auth/me': () => ({ data: { user: { id: 's', email: 's@example.org', role: 'support' } } }) });
    at('/relance/dashboard');
    expect(await screen.findByText('The page')).toBeVisible();
  });

  it('says so, with Retry, when it cannot be known who is logged in', async () => {
    let answers = false;
    serve({
      'GET /auth/me': () =>
        answers
          ? { data: { user: { id: 's', email: 's@example.org', role: 'support' } } }
          : { status: 503, code: 'DATABASE_UNAVAILABLE', message: 'no' },
    });
    const { user } = at('/relance/dashboard');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your account could not be loadedThe database cannot be reached. Nothing was lost.',
    );
    expect(screen.queryByText('The page')).toBeNull();
    answers = true;
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('The page')).toBeVisible();
  });

  it.each(['/relance/campaigns/new/who', '/relance/contacts/import'])(
    'is not drawn for support where there is nothing but changes to make: %s',
    async (pathname) => {
      serve({ 'GET /auth/me': () => ({ data: { user: { id: 's', email: 's@example.org', role: 'support' } } }) });
      at(pathname);
      const home = await screen.findByRole('link', { name: 'Go to the home page' });
      expect(home).toHaveAttribute('href', '/relance/dashboard');
      expect(isForbidden('admin', pathname)).toBe(false);
      expect(isForbidden('user', pathname)).toBe(false);
    },
  );

  it('is never one of an owner’s own', () => {
    for (const { href } of navigationOf('user')) expect(isForbidden('user', href)).toBe(false);
    expect(isForbidden('user', '/relance/owners/owner-1')).toBe(true);
    expect(isForbidden(undefined, '/relance/owners')).toBe(false);
  });
});
