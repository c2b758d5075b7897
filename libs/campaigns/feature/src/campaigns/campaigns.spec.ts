import { CampaignClock } from '../clock/campaign-clock.ts';
import { openTestApp, type TestApp } from '../testing/test-app.ts';

let house: TestApp;
beforeAll(async () => {
  house = await openTestApp();
}, 60_000);
afterAll(() => house?.close());

type Client = Awaited<ReturnType<TestApp['as']>>;
const problems = (body: { details?: { field: string }[] }): string[] =>
  [...new Set((body.details ?? []).map(({ field }) => field))].sort();

let people = 0;
/** So many contacts that nobody has yet; the last `others` of them live in Senegal. */
async function withContacts(owner: Client, count: number, others = 0): Promise<void> {
  const contacts = Array.from({ length: count }, (_, index) => {
    people += 1;
    const isOther = index >= count - others;
    const phone = isOther ? `+22177${String(people).padStart(7, '0')}` : `+23769${String(people).padStart(7, '0')}`;
    return { phone, name: `Person ${people}`, language: index % 2 ? 'en' : 'fr' };
  });
  expect((await owner.post('/contacts/bulk', { contacts })).body.data.created).toBe(count);
}

async function aDraft(owner: Client, body: object = {}) {
  const made = await owner.post('/campaigns', { name: 'Spring', targetFilter: {}, ...body });
  expect([made.status, made.body.details]).toEqual([201, undefined]);
  return made.body.data;
}

describe('a preview', () => {
  it('counts, shows five masked samples and an exclusion breakdown that adds up', async () => {
    const owner = await house.as('owner-preview');
    await withContacts(owner, 8, 2);
    const { contacts } = (await owner.get('/contacts?limit=1&country=CM')).body.data;
    await owner.post(`/contacts/${contacts[0].id}/convert`);
    const answer = await owner.post('/campaigns/preview', { targetFilter: { countries: ['CM'] } });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({
      totalCount: 5,
      matched: 6,
      toEnrol: 5,
      excluded: { optedOut: 0, inLiveSequence: 0, invalidPhone: 0, notOnWhatsApp: 0, alreadyConverted: 1 },
      limit: 500,
      overLimit: false,
    });
    expect(answer.body.data.samples).toHaveLength(5);
    expect(answer.body.data.samples[0]).toEqual({
      name: expect.any(String),
      phoneMasked: expect.stringMatching(/^\+237…\d\d$/),
      country: 'CM',
      language: 'fr',
    });
  });

  it.each([
    [{}, ['targetFilter']],
    [{ targetFilter: null }, ['targetFilter']],
    [{ targetFilter: [] }, ['targetFilter']],
    [
      { targetFilter: { minAge: 30, maxAge: 20, countries: 'CM', age: 1 } },
      ['targetFilter.age', 'targetFilter.countries', 'targetFilter.maxAge'],
    ],
    [
      { targetFilter: { registrationDateFrom: '2026-02-30', gender: 'x', language: 'de' } },
      ['targetFilter.gender', 'targetFilter.language', 'targetFilter.registrationDateFrom'],
    ],
    [{ targetFilter: { countries: [{ $ne: 'CM' }] } }, ['targetFilter.countries']],
  ])('refuses %j', async (body, fields) => {
    const refused = await (await house.as('owner-bad')).post('/campaigns/preview', body);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });
});

describe('a new campaign', () => {
  it('is a draft with every number at zero and its next actions', async () => {
    const owner = await house.as('owner-new-campaign');
    const message = { dayNumber: 2, messageTemplate: { fr: 'Bonjour {{name}}' } };
    const draft = await aDraft(owner, { customMessages: [message], description: 'For the spring' });
    expect(draft).toMatchObject({
      name: 'Spring',
      description: 'For the spring',
      ownerId: 'owner-new-campaign',
      owner: { id: 'owner-new-campaign', name: 'Name of owner-new-campaign', email: null },
      type: 'filtered',
      status: 'draft',
      statusReason: null,
      targetFilter: {},
      customMessages: [{ dayNumber: 2, messageTemplate: { fr: 'Bonjour {{name}}', en: null }, mediaIds: [] }],
      audienceMode: 'frozen',
      scheduledStartDate: null,
      runAfterCampaignId: null,
      startedAt: null,
      maxMessagesPerDay: 50,
      priority: 0,
      messages: { sent: 0, pending: 0, delivered: 0, read: 0, failed: 0, refused: 0 },
      successRate: 0,
      conversionRate: 0,
      progress: 0,
      dayFunnel: [0, 0, 0, 0, 0, 0, 0],
      estimatedEndAt: null,
      nextActions: ['start', 'schedule', 'cancel', 'edit', 'delete', 'clone'],
      rev: 0,
    });
    expect(Object.keys(draft.counts.exitedBy).sort()).toEqual([
      'completed_7days',
      'delivery_exhausted',
      'invalid_contact',
      'manual',
      'opted_out',
      'paid',
      'referrer_inactive',
    ]);
    expect((await owner.get(`/campaigns/${draft.id}`)).body.data).toEqual(draft);
  });

  it.each([
    [{}, ['name', 'targetFilter']],
    [{ name: ' ', targetFilter: {} }, ['name']],
    [{ name: 'x'.repeat(101), targetFilter: {}, audienceMode: 'icy' }, ['audienceMode', 'name']],
    [
      { name: 'x', targetFilter: {}, maxMessagesPerDay: 101, priority: -1, status: 'active' },
      ['maxMessagesPerDay', 'priority', 'status'],
    ],
    [
      { name: 'x', targetFilter: {}, customMessages: [{ dayNumber: 8, messageTemplate: { fr: 'Bonjour {{nom}}' } }] },
      ['customMessages.0.dayNumber', 'customMessages.0.messageTemplate.fr'],
    ],
    [
      {
        name: 'x',
        targetFilter: {},
        customMessages: [
          { dayNumber: 1, messageTemplate: { fr: 'a' } },
          { dayNumber: 1, messageTemplate: { fr: 'b' } },
        ],
      },
      ['customMessages'],
    ],
    [{ name: 'x', targetFilter: {}, scheduledStartDate: '2026-03-02T08:54:00Z' }, ['scheduledStartDate']],
    [
      { name: 'x', targetFilter: {}, scheduledStartDate: 'soon', runAfterCampaignId: 'x' },
      ['runAfterCampaignId', 'scheduledStartDate'],
    ],
    [{ name: 'x', targetFilter: {}, runAfterCampaignId: 'a'.repeat(24) }, ['runAfterCampaignId']],
  ])('%# is refused naming every bad field', async (body, fields) => {
    const refused = await (await house.as('owner-bad')).post('/campaigns', body);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });

  it('is refused with 422 when the filter finds more people than the limit', async () => {
    const owner = await house.as('owner-limit');
    await owner.put('/settings', { maxTargetsPerCampaign: 10 });
    await withContacts(owner, 11);
    const refused = await owner.post('/campaigns', { name: 'Too many', targetFilter: {} });
    expect([refused.status, refused.body.code, refused.body.details]).toEqual([
      422,
      'AUDIENCE_OVER_LIMIT',
      { toEnrol: 11, limit: 10 },
    ]);
  });
});

describe('the lifecycle over HTTP', () => {
  it('starts with everybody enrolled, pauses, resumes and cancels, and the numbers add up all the time', async () => {
    const owner = await house.as('owner-life');
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
    const lines = house.audit.filter(({ entity }) => entity.id === id);
    expect(lines.map(({ action, reason }) => [action, reason ?? null])).toEqual([
      ['campaign.create', null],
      ['campaign.start', null],
      ['campaign.pause', 'holiday'],
      ['campaign.resume', null],
      ['campaign.cancel', null],
    ]);
  });

  it('refuses what is not possible with 409, the current status and what is, and changes nothing', async () => {
    const owner = await house.as('owner-409');
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
    const owner = await house.as('owner-race');
    await withContacts(owner, 2);
    const { id } = await aDraft(owner);
    const answers = await Promise.all([owner.post(`/campaigns/${id}/start`), owner.post(`/campaigns/${id}/start`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await owner.get(`/campaigns/${id}`)).body.data.counts.enrolled).toBe(2);
  });

  it('completes at once when nobody matches, with the reason', async () => {
    const owner = await house.as('owner-nobody');
    const { id } = await aDraft(owner);
    expect((await owner.post(`/campaigns/${id}/start`)).body.data).toMatchObject({
      status: 'completed',
      statusReason: { code: 'no_match', by: 'system' },
      progress: 100,
      nextActions: ['delete', 'clone'],
    });
  });

  it('does not enrol while the owner pauses enrolment, and goes on afterwards where it stopped', async () => {
    const owner = await house.as('owner-enrolment');
    await owner.put('/settings', { enrollmentPaused: true });
    await withContacts(owner, 3);
    const { id } = await aDraft(owner);
    expect((await owner.post(`/campaigns/${id}/start`)).body.data).toMatchObject({
      status: 'active',
      counts: { enrolled: 0 },
    });
    await owner.put('/settings', { enrollmentPaused: false });
    await house.app.get(CampaignClock).work();
    expect((await owner.get(`/campaigns/${id}`)).body.data.counts).toMatchObject({ enrolled: 3, active: 3 });
  });

  it('is nobody else’s: every route answers 404', async () => {
    const { id } = await aDraft(await house.as('owner-mine'));
    const other = await house.as('owner-other');
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
    const owner = await house.as('owner-bad-action');
    const { id } = await aDraft(owner);
    const refused = await owner.post(`/campaigns/${id}${path}`, body);
    expect([refused.status, problems(refused.body)]).toEqual([400, [field]]);
  });

  it('answers 400 to a malformed id before anything else', async () => {
    const refused = await (await house.as('owner-bad')).post('/campaigns/1/pause', { reason: 7 });
    expect(refused.status).toBe(400);
    expect(problems(refused.body)).toContain('id');
  });
});

describe('a schedule', () => {
  it('moves between draft and scheduled, by route and by PATCH', async () => {
    const owner = await house.as('owner-schedule');
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
    const owner = await house.as('owner-due');
    await withContacts(owner, 2);
    const soon = { scheduledStartDate: '2026-03-02T09:30:00Z' };
    const first = await aDraft(owner, { name: 'First', ...soon, targetFilter: { language: 'en' } });
    const second = await aDraft(owner, { name: 'Second', ...soon, targetFilter: { language: 'fr' } });
    const child = await aDraft(owner, { name: 'Child', runAfterCampaignId: second.id });
    const clock = house.app.get(CampaignClock);
    const statuses = async () =>
      Promise.all([first, second, child].map(async ({ id }) => (await owner.get(`/campaigns/${id}`)).body.data.status));
    await clock.work();
    expect(await statuses()).toEqual(['scheduled', 'scheduled', 'scheduled']);
    house.clock.advance(31 * 60_000);
    await clock.work();
    expect(await statuses()).toEqual(['active', 'active', 'scheduled']);
    await owner.post(`/campaigns/${second.id}/cancel`);
    expect((await statuses())[2]).not.toBe('scheduled');
    house.clock.advance(-31 * 60_000);
  });

  it('refuses campaigns that wait for each other, and parents that have ended or never end', async () => {
    const owner = await house.as('owner-cycle');
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

describe('changing, copying and removing', () => {
  it('changes parts of a draft and nothing of a running campaign', async () => {
    const owner = await house.as('owner-edit');
    await withContacts(owner, 1);
    const { id } = await aDraft(owner, { description: 'old' });
    const edited = await owner.patch(`/campaigns/${id}`, {
      description: null,
      priority: 3,
      targetFilter: { countries: ['cm'] },
    });
    expect(edited.body.data).toMatchObject({
      name: 'Spring',
      description: null,
      priority: 3,
      targetFilter: { countries: ['CM'] },
    });
    const nulls = await owner.patch(`/campaigns/${id}`, { name: null, targetFilter: null, priority: null });
    expect([nulls.status, problems(nulls.body)]).toEqual([400, ['name', 'priority', 'targetFilter']]);
    await owner.post(`/campaigns/${id}/start`);
    const refused = await owner.patch(`/campaigns/${id}`, { name: 'Other' });
    expect([refused.status, refused.body.details.currentStatus]).toEqual([409, 'active']);
  });

  it('copies a campaign as a draft without its history', async () => {
    const owner = await house.as('owner-clone');
    await withContacts(owner, 1);
    const { id } = await aDraft(owner, { name: 'x'.repeat(100), targetFilter: { countries: ['CM'] }, priority: 4 });
    await owner.post(`/campaigns/${id}/start`);
    const copy = await owner.post(`/campaigns/${id}/clone`);
    expect(copy.status).toBe(201);
    expect(copy.body.data).toMatchObject({
      name: `${'x'.repeat(96)} (2)`,
      status: 'draft',
      targetFilter: { countries: ['CM'] },
      priority: 4,
      startedAt: null,
      counts: { enrolled: 0 },
    });
    expect(copy.body.data.id).not.toBe(id);
  });

  it('removes an ended campaign with its targets, and no running one', async () => {
    const owner = await house.as('owner-delete');
    await withContacts(owner, 2);
    const { id } = await aDraft(owner);
    await owner.post(`/campaigns/${id}/start`);
    expect((await owner.delete(`/campaigns/${id}`)).status).toBe(409);
    await owner.post(`/campaigns/${id}/cancel`);
    expect((await owner.delete(`/campaigns/${id}`)).body.data).toEqual({ id, targetsDeleted: 2 });
    expect((await owner.get(`/campaigns/${id}`)).status).toBe(404);
  });
});

describe('a list of campaigns', () => {
  it('is filtered, counted and paged by number and by cursor', async () => {
    const owner = await house.as('owner-campaign-list');
    for (const name of ['Été', 'ete 2', 'Automne']) {
      await aDraft(owner, { name });
      house.clock.advance(1000);
    }
    const cancelled = await aDraft(owner, { name: 'Gone' });
    await owner.post(`/campaigns/${cancelled.id}/cancel`);
    const names = async (query: string): Promise<string[]> =>
      (await owner.get(`/campaigns${query}`)).body.data.campaigns.map(({ name }: { name: string }) => name);
    expect(await names('')).toEqual(['Gone', 'Automne', 'ete 2', 'Été']);
    expect(await names('?sort=createdAt&status=draft')).toEqual(['Été', 'ete 2', 'Automne']);
    expect(await names('?q=%C3%A9T%C3%A9')).toEqual(['ete 2', 'Été']);
    expect(await names('?sort=name&limit=2&page=2')).toEqual(['ete 2', 'Gone']);
    expect(await names('?from=2026-03-02&to=2026-03-02&status=cancelled')).toEqual(['Gone']);
    expect(await names('?to=2026-03-01')).toEqual([]);
    const first = (await owner.get('/campaigns?limit=3')).body.data;
    expect(first).toMatchObject({ total: 4, page: 1, limit: 3, totalPages: 2 });
    expect(await names(`?limit=3&cursor=${first.nextCursor}`)).toEqual(['Été']);
    const foreign = await owner.get(`/campaigns?limit=3&status=draft&cursor=${first.nextCursor}`);
    expect([foreign.status, problems(foreign.body)]).toEqual([400, ['cursor']]);
  });

  it.each([
    ['?status=sleeping&type=special', ['status', 'type']],
    ['?status[$ne]=draft', ['status[$ne]']],
    ['?status=draft&status=active', ['status']],
    ['?from=yesterday&userId=owner-1', ['from', 'userId']],
  ])('refuses %s', async (query, fields) => {
    const refused = await (await house.as('owner-bad')).get(`/campaigns${query}`);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });
});

describe('default relance', () => {
  it('takes in who registered between an hour and two days ago, once, and rests while a filtered campaign runs', async () => {
    const owner = await house.as('owner-relance');
    await owner.put('/settings', {});
    await owner.post('/contacts/bulk', {
      contacts: [
        { phone: '+237699000001', registeredAt: '2026-03-02T07:30:00Z' },
        { phone: '+237699000002', registeredAt: '2026-03-02T08:30:00Z' },
        { phone: '+237699000003', registeredAt: '2026-02-27T09:00:00Z' },
        { phone: '+237699000004' },
      ],
    });
    const clock = house.app.get(CampaignClock);
    house.clock.set('2026-03-02T09:01:00Z');
    await clock.work();
    const enrolled = async () => (await owner.get('/campaigns/default/stats')).body.data.counts.enrolled;
    expect(await enrolled()).toBe(1);

    const { id } = await aDraft(owner, { targetFilter: { countries: ['CM'] } });
    await owner.post(`/campaigns/${id}/start`);
    house.clock.set('2026-03-02T09:40:00Z');
    await clock.work();
    expect((await owner.get('/campaigns/default/stats')).body.data).toMatchObject({
      pauseSource: 'campaign',
      counts: { enrolled: 1 },
    });
    await owner.post(`/campaigns/${id}/cancel`);
    house.clock.set('2026-03-02T09:42:00Z');
    await clock.work();
    expect((await owner.get('/campaigns/default/stats')).body.data).toMatchObject({
      pauseSource: null,
      counts: { enrolled: 2 },
    });
    house.clock.set('2026-03-02T09:44:00Z');
    await clock.work();
    expect(await enrolled()).toBe(2);
    house.clock.set('2026-03-02T09:00:00Z');
  });

  it('has stats full of zeros for an owner without settings', async () => {
    const answer = await (await house.as('owner-none')).get('/campaigns/default/stats');
    expect(answer.body.data).toMatchObject({
      id: null,
      counts: { enrolled: 0 },
      perDay: expect.any(Array),
      hourly: [],
    });
    expect(answer.body.data.perDay).toHaveLength(7);
  });
});

describe('stats of a campaign', () => {
  it('use the keys of the campaign itself', async () => {
    const owner = await house.as('owner-stats');
    await withContacts(owner, 2);
    const { id } = await aDraft(owner);
    const started = (await owner.post(`/campaigns/${id}/start`)).body.data;
    const { counts, messages, successRate, conversionRate, dayFunnel } = started;
    const stats = await owner.get(`/campaigns/${id}/stats`);
    expect(stats.body.data).toMatchObject({ counts, messages, successRate, conversionRate, dayFunnel, hourly: [] });
    expect(stats.body.data.perDay[0]).toEqual({ day: 1, sent: 0, delivered: 0, read: 0, failed: 0 });
  });
});

describe('the forecast of a campaign', () => {
  it('spreads what is left over the days at the daily limit, in the owner’s zone', async () => {
    const owner = await house.as('owner-forecast');
    await owner.put('/settings', { timeZone: 'Pacific/Auckland' });
    await withContacts(owner, 3);
    const { id } = await aDraft(owner, { maxMessagesPerDay: 2 });
    await owner.post(`/campaigns/${id}/start`);
    const { estimatedEndAt, remainingMessages, perDay } = (await owner.get(`/campaigns/${id}/forecast`)).body.data;
    expect(remainingMessages).toBe(21);
    expect(perDay[0]).toEqual({ date: '2026-03-02', messages: 2 });
    expect(perDay).toHaveLength(11);
    expect(estimatedEndAt).toBe('2026-03-13T09:00:00.000Z');
  });
});
