import { CampaignScheduler } from '@relance/campaigns-sending';
import { aDraft, openTestApp, problems, type TestApp, withContacts } from '@relance/campaigns-testing';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

describe('the lifecycle over HTTP', () => {
  it('starts with everybody enrolled, pauses, resumes and cancels, and the numbers add up all the time', async () => {
    const owner = await env.as('owner-life');
    await withContacts(owner, 5, 2);
    const { id } = await aDraft(owner, { targetFilter: { countries: ['CM'] } });
    const started = await owner.post(`/campaigns/${id}/start`);
    expect(started.status).toBe(200);
    expect(started.body.data).toMatchObject({
      status: 'active',
      startedAt: '2026-03-02T09:00:00.000Z',
      counts: { enrolled: 3, active: 3 },
      dayFunnel: [3, 0, 0, 0, 0, 0, 0],
      nextActions: ['pause', 'cancel', 'clone'],
    });
    const preview = await owner.post('/campaigns/preview', { targetFilter: {} });
    expect(preview.body.data).toMatchObject({ matched: 5, toEnrol: 2, excluded: { inLiveSequence: 3 } });

    const paused = await owner.post(`/campaigns/${id}/pause`, { reason: 'holiday' });
    expect(paused.body.data).toMatchObject({
      campaign: {
        status: 'paused',
        statusReason: { code: 'requested', note: 'holiday', by: 'owner-life' },
        nextActions: ['resume', 'cancel', 'clone'],
      },
      inFlight: 0,
    });
    const resumed = await owner.post(`/campaigns/${id}/resume`);
    expect(resumed.body.data).toMatchObject({ status: 'active', pausedAt: null, counts: { enrolled: 3, active: 3 } });

    const cancelled = await owner.post(`/campaigns/${id}/cancel`);
    expect(cancelled.body.data.campaign).toMatchObject({
      status: 'cancelled',
      counts: { enrolled: 3, active: 0, exited: 3, exitedBy: { manual: 3 } },
      dayFunnel: [0, 0, 0, 0, 0, 0, 0],
      nextActions: ['delete', 'clone'],
    });
    const revs = [started.body.data, paused.body.data.campaign, resumed.body.data, cancelled.body.data.campaign];
    expect(revs.map(({ rev }) => rev)).toEqual([...revs.map(({ rev }) => rev)].sort((a, b) => a - b));
    const lines = env.audit.filter(({ entity }) => entity.id === id);
    expect(lines.map(({ action, reason }) => [action, reason ?? null])).toEqual([
      ['campaign.create', null],
      ['campaign.start', null],
      ['campaign.pause', 'holiday'],
      ['campaign.resume', null],
      ['campaign.cancel', null],
    ]);
  });

  it('refuses what is not possible with 409, the current status and what is, and changes nothing', async () => {
    const owner = await env.as('owner-409');
    const draft = await aDraft(owner);
    for (const action of ['pause', 'resume', 'unschedule']) {
      const refused = await owner.post(`/campaigns/${draft.id}/${action}`);
      expect([refused.status, refused.body.code, refused.body.details]).toEqual([
        409,
        'CAMPAIGN_TRANSITION_REFUSED',
        { currentStatus: 'draft', nextActions: draft.nextActions },
      ]);
    }
    expect((await owner.get(`/campaigns/${draft.id}`)).body.data).toEqual(draft);
  });

  it('lets one of two simultaneous starts through', async () => {
    const owner = await env.as('owner-race');
    await withContacts(owner, 2);
    const { id } = await aDraft(owner);
    const answers = await Promise.all([owner.post(`/campaigns/${id}/start`), owner.post(`/campaigns/${id}/start`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await owner.get(`/campaigns/${id}`)).body.data.counts.enrolled).toBe(2);
  });

  it('completes at once when nobody matches, with the reason', async () => {
    const owner = await env.as('owner-nobody');
    const { id } = await aDraft(owner);
    expect((await owner.post(`/campaigns/${id}/start`)).body.data).toMatchObject({
      status: 'completed',
      statusReason: { code: 'no_match', by: 'system' },
      progress: 100,
      nextActions: ['delete', 'clone'],
    });
  });

  it('does not enrol while the owner pauses enrolment, and goes on afterwards where it stopped', async () => {
    const owner = await env.as('owner-enrolment');
    await owner.put('/settings', { enrollmentPaused: true });
    await withContacts(owner, 3);
    const { id } = await aDraft(owner);
    expect((await owner.post(`/campaigns/${id}/start`)).body.data).toMatchObject({
      status: 'active',
      counts: { enrolled: 0 },
    });
    await owner.put('/settings', { enrollmentPaused: false });
    await env.app.get(CampaignScheduler).work();
    expect((await owner.get(`/campaigns/${id}`)).body.data.counts).toMatchObject({ enrolled: 3, active: 3 });
  });

  it('is nobody else’s: every route answers 404', async () => {
    const { id } = await aDraft(await env.as('owner-mine'));
    const other = await env.as('owner-other');
    const posts = ['start', 'pause', 'resume', 'cancel', 'clone', 'unschedule'].map((action) =>
      other.post(`/campaigns/${id}/${action}`),
    );
    const answers = await Promise.all([
      ...posts,
      other.post(`/campaigns/${id}/schedule`, { scheduledStartDate: '2026-04-01T00:00:00Z' }),
      other.get(`/campaigns/${id}`),
      other.get(`/campaigns/${id}/stats`),
      other.patch(`/campaigns/${id}`, { name: 'Mine now' }),
      other.delete(`/campaigns/${id}`),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [404, 'CAMPAIGN_NOT_FOUND']),
    );
  });

  it.each([
    ['/pause', { reason: 7 }, 'reason'],
    ['/cancel', { reason: 'x'.repeat(501) }, 'reason'],
    ['/pause', { because: 'x' }, 'because'],
    ['/schedule', {}, 'scheduledStartDate'],
    ['/schedule', { scheduledStartDate: '2026-03-01T00:00:00Z' }, 'scheduledStartDate'],
  ])('refuses POST %s with %j', async (path, body, field) => {
    const owner = await env.as('owner-bad-action');
    const { id } = await aDraft(owner);
    const refused = await owner.post(`/campaigns/${id}${path}`, body);
    expect([refused.status, problems(refused.body)]).toEqual([400, [field]]);
  });

  it('answers 400 to a malformed id before anything else', async () => {
    const refused = await (await env.as('owner-bad')).post('/campaigns/1/pause', { reason: 7 });
    expect(refused.status).toBe(400);
    expect(problems(refused.body)).toContain('id');
  });
});

describe('a schedule', () => {
  it('moves between draft and scheduled, by route and by PATCH', async () => {
    const owner = await env.as('owner-schedule');
    const { id } = await aDraft(owner);
    const at = { scheduledStartDate: '2026-03-09T08:00:00+01:00' };
    const scheduled = await owner.post(`/campaigns/${id}/schedule`, at);
    expect(scheduled.body.data).toMatchObject({ status: 'scheduled', scheduledStartDate: '2026-03-09T07:00:00.000Z' });
    const draft = await owner.post(`/campaigns/${id}/unschedule`);
    expect(draft.body.data).toMatchObject({ status: 'draft', scheduledStartDate: null });
    const patched = await owner.patch(`/campaigns/${id}`, { ...at, name: 'Later' });
    expect(patched.body.data).toMatchObject({ status: 'scheduled', name: 'Later' });
    const emptied = await owner.patch(`/campaigns/${id}`, { scheduledStartDate: null });
    expect(emptied.body.data).toMatchObject({ status: 'draft', name: 'Later' });
  });

  it('starts every due campaign, those that wait for another when it has ended', async () => {
    const owner = await env.as('owner-due');
    await withContacts(owner, 2);
    const soon = { scheduledStartDate: '2026-03-02T09:30:00Z' };
    const first = await aDraft(owner, { name: 'First', ...soon, targetFilter: { language: 'en' } });
    const second = await aDraft(owner, { name: 'Second', ...soon, targetFilter: { language: 'fr' } });
    const child = await aDraft(owner, { name: 'Child', runAfterCampaignId: second.id });
    const clock = env.app.get(CampaignScheduler);
    const statuses = async () =>
      Promise.all([first, second, child].map(async ({ id }) => (await owner.get(`/campaigns/${id}`)).body.data.status));
    await clock.work();
    expect(await statuses()).toEqual(['scheduled', 'scheduled', 'scheduled']);
    env.clock.advance(31 * 60_000);
    await clock.work();
    expect(await statuses()).toEqual(['active', 'active', 'scheduled']);
    await owner.post(`/campaigns/${second.id}/cancel`);
    expect((await statuses())[2]).not.toBe('scheduled');
    env.clock.advance(-31 * 60_000);
  });

  it('refuses campaigns that wait for each other, and parents that have ended or never end', async () => {
    const owner = await env.as('owner-cycle');
    await owner.put('/settings', {});
    const [{ id: defaultId }] = (await owner.get('/campaigns?type=default')).body.data.campaigns;
    const first = await aDraft(owner);
    const second = await aDraft(owner, { runAfterCampaignId: first.id });
    const ended = await aDraft(owner);
    await owner.post(`/campaigns/${ended.id}/cancel`);
    const codes = await Promise.all(
      [second.id, first.id, ended.id, defaultId].map(async (runAfterCampaignId) => {
        const refused = await owner.patch(`/campaigns/${first.id}`, { runAfterCampaignId });
        return [refused.status, refused.body.code];
      }),
    );
    expect(codes).toEqual([
      [422, 'CAMPAIGN_CYCLE'],
      [422, 'CAMPAIGN_CYCLE'],
      [422, 'PARENT_ENDED'],
      [422, 'PARENT_NEVER_ENDS'],
    ]);
  });
});
