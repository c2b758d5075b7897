import { CAMPAIGN_STORE, type CampaignStore, TARGET_STORE, type TargetStore } from '@relance/campaigns-domain';
import { documentId, ownerId } from '@relance/kernel';
import { parse } from 'csv-parse/sync';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';

type Row = Record<string, string>;
type Method = 'get' | 'post';
type Caller = (method: Method, path: string, body?: object) => ReturnType<ReturnType<ApiTestEnv['http']>['get']>;

describe('many campaigns at once', () => {
  let env: ApiTestEnv;
  let as: (token: string) => Caller;
  let admin: Caller;
  let support: Caller;
  let awa: Caller;
  let ids: string[] = [];

  const aCampaign = async (name: string, owner: string, status: 'active' | 'draft' = 'active'): Promise<string> => {
    const store = env.app.get<CampaignStore>(CAMPAIGN_STORE, { strict: false });
    const campaign = {
      ownerId: ownerId(owner),
      name,
      description: null,
      type: 'filtered',
      status,
      statusReason: null,
      targetFilter: { countries: ['ZZ'] },
      audienceMode: 'dynamic',
      customMessages: [],
      scheduledStartDate: null,
      runAfterCampaignId: null,
      priority: 0,
      maxMessagesPerDay: 50,
      startedAt: new Date(),
      pausedAt: null,
      completedAt: null,
      cancelledAt: null,
    } as unknown as Parameters<CampaignStore['create']>[0];
    return (await store.create(campaign, new Date())).id;
  };

  beforeAll(async () => {
    env = await startTestApp();
    as = (token) => (method, path, body) =>
      env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body) as never;
    admin = as(await env.token('admin', 'boss'));
    support = as(await env.token('support', 'helper'));
    awa = as(await env.token('user', 'awa'));
    await awa('get', '/campaigns');
    for (let n = 0; n < 130; n += 1) ids.push(await aCampaign(`Bulk ${n}`, 'awa'));
    ids = [...ids, await aCampaign('=cmd|calc', 'binta', 'draft')];
  }, 120_000);
  afterAll(() => env.close());

  describe('bulk', () => {
    const bulk = (body: object) => admin('post', '/admin/campaigns/bulk', body);

    it.each([
      ['neither ids nor filter', { action: 'pause' }],
      ['both', { action: 'pause', ids: ['0'.repeat(24)], filter: { status: 'active' } }],
      ['a filter without a criterion', { action: 'pause', filter: {} }],
      ['a search for marks alone', { action: 'pause', filter: { q: '\u0301' } }],
      ['a filter that is none', { action: 'pause', filter: [] }],
      ['no ids', { action: 'pause', ids: [] }],
      ['malformed ids', { action: 'pause', ids: ['x'] }],
      ['an unknown action', { action: 'explode', ids: ['0'.repeat(24)] }],
      ['a cancel without a reason', { action: 'cancel', ids: ['0'.repeat(24)] }],
      ['a cancel with an empty reason', { action: 'cancel', ids: ['0'.repeat(24)], reason: '  ' }],
      ['an unknown criterion', { action: 'pause', filter: { colour: 'red' } }],
      ['1,001 ids', { action: 'pause', ids: Array.from({ length: 1001 }, () => '0'.repeat(24)) }],
    ])('is refused with %s', async (_, body) => void (await bulk(body).expect(400)));

    it('acts on up to 50 at once, each with its outcome and its audit line; what is so already is well', async () => {
      await admin('post', `/admin/campaigns/${ids[0]}/pause`, {}).expect(200);
      const draft = ids[130] as string;
      const nobody = '0'.repeat(24);
      const { body } = await bulk({
        action: 'pause',
        ids: [ids[0], ids[1], draft, nobody],
        reason: 'complaints',
      }).expect(200);
      expect(body.data.results).toEqual([
        { id: ids[0], ok: true, currentStatus: 'paused' },
        { id: ids[1], ok: true, currentStatus: 'paused' },
        { id: draft, ok: false, code: 'CAMPAIGN_TRANSITION_REFUSED', currentStatus: 'draft' },
        { id: nobody, ok: false, code: 'CAMPAIGN_NOT_FOUND', currentStatus: null },
      ]);
      const audit = await admin('get', `/admin/campaigns/${ids[1]}/audit`).expect(200);
      expect(audit.body.data.entries[0]).toMatchObject({
        action: 'campaign.pause',
        reason: 'complaints',
        actor: { id: 'boss' },
      });
      const again = await bulk({ action: 'resume', ids: [ids[0], ids[1]] }).expect(200);
      expect(again.body.data.results.map((one: { currentStatus: string }) => one.currentStatus)).toEqual([
        'active',
        'active',
      ]);
    });

    it('asks for a dry run beyond 50, acts on the set that it found, and only for its question and asker', async () => {
      const filter = { userId: 'awa', q: 'Bulk 1' };
      const dry = await bulk({ action: 'pause', filter, dryRun: true }).expect(200);
      expect(dry.body.data).toMatchObject({ count: 41, confirmToken: expect.any(String) });
      expect(dry.body.data.samples[0]).toMatchObject({ ownerId: 'awa', status: 'active' });
      const wide = { userId: 'awa' };
      const refused = await bulk({ action: 'pause', filter: wide }).expect(409);
      expect(refused.body).toMatchObject({ code: 'CONFIRM_REQUIRED', details: { count: 130 } });
      await bulk({ action: 'pause', filter: wide, confirmToken: dry.body.data.confirmToken }).expect(409);
      await bulk({ action: 'pause', filter: wide, confirmToken: 'made-up' }).expect(409);
      const other = as(await env.token('admin', 'another'));
      const token = { confirmToken: dry.body.data.confirmToken };
      await other('post', '/admin/campaigns/bulk', { action: 'pause', filter, ...token }).expect(409);
      const later = await aCampaign('Bulk 1 that came later', 'awa');
      const done = await bulk({ action: 'pause', filter, ...token }).expect(200);
      expect(done.body.data.results).toHaveLength(41);
      expect((await admin('get', `/admin/campaigns/${later}`)).body.data.status).toBe('active');
      await bulk({ action: 'cancel', ids: [later], reason: 'only a test' }).expect(200);
      await bulk({ action: 'resume', filter: { userId: 'awa', q: 'Bulk 1' } }).expect(200);
    }, 60_000);

    it('works on more than 100 in the background, and says how far it is', async () => {
      const question = { action: 'pause', ids: ids.slice(0, 130), reason: 'the whole lot' };
      const dry = await bulk({ ...question, dryRun: true }).expect(200);
      const started = await bulk({ ...question, confirmToken: dry.body.data.confirmToken }).expect(202);
      const job = async () =>
        (await support('get', `/admin/campaigns/bulk/${started.body.data.jobId}`).expect(200)).body.data;
      let seen = await job();
      while (seen.status !== 'done') seen = await job();
      expect(seen).toMatchObject({ action: 'pause', progress: 100, count: 130 });
      expect(seen.results).toHaveLength(130);
      expect(new Set(seen.results.map((one: { id: string }) => one.id)).size).toBe(130);
      expect(
        seen.results.every((one: { ok: boolean; currentStatus: string }) => one.ok && one.currentStatus === 'paused'),
      ).toBe(true);
      await admin('get', `/admin/campaigns/bulk/${'0'.repeat(24)}`).expect(404);
    }, 60_000);

    it('is for admins', async () => {
      await support('post', '/admin/campaigns/bulk', { action: 'pause', ids: [ids[0]] }).expect(403);
    });
  });

  describe('exports', () => {
    const rowsOf = (text: string, delimiter = ','): Row[] => parse(text, { columns: true, bom: true, delimiter });

    it('of campaigns honour the filters, and cells that a spreadsheet would compute are text', async () => {
      const all = await admin('get', '/admin/campaigns/export.csv').expect(200);
      expect(all.headers['content-type']).toContain('text/csv');
      expect(all.headers['content-length']).toBeUndefined();
      expect(rowsOf(all.text).length).toBeGreaterThan(130);
      const drafts = rowsOf((await admin('get', '/admin/campaigns/export.csv?status=draft&userId=binta')).text);
      expect(drafts).toEqual([
        expect.objectContaining({ name: "'=cmd|calc", ownerId: 'binta', status: 'draft', enrolled: '0' }),
      ]);
      const excel = await support('get', '/admin/campaigns/export.csv?bom=1&sep=;&status=draft').expect(200);
      expect(excel.text.charCodeAt(0)).toBe(0xfeff);
      expect(rowsOf(excel.text, ';')[0]).toMatchObject({ status: 'draft' });
      await admin('get', '/admin/campaigns/export.csv?status=sleeping').expect(400);
      await awa('get', '/admin/campaigns/export.csv').expect(403);
    });

    it('of targets have phones in full for admins and their owner, and masked ones for support', async () => {
      await awa('post', '/contacts', { phone: '+237699000112', name: '+Chantal' }).expect(201);
      const [contact] = (await awa('get', '/contacts')).body.data.contacts;
      const id = await aCampaign('With people', 'awa');
      await env.app.get<TargetStore>(TARGET_STORE, { strict: false }).enrol({
        campaignId: documentId<'CampaignId'>(id),
        ownerId: ownerId('awa'),
        people: [{ contactId: contact.id, phone: '+237699000112', waPhone: null, lid: null, language: 'fr' }] as never,
        at: new Date(),
      });
      const own = rowsOf((await awa('get', `/campaigns/${id}/export.csv`).expect(200)).text);
      expect(own).toEqual([
        expect.objectContaining({
          phone: '+237699000112',
          contactName: "'+Chantal",
          status: 'active',
          currentDay: '1',
        }),
      ]);
      const all = rowsOf((await admin('get', '/admin/targets/export.csv?q=with&status=active').expect(200)).text);
      expect(all).toEqual([expect.objectContaining({ phone: '+237699000112', campaignName: 'With people' })]);
      const masked = await support('get', '/admin/targets/export.csv').expect(200);
      expect(masked.text).not.toContain('99000112');
      expect(rowsOf((await admin('get', '/admin/targets/export.csv?status=exited').expect(200)).text)).toEqual([]);
      const binta = as(await env.token('user', 'binta'));
      await binta('get', `/campaigns/${id}/export.csv`).expect(404);
      await awa('get', '/campaigns/x/export.csv').expect(400);
    });

    it('of the audit log hold every action, also that somebody exported', async () => {
      const audit = rowsOf((await admin('get', '/admin/audit/export.csv?action=campaign.pause').expect(200)).text);
      expect(audit.length).toBeGreaterThan(100);
      expect(audit[0]).toMatchObject({ action: 'campaign.pause', entityType: 'campaign', actorId: 'boss' });
      const exports = rowsOf((await admin('get', '/admin/audit/export.csv?action=targets.export')).text);
      expect(exports[0]).toMatchObject({ actorId: expect.any(String) });
    });
  });

  describe('analytics', () => {
    it.each([
      [
        'timeseries?interval=hour&from=2026-01-01&to=2026-01-01',
        (data: { points: unknown[] }) => data.points.length === 24,
      ],
      ['timeseries?from=2026-01-01&to=2026-01-31', (data: { points: unknown[] }) => data.points.length === 31],
      [
        'timeseries?from=2026-03-28&to=2026-03-30&timeZone=Europe/Paris',
        (data: { points: { at: string }[] }) => data.points[2]?.at === '2026-03-29T22:00:00.000Z',
      ],
      [
        'timeseries?interval=hour&last=7d',
        ({ points }: { points: { at: string }[] }) =>
          points.length === 168 && Date.now() - Date.parse(points[167]?.at ?? '') < 2 * 3_600_000,
      ],
      ['timeseries?last=30d', (data: { points: unknown[] }) => data.points.length === 30],
      ['timeseries?dimension=day', (data: { series: unknown[] }) => data.series.length === 7],
      ['timeseries?dimension=type&userId=awa', (data: { series: unknown[] }) => data.series.length === 2],
      ['timeseries?dimension=owner', (data: { series: unknown[] }) => Array.isArray(data.series)],
      ['timeseries?dimension=state', (data: { series: { key: string }[] }) => data.series[0]?.key === 'sent'],
      [
        'funnel',
        (data: { days: { day: number; waiting: number }[] }) => data.days.length === 7 && data.days[0]?.waiting === 1,
      ],
      ['funnel?from=2026-01-01', (data: { days: unknown[] }) => data.days.length === 7],
      ['exits', (data: { exits: unknown[] }) => data.exits.length > 0],
      ['exits?from=2026-01-01&to=2026-01-02&type=filtered', (data: { exits: unknown[] }) => data.exits.length > 0],
    ])('answer %s', async (path, isRight) => {
      const { body } = await support('get', `/admin/analytics/${path}`).expect(200);
      expect(isRight(body.data)).toBe(true);
    });

    it.each([
      'timeseries?interval=week',
      'timeseries?from=2026-02-30',
      'timeseries?from=2026-02-02&to=2026-02-01',
      'timeseries?interval=hour&from=2020-01-01',
      'timeseries?interval=hour&last=200d',
      'timeseries?last=7d&from=2026-01-01',
      'timeseries?last=0d',
      'timeseries?last=7',
      'funnel?timeZone=Mars/Base',
      'exits?userId=$ne',
    ])('refuse %s', async (path) => void (await support('get', `/admin/analytics/${path}`).expect(400)));
  });
});
