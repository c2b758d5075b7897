import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { AuditView } from './audit-view.tsx';

const entry = {
  id: 'e1',
  at: '2026-11-22T08:00:07.000Z',
  actor: { id: 'a', name: null, email: 'admin@example.org', role: 'admin' },
  onBehalfOf: { id: 'owner-1' },
  onBehalfOfName: 'Aline Mbarga',
  action: 'settings.update',
  entity: { type: 'settings', id: 'owner-1', name: 'Aline' },
  reason: 'asked by phone',
  before: { maxMessagesPerDay: 50, timeZone: 'UTC' },
  after: { maxMessagesPerDay: 80, timeZone: 'UTC' },
  requestId: 'req-9',
};

describe('audit', () => {
  it('says who did what for whom, to the second, and what changed', async () => {
    serve({ 'GET /admin/audit': () => onePage('entries', [entry]) });
    const { user } = renderPage(<AuditView />);
    const row = within((await within(await screen.findByRole('table')).findAllByRole('row'))[1] ?? document.body);
    expect(row.getByText('admin@example.org')).toBeVisible();
    expect(row.getByText('for Aline Mbarga')).toBeVisible();
    expect(row.getByText(/:07/)).toBeVisible();
    await user.click(row.getByRole('button', { name: 'Settings changed' }));
    const changes = within(await screen.findByRole('table', { name: 'What changed' }));
    expect(changes.getAllByRole('row')).toHaveLength(2);
    expect(changes.getByRole('row', { name: 'Messages a day 50 80' })).toBeVisible();
  });

  it('exports with the filters that are on, and says why it could not', async () => {
    const { calls } = serve({
      'GET /admin/audit': () => onePage('entries', [entry]),
      'GET /admin/audit/export.csv': () => ({ status: 503, code: 'DATABASE_UNAVAILABLE', message: 'no' }),
    });
    const { user } = renderPage(<AuditView />, { at: '?entityType=campaign&from=2026-11-01&page=2' });
    await user.click(await screen.findByRole('button', { name: 'Export' }));
    await waitFor(() => expect(calls.at(-1)?.path).toBe('/admin/audit/export.csv'));
    expect(calls.at(-1)?.query.toString()).toBe('entityType=campaign&from=2026-11-01');
    expect(await screen.findByText('The database cannot be reached.')).toBeVisible();
  });
});
