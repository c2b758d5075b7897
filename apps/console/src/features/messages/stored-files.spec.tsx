import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { ownerRoutes } from '../../testing/owner-routes.ts';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { StoredFiles } from './stored-files.tsx';

const file = (id: string, name: string, bytes: number, usedIn = { campaigns: 0, templates: 0 }) => ({
  ...{ id, name, bytes, usedIn, type: 'application/pdf', createdAt: '2026-11-01T08:00:00.000Z' },
});
const flyer = file('a'.repeat(24), 'flyer.pdf', 2_345_678, { campaigns: 1, templates: 2 });
const price = file('b'.repeat(24), 'price list.pdf', 40_960);

describe('the files that messages may use', () => {
  it('say how large they are and where they are used; only what is not used can be deleted', async () => {
    const { routes, calls } = serve(ownerRoutes());
    let media = [flyer, price];
    routes['GET /media'] = () => onePage('media', media);
    routes[`DELETE /media/${price.id}`] = () => {
      media = [flyer];
      return { data: { id: price.id } };
    };
    const { user } = renderPage(<StoredFiles set="own" readOnly={false} />);
    const list = await screen.findByRole('list', { name: 'Stored files' });
    expect(screen.getByText('2 files, 2.4 MB')).toBeInTheDocument();
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent('2.3 MB · in the messages of 2 days, in 1 campaign');
    expect(second).toHaveTextContent('41 kB · Not used');
    expect(within(first as HTMLElement).queryByRole('button')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Delete price list.pdf' }));
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByText('price list.pdf')).not.toBeInTheDocument());
    expect(calls.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('keep a refusal in the dialog: a message may name the file by now', async () => {
    const { routes } = serve(ownerRoutes());
    routes['GET /media'] = () => onePage('media', [price]);
    routes[`DELETE /media/${price.id}`] = () => ({
      status: 409,
      code: 'MEDIA_IN_USE',
      message: 'Messages still send this file.',
    });
    const { user } = renderPage(<StoredFiles set="own" readOnly={false} />);
    await user.click(await screen.findByRole('button', { name: 'Delete price list.pdf' }));
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('Messages still send this file.')).toBeInTheDocument();
  });

  it('say that there are none, that they cannot be shown, and how many are left out', async () => {
    const { routes } = serve(ownerRoutes());
    const { unmount } = renderPage(<StoredFiles set="own" readOnly={false} />);
    expect(await screen.findByText(/No files yet/)).toBeInTheDocument();
    unmount();
    routes['GET /media'] = () => onePage('media', [price], { total: 130 });
    const more = renderPage(<StoredFiles set="own" readOnly />);
    expect(await screen.findByText('The newest 1 are shown.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Delete/ })).not.toBeInTheDocument();
    more.unmount();
    routes['GET /media'] = () => ({ status: 500, code: 'INTERNAL' });
    renderPage(<StoredFiles set="own" readOnly={false} />);
    expect(await screen.findByRole('button', { name: 'Retry' })).toBeInTheDocument();
  });
});
