import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
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
    [401, 'Wrong e-mail or password.'],
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
    expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription('This field is required.');
    expect(screen.getByLabelText('Password')).toBeInvalid();
    expect(calls).toEqual([]);
  });

  it('speaks French', () => {
    renderPage(<LoginForm />, { language: 'fr' });
    expect(screen.getByRole('button', { name: 'Se connecter' })).toBeVisible();
  });

  it('asks for the code of the second factor, and keeps what was typed', async () => {
    const { calls, routes } = serve({
      'POST /auth/login': () => ({ status: 401, code: 'TWO_FACTOR_REQUIRED', message: 'A code is needed.' }),
    });
    const { user, visited } = await tryToLogIn();
    await user.type(await screen.findByLabelText('Code'), '000 000');
    routes['POST /auth/login'] = () => ({ status: 401, code: 'LOGIN_REFUSED', message: 'no' });
    await user.click(screen.getByRole('button', { name: 'Verify' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('This code is wrong, or was already used.');
    routes['POST /auth/login'] = () => ({ data: { user: { id: '1', email: 'a', role: 'user' } } });
    await user.click(screen.getByRole('button', { name: 'Verify' }));
    await waitFor(() => expect(visited).toEqual(['/relance/home']));
    expect(calls.at(-1)?.body).toEqual({ email: 'admin@example.org', password: 'secret', code: '000000' });
  });

  it.each([
    [undefined, 'admin', '/relance/dashboard'],
    [undefined, 'user', '/relance/home'],
    ['https://evil.test/relance', 'admin', '/relance/dashboard'],
    ['//evil.test', 'support', '/relance/dashboard'],
    ['/relancevil', 'user', '/relance/home'],
    ['/relance/campaigns?status=active', 'user', '/relance/campaigns?status=active'],
  ] as const)('after a login with next=%s a %s sees %s', (next, role, to) => {
    expect(afterLogin(next, role)).toBe(to);
  });
});
