import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';
import { readEvents } from '../../testing/event-reader.ts';
import { ADMIN, type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';

const ORIGIN = 'http://127.0.0.1:3000';

describe('admin routes', () => {
  let testEnv: ApiTestEnv;
  let owner: string;
  let admin: string;
  let campaignId: string;

  beforeAll(async () => {
    testEnv = await startTestApp();
    [owner, admin] = await Promise.all([testEnv.token('user', 'awa'), testEnv.token('admin', 'boss')]);
    await asOwner('post', '/contacts', { phone: '+237699000112', name: 'Chantal', country: 'CM' });
    const created = await asOwner('post', '/campaigns', { name: 'March offer', targetFilter: {} });
    campaignId = created.body.data.id;
    await asOwner('post', `/campaigns/${campaignId}/start`, {});
    await testEnv
      .http()
      .post('/api/relance/campaigns')
      .auth(await testEnv.token('user', 'binta'), { type: 'bearer' })
      .send({ name: 'Binta’s own', targetFilter: {} });
  }, 60_000);
  afterAll(() => testEnv.close());

  type Method = 'get' | 'post' | 'delete';
  const as = (token: string) => (method: Method, path: string, body?: object) =>
    testEnv.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body);
  const asOwner = (method: Method, path: string, body?: object) => as(owner)(method, path, body);
  const asAdmin = (method: Method, path: string, body?: object) => as(admin)(method, path, body);

  it('sees the campaigns of all owners, with their names, and filters them', async () => {
    const all = await asAdmin('get', '/admin/campaigns').expect(200);
    expect(all.body.data).toMatchObject({ total: 2, page: 1, limit: 20, totalPages: 1, nextCursor: null });
    expect(all.body.data.campaigns.map((one: { owner: object }) => one.owner)).toEqual(
      expect.arrayContaining([
        { id: 'awa', name: null, email: 'awa@relance.test' },
        { id: 'binta', name: null, email: 'binta@relance.test' },
      ]),
    );
    const names = async (query: string) => {
      const { body } = await asAdmin('get', `/admin/campaigns?${query}`).expect(200);
      return body.data.campaigns.map((one: { name: string }) => one.name);
    };
    expect(await names('userId=binta')).toEqual(['Binta’s own']);
    expect(await names('status=draft')).toEqual(['Binta’s own']);
    expect(await names('q=march')).toEqual(['March offer']);
    expect(await names('status=cancelled')).toEqual([]);
    const page = await asAdmin('get', '/admin/campaigns?limit=1').expect(200);
    expect(await names(`limit=1&cursor=${page.body.data.nextCursor}`)).toEqual(['March offer']);
  });

  describe('the confirmation of a bulk action', () => {
    const question = () => ({ action: 'pause', ids: [campaignId, '0'.repeat(24)] });
    const dryRun = async (body: object): Promise<string> =>
      (await asAdmin('post', '/admin/campaigns/bulk', { ...body, dryRun: true }).expect(200)).body.data.confirmToken;
    const expire = (token: string) =>
      testEnv.app
        .get<Connection>(getConnectionToken())
        .collection<{ _id: string }>('bulk_confirmations')
        .updateOne({ _id: token }, { $set: { expireAt: new Date() } });
    const boss = async () => admin;

    it.each<[string, (token: string) => Promise<unknown>, () => Promise<string>, () => object]>([
      ['that is too old', expire, boss, question],
      ['of another admin', async () => null, () => testEnv.token('admin', 'another'), question],
      ['of another action', async () => null, boss, () => ({ ...question(), action: 'resume' })],
      [
        'of more campaigns',
        async () => null,
        boss,
        () => ({ ...question(), ids: [...question().ids, '1'.repeat(24)] }),
      ],
      ['of fewer campaigns', async () => null, boss, () => ({ ...question(), ids: [campaignId] })],
      ['of a filter', async () => null, boss, () => ({ action: 'pause', filter: { userId: 'awa' } })],
    ])('%s is refused, and nothing is done', async (_what, before, by, asked) => {
      const confirmToken = await dryRun(question());
      await before(confirmToken);
      const { status, body } = await as(await by())('post', '/admin/campaigns/bulk', { ...asked(), confirmToken });
      expect([status, body.code, body.details.count]).toEqual([409, 'CONFIRM_REQUIRED', null]);
      expect((await asAdmin('get', `/admin/campaigns/${campaignId}`)).body.data.status).toBe('active');
    });

    it('may be repeated in its ten minutes, whatever the order of the campaigns: what is done stays done', async () => {
      const confirmToken = await dryRun(question());
      const ids = [...question().ids].reverse();
      for (const body of [question(), { ...question(), ids }]) {
        const done = await asAdmin('post', '/admin/campaigns/bulk', { ...body, confirmToken }).expect(200);
        expect(done.body.data.results[0]).toMatchObject({ id: campaignId, ok: true, currentStatus: 'paused' });
      }
      const { entries } = (await asAdmin('get', `/admin/campaigns/${campaignId}/audit`)).body.data;
      expect(entries.filter(({ action }: { action: string }) => action === 'campaign.pause')).toHaveLength(1);
      await asAdmin('post', `/admin/campaigns/${campaignId}/resume`, {}).expect(200);
    });
  });

  it('counts all of them and says whether the counters are right', async () => {
    const { body } = await asAdmin('get', '/admin/campaigns/stats').expect(200);
    expect(body.data).toMatchObject({ total: 2, byType: { filtered: 2, default: 0 }, integrity: { ok: true } });
    const integrity = await asAdmin('get', '/admin/integrity').expect(200);
    expect(integrity.body.data).toMatchObject({ differences: 0, items: [] });
  });

  it('pauses, resumes and cancels with a reason, and each is written down', async () => {
    const paused = await asAdmin('post', `/admin/campaigns/${campaignId}/pause`, { reason: 'complaints' }).expect(200);
    expect(paused.body.data).toMatchObject({ campaign: { id: campaignId, status: 'paused' }, inFlight: 0 });
    expect(paused.body.data.campaign.nextActions).toContain('resume');
    const again = await asAdmin('post', `/admin/campaigns/${campaignId}/pause`, {}).expect(409);
    expect(again.body.details).toMatchObject({
      currentStatus: 'paused',
      nextActions: expect.arrayContaining(['resume']),
    });
    await asAdmin('post', `/admin/campaigns/${campaignId}/resume`, {}).expect(200);
    const ended = await asAdmin('post', `/admin/campaigns/${campaignId}/cancel`, { reason: 'over' }).expect(200);
    expect(ended.body.data.campaign.status).toBe('cancelled');

    const { body } = await asAdmin('get', `/admin/campaigns/${campaignId}/audit`).expect(200);
    const lines = body.data.entries.map((entry: { action: string; reason: string | null; actor: { id: string } }) => [
      entry.action,
      entry.actor.id,
      entry.reason,
    ]);
    expect(lines.slice(0, 3)).toEqual([
      ['campaign.cancel', 'boss', 'over'],
      ['campaign.resume', 'boss', null],
      ['campaign.pause', 'boss', 'complaints'],
    ]);
    expect(lines.at(-1)).toEqual(['campaign.create', 'awa', null]);
    expect(body.data.entries[0]).toMatchObject({ before: { status: 'active' }, after: { status: 'cancelled' } });
  });

  it('looks into a campaign: its targets, deliveries and numbers', async () => {
    const targets = await asAdmin('get', `/admin/campaigns/${campaignId}/targets`).expect(200);
    expect(targets.body.data.targets).toEqual([
      expect.objectContaining({ contact: expect.objectContaining({ name: 'Chantal' }) }),
    ]);
    expect(JSON.stringify(targets.body)).not.toContain('99000112');
    await asAdmin('get', `/admin/campaigns/${campaignId}/deliveries`).expect(200);
    await asAdmin('get', `/admin/campaigns/${campaignId}/stats`).expect(200);
    await asAdmin('get', `/admin/campaigns/${'0'.repeat(24)}`).expect(404);
  });

  it('sees every owner among the sessions, also those who never linked a phone, and finds them by name', async () => {
    const ownersOf = async (query: string) => {
      const { body } = await asAdmin('get', `/admin/sessions?${query}`).expect(200);
      return body.data.sessions.map((one: { ownerId: string; sessionState: string; owner: { email: string } }) => [
        one.ownerId,
        one.sessionState,
        one.owner.email,
      ]);
    };
    const awa = ['awa', 'none', 'awa@relance.test'];
    const binta = ['binta', 'none', 'binta@relance.test'];
    expect(await ownersOf('sort=name')).toEqual([awa, binta]);
    expect(await ownersOf('state=none&q=BINTA')).toEqual([binta]);
    const { body } = await asAdmin('get', '/admin/sessions?limit=1&sort=createdAt').expect(200);
    expect(body.data).toMatchObject({ total: 2, totalPages: 2, nextCursor: expect.any(String) });
    expect(await ownersOf(`limit=1&sort=createdAt&cursor=${body.data.nextCursor}`)).toHaveLength(1);
    await asAdmin('get', '/admin/sessions?q=').expect(400);
  });

  it('sees sessions and ends one on behalf of its owner', async () => {
    const one = await asAdmin('get', '/admin/sessions/awa').expect(200);
    expect(one.body.data).toMatchObject({ ownerId: 'awa', sessionState: 'none', owner: { email: 'awa@relance.test' } });
    const reset = await asAdmin('post', '/admin/sessions/awa/reset', { reason: 'asked by phone' }).expect(200);
    expect(reset.body.data).toMatchObject({ ownerId: 'awa', connectionFailureCount: 0 });
    const { body } = await asAdmin('get', '/admin/audit?entityType=session').expect(200);
    expect(body.data.entries[0]).toMatchObject({
      action: 'session.reset',
      reason: 'asked by phone',
      entity: { id: 'awa' },
    });
    await asOwner('delete', '/disconnect').expect(200);
    await asOwner('delete', '/disconnect?force=true').expect(200);
    const state = { sessionState: expect.any(String), connectionFailureCount: 0 };
    const own = (await asAdmin('get', '/admin/audit?entityType=session&limit=2').expect(200)).body.data.entries;
    expect(own).toMatchObject([
      { action: 'session.reset', actor: { id: 'awa' }, before: state, after: state },
      { action: 'session.disconnect', actor: { id: 'awa' }, before: state, after: state },
    ]);
    const stats = await asAdmin('get', '/admin/sessions/stats').expect(200);
    expect(stats.body.data).toMatchObject({
      total: 2,
      nearLimit: 0,
      withFailures: 0,
      failures24h: [],
      failuresByHour: [],
      byState: expect.objectContaining({ expired: 0, none: 2 }),
    });
    await asAdmin('get', '/admin/sessions?state=connected&minFailures=2&q=aw').expect(200);
    await asAdmin('get', '/admin/sessions/awa/qr').expect(404);
  });

  it('counts failures by cause, code and hour, and nothing that was asked for or belongs to linking', async () => {
    const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
    const ends = [
      [428, 'transient'],
      [428, 'transient'],
      [503, 'transient'],
      [440, 'replaced'],
      [515, 'restart_required'],
      [408, 'qr_unscanned'],
      [401, 'pairing_code_abandoned'],
      [null, 'requested'],
    ] as const;
    const connection = testEnv.app.get<Connection>(getConnectionToken());
    const old = {
      ownerId: 'awa',
      code: 500,
      cause: 'stream_error',
      generation: 99,
      at: new Date(0),
      hour: new Date(0),
    };
    await connection
      .collection('whatsapp_session_events')
      .insertMany([
        old,
        ...ends.map(([code, cause], generation) => ({ ownerId: 'awa', code, cause, generation, at: new Date(), hour })),
      ]);
    const { body } = await asAdmin('get', '/admin/sessions/stats').expect(200);
    expect(body.data.failures24h).toEqual([
      { cause: 'transient', count: 3 },
      { cause: 'replaced', count: 1 },
    ]);
    expect(body.data.failuresByHour).toHaveLength(3);
    expect(body.data.failuresByHour).toEqual(
      expect.arrayContaining([
        { hour: hour.toISOString(), code: 428, cause: 'transient', count: 2 },
        { hour: hour.toISOString(), code: 503, cause: 'transient', count: 1 },
        { hour: hour.toISOString(), code: 440, cause: 'replaced', count: 1 },
      ]),
    );
  });

  it('works in the console by a cookie, from the console’s own pages only', async () => {
    const login = await testEnv.http().post('/api/relance/auth/login').send(ADMIN).expect(200);
    const cookie = login.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/^relance_session=.*HttpOnly; SameSite=Lax$/);
    const session = cookie.split(';')[0] ?? '';
    const me = await testEnv.http().get('/api/relance/auth/me').set('Cookie', session).expect(200);
    expect(me.body.data.user).toMatchObject({ email: ADMIN.email, role: 'admin' });
    const act = (headers: Record<string, string>) =>
      testEnv.http().post('/api/relance/admin/sessions/awa/reset').set('Cookie', session).set(headers).send({});
    await act({}).expect(403);
    await act({ Origin: 'https://evil.test' }).expect(403);
    await act({ Origin: 'https://evil.test', 'X-Forwarded-Host': 'console.test' }).expect(403);
    await act({ Origin: ORIGIN }).expect(200);
    await act({ Origin: 'https://console.test', 'X-Forwarded-Host': 'console.test' }).expect(200);
    await testEnv.http().post('/api/relance/auth/logout').set('Cookie', session).set('Origin', ORIGIN).expect(200);
    await testEnv.http().get('/api/relance/auth/me').set('Cookie', session).expect(401);
  });

  it('hears what happens as it happens, and goes on where the stream broke', async () => {
    const { port } = testEnv.app.getHttpServer().address() as { port: number };
    const listen = (more: Record<string, string> = {}) =>
      readEvents(`http://127.0.0.1:${port}/api/relance/admin/stream`, { authorization: `Bearer ${admin}`, ...more });
    const updated = (id: string) => new RegExp(`event: campaign\\.updated\nid: (\\S+)\ndata: [^\n]*"${id}"[^\n]*\n\n`);

    const first = await listen();
    expect(first.contentType).toBe('text/event-stream');
    await first.until(/^: here/m);
    const heardOf = await asOwner('post', '/campaigns', { name: 'Heard', targetFilter: {} });
    const heard = await first.until(updated(heardOf.body.data.id));
    await first.until(/event: audit/);
    first.stop();
    const lastId = updated(heardOf.body.data.id).exec(heard)?.[1] ?? '';

    const missed = await asOwner('post', '/campaigns', { name: 'Missed', targetFilter: {} });
    const second = await listen({ 'last-event-id': lastId });
    const caughtUp = await second.until(updated(missed.body.data.id));
    expect(caughtUp).not.toContain(`id: ${lastId}\n`);
    second.stop();
  }, 30_000);
});
