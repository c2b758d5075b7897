import { type ApiTestEnv, type Role, startTestApp } from './testing/api.test-env.ts';

describe('acting for an owner', () => {
  let testEnv: ApiTestEnv;
  beforeAll(async () => {
    testEnv = await startTestApp({ SERVICE_TOKEN: 'the-token-of-our-own-server' });
  }, 60_000);
  afterAll(() => testEnv.close());

  const asRole = async (role: Role) => ({ Authorization: `Bearer ${await testEnv.token(role)}` });

  it('an admin writes down a contact for a member, and the audit names both', async () => {
    const admin = { ...(await asRole('admin')), 'X-Relance-Owner': 'awa' };
    const made = await testEnv
      .http()
      .post('/api/relance/contacts')
      .set(admin)
      .send({ phone: '+237699000001', name: 'B' });
    expect(made.status).toBe(201);
    const token = await testEnv.token('user', 'awa');
    const own = await testEnv.http().get('/api/relance/contacts').auth(token, { type: 'bearer' });
    expect(own.body.data.contacts).toMatchObject([{ phone: '+237699000001' }]);
    const campaign = await testEnv
      .http()
      .post('/api/relance/campaigns')
      .set(admin)
      .send({ name: 'C', targetFilter: {} });
    expect(campaign.status).toBe(201);
    const audit = await testEnv
      .http()
      .get('/api/relance/admin/audit')
      .set(await asRole('admin'))
      .query({ userId: 'awa' });
    expect(audit.body.data.entries[0]).toMatchObject({
      actor: { id: 'the-admin', role: 'admin' },
      onBehalfOf: { id: 'awa' },
      before: null,
    });
  });

  it('is for reading alone with support, and for nobody with a member', async () => {
    const of = (role: Role) => async (method: 'get' | 'post') =>
      testEnv
        .http()
        [method]('/api/relance/contacts')
        .set({ ...(await asRole(role)), 'X-Relance-Owner': 'awa' })
        .send(method === 'post' ? { phone: '+237699000002' } : undefined);
    expect((await of('support')('get')).body.data.contacts).toHaveLength(1);
    expect((await of('support')('post')).status).toBe(403);
    expect((await of('user')('get')).status).toBe(403);
  });

  it('needs an owner that can be one', async () => {
    const send = async (owner: string) =>
      testEnv
        .http()
        .get('/api/relance/contacts')
        .set({ ...(await asRole('admin')), 'X-Relance-Owner': owner });
    expect((await send('not/an/owner')).body).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect((await send('')).body).toMatchObject({ code: 'OWNER_REQUIRED' });
  });

  it('keeps a service token to its routes', async () => {
    const service = { Authorization: 'Bearer the-token-of-our-own-server' };
    const elsewhere = await testEnv
      .http()
      .get('/api/relance/contacts')
      .set({ ...service, 'X-Relance-Owner': 'awa' });
    expect(elsewhere.status).toBe(403);
    const convert = () => testEnv.http().post('/api/relance/contacts/convert').set(service);
    expect((await convert().send({ phone: '+237699000001' })).body).toMatchObject({ code: 'OWNER_REQUIRED' });
    const done = await convert().set('X-Relance-Owner', 'awa').send({ phone: '+237699000001' });
    expect(done.status).toBe(200);
    expect(done.body.data.contact.convertedAt).not.toBeNull();
  });
});
