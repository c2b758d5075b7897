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

  it('is never one of an owner’s own', () => {
    for (const { href } of navigationOf('user')) expect(isForbidden('user', href)).toBe(false);
    expect(isForbidden('user', '/relance/owners/owner-1')).toBe(true);
    expect(isForbidden(undefined, '/relance/owners')).toBe(false);
  });
});
