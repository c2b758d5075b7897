import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { callsOf } from '../../testing/calls.ts';

let env: ApiTestEnv;
beforeAll(async () => {
  env = await startTestApp({ RETENTION_TEXT_DAYS: '30', MEDIA_QUOTA_MB: '50' });
}, 60_000);
afterAll(() => env.close());

const { call, lastEntry } = callsOf(() => env);

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
