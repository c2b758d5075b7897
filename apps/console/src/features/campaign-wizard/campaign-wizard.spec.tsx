import '@testing-library/jest-dom/jest-globals';
import { expect } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import Link from 'next/link';
import { aCampaign } from '../../testing/builders.ts';
import { audience, ownerRoutes } from '../../testing/owner-routes.ts';
import { renderPage } from '../../testing/render.tsx';
import { onePage, serve } from '../../testing/server.ts';
import { CampaignWizard } from './campaign-wizard.tsx';

describe('the steps of a new campaign', () => {
  it('a link out of a changed step waits, and the change is discarded when the person says so', async () => {
    serve(ownerRoutes());
    window.history.replaceState(null, '', '/relance/campaigns/new/who');
    const { user, visited } = renderPage(
      <>
        <Link href="/relance/contacts">Contacts</Link>
        <CampaignWizard step="who" />
      </>,
    );
    await user.type(await screen.findByLabelText('Name of the campaign'), 'Spring');
    await user.click(screen.getByRole('link', { name: 'Contacts' }));
    await screen.findByText('Your changes are not saved.');
    await user.click(screen.getByRole('button', { name: 'Discard the changes' }));
    expect(visited).toEqual(['/relance/contacts']);
  });

  it('who, with the number of people at once, saved as a draft', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
    served['POST /campaigns'] = () => ({ data: { id: 'd'.repeat(24), name: 'Spring' } });
    const { user, visited } = renderPage(<CampaignWizard step="who" />);
    expect(await screen.findByText('3 people get the messages')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Name of the campaign'), 'Spring');
    await user.type(screen.getByLabelText('Tags'), 'salon');
    await user.dblClick(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/new/what?id=${'d'.repeat(24)}`]));
    expect(calls.filter(({ method, path }) => method === 'POST' && path === '/campaigns')).toMatchObject([
      { body: { name: 'Spring', targetFilter: { tags: ['salon'] }, stopOnReply: true } },
    ]);
  });

  it('who, before there is anybody: the way to the import; with filters, that they find nobody', async () => {
    const { routes: served } = serve(ownerRoutes());
    served['POST /campaigns/preview'] = () => ({
      data: { ...audience, totalCount: 0, matched: 0, toEnrol: 0, excluded: { ...audience.excluded, optedOut: 0 } },
    });
    const { user } = renderPage(<CampaignWizard step="who" />);
    expect(await screen.findByText('There are no contacts yet.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Import' })).toHaveAttribute('href', '/relance/contacts/import');
    await user.type(screen.getByLabelText('Tags'), 'salon');
    expect(await screen.findByText('Nobody matches these filters.')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Import' })).not.toBeInTheDocument();
  });

  it('who, with every filter that the draft has, also those behind a button; what can not be used is said', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    const targetFilter = { gender: 'female', minAge: 25, maxAge: 40, excludeCurrentTargets: true };
    const draft = { data: { ...aCampaign({ status: 'draft' }), targetFilter, customMessages: [] } };
    served[`GET /campaigns/${id}`] = () => draft;
    served[`PATCH /campaigns/${id}`] = () => draft;
    const { user, visited } = renderPage(<CampaignWizard step="who" />, { at: `?id=${id}` });
    const more = await screen.findByRole('button', { name: 'More filters (2 set)' });
    expect(more).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByLabelText('Gender')).toHaveValue('female');
    const [from, to] = [screen.getByLabelText('Age from'), screen.getByLabelText('Age to')];
    expect([from, to].map((field) => (field as HTMLInputElement).value)).toEqual(['25', '40']);
    await user.clear(to);
    await user.type(to, '20');
    expect(to).toHaveAccessibleDescription('This must not be below the first age.');
    expect(screen.getByRole('button', { name: 'Continue' })).toBeDisabled();
    // Who gets the messages is still said, as of before.
    expect(screen.getByText('3 people get the messages')).toBeVisible();
    await user.clear(to);
    await user.type(screen.getByLabelText('Professions'), 'Nurse, Teacher');
    fireEvent.change(screen.getByLabelText('Registered from'), { target: { value: '2026-01-31' } });
    await user.click(screen.getByRole('checkbox', { name: 'People who come to match later join as well' }));
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/new/what?id=${id}`]));
    expect(calls.filter(({ method }) => method === 'PATCH')).toMatchObject([
      {
        body: {
          audienceMode: 'dynamic',
          targetFilter: {
            gender: 'female',
            minAge: 25,
            professions: ['Nurse', 'Teacher'],
            registrationDateFrom: '2026-01-31',
            excludeCurrentTargets: true,
          },
        },
      },
    ]);
    expect(calls.filter(({ path }) => path === '/campaigns/preview').at(-1)).toMatchObject({
      body: { targetFilter: { minAge: 25, professions: ['Nurse', 'Teacher'] } },
    });
  });

  it('who goes on by Enter in a field', async () => {
    const { routes: served } = serve(ownerRoutes());
    served['POST /campaigns'] = () => ({ data: { id: 'd'.repeat(24), name: 'Spring' } });
    const { user, visited } = renderPage(<CampaignWizard step="who" />);
    const field = await screen.findByLabelText<HTMLInputElement>('Name of the campaign');
    await user.type(field, 'Spring');
    fireEvent.submit(field.form as HTMLFormElement); // as browsers do: the button that sends it stands at the wizard's foot
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/new/what?id=${'d'.repeat(24)}`]));
  });

  it('a step is saved on the way back as well, and words put aside are there again', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    const draft = { data: { ...aCampaign({ status: 'draft' }), customMessages: [] } };
    served[`GET /campaigns/${id}`] = () => draft;
    served[`PATCH /campaigns/${id}`] = () => draft;
    const { user, visited } = renderPage(<CampaignWizard step="what" />, { at: `?id=${id}` });
    await user.click(await screen.findByRole('button', { name: 'Write here' }));
    await user.type(screen.getByLabelText(/Text of day 1/), ' X');
    await user.click(screen.getByRole('button', { name: 'From my messages' }));
    await user.click(screen.getByRole('button', { name: 'Write here' }));
    expect(screen.getByLabelText(/Text of day 1/)).toHaveValue('Bonjour jour 1 X');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/new/who?id=${id}`]));
    await user.click(screen.getByRole('link', { name: /When/ }));
    await waitFor(() => expect(visited).toHaveLength(2));
    expect(calls.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual(
      Array.from({ length: 2 }, () => ({
        customMessages: [{ dayNumber: 1, messageTemplate: { fr: 'Bonjour jour 1 X', en: null }, mediaIds: [] }],
      })),
    );
  });

  it.each([
    ['what', 'when'],
    ['when', 'check'],
  ] as const)('step %s is saved once by a double click, and again after a refusal', async (step, next) => {
    const { calls, routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    const draft = { data: { ...aCampaign({ status: 'draft' }), customMessages: [] } };
    served[`GET /campaigns/${id}`] = () => draft;
    let end = (): void => undefined;
    const answered = (answer: object) => {
      const promise = new Promise<object>((resolve) => (end = () => resolve(answer)));
      return () => promise;
    };
    served[`PATCH /campaigns/${id}`] = answered({ status: 503, code: 'X', message: 'The database is away.' });
    const { visited } = renderPage(<CampaignWizard step={step} />, { at: `?id=${id}` });
    const saved = () => calls.filter(({ method }) => method === 'PATCH').length;
    const forward = await screen.findByRole('button', { name: 'Continue' });
    /** The second press comes before the button is drawn as busy. */
    const pressTwice = () => act(() => [forward, forward].forEach((button) => button.click()));
    pressTwice();
    end();
    expect(await screen.findByRole('alert')).toBeVisible();
    expect([saved(), visited]).toEqual([1, []]);
    served[`PATCH /campaigns/${id}`] = answered(draft);
    pressTwice();
    end();
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/new/${next}?id=${id}`]));
    expect(saved()).toBe(2);
  });

  it('a day written here without its French text is not passed over', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    served[`GET /campaigns/${id}`] = () => ({ data: { ...aCampaign({ status: 'draft' }), customMessages: [] } });
    const { user } = renderPage(<CampaignWizard step="what" />, { at: `?id=${id}` });
    await user.click(await screen.findByRole('button', { name: 'Write here' }));
    await user.clear(screen.getByLabelText(/Text of day 1/));
    await user.click(screen.getByRole('button', { name: /Day 2/ }));
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Day 1: write the French text');
    expect(screen.getByLabelText(/Text of day 1/)).toBeVisible();
    expect(calls.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  it('when, with the forecast at once', async () => {
    const { routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    served[`GET /campaigns/${id}`] = () => ({ data: { ...aCampaign({ status: 'draft' }), customMessages: [] } });
    served['GET /campaigns'] = () => onePage('campaigns', [aCampaign({ id: 'b'.repeat(24), name: 'Autumn' })]);
    const { user } = renderPage(<CampaignWizard step="when" />, { at: `?id=${id}` });
    expect(await screen.findByText('About 21 messages over 7 days')).toBeVisible();
    expect(screen.getByText('As soon as it starts, within the sending hours')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'After another campaign' }));
    await user.selectOptions(await screen.findByLabelText('After which campaign'), 'Autumn');
    expect(screen.getByText('When Autumn ends')).toBeVisible();
  });

  it('when, with what is wrong with its date', async () => {
    const { routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    const at = '2020-01-01T09:00:00.000Z';
    served[`GET /campaigns/${id}`] = () => ({
      data: { ...aCampaign({ status: 'draft', scheduledStartDate: at }), customMessages: [] },
    });
    const details = [{ field: 'scheduledStartDate', problem: 'must be in the future', code: 'IN_THE_PAST' }];
    served[`PATCH /campaigns/${id}`] = () => ({ status: 400, code: 'VALIDATION_FAILED', message: 'x', details });
    const { user } = renderPage(<CampaignWizard step="when" />, { at: `?id=${id}` });
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Choose a date in the future.');
  });

  it.each(['what', 'when', 'check'] as const)('step %s says what was not answered', async (step) => {
    const { routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    served[`GET /campaigns/${id}`] = () => ({ data: { ...aCampaign({ status: 'draft' }), customMessages: [] } });
    const away = () => ({ status: 503, code: 'X', message: 'The database is away.' });
    Object.assign(served, { 'GET /templates': away, 'GET /settings': away });
    renderPage(<CampaignWizard step={step} />, { at: `?id=${id}` });
    const what = step === 'when' ? 'The settings' : 'The messages';
    expect(await screen.findByText(`${what} could not be loaded`)).toBeVisible();
    expect(screen.queryByText('All from your messages')).not.toBeInTheDocument();
    expect(screen.queryByText(/^Sending hours|^Messages leave/)).not.toBeInTheDocument();
  });

  it('the messages a day are emptied and written anew, within what is allowed', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    const draft = { data: { ...aCampaign({ status: 'draft', maxMessagesPerDay: 100 }), customMessages: [] } };
    served[`GET /campaigns/${id}`] = () => draft;
    served[`PATCH /campaigns/${id}`] = () => draft;
    const { user } = renderPage(<CampaignWizard step="when" />, { at: `?id=${id}` });
    const field = await screen.findByLabelText('Messages a day at most');
    await user.clear(field);
    await user.type(field, '50');
    expect(field).toHaveValue(50);
    await user.clear(field);
    await user.type(field, '500');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() =>
      expect(calls.find(({ method }) => method === 'PATCH')?.body).toMatchObject({ maxMessagesPerDay: 100 }),
    );
  });

  it('the description and, beside other campaigns, the priority are saved and shown', async () => {
    const { calls, routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    let draft = { ...aCampaign({ status: 'draft', description: 'For shops' }), customMessages: [] };
    served[`GET /campaigns/${id}`] = () => ({ data: draft });
    served[`PATCH /campaigns/${id}`] = () => ({ data: draft });
    const who = renderPage(<CampaignWizard step="who" />, { at: `?id=${id}` });
    const description = await screen.findByLabelText('Description');
    expect(description).toHaveValue('For shops');
    await who.user.clear(description);
    await who.user.click(screen.getByRole('button', { name: 'Continue' }));
    const lastSaved = () => calls.findLast(({ method }) => method === 'PATCH')?.body;
    await waitFor(() => expect(lastSaved()).toMatchObject({ description: null }));
    cleanup();
    served['GET /campaigns'] = () => onePage('campaigns', [aCampaign({ id: 'b'.repeat(24), name: 'Autumn' })]);
    const when = renderPage(<CampaignWizard step="when" />, { at: `?id=${id}` });
    const priority = await screen.findByLabelText('Priority');
    expect(priority).toHaveAccessibleDescription('0 is served first. Campaigns of the same priority take turns.');
    await when.user.clear(priority);
    await when.user.type(priority, '4');
    await when.user.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(lastSaved()).toMatchObject({ priority: 4 }));
    cleanup();
    draft = { ...draft, priority: 4 };
    renderPage(<CampaignWizard step="check" />, { at: `?id=${id}` });
    expect(await screen.findByText('For shops')).toBeVisible();
    expect(screen.getByText('Priority').parentElement).toHaveTextContent('Priority4');
  });

  it('once started, its own page opens, though the last step is gone by then', async () => {
    const { routes: served } = serve(ownerRoutes());
    const id = aCampaign().id;
    let status: 'draft' | 'active' = 'draft';
    let count = (_answer: object) => {};
    const counted = new Promise<object>((resolve) => (count = resolve));
    const now = () => ({ data: { ...aCampaign({ status }), customMessages: [] } });
    served[`GET /campaigns/${id}`] = now;
    served[`POST /campaigns/${id}/start`] = () => {
      status = 'active';
      // the audience is counted anew meanwhile, and that takes longer than to read the campaign
      served['POST /campaigns/preview'] = () => counted;
      return now();
    };
    const { user, visited } = renderPage(<CampaignWizard step="check" />, { at: `?id=${id}` });
    await user.click(await screen.findByRole('button', { name: 'Start the campaign' }));
    await screen.findByText(/This campaign has started already/);
    count({ data: audience });
    await waitFor(() => expect(visited).toEqual([`/relance/campaigns/${id}`]));
    expect(await screen.findByText('The campaign has started.')).toBeInTheDocument();
  });
});
