import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { ReportsView } from './reports-view.tsx';

const run = {
  id: 'run',
  period: null,
  status: 'failed',
  sentAt: null,
  error: 'no mail server is configured (SMTP_URL)',
  errorCode: 'NO_MAIL_SERVER',
};
const report = {
  id: 'r1',
  name: 'Weekly',
  frequency: 'weekly',
  recipients: ['a@example.org'],
  active: true,
  nextRunAt: null,
  lastRun: null,
};
const open = async (item: string) => {
  serve({
    'GET /auth/me': () => ({ data: { user: { id: 's', email: 's@example.org', role: 'admin' } } }),
    'GET /admin/reports': () => onePage('reports', [report]),
    'GET /admin/reports/r1/preview': () => ({ data: { subject: 'Figures', text: 'x', html: '<p>34 sent</p>' } }),
    'GET /admin/reports/r1/history': () => ({ data: { runs: [run] } }),
    'POST /admin/reports/r1/run': () => ({ data: run }),
  });
  const { user } = renderPage(<ReportsView />);
  const table = within(await screen.findByRole('table'));
  await user.click(table.getByRole('button', { name: 'Actions for Weekly' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
};

describe('reports', () => {
  it('shows the mail as it would be sent, in a frame in which nothing runs', async () => {
    await open('Preview');
    const frame = await screen.findByTitle('Figures');
    expect(frame).toHaveAttribute('srcdoc', '<p>34 sent</p>');
    expect(frame).toHaveAttribute('sandbox', '');
  });

  it('says that a report sent by hand was not sent, and why', async () => {
    await open('Send now');
    expect(await screen.findByText('Not sent. The history says why.')).toBeInTheDocument();
  });

  it('gives the reason in the history in the reader’s words', async () => {
    await open('History');
    expect(await screen.findByText('No mail server is set up for this installation.')).toBeVisible();
  });
});
