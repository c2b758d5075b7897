import { getConnectionToken } from '@nestjs/mongoose';
import { Types, type Connection } from 'mongoose';
import { type ApiTestEnv, type Role, startTestApp } from '../testing/api.test-env.ts';

describe('administration', () => {
  let env: ApiTestEnv;
  beforeAll(async () => {
    env = await startTestApp({ RETENTION_TEXT_DAYS: '30', MEDIA_QUOTA_MB: '50' });
  }, 60_000);
  afterAll(() => env.close());

  type Method = 'get' | 'post' | 'patch' | 'delete' | 'put';
  const call = async (method: Method, path: string, as: Role | string = 'admin', body?: object) => {
    const roles: readonly string[] = ['admin', 'support', 'user'];
    const token = roles.includes(as) ? await env.token(as as Role) : await env.token('user', as);
    const answer = await env.http()[method](`/api/relance${path}`).auth(token, { type: 'bearer' }).send(body);
    return { status: answer.status, code: answer.body.code, data: answer.body.data, details: answer.body.details };
  };
  const lastEntry = async (action: string) =>
    (await call('get', `/admin/audit?action=${action}&limit=1`)).data.entries[0];

  it('keeps idle connections longer than the proxies in front of it', async () => {
    const answer = await env.http().get('/health/live').set('Connection', 'keep-alive').expect(200);
    expect(answer.headers['keep-alive']).toBe('timeout=125');
  });

  describe('settings of the installation', () => {
    it('have defaults, first values from the environment, and are read by support', async () => {
      const { data } = await call('get', '/admin/settings', 'support');
      expect(data).toMatchObject({
        optOutLine: null,
        defaults: {},
        limits: { mediaQuotaMb: 50, undeliveredDaysLimit: 3 },
        retention: { textDays: 30, sessionEventDays: 14, targetMonths: 24, auditMonths: 24 },
        requireTwoFactor: false,
      });
      expect(data.stopWords).toContain('stop');
      expect((await call('patch', '/admin/settings', 'support', {})).status).toBe(403);
    });

    it('change in parts, and the audit says what was and what is', async () => {
      const line = { fr: 'Répondez STOP pour arrêter.', en: 'Reply STOP to stop.' };
      const changed = await call('patch', '/admin/settings', 'admin', {
        optOutLine: line,
        retention: { auditMonths: 36 },
        stopWords: ['stop', 'genug'],
      });
      expect(changed.status).toBe(200);
      expect(changed.data).toMatchObject({ optOutLine: line, stopWords: ['stop', 'genug'] });
      expect(changed.data.retention).toMatchObject({ auditMonths: 36, targetMonths: 24 });
      expect(await lastEntry('settings.update')).toMatchObject({
        before: { optOutLine: null, retention: { auditMonths: 24 } },
        after: { optOutLine: line, retention: { auditMonths: 36 } },
      });
      const back = await call('patch', '/admin/settings', 'admin', { optOutLine: null, stopWords: null });
      expect(back.data.optOutLine).toBeNull();
      expect(back.data.stopWords.length).toBeGreaterThan(10);
      // As a form sends them back that changed something else, and with a word more.
      const own = back.data.stopWords as string[];
      for (const stopWords of [[...own, 'tchao'], own]) {
        const saved = await call('patch', '/admin/settings', 'admin', { stopWords });
        expect([saved.status, saved.data?.stopWords]).toEqual([200, stopWords]);
      }
    });

    it('10.2.5 take words to the built-in lists and from them, and say in the audit what was changed of them', async () => {
      const change = (stopWordChanges: object) => call('patch', '/admin/settings', 'admin', { stopWordChanges });
      const builtIn = (await call('get', '/admin/settings', 'admin')).data.stopWords as string[];
      await change({ added: ['tchao'] });
      const { data } = await change({ removed: ['END'] });
      expect(data.stopWordChanges).toEqual({ list: 'builtIn', added: ['tchao'], removed: ['END'] });
      expect(data.stopWords).toEqual([...builtIn.filter((word) => word !== 'end'), 'tchao']);
      const line = await lastEntry('settings.update');
      expect([Object.keys(line.before), Object.keys(line.after)]).toEqual([['stopWordChanges'], ['stopWordChanges']]);
      expect(line.after.stopWordChanges).toMatchObject({ added: ['tchao'], removed: ['END'] });
      // A list in their place is changed itself; null is the built-in lists as they are.
      await call('patch', '/admin/settings', 'admin', { stopWords: ['genug'] });
      expect((await change({ added: ['ende'] })).data).toMatchObject({
        stopWords: ['genug', 'ende'],
        stopWordChanges: { list: 'own', added: [], removed: [] },
      });
      const back = await call('patch', '/admin/settings', 'admin', { stopWords: null });
      expect(back.data).toMatchObject({ stopWords: builtIn, stopWordChanges: { list: 'builtIn', added: [] } });
    });

    it('lose no part when several are changed at the same moment, and each line of the audit says its own', async () => {
      const parts = [
        { limits: { mediaQuotaMb: 77 } },
        { limits: { undeliveredDaysLimit: 5 } },
        { retention: { textDays: 60 } },
        { defaults: { coldContactsPerDay: 19 } },
        { defaults: { language: 'fr' } },
      ];
      const changed = await Promise.all(parts.map((part) => call('patch', '/admin/settings', 'admin', part)));
      expect(changed.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      const { data } = await call('get', '/admin/settings', 'admin');
      expect(data).toMatchObject({
        limits: { mediaQuotaMb: 77, undeliveredDaysLimit: 5 },
        retention: { textDays: 60 },
        defaults: { coldContactsPerDay: 19, language: 'fr' },
      });
      const { entries } = (await call('get', '/admin/audit?action=settings.update&limit=5')).data;
      expect(entries.map(({ after }: { after: object }) => Object.keys(after).join()).sort()).toEqual(
        ['defaults', 'defaults', 'limits', 'limits', 'retention'].sort(),
      );
      await call('patch', '/admin/settings', 'admin', {
        limits: { mediaQuotaMb: 50, undeliveredDaysLimit: 3 },
        retention: { textDays: 30 },
      });
    });

    it.each([
      [{ optOutLine: { fr: 'seul' } }, 'optOutLine.en'],
      [{ stopWords: [] }, 'stopWords'],
      [{ stopWords: [''] }, 'stopWords'],
      [{ stopWordChanges: { added: ['…'] } }, 'stopWordChanges.added'],
      [{ stopWordChanges: { removed: null } }, 'stopWordChanges.removed'],
      [{ retention: { textDays: 0 } }, 'retention.textDays'],
      [{ retention: 3 }, 'retention'],
      [{ limits: { other: 1 } }, 'limits.other'],
      [{ defaults: { maxMessagesPerDay: 1000 } }, 'defaults.maxMessagesPerDay'],
      [{ requireTwoFactor: null }, 'requireTwoFactor'],
    ])('refuse %j', async (body, field) => {
      const { status, details } = await call('patch', '/admin/settings', 'admin', body);
      expect(status).toBe(400);
      expect(details).toMatchObject([{ field }]);
    });

    it('limit the requests of each token, and of no other', async () => {
      const boss = await env.token('admin', 'limiting-boss');
      const limit = (requestsPerMinute: number) =>
        env
          .http()
          .patch('/api/relance/admin/settings')
          .auth(boss, { type: 'bearer' })
          .send({ limits: { requestsPerMinute } });
      const get = (token: string) => env.http().get('/api/relance/status').auth(token, { type: 'bearer' });
      const [busy, calm] = [await env.token('user', 'busy'), await env.token('user', 'calm')];
      for (let turn = 0; turn < 5; turn += 1) expect((await get(busy)).status).toBe(200);
      expect((await limit(2)).status).toBe(200);
      for (let turn = 0; turn < 2; turn += 1) expect((await get(busy)).status).toBe(200);
      const refused = await get(busy);
      expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await get(calm)).status).toBe(200);
      expect((await limit(0)).status).toBe(200);
      expect((await get(busy)).status).toBe(200);
    }, 30_000);

    it('are where new owners begin; owners who are there already go on as before', async () => {
      expect((await call('get', '/status', 'there-before')).data.maxMessagesPerDay).toBe(50);
      await call('patch', '/admin/settings', 'admin', {
        defaults: { maxMessagesPerDay: 33, timeZone: 'Africa/Douala' },
      });
      expect((await call('get', '/status', 'new-after')).data.maxMessagesPerDay).toBe(33);
      expect((await call('get', '/status', 'there-before')).data.maxMessagesPerDay).toBe(50);
      expect((await call('patch', '/config', 'new-after', { language: 'en' })).data).toMatchObject({
        timeZone: 'Africa/Douala',
        maxMessagesPerDay: 33,
      });
    });
  });

  describe('opt-outs', () => {
    const phone = '+237699000077';

    it('written down by hand hold for every owner, once, and are lifted with a reason', async () => {
      const contact = async (owner: string) =>
        (await call('post', '/contacts', owner, { phone, name: 'Told by phone' })).data.id as string;
      const ids = { awa: await contact('awa'), binta: await contact('binta') };
      const made = await call('post', '/admin/opt-outs', 'admin', { phone: '+237 6 99 00 00 77', reason: 'called us' });
      expect(made.status).toBe(201);
      expect(made.data).toMatchObject({ phone, source: 'admin', ownerId: null, evidence: null, reason: 'called us' });
      const again = await call('post', '/admin/opt-outs', 'admin', { phone, reason: 'again' });
      expect([again.status, again.data.id]).toEqual([200, made.data.id]);
      for (const [owner, id] of Object.entries(ids))
        expect((await call('get', `/contacts/${id}`, owner)).data.optedOut).toBe(true);
      const added = await lastEntry('opt_out.add');
      expect(added).toMatchObject({ before: null, reason: 'called us', after: { source: 'admin' } });
      expect(JSON.stringify(added)).not.toContain('699000077');
      expect((await call('delete', `/admin/opt-outs/${made.data.id}`, 'admin', {})).details).toMatchObject([
        { field: 'reason' },
      ]);
      const lifted = await call('delete', `/admin/opt-outs/${made.data.id}`, 'admin', { reason: 'asked for it' });
      expect(lifted.data).toEqual({ id: made.data.id });
      expect((await call('get', `/contacts/${ids.awa}`, 'awa')).data.optedOut).toBe(false);
      expect(await lastEntry('opt_out.lift')).toMatchObject({ after: null, reason: 'asked for it' });
      const gone = await call('delete', `/admin/opt-outs/${made.data.id}`, 'admin', { reason: 'again' });
      expect(gone.code).toBe('OPT_OUT_NOT_FOUND');
    }, 30_000);

    it('written down by hand hold by every spelling of the number that WhatsApp named', async () => {
      const id = (await call('post', '/contacts', 'carla', { phone: '+5531988112233' })).data.id as string;
      const contacts = env.app.get<Connection>(getConnectionToken()).collection('contacts');
      await contacts.updateOne(
        { _id: new Types.ObjectId(id) },
        { $set: { waPhone: '+553188112233', lid: '77@lid', onWhatsApp: 'yes' } },
      );
      const made = await call('post', '/admin/opt-outs', 'admin', { phone: '+553188112233', reason: 'called us' });
      expect(made.status).toBe(201);
      expect((await call('get', `/contacts/${id}`, 'carla')).data.optedOut).toBe(true);
      // Another owner wrote the number as it was: nobody asked WhatsApp about that record.
      const other = (await call('post', '/contacts', 'dora', { phone: '+5531988112233' })).data.id as string;
      expect((await call('get', `/contacts/${other}`, 'dora')).data.optedOut).toBe(true);
      await call('delete', `/admin/opt-outs/${made.data.id}`, 'admin', { reason: 'asked for it' });
      expect((await call('get', `/contacts/${other}`, 'dora')).data.optedOut).toBe(false);
    });

    it('and contacts show the whole number to who asks, and the audit says who did', async () => {
      const number = '+237677000401';
      const made = await call('post', '/admin/opt-outs', 'admin', { phone: number, reason: 'asked' });
      const seen = await call('post', `/admin/opt-outs/${made.data.id}/reveal`, 'admin');
      expect([seen.status, seen.data.phone]).toEqual([200, number]);
      expect((await call('post', `/admin/opt-outs/${made.data.id}/reveal`, 'support')).status).toBe(403);
      expect((await call('post', `/admin/opt-outs/${'0'.repeat(24)}/reveal`, 'admin')).code).toBe('OPT_OUT_NOT_FOUND');
      expect(await lastEntry('opt_out.phone_revealed')).toMatchObject({
        actor: { id: 'the-admin' },
        entity: { id: made.data.id },
      });
      const contact = (await call('post', '/contacts', 'erica', { phone: '+237677000402' })).data.id as string;
      const shown = await call('post', `/contacts/${contact}/reveal`, 'erica');
      expect([shown.status, shown.data]).toEqual([200, { id: contact, phone: '+237677000402' }]);
      const entry = await lastEntry('contact.phone_revealed');
      expect(entry).toMatchObject({ actor: { id: 'erica' }, entity: { type: 'contact', id: contact } });
      expect(JSON.stringify(entry)).not.toContain('677000402');
    });

    it('are listed newest first, by source and number, page by page', async () => {
      for (const digit of [1, 2, 3])
        await call('post', '/admin/opt-outs', 'admin', { phone: `+23769900010${digit}`, reason: 'asked' });
      const first = await call('get', '/admin/opt-outs?limit=2&q=237699000', 'support');
      expect(first.data).toMatchObject({ total: 3, optOuts: [{ phoneMasked: '+237…03' }, { phoneMasked: '+237…02' }] });
      expect(JSON.stringify(first.data)).not.toContain('69900010');
      const rest = await call('get', `/admin/opt-outs?limit=2&q=237699000&cursor=${first.data.nextCursor}`);
      expect(rest.data.optOuts).toMatchObject([{ phoneMasked: '+237…01' }]);
      expect((await call('get', '/admin/opt-outs?source=reply')).data.optOuts).toEqual([]);
      expect((await call('post', '/admin/opt-outs', 'admin', { phone: '12', reason: 'x' })).details).toMatchObject([
        { field: 'phone' },
      ]);
    });
  });

  describe('owners', () => {
    it('are one list: by tokens, accounts and what others do for them', async () => {
      await call('post', '/contacts', 'owner-of-contacts', { phone: '+237699000201' });
      await call('post', '/campaigns', 'owner-of-contacts', { name: 'One', targetFilter: {} });
      const invited = { email: 'zita@relance.test', name: 'Zita Owner', role: 'user', ownerId: 'zita' };
      expect((await call('post', '/admin/users', 'admin', invited)).status).toBe(201);
      const list = (query: string) => call('get', `/admin/owners?${query}`, 'support');
      const [own] = (await list('q=owner-of-con')).data.owners;
      expect(own).toMatchObject({ id: 'owner-of-contacts', contacts: 1, campaigns: { active: 0, total: 1 } });
      expect(own.session).toMatchObject({ sessionState: 'none', connectionFailureCount: 0 });
      expect(own.lastSeenAt).not.toBeNull();
      expect((await list('q=zita')).data.owners).toMatchObject([
        { id: 'zita', name: 'Zita Owner', email: 'zita@relance.test', contacts: 0, lastSeenAt: null },
      ]);
      const first = (await list('limit=1&state=none')).data;
      const second = (await list(`limit=1&state=none&cursor=${first.nextCursor}`)).data;
      expect(second.owners[0].id).not.toBe(first.owners[0].id);
      expect((await list('state=connected')).data.owners).toEqual([]);
    });

    it('show phone, numbers, settings and last campaigns, and are 404 when nobody knows them', async () => {
      const { data } = await call('get', '/admin/owners/owner-of-contacts');
      expect(data).toMatchObject({ settings: { language: 'fr' }, lastCampaigns: [{ name: 'One' }] });
      expect((await call('get', '/admin/owners/zita')).status).toBe(200);
      expect((await call('get', '/admin/owners/who-is-that')).code).toBe('OWNER_NOT_FOUND');
    });
  });

  it('the history of a campaign that never was is 404, of a deleted one it is still there', async () => {
    const made = await call('post', '/campaigns', 'historian', { name: 'Gone', targetFilter: {} });
    expect((await call('delete', `/campaigns/${made.data.id}`, 'historian')).status).toBe(200);
    const history = await call('get', `/admin/campaigns/${made.data.id}/audit`);
    expect(history.data.entries[0]).toMatchObject({ action: 'campaign.delete', after: null });
    expect((await call('get', `/admin/campaigns/${'0'.repeat(24)}/audit`)).status).toBe(404);
  });
});

describe('retention', () => {
  it('removes once a day of the product’s clock what is too old, keeps counters, and says so in the audit', async () => {
    const env = await startTestApp({ RELANCE_CLOCK_RATE: '86400' });
    try {
      const connection = env.app.get<Connection>(getConnectionToken());
      const long = new Date('2015-01-01T00:00:00Z');
      const campaignId = new Types.ObjectId();
      await connection.collection('campaigns').insertOne({
        _id: campaignId,
        ownerId: 'awa',
        name: 'Old',
        type: 'filtered',
        status: 'completed',
        completedAt: long,
        counts: { enrolled: 3 },
      });
      const targets = [1, 2, 3].map((n) => ({
        campaignId,
        contactId: new Types.ObjectId(),
        phone: `+2${n}`,
        isLive: false,
      }));
      await connection.collection('relance_targets').insertMany(targets);
      await connection.collection('whatsapp_session_events').insertOne({ ownerId: 'awa', generation: 1, at: long });
      // Not `at` of 2015: the database itself would remove that one.
      const lately = new Date(Date.now() - 3_600_000);
      await connection
        .collection<{ _id: string; at: Date }>('whatsapp_outgoing')
        .insertOne({ _id: 'awa:1', at: lately });
      const deliveryId = new Types.ObjectId();
      const far = new Date('2999-01-01T00:00:00Z');
      const anIntent = (waMessageId: string) => ({
        campaignId: new Types.ObjectId(),
        targetId: new Types.ObjectId(),
        waMessageId,
      });
      const text = { text: 'Hello Awa', textHash: 'h' };
      await connection.collection('message_deliveries').insertMany([
        { _id: deliveryId, ...anIntent('1'), updatedAt: long, ...text },
        { ...anIntent('2'), updatedAt: far, ...text },
      ]);
      const line = { actor: { id: 'a', email: null, role: 'admin' }, entity: { type: 'x', id: 'x', name: null } };
      await connection.collection('audit_log').insertMany([
        { _id: Types.ObjectId.createFromTime(long.getTime() / 1000), at: long, action: 'old.line', ...line },
        { _id: new Types.ObjectId(), at: far, action: 'young.line', ...line },
      ]);
      await connection.collection('media_content.files').insertOne({ length: 0, chunkSize: 1, uploadDate: long });
      const admin = await env.token('admin');
      const runs = async () =>
        (await env.http().get('/api/relance/admin/audit?action=retention.run').auth(admin, { type: 'bearer' })).body
          .data.entries;
      let seen: Record<string, number> = {};
      for (const end = Date.now() + 20_000; Date.now() < end && !seen['targets'];) {
        const entries = (await runs()) as { before: Record<string, number> }[];
        seen = Object.assign({}, ...entries.map(({ before }) => before));
      }
      expect(seen).toMatchObject({
        targets: 3,
        sessionEvents: 1,
        texts: 1,
        auditEntries: 1,
        mediaLeftovers: 1,
        outgoingTexts: 1,
      });
      const texts = connection.collection('message_deliveries');
      expect(await texts.findOne({ _id: deliveryId })).toMatchObject({ textHash: 'h' });
      expect(await texts.countDocuments({ text: { $exists: true } })).toBe(1);
      const lines = connection.collection('audit_log');
      expect(await lines.countDocuments({ action: 'old.line' })).toBe(0);
      expect(await lines.countDocuments({ action: 'young.line' })).toBe(1);
      expect(await connection.collection('relance_targets').countDocuments({ campaignId })).toBe(0);
      const kept = await connection.collection('campaigns').findOne({ _id: campaignId });
      expect(kept).toMatchObject({ counts: { enrolled: 3 }, purgedAt: expect.any(Date) });
      const path = `/api/relance/admin/campaigns/${campaignId.toHexString()}/targets`;
      const left = await env.http().get(path).auth(admin, { type: 'bearer' }).expect(200);
      expect(left.body.data).toMatchObject({ targets: [], total: 0, nextCursor: null });
    } finally {
      await env.close();
    }
  }, 90_000);
});
