import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { setActingFor } from '@relance/console-data-access';
import { act, screen, waitFor } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { serve } from '../../testing/server.ts';
import { DemoTour, DemoTourBar, IsDemo } from './demo-tour.tsx';
import { keepOfGuide, seeStep } from './guide-memory.ts';

const as = (role: string) =>
  serve({ 'GET /auth/me': () => ({ data: { user: { id: '1', email: 'a@example.org', role } } }) });
const tour = (
  <IsDemo value>
    <DemoTourBar />
    <DemoTour />
  </IsDemo>
);

describe('the tour of the demo', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => act(() => setActingFor(null)));

  it('ticks off the page that is open, says what is next there, is put aside and comes back', async () => {
    as('admin');
    const { user } = renderPage(tour); // the address of a test is that of the campaigns
    expect(await screen.findByText('Tour, 1 of 5')).toBeVisible();
    expect(screen.getByText('1 of 5 done')).toBeVisible();
    expect(screen.getByText('Watch campaigns run')).toHaveClass('line-through');
    expect(screen.getByRole('link', { name: 'Next: Look after phones' })).toHaveAttribute('href', '/relance/owners');
    await user.click(screen.getAllByRole('button', { name: 'Later' })[0] ?? document.body);
    expect(screen.queryByText('Tour, 1 of 5')).not.toBeInTheDocument();
    expect(screen.queryByRole('listitem')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(5);
  });

  it('acts for the demo’s owner where pages are an owner’s', async () => {
    as('admin');
    const { user, visited } = renderPage(tour);
    await user.click(await screen.findByRole('button', { name: 'Act for Marie-Claire' }));
    expect(visited).toEqual(['/relance/contacts']);
  });

  it('is gone once it was ended, and was never there for owners and outside the demo', async () => {
    keepOfGuide('demo', { seen: ['campaigns', 'owners', 'contacts', 'messages'] });
    setActingFor({ id: 'owner-linked', name: null });
    as('admin');
    // the first step of the wizard, where its address leads to
    const { user, unmount } = renderPage(tour, { pathname: '/relance/campaigns/new/who' });
    await user.click(await screen.findByRole('button', { name: 'End the tour' }));
    expect(screen.queryByRole('region', { name: 'A tour of the demo' })).not.toBeInTheDocument();
    unmount();
    localStorage.clear();
    const { calls } = as('user');
    renderPage(tour);
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(screen.queryByText('A tour of the demo')).not.toBeInTheDocument();
  });

  it('a step that is seen is added to what is kept: an ended tour stays ended', () => {
    localStorage.setItem('relance_guide:demo', JSON.stringify({ seen: ['end'] }));
    seeStep('demo', 'campaigns');
    expect(JSON.parse(localStorage.getItem('relance_guide:demo') ?? '{}')).toMatchObject({
      seen: ['end', 'campaigns'],
    });
  });
});
