import { seededRng } from '@relance/kernel';
import { type ApiTestEnv, startTestApp } from './testing/api.test-env.ts';
import { type Route, pathWith, routesOf } from './testing/routes.ts';
import { almost, strangeQuery, strangeText } from './testing/fuzz-values.ts';

/** More rounds, and other ones, by environment: `FUZZ_ROUNDS=200 FUZZ_SEED=tonight`. */
const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 6);
const SEED = process.env['FUZZ_SEED'] ?? 'fuzz-input';

describe('strange input', () => {
  let testEnv: ApiTestEnv;
  let routes: Route[];
  beforeAll(async () => {
    testEnv = await startTestApp();
    routes = routesOf(testEnv.document).filter(({ isStream }) => !isStream);
  }, 60_000);
  afterAll(() => testEnv.close());

  it('never makes the API stumble: a good answer or a refusal in the envelope, nothing else', async () => {
    const schemas = testEnv.document.components?.schemas as Parameters<typeof almost>[1];
    const token = await testEnv.token('admin', 'fuzzer');
    const stumbles: string[] = [];
    for (const route of routes) {
      const rng = seededRng(`${SEED} ${route.method} ${route.path}`);
      for (let round = 0; round < ROUNDS; round += 1) {
        const ids = [encodeURIComponent(strangeText(rng)), '0'.repeat(24)];
        const path = pathWith(route, ids[round % 2] ?? '');
        const body = almost(route.body ?? undefined, schemas, rng);
        // Linking a phone takes 15 s when WhatsApp is away: such a body always has something wrong in it.
        const sent =
          /connect$/.test(route.path) && route.method === 'post' ? { ...(body as object), strange: 1 } : body;
        const asked = testEnv
          .http()
          [route.method](`${path}?${strangeQuery(route, rng)}`)
          .auth(token, { type: 'bearer' })
          .set('X-Relance-Owner', 'fuzzer');
        const answer =
          route.method === 'get'
            ? await asked
            : await asked.set('Content-Type', 'application/json').send(JSON.stringify(sent));
        const isRefusal = answer.status >= 400 && answer.body.success === false && typeof answer.body.code === 'string';
        if (answer.status >= 500 || (answer.status >= 400 && !isRefusal)) {
          stumbles.push(
            `${answer.status} ${route.method} ${route.path} ${JSON.stringify(answer.body)} ${JSON.stringify(sent)?.slice(0, 300)}`,
          );
        }
      }
    }
    expect(stumbles).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  }, 240_000);

  it('says where a query or body is not understood', async () => {
    const token = await testEnv.token('admin', 'fuzzer');
    const get = (path: string) =>
      testEnv.http().get(`/api/relance${path}`).auth(token, { type: 'bearer' }).set('X-Relance-Owner', 'fuzzer');
    const fields = async (path: string) =>
      (await get(path).expect(400)).body.details.map((one: { field: string }) => one.field);
    expect(await fields('/campaigns?status[$ne]=draft')).toEqual(['status[$ne]']);
    expect(await fields('/admin/campaigns?status=open&limit=0')).toEqual(expect.arrayContaining(['status', 'limit']));
    expect(await fields('/admin/campaigns?userId=a%20b')).toEqual(['userId']);
    expect(await fields('/admin/campaigns?from=2026-02-30')).toEqual(['from']);
    expect(await fields('/admin/sessions?minFailures=-1&state=asleep')).toEqual(
      expect.arrayContaining(['minFailures', 'state']),
    );
    expect(await fields('/admin/audit?to=yesterday')).toEqual(['to']);
    expect(await fields('/admin/campaigns/12')).toEqual(['id']);
    expect(await fields('/admin/sessions/a%20b')).toEqual(['userId']);
  });

  it('wants a reason for a cancellation', async () => {
    const token = await testEnv.token('admin', 'fuzzer');
    const cancel = (body: object) =>
      testEnv
        .http()
        .post(`/api/relance/admin/campaigns/${'0'.repeat(24)}/cancel`)
        .auth(token, { type: 'bearer' })
        .set('X-Relance-Owner', 'fuzzer')
        .send(body);
    for (const body of [{}, { reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(501) }, { reason: null }]) {
      const answer = await cancel(body).expect(400);
      expect(answer.body.details).toMatchObject([{ field: 'reason' }]);
    }
    await cancel({ reason: 'because' }).expect(404);
  });

  it('holds no phone, name, text or secret in its log', async () => {
    const owner = await testEnv.token('user', 'logged-owner');
    const post = (path: string, body: object) =>
      testEnv.http().post(`/api/relance${path}`).auth(owner, { type: 'bearer' }).send(body);
    await post('/contacts', { phone: '+237699000112', name: 'Awa Nkoulou' }).expect(201);
    await post('/contacts', { phone: '+237699000112' }).expect(409);
    await post('/campaigns', {
      name: 'Secret plan',
      targetFilter: {},
      customMessages: [{ dayNumber: 1, messageTemplate: { fr: 'Bonjour mon texte' } }],
    }).expect(201);
    await post('/auth/login', { email: 'admin@relance.test', password: 'correct horse battery' }).expect(200);
    await post('/auth/login', { email: 'admin@relance.test', password: 'hunter2' }).expect(401);
    await testEnv.http().get('/api/relance/contacts?q=%2B237699000112').auth(owner, { type: 'bearer' }).expect(200);
    expect(testEnv.log()).toContain('POST /api/relance/contacts 201');
    expect(testEnv.log()).toContain('logged-owner');
    for (const secret of ['99000112', 'Nkoulou', 'mon texte', 'correct horse', 'hunter2', owner.split('.')[2] ?? '?']) {
      expect(
        testEnv
          .log()
          .split('\n')
          .find((line) => line.includes(secret)),
      ).toBeUndefined();
    }
  });
});
