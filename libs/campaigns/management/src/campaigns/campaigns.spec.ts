import { aDraft, openTestApp, problems, type TestApp, withContacts } from '@relance/campaigns-testing';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

describe('a preview', () => {
  it('counts, shows five masked samples and an exclusion breakdown that adds up', async () => {
    const owner = await env.as('owner-preview');
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
      estimated: false,
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
    const refused = await (await env.as('owner-bad')).post('/campaigns/preview', body);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });
});

describe('a new campaign', () => {
  it('is a draft with every number at zero and its next actions', async () => {
    const owner = await env.as('owner-new-campaign');
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
      'duplicate_contact',
      'invalid_contact',
      'manual',
      'opted_out',
      'paid',
      'referrer_inactive',
      'replied',
    ]);
    expect((await owner.get(`/campaigns/${draft.id}`)).body.data).toEqual(draft);
  });

  it.each([
    [{}, ['name', 'targetFilter']],
    [{ name: ' ', targetFilter: {} }, ['name']],
    [{ name: 'two\nlines', targetFilter: {} }, ['name']],
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
    const refused = await (await env.as('owner-bad')).post('/campaigns', body);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });

  it('is refused with 422 when the filter finds more people than the limit', async () => {
    const owner = await env.as('owner-limit');
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

describe('how many campaigns there are', () => {
  it('is said by status, of one’s own only', async () => {
    const [owner, other] = [await env.as('owner-counted'), await env.as('owner-counted-not')];
    expect((await owner.get('/campaigns/stats')).body.data).toEqual({
      total: 0,
      byStatus: { draft: 0, scheduled: 0, active: 0, paused: 0, completed: 0, cancelled: 0 },
    });
    await aDraft(other);
    const ended = await aDraft(owner);
    await aDraft(owner);
    await owner.post(`/campaigns/${ended.id}/cancel`, {});
    expect((await owner.get('/campaigns/stats')).body.data).toEqual({
      total: 2,
      byStatus: { draft: 1, scheduled: 0, active: 0, paused: 0, completed: 0, cancelled: 1 },
    });
  });
});
