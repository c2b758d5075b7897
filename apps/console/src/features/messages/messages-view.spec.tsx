import '@testing-library/jest-dom/jest-globals';
import { expect, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import Link from 'next/link';
import { ownerRoutes, template } from '../../testing/owner-routes.ts';
import { renderPage } from '../../testing/render.tsx';
import { serve } from '../../testing/server.ts';
import { KeyboardSheet } from '../frame/keyboard-sheet.tsx';
import { MessagesView } from './messages-view.tsx';

describe('the page of messages', () => {
  it('a variable goes in where the cursor is, and writing goes on behind it', async () => {
    serve(ownerRoutes());
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

  it('a variable goes to the end of a text that nobody has put the cursor into', async () => {
    serve(ownerRoutes());
    const { user } = renderPage(<MessagesView />);
    const field = await screen.findByLabelText<HTMLTextAreaElement>(/Text of day 1/);
    field.setSelectionRange(0, 0); // where browsers begin
    await user.click(screen.getByRole('button', { name: 'Insert a variable' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Name' }));
    await waitFor(() => expect(field).toHaveValue('Bonjour jour 1{{name}}'));
  });

  it('a changed day is saved, and leaving it unsaved is asked about', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
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

  it('a test goes to the own phone, or to another number once its code was typed', async () => {
    const phone = '+237699000333';
    const { calls, routes: served } = serve(ownerRoutes());
    let numbers = [{ phone: '+237699000222', confirmed: true, confirmedAt: '2026-11-22T08:00:00.000Z' }];
    served['GET /templates/test/numbers'] = () => ({ data: { numbers } });
    served['POST /templates/test/numbers'] = () => {
      numbers = [...numbers, { phone, confirmed: false, confirmedAt: '' }];
      return { data: numbers.at(-1) ?? {} };
    };
    served['POST /templates/test/numbers/confirm'] = () => {
      numbers = numbers.map((number) => ({ ...number, confirmed: true }));
      return { data: {} };
    };
    served['POST /templates/test'] = () => ({ data: { state: 'sent', remainingToday: 7 } });
    served['DELETE /templates/test/numbers'] = () => {
      numbers = numbers.filter((number) => number.phone === phone);
      return { data: { numbers } };
    };
    const { user } = renderPage(<MessagesView />);
    await screen.findByLabelText(/Text of day 1/);
    await user.click(screen.getByRole('button', { name: 'Send a test to my phone' }));
    await user.click(screen.getByRole('button', { name: 'To another number' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Numbers for test messages' }));
    await user.click(await dialog.findByRole('button', { name: 'Send the test to +237699000222' }));
    await user.type(dialog.getByLabelText('Another number'), phone);
    await user.click(dialog.getByRole('button', { name: 'Send the code' }));
    expect(dialog.queryByRole('button', { name: `Send the test to ${phone}` })).toBeNull();
    await user.type(await dialog.findByLabelText('Code'), '123456');
    await user.click(dialog.getByRole('button', { name: 'Confirm' }));
    await user.click(await dialog.findByRole('button', { name: `Send the test to ${phone}` }));
    await user.click(dialog.getByRole('button', { name: 'Remove +237699000222' }));
    await waitFor(() => expect(dialog.getAllByRole('listitem')).toHaveLength(1));
    const sent = calls.filter(({ method, path }) => method === 'POST' && path === '/templates/test');
    expect(sent.map(({ body }) => (body as { phone?: string }).phone)).toEqual([undefined, '+237699000222', phone]);
    const said = calls
      .filter(({ path }) => path.startsWith('/templates/test/'))
      .filter(({ method }) => method !== 'GET');
    expect(said.map(({ body }) => body)).toEqual([{ phone }, { phone, code: '123456' }, { phone: '+237699000222' }]);
  });

  it('a link to another page waits until it is decided what becomes of the text', async () => {
    serve(ownerRoutes());
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

  it('the browser’s Back and a key that goes elsewhere wait as well', async () => {
    serve(ownerRoutes());
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

  it('an own text is given up only when that is confirmed', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
    served['GET /templates'] = () => ({ data: { templates: [{ ...template(1), source: 'owner' }], variables: [] } });
    served['DELETE /templates/1'] = () => ({ data: template(1) });
    const { user } = renderPage(<MessagesView />);
    await user.click(await screen.findByRole('button', { name: 'Use the default text' }));
    const question = await screen.findByRole('dialog', { name: 'Use the default text for day 1?' });
    expect(calls.some(({ method }) => method === 'DELETE')).toBe(false);
    await user.dblClick(within(question).getByRole('button', { name: 'Use the default text' }));
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(calls.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('staff who act for nobody write the installation’s', async () => {
    const { calls } = serve(ownerRoutes('admin'));
    renderPage(<MessagesView />);
    await screen.findByLabelText(/Text of day 1/);
    expect(calls.map(({ path }) => path)).toContain('/admin/templates');
  });
});
