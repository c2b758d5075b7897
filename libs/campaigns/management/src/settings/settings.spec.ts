import { OWNER_SETTINGS_READER, type OwnerSettingsReader } from '@relance/messaging';
import { ownerId } from '@relance/kernel';
import { openTestApp, type TestApp } from '@relance/campaigns-testing';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

const problems = (body: { details?: { field: string }[] }): string[] =>
  [...new Set((body.details ?? []).map(({ field }) => field))].sort();

const defaults = {
  enabled: true,
  enrollmentPaused: false,
  sendingPaused: false,
  defaultCampaignPaused: false,
  allowSimultaneousCampaigns: false,
  maxMessagesPerDay: 50,
  maxTargetsPerCampaign: 500,
  timeZone: 'UTC',
  defaultCountry: null,
  coldContactsPerDay: 20,
  warmUp: [20, 50, 100],
  sendWindows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' }],
  pacingProfile: 'safe',
  language: 'fr',
  linkedNumberSince: null,
  autoResumeAfterRelink: false,
};

describe('settings', () => {
  it('read as the defaults for an owner who never changed anything, and reading makes nothing', async () => {
    const owner = await env.as('owner-new');
    expect((await owner.get('/settings')).body.data).toEqual(defaults);
    expect((await owner.get('/campaigns')).body.data.total).toBe(0);
  });

  it('are changed in part by PUT /settings and by PATCH /config; both answer the whole', async () => {
    const owner = await env.as('owner-change');
    const windows = [{ days: [5, 6], from: '22:00', to: '02:00' }];
    const put = await owner.put('/settings', { sendingPaused: true, sendWindows: windows, defaultCountry: 'cm' });
    expect([put.status, put.body.data]).toEqual([
      200,
      { ...defaults, sendingPaused: true, sendWindows: windows, defaultCountry: 'CM' },
    ]);
    const patch = await owner.patch('/config', {
      maxMessagesPerDay: 100,
      timeZone: 'Africa/Douala',
      pacingProfile: 'test',
      linkedNumberSince: '2026-01-01T00:00:00Z',
    });
    const expected = {
      ...put.body.data,
      maxMessagesPerDay: 100,
      timeZone: 'Africa/Douala',
      pacingProfile: 'test',
      linkedNumberSince: '2026-01-01T00:00:00.000Z',
    };
    expect(patch.body.data).toEqual(expected);
    expect((await owner.get('/settings')).body.data).toEqual(expected);
  });

  it('bring the default campaign with them, once', async () => {
    const owner = await env.as('owner-default');
    await Promise.all([
      owner.put('/settings', { enabled: true }),
      owner.patch('/config', {}),
      owner.put('/settings', {}),
    ]);
    const { campaigns, total } = (await owner.get('/campaigns?type=default')).body.data;
    expect(total).toBe(1);
    expect(campaigns).toMatchObject([
      { type: 'default', status: 'active', audienceMode: 'dynamic', targetFilter: null, nextActions: ['pause'] },
    ]);
  });

  it.each([
    [{ maxMessagesPerDay: 0, maxTargetsPerCampaign: 9 }, ['maxMessagesPerDay', 'maxTargetsPerCampaign']],
    [{ maxMessagesPerDay: 101, maxTargetsPerCampaign: 1001 }, ['maxMessagesPerDay', 'maxTargetsPerCampaign']],
    [{ maxMessagesPerDay: 1.5, coldContactsPerDay: -1 }, ['coldContactsPerDay', 'maxMessagesPerDay']],
    [{ enabled: null, sendingPaused: 'true' }, ['enabled', 'sendingPaused']],
    [{ timeZone: 'Mars/Olympus', defaultCountry: 'XX', language: 'de' }, ['defaultCountry', 'language', 'timeZone']],
    [{ sendWindows: [] }, ['sendWindows']],
    [
      { sendWindows: [{ days: [0], from: '8:00', to: '24:01', zone: 'UTC' }] },
      ['sendWindows.0.days', 'sendWindows.0.from', 'sendWindows.0.to', 'sendWindows.0.zone'],
    ],
    [{ warmUp: [0], pacingProfile: 'reckless', surprise: 1 }, ['pacingProfile', 'surprise', 'warmUp']],
    [{ linkedNumberSince: 'yesterday' }, ['linkedNumberSince']],
  ])('refuse %j naming every bad field and changing nothing', async (body, fields) => {
    const owner = await env.as('owner-refused');
    const refused = await owner.put('/settings', body);
    expect([refused.status, problems(refused.body)]).toEqual([400, fields]);
    expect((await owner.get('/settings')).body.data).toEqual(defaults);
  });

  it('10.5.4 take windows over midnight and until 24:00', async () => {
    const owner = await env.as('owner-windows');
    for (const [from, to] of [
      ['20:00', '24:00'],
      ['22:00', '06:00'],
      ['00:00', '24:00'],
      ['08:00', '08:00'],
    ]) {
      const saved = await owner.patch('/config', { sendWindows: [{ days: [1, 2], from, to }] });
      expect([saved.status, saved.body.data.sendWindows]).toEqual([200, [{ days: [1, 2], from, to }]]);
    }
  });

  it('need a token', async () => {
    const owner = await env.as('owner-new');
    const answer = await owner.get('/settings').set('Authorization', 'Bearer x.y.z');
    expect(answer.status).toBe(401);
  });

  it('are written down with who changed what', async () => {
    await (await env.as('owner-audited')).patch('/config', { maxMessagesPerDay: 30 });
    expect(env.audit.filter(({ actor }) => actor.id === 'owner-audited')).toMatchObject([
      {
        action: 'settings.change',
        ownerId: 'owner-audited',
        before: { maxMessagesPerDay: 50 },
        after: { maxMessagesPerDay: 30 },
      },
    ]);
  });
});

describe('the ownerSettings', () => {
  it('says the switches, the day and who paused default relance', async () => {
    const owner = await env.as('owner-switches');
    await owner.put('/settings', { maxMessagesPerDay: 80 });
    const board = env.app.get<OwnerSettingsReader>(OWNER_SETTINGS_READER);
    expect(await board.read(ownerId('owner-switches'))).toEqual({
      enabled: true,
      enrollmentPaused: false,
      sendingPaused: false,
      defaultCampaignPaused: false,
      allowSimultaneousCampaigns: false,
      maxMessagesPerDay: 80,
      maxTargetsPerCampaign: 500,
      messagesSentToday: 0,
      dailyCap: 20,
      defaultPauseSource: null,
    });
    await owner.put('/settings', { defaultCampaignPaused: true });
    const both = await board.readMany([ownerId('owner-switches'), ownerId('owner-unknown')]);
    expect([...both].map(([id, { defaultPauseSource }]) => [id, defaultPauseSource])).toEqual([
      ['owner-switches', 'manual'],
      ['owner-unknown', null],
    ]);
  });
});
