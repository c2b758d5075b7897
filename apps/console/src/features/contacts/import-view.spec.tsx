import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen } from '@testing-library/react';
import Link from 'next/link';
import { ownerRoutes } from '../../testing/owner-routes.ts';
import { renderPage } from '../../testing/render.tsx';
import { serve } from '../../testing/server.ts';
import { ImportView } from './import-view.tsx';

const inspection = {
  importId: 'i1',
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  sheets: null,
  rows: 2,
  columns: [{ index: 0, header: 'Mobile', samples: ['699000112'], suggested: 'phone', confidence: 1 }],
  problems: [],
};

const dropped = async () => {
  serve({ ...ownerRoutes(), 'POST /contacts/import/inspect': () => ({ data: inspection }) });
  window.history.replaceState(null, '', '/relance/contacts/import');
  const page = renderPage(
    <>
      <Link href="/relance/home">Home</Link>
      <ImportView />
    </>,
  );
  const { user } = page;
  await user.upload(await screen.findByLabelText('Choose a file'), new File(['Mobile\n699000112'], 'people.csv'));
  await user.click(await screen.findByRole('button', { name: 'Continue' }));
  return page;
};

describe('the import of contacts', () => {
  it('keeps the options while the columns are looked at again', async () => {
    const { user } = await dropped();
    await user.type(screen.getByLabelText('Tags for everybody in this file'), 'salon');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(screen.getByLabelText('Tags for everybody in this file')).toHaveValue('salon');
  });

  it('asks before the page is left with a file that is not imported', async () => {
    const { user, visited } = await dropped();
    await user.click(screen.getByRole('link', { name: 'Home' }));
    expect(await screen.findByText('This file is not imported yet.')).toBeVisible();
    expect(visited).toEqual([]);
  });
});
