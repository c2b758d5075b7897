import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { serve } from '../../testing/server.ts';
import { PersonMenu } from './preferences.tsx';

const me = { 'GET /auth/me': () => ({ data: { user: { id: 's', email: 's@example.org', role: 'admin' } } }) };

describe('logging out', () => {
  const leave = async (answer: object) => {
    serve({ ...me, 'POST /auth/logout': () => answer });
    const page = renderPage(<PersonMenu trigger={<button>Account</button>} />);
    await page.user.click(screen.getByRole('button', { name: 'Account' }));
    await page.user.click(await screen.findByRole('menuitem', { name: 'Log out' }));
    return page;
  };

  it.each([
    ['was ended', { data: null }],
    ['had ended already', { status: 401, code: 'SESSION_ENDED', message: 'no' }],
  ])('goes to the login page once the login %s', async (_how, answer) => {
    const { visited } = await leave(answer);
    await waitFor(() => expect(visited).toEqual(['/login']));
  });

  it('says that the login is still open when it could not be ended, and stays', async () => {
    const { visited } = await leave({ status: 503, code: 'DATABASE_UNAVAILABLE', message: 'no' });
    expect(await screen.findByText('You are still logged in. The database cannot be reached.')).toBeVisible();
    expect(visited).toEqual([]);
  });
});
