import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { type UserEvent } from '@testing-library/user-event';
import { type ReactElement } from 'react';
import { useChangeCampaign } from '@relance/console-data-access';
import { aCampaign } from '../../testing/builders.ts';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { ActionDialog } from '../campaigns/actions/action-dialog.tsx';
import { BulkDialog } from '../campaigns/actions/bulk-dialog.tsx';
import { ContactForm } from '../contacts/contact-form.tsx';
import { TagDialog } from '../contacts/tag-dialog.tsx';
import { AddOptOut } from '../opt-outs/add-opt-out.tsx';
import { OptOutsView } from '../opt-outs/opt-outs-view.tsx';
import { ReportDialog } from '../reports/report-dialog.tsx';
import { NewToken } from '../settings/new-token.tsx';
import { UserDialog } from '../settings/user-dialog.tsx';
import { WebhookDialog } from '../settings/webhook-dialog.tsx';

type Route = Parameters<typeof serve>[0][string];
type Case = {
  /** The request that it sends. */
  readonly sends: string;
  readonly page: (onDone: () => void) => ReactElement;
  /** What the page asks besides. */
  readonly reads?: Readonly<Record<string, Route>>;
  /** Opens the dialog, where the page does not begin with it. */
  readonly open?: (user: UserEvent) => Promise<void>;
  /** By the label of the field. */
  readonly typed: Readonly<Record<string, string>>;
  readonly press: string;
  /** What the request is answered when it succeeds. */
  readonly answer?: object;
};

const ID = '1'.repeat(24);
const nothing = () => undefined;
const campaign = aCampaign({ status: 'active' });
const dryRun = { data: { count: 60, confirmToken: 'token', samples: [] } };

function Cancelling({ onDone }: { onDone: () => void }) {
  const { mutateAsync } = useChangeCampaign();
  const confirm = async (reason: string) => {
    await mutateAsync({ id: campaign.id, action: 'cancel', reason });
    onDone();
  };
  return <ActionDialog campaign={campaign} action="cancel" onClose={nothing} onConfirm={confirm} />;
}

const dialogs: Readonly<Record<string, Case>> = {
  'a webhook': {
    sends: 'POST /webhooks',
    page: (done) => <WebhookDialog whose="own" webhook={null} onClose={nothing} onCreated={done} />,
    typed: { Address: 'https://example.com/hook' },
    press: 'Add a webhook',
    answer: { secret: 'whsec_1' },
  },
  'an invitation': {
    sends: 'POST /admin/users',
    page: (done) => <UserDialog onClose={nothing} onInvited={done} />,
    typed: { 'E-mail': 'zoe@example.com', Name: 'Zoé' },
    press: 'Invite',
  },
  'a token': {
    sends: 'POST /tokens',
    page: (done) => <NewToken whose="own" onClose={nothing} onCreated={done} />,
    typed: { Name: 'Our shop' },
    press: 'Create a token',
  },
  'a report': {
    sends: 'POST /admin/reports',
    page: (done) => <ReportDialog report={null} onClose={done} />,
    typed: { Name: 'Every week', Recipients: 'boss@example.com' },
    press: 'Save',
  },
  'a contact': {
    sends: 'POST /contacts',
    page: (done) => <ContactForm contact={null} onClose={done} />,
    typed: { Phone: '+237699000112', Name: 'Chantal' },
    press: 'Save',
  },
  'tags of contacts': {
    sends: 'POST /contacts/tags',
    page: (done) => <TagDialog ids={[ID]} onClose={done} onDone={nothing} />,
    typed: { 'Add tags': 'salon' },
    press: 'Save',
  },
  'an opt-out': {
    sends: 'POST /admin/opt-outs',
    page: (done) => <AddOptOut onClose={done} />,
    typed: { 'Phone number': '+237699000112', Reason: 'asked by phone' },
    press: 'Add',
  },
  'the lifting of an opt-out': {
    sends: `DELETE /admin/opt-outs/${ID}`,
    page: () => <OptOutsView />,
    reads: {
      'GET /admin/opt-outs': () =>
        onePage('optOuts', [{ id: ID, phoneMasked: '+237 ••12', source: 'admin', at: '2026-11-22T08:00:00.000Z' }]),
      'GET /auth/me': () => ({ data: { user: { id: 'boss', email: 'b@x.test', role: 'admin', ownerId: null } } }),
    },
    open: async (user) =>
      user.click((await screen.findAllByRole('button', { name: 'Lift the opt-out of +237 ••12' }))[0] as HTMLElement),
    typed: { Reason: 'asked again' },
    press: 'Lift',
  },
  'the cancelling of a campaign': {
    sends: `POST /admin/campaigns/${campaign.id}/cancel`,
    page: (done) => <Cancelling onDone={done} />,
    reads: { [`GET /admin/campaigns/${campaign.id}`]: () => ({ data: campaign }) },
    typed: { Reason: 'a mistake' },
    press: 'Cancel campaign',
  },
  'a bulk action': {
    sends: 'POST /admin/campaigns/bulk',
    page: (done) => <BulkDialog action="pause" of={{ ids: [ID], names: new Map() }} onDone={done} onClose={nothing} />,
    typed: { Reason: 'complaints' },
    press: 'Pause',
    answer: { results: [] },
  },
};

const failures: Readonly<Record<string, readonly [Route, RegExp]>> = {
  'the network is away': [
    () => {
      throw new TypeError('Failed to fetch');
    },
    /could not be reached/,
  ],
  'no answer comes in time': [
    () => {
      throw new DOMException('', 'TimeoutError');
    },
    /did not answer in time/,
  ],
  '403': [() => ({ status: 403, code: 'FORBIDDEN', message: 'x' }), /may not do this/],
  '404': [() => ({ status: 404, code: 'NOT_FOUND', message: 'x' }), /no longer exists/],
  '409': [() => ({ status: 409, code: 'STALE', message: 'x' }), /changed in the meantime/],
  '412': [() => ({ status: 412, code: 'PRECONDITION_FAILED', message: 'x' }), /changed in the meantime/],
  '422 of a code that is new': [
    () => ({ status: 422, code: 'A_NEW_LIMIT', message: 'There are too many.', details: { limit: 3 } }),
    /There are too many/,
  ],
  '503 of the database': [
    () => ({ status: 503, code: 'DATABASE_UNAVAILABLE', message: 'x' }),
    /database cannot be reached/,
  ],
  '503 of something before the API': [() => ({ status: 503, code: 'HTTP_503', message: 'x' }), /Try again shortly/],
};

/** Toasts lie above each other: of two that say the same, the newer one alone is to be seen. */
function isVisible(element: HTMLElement): boolean {
  try {
    expect(element).toBeVisible();
    return true;
  } catch {
    return false;
  }
}

describe('a dialog whose request fails', () => {
  it.each(Object.entries(dialogs))('says why, keeps what was typed, and is sent again: %s', async (_what, dialog) => {
    let sent = 0;
    let isDone = false;
    let answer: Route = () => ({});
    serve({
      ...dialog.reads,
      [dialog.sends]: (request) => {
        if ((request.body as { dryRun?: boolean } | null)?.dryRun) return dryRun;
        sent += 1;
        return answer(request);
      },
    });
    const { user } = renderPage(dialog.page(() => void (isDone = true)));
    await dialog.open?.(user);
    for (const [label, text] of Object.entries(dialog.typed))
      await user.type(await screen.findByLabelText(label), text);
    const press = async (): Promise<void> => {
      const button = await screen.findByRole('button', { name: dialog.press });
      await waitFor(() => expect(button).toBeEnabled());
      await user.click(button);
    };
    for (const [why, [refused, words]] of Object.entries(failures)) {
      answer = refused;
      const before = sent;
      await press();
      await waitFor(() => expect(sent).toBe(before + 1));
      await waitFor(() => expect(screen.queryAllByText(words).some(isVisible)).toBe(true));
      for (const [label, text] of Object.entries(dialog.typed)) expect(screen.getByLabelText(label)).toHaveValue(text);
      expect([why, sent, isDone]).toEqual([why, before + 1, false]);
    }
    answer = () => ({ data: dialog.answer ?? {} });
    await press();
    await waitFor(() => expect(isDone || screen.queryByRole('dialog') === null).toBe(true));
  });
});
