import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { type ContactView } from '@relance/console-data-access';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { serve } from '../../testing/server.ts';
import { ContactForm } from './contact-form.tsx';

const known = {
  id: 'c'.repeat(24),
  phone: '+237…12',
  name: 'Chantal',
  email: null,
  country: null,
  language: 'fr',
  gender: 'female',
  birthDate: '1990-05-17',
  profession: null,
  referrerName: 'Aïcha',
  tags: [],
  attributes: { city: 'Douala' },
} as unknown as ContactView;

describe('the form of a contact', () => {
  it('takes gender, date of birth, referrer and what else is known, one thing a line', async () => {
    const { calls, routes } = serve({});
    routes['POST /contacts'] = () => ({ data: known });
    let isClosed = false;
    const { user } = renderPage(<ContactForm contact={null} onClose={() => (isClosed = true)} />);
    await user.type(await screen.findByLabelText('Phone'), '+237699000112');
    await user.selectOptions(screen.getByLabelText('Gender'), 'Woman');
    fireEvent.change(screen.getByLabelText('Date of birth'), { target: { value: '1990-05-17' } });
    await user.type(screen.getByLabelText('Referred by'), 'Aïcha');
    const besides = screen.getByLabelText('More about this person');
    await user.type(besides, 'Douala');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(besides).toHaveAccessibleDescription('This line is not a name, a colon and a value: Douala'),
    );
    expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
    await user.clear(besides);
    await user.type(besides, 'city: Douala{enter}size: M');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(isClosed).toBe(true));
    expect(calls.filter(({ method }) => method === 'POST')).toMatchObject([
      {
        body: {
          phone: '+237699000112',
          gender: 'female',
          birthDate: '1990-05-17',
          referrerName: 'Aïcha',
          attributes: { city: 'Douala', size: 'M' },
        },
      },
    ]);
  });

  it('shows what is known, and writes what else is known only when it was changed here', async () => {
    const { calls, routes } = serve({});
    routes[`PATCH /contacts/${known.id}`] = () => ({ data: known });
    let saved = 0;
    const { user } = renderPage(<ContactForm contact={known} onClose={() => (saved += 1)} />);
    expect(await screen.findByLabelText('Gender')).toHaveValue('female');
    expect(screen.getByLabelText('Date of birth')).toHaveValue('1990-05-17');
    expect(screen.getByLabelText('More about this person')).toHaveValue('city: Douala');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved).toBe(1));
    await user.clear(screen.getByLabelText('More about this person'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved).toBe(2));
    const bodies = calls.filter(({ method }) => method === 'PATCH').map(({ body }) => body as Record<string, unknown>);
    expect(bodies.map((body) => body['attributes'])).toEqual([undefined, {}]);
  });
});
