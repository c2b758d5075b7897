import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { serve } from '../../testing/server.ts';
import { SetPasswordForm } from './set-password-form.tsx';

async function trySetting(password: string, repeated = password) {
  const page = renderPage(<SetPasswordForm kind="invite" token="t0k" />);
  await page.user.type(screen.getByLabelText('New password'), password);
  await page.user.type(screen.getByLabelText('Repeat the password'), repeated);
  await page.user.click(screen.getByRole('button', { name: 'Set password' }));
}

describe('setting a password by link', () => {
  it('sends it once and leads to the login', async () => {
    const { calls } = serve({ 'POST /auth/invite/t0k': () => ({ data: {} }) });
    await trySetting('correct horse battery');
    expect(await screen.findByRole('link', { name: 'Log in' })).toBeVisible();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.body).toEqual({ password: 'correct horse battery' });
  });

  it.each([
    ['too short', 'short', 'short', 'New password', 'Use at least 12 characters.'],
    [
      'typed differently',
      'correct horse battery',
      'correct horse batery',
      'Repeat the password',
      'The two passwords differ.',
    ],
  ])('says beside the field that it is %s, and asks nobody', async (_why, password, repeated, label, words) => {
    const { calls } = serve({});
    await trySetting(password, repeated);
    expect(screen.getByLabelText(label)).toHaveAccessibleDescription(words);
    expect(calls).toEqual([]);
  });

  it('shows the API’s own objection beside the field', async () => {
    const details = [{ field: 'password', problem: 'is one of the most common passwords' }];
    serve({ 'POST /auth/invite/t0k': () => ({ status: 400, code: 'VALIDATION_FAILED', message: 'no', details }) });
    await trySetting('password1234');
    expect(await screen.findByText('Is one of the most common passwords')).toBeVisible();
    expect(screen.getByLabelText('New password')).toBeInvalid();
  });

  it('says that a link is over, and what to do', async () => {
    serve({ 'POST /auth/invite/t0k': () => ({ status: 404, code: 'LINK_NOT_FOUND', message: 'no' }) });
    await trySetting('correct horse battery');
    expect(await screen.findByRole('heading', { name: 'This link is no longer valid' })).toBeVisible();
    expect(screen.getByText(/Ask for a new invitation/)).toBeVisible();
  });
});
