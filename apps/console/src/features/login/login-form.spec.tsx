import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { serve } from '../../testing/server.ts';
import { afterLogin } from './after-login.ts';
import { LoginForm } from './login-form.tsx';

async function tryToLogIn(next?: string) {
  const page = renderPage(<LoginForm next={next} />);
  await page.user.type(screen.getByLabelText('E-mail'), 'admin@example.org');
  await page.user.type(screen.getByLabelText('Password'), 'secret');
  await page.user.click(screen.getByRole('button', { name: 'Log in' }));
  return page;
}

describe('login', () => {
  it('goes back to where the person wanted to be', async () => {
    serve({ 'POST /auth/login': () => ({ data: { user: { id: '1', email: 'a', role: 'admin' } } }) });
    const { visited } = await tryToLogIn('/relance/sessions?state=expired');
    expect(visited).toEqual(['/relance/sessions?state=expired']);
  });

  it.each([
    [401, 'This e-mail and password do not match.'],
    [403, 'This account has no access to the console.'],
    [429, 'Too many attempts. Try again in 60 s.'],
  ])('says plainly what a %d means', async (status, words) => {
    serve({ 'POST /auth/login': () => ({ status, code: 'X', message: 'no' }) });
    await tryToLogIn();
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });

  it('marks empty fields without asking the server', async () => {
    const { calls } = serve({});
    const { user } = renderPage(<LoginForm />);
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription('Fill this in to log in.');
    expect(screen.getByLabelText('Password')).toBeInvalid();
    expect(calls).toEqual([]);
  });

  it('speaks French', () => {
    renderPage(<LoginForm />, { language: 'fr' });
    expect(screen.getByRole('button', { name: 'Se connecter' })).toBeVisible();
  });

  it.each([
    [undefined, '/relance/campaigns'],
    ['https://evil.test/relance', '/relance/campaigns'],
    ['//evil.test', '/relance/campaigns'],
    ['/relancevil', '/relance/campaigns'],
    ['/relance/dashboard', '/relance/dashboard'],
  ])('after a login with next=%s opens %s', (next, to) => {
    expect(afterLogin(next)).toBe(to);
  });
});
