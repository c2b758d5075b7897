import { CampaignScheduler } from '@relance/campaigns-sending';
import { aDraft, openTestApp, problems, type TestApp, withContacts } from '@relance/campaigns-testing';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

describe('changing, copying and removing', () => {
  it('changes parts of a draft and nothing of a running campaign', async () => {
    const owner = await env.as('owner-edit');
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
    const owner = await env.as('owner-clone');
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

  it('copies under another name, and for everybody when the audience shall not come along', async () => {
    const owner = await env.as('owner-clone-named');
    const filter = { countries: ['CM'] };
    const { id } = await aDraft(owner, { name: 'First', targetFilter: filter, audienceMode: 'dynamic' });
    const named = await owner.post(`/campaigns/${id}/clone`, { name: ' Second ' });
    expect(named.body.data).toMatchObject({ name: 'Second', targetFilter: filter, audienceMode: 'dynamic' });
    const forAll = await owner.post(`/campaigns/${id}/clone`, { withAudience: false });
    expect(forAll.body.data).toMatchObject({ name: 'First (2)', targetFilter: {}, audienceMode: 'frozen' });
    const refused = await owner.post(`/campaigns/${id}/clone`, { name: '', withAudience: 'no', other: 1 });
    expect([refused.status, problems(refused.body)]).toEqual([400, ['name', 'other', 'withAudience']]);
  });

  it('removes an ended campaign with its targets, and no running one', async () => {
    const owner = await env.as('owner-delete');
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
    const owner = await env.as('owner-campaign-list');
    for (const name of ['Été', 'ete 2', 'Automne']) {
      await aDraft(owner, { name });
      env.clock.advance(1000);
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
    const refused = await (await env.as('owner-bad')).get(`/campaigns${query}`);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
  });
});

describe('default relance', () => {
  it('takes in who registered between an hour and two days ago, once, and rests while a filtered campaign runs', async () => {
    const owner = await env.as('owner-relance');
    await owner.put('/settings', {});
    await owner.post('/contacts/bulk', {
      contacts: [
        { phone: '+237699000001', registeredAt: '2026-03-02T07:30:00Z' },
        { phone: '+237699000002', registeredAt: '2026-03-02T08:30:00Z' },
        { phone: '+237699000003', registeredAt: '2026-02-27T09:00:00Z' },
        { phone: '+237699000004' },
      ],
    });
    const clock = env.app.get(CampaignScheduler);
    env.clock.set('2026-03-02T09:01:00Z');
    await clock.work();
    const enrolled = async () => (await owner.get('/campaigns/default/stats')).body.data.counts.enrolled;
    expect(await enrolled()).toBe(1);

    const { id } = await aDraft(owner, { targetFilter: { countries: ['CM'] } });
    await owner.post(`/campaigns/${id}/start`);
    env.clock.set('2026-03-02T09:40:00Z');
    await clock.work();
    expect((await owner.get('/campaigns/default/stats')).body.data).toMatchObject({
      pauseSource: 'campaign',
      counts: { enrolled: 1 },
    });
    await owner.post(`/campaigns/${id}/cancel`);
    env.clock.set('2026-03-02T09:42:00Z');
    await clock.work();
    expect((await owner.get('/campaigns/default/stats')).body.data).toMatchObject({
      pauseSource: null,
      counts: { enrolled: 2 },
    });
    env.clock.set('2026-03-02T09:44:00Z');
    await clock.work();
    expect(await enrolled()).toBe(2);
    env.clock.set('2026-03-02T09:00:00Z');
  });

  it('has stats full of zeros for an owner without settings', async () => {
    const answer = await (await env.as('owner-none')).get('/campaigns/default/stats');
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
    const owner = await env.as('owner-stats');
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
    const owner = await env.as('owner-forecast');
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
