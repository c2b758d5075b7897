import { seededRng } from '@relance/kernel';
import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { type JsonSchema, type Route, pathWith, routesOf } from '../../testing/routes.ts';
import { almost, strangeQuery, strangeText } from '../../testing/fuzz-values.ts';

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
    const undeclared = new Set<string>();
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
        if (!route.statuses.includes(answer.status) && answer.body.code !== 'ROUTE_NOT_FOUND') {
          undeclared.add(`${answer.status} ${route.method} ${route.path}`);
        }
        const isRefusal = answer.status >= 400 && answer.body.success === false && typeof answer.body.code === 'string';
        if (answer.status >= 500 || (answer.status >= 400 && !isRefusal)) {
          stumbles.push(
            `${answer.status} ${route.method} ${route.path} ${JSON.stringify(answer.body)} ${JSON.stringify(sent)?.slice(0, 300)}`,
          );
        }
      }
    }
    expect(stumbles).toEqual([]);
    expect([...undeclared]).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  }, 240_000);

  it('refuses a body that the route does not read: unknown fields 400, forms and other media types 415', async () => {
    const admin = await testEnv.token('admin', 'fuzzer');
    const wrong: string[] = [];
    for (const route of routes.filter(({ method, audience }) => method !== 'get' && audience !== 'public')) {
      const path = pathWith(route, '1'.repeat(24)).replace(/templates\/1+/, 'templates/1');
      const ask = () =>
        testEnv.http()[route.method](path).auth(admin, { type: 'bearer' }).set('X-Relance-Owner', 'fuzzer');
      const said = (label: string, { status, body }: { status: number; body: { details?: { field: string }[] } }) =>
        `${route.method} ${route.path}: ${label} ${status} ${JSON.stringify(body.details ?? null)}`;
      const xml = await ask().set('Content-Type', 'application/xml').send('<a/>');
      if (xml.status !== 415) wrong.push(said('xml', xml));
      if (route.consumes.includes('multipart/form-data')) continue;
      const form = await ask().field('strange', '1');
      if (form.status !== 415) wrong.push(said('form', form));
      const unknown = await ask().send({ strange: 1 });
      const names = (unknown.body.details ?? []).map(({ field }: { field: string }) => field);
      if (unknown.status !== 400 || !names.includes('strange')) wrong.push(said('unknown field', unknown));
      for (const text of ['null', '7', '"x"', '[1]']) {
        const answer = await ask().set('Content-Type', 'application/json').send(text);
        if (answer.status !== 400 || answer.body.details?.[0]?.field !== 'body') wrong.push(said(text, answer));
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('says of a field that is not there that it must be given, of a wrong kind which it must be', async () => {
    const admin = await testEnv.token('admin', 'fuzzer');
    const details = async (path: string, body: object) =>
      (await testEnv.http().post(`/api/relance${path}`).auth(admin, { type: 'bearer' }).send(body).expect(400)).body
        .details;
    expect(await details('/auth/login', {})).toEqual([
      { field: 'email', problem: 'must be given', code: 'MISSING' },
      { field: 'password', problem: 'must be given', code: 'MISSING' },
    ]);
    expect(await details('/admin/users', { email: 'a@b.test', name: null, role: 'user' })).toEqual([
      { field: 'name', problem: 'must be text' },
    ]);
    expect(await details('/admin/webhooks', { url: 'ftp://x', events: ['nothing'] })).toMatchObject([
      { field: 'url' },
      { field: 'events' },
    ]);
    expect(await details('/admin/opt-outs', { phone: 'abc' })).toMatchObject([{ field: 'phone' }, { field: 'reason' }]);
    for (const body of [{ action: 'pause' }, { action: 'pause', ids: ['1'.repeat(24)], filter: { status: 'draft' } }]) {
      expect(await details('/admin/campaigns/bulk', body)).toEqual([
        { field: 'ids', problem: 'either ids or filter must be given' },
      ]);
    }
  });

  it('takes no list for an object, whether it stands in its place or in the list of such objects', async () => {
    const admin = await testEnv.token('admin', 'fuzzer');
    const schemas = (testEnv.document.components?.schemas ?? {}) as Readonly<Record<string, JsonSchema>>;
    const named = (schema: JsonSchema | undefined) => schema?.$ref ?? schema?.allOf?.[0]?.$ref;
    const wrong: string[] = [];
    let asked = 0;
    for (const route of routes.filter(({ body }) => body)) {
      const body = route.body?.$ref ? schemas[route.body.$ref.split('/').at(-1) ?? ''] : route.body;
      for (const [field, schema] of Object.entries(body?.properties ?? {})) {
        const isList = named(schema.items) !== undefined;
        // Rows of a bulk request are judged one by one.
        if ((!isList && named(schema) === undefined) || field === 'contacts') continue;
        const path = pathWith(route, '1'.repeat(24)).replace(/templates\/1+/, 'templates/1');
        const sent = testEnv.http()[route.method](path).auth(admin, { type: 'bearer' });
        const answer = await sent.set('X-Relance-Owner', 'fuzzer').send({ [field]: isList ? [[]] : [] });
        const fields = (answer.body.details ?? []).map((one: { field: string }) => one.field);
        if (answer.status !== 400 || !fields.includes(field))
          wrong.push(`${answer.status} ${route.method} ${route.path} ${field} ${JSON.stringify(answer.body)}`);
        asked += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(12);
  });

  it('searches for any text, also one with a NUL', async () => {
    const admin = await testEnv.token('admin', 'fuzzer');
    const searched = routes.filter(
      ({ method, parameters }) => method === 'get' && parameters.some(({ name }) => name === 'q'),
    );
    for (const { path } of searched) {
      const ask = testEnv.http().get(`${path}?q=a%00.*(`).auth(admin, { type: 'bearer' });
      const { status } = await ask.set('X-Relance-Owner', 'fuzzer');
      // Opt-outs are searched by number.
      expect([path, status]).toEqual([path, path.endsWith('/opt-outs') ? 400 : 200]);
    }
    expect(searched.length).toBeGreaterThan(5);
  });

  it('reads whole numbers of a query in decimal digits only', async () => {
    const owner = await testEnv.token('user', 'numbers');
    for (const limit of ['1e1', '0x10', '', ' 10', '+5', '1.0']) {
      const path = `/api/relance/contacts?limit=${encodeURIComponent(limit)}`;
      const answer = await testEnv.http().get(path).auth(owner, { type: 'bearer' }).expect(400);
      expect(answer.body.details).toEqual([
        { field: 'limit', problem: 'must be a whole number', code: 'NOT_A_WHOLE_NUMBER' },
      ]);
    }
  });

  it('answers in the envelope outside of its own paths, too', async () => {
    const answer = await testEnv.http().get('/anything').expect(404);
    expect(answer.body).toMatchObject({ success: false, code: 'ROUTE_NOT_FOUND' });
  });

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

  it('refuses a range that ends before it begins, wherever days are asked for, and names the end', async () => {
    const token = await testEnv.token('admin', 'fuzzer');
    const ranged = routes.filter(({ parameters }) => parameters.some(({ name }) => name === 'to'));
    expect(ranged.length).toBeGreaterThan(7);
    for (const route of ranged) {
      const ask = (query: string) =>
        testEnv
          .http()
          [route.method](`${pathWith(route, '1'.repeat(24))}?${query}`)
          .auth(token, { type: 'bearer' })
          .set('X-Relance-Owner', 'fuzzer');
      const { status, body } = await ask('from=2026-02-02&to=2026-02-01');
      const fields = (body.details ?? []).map(({ field }: { field: string }) => field);
      expect([route.path, status, fields]).toEqual([route.path, 400, ['to']]);
      expect([route.path, (await ask('from=2026-02-01&to=2026-02-01')).status]).toEqual([route.path, 200]);
    }
    const bulk = { action: 'pause', dryRun: true, filter: { from: '2026-02-02', to: '2026-02-01' } };
    const refused = await testEnv
      .http()
      .post('/api/relance/admin/campaigns/bulk')
      .auth(token, { type: 'bearer' })
      .send(bulk)
      .expect(400);
    expect(refused.body.details).toMatchObject([{ field: 'filter.to' }]);
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
