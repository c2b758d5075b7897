import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { OwnerAudit } from './owner-lists.tsx';

const entry = {
  id: 'e1',
  at: '2026-11-22T08:00:07.000Z',
  actor: { id: 'a', name: null, email: 'admin@example.org', role: 'admin' },
  onBehalfOf: { id: 'owner-1' },
  onBehalfOfName: 'Aline Mbarga',
  action: 'settings.update',
  entity: { type: 'settings', id: 'owner-1', name: 'Aline' },
  reason: null,
  before: { maxMessagesPerDay: 50 },
  after: { maxMessagesPerDay: 80 },
  requestId: 'req-9',
};

describe('the audit of one owner', () => {
  it('is asked for by the owner, and each entry opens with what it changed', async () => {
    const { calls } = serve({ 'GET /admin/audit': () => onePage('entries', [entry]) });
    const { user } = renderPage(<OwnerAudit ownerId="owner-1" />);
    await user.click(await within(await screen.findByRole('table')).findByRole('button', { name: 'Settings changed' }));
    const changes = within(await screen.findByRole('table', { name: 'What changed' }));
    expect(changes.getByRole('row', { name: 'Messages a day 50 80' })).toBeVisible();
    expect(calls[0]?.query.get('userId')).toBe('owner-1');
  });

  it('says that nothing was done yet', async () => {
    serve({ 'GET /admin/audit': () => onePage('entries', []) });
    renderPage(<OwnerAudit ownerId="owner-1" />);
    expect(await screen.findByText('No change by a person yet')).toBeVisible();
  });
});
