import { type ApiTestEnv, type Role, startTestApp } from '../../testing/api.test-env.ts';

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

  it('is named in the audit by what is known of the owner, and by nothing before anything is', async () => {
    const lines = async () => {
      const audit = await testEnv
        .http()
        .get('/api/relance/admin/audit')
        .set(await asRole('admin'))
        .query({ userId: 'fatou' });
      return audit.body.data.entries;
    };
    await testEnv
      .http()
      .post('/api/relance/campaigns')
      .set({ ...(await asRole('admin')), 'X-Relance-Owner': 'fatou' })
      .send({ name: 'C', targetFilter: {} })
      .expect(201);
    expect(await lines()).toMatchObject([{ onBehalfOf: { id: 'fatou' }, onBehalfOfName: null }]);
    await testEnv
      .http()
      .post('/api/relance/campaigns')
      .auth(await testEnv.token('user', 'fatou'), { type: 'bearer' })
      .send({ name: 'D', targetFilter: {} })
      .expect(201);
    expect(await lines()).toMatchObject([
      { actor: { id: 'fatou', name: 'fatou@relance.test' }, onBehalfOf: null },
      { actor: { id: 'the-admin' }, onBehalfOf: { id: 'fatou' }, onBehalfOfName: 'fatou@relance.test' },
    ]);
  });

  it('an import names both too, though it ends outside of its request', async () => {
    const admin = { ...(await asRole('admin')), 'X-Relance-Owner': 'chantal' };
    const file = Buffer.from('phone,name\n+237699000003,C\n');
    await testEnv.http().post('/api/relance/contacts/import').set(admin).attach('file', file, 'people.csv').expect(200);
    const query = { action: 'contact.import', userId: 'chantal' };
    const audit = await testEnv
      .http()
      .get('/api/relance/admin/audit')
      .set(await asRole('admin'))
      .query(query);
    expect(audit.body.data.entries).toMatchObject([{ actor: { id: 'the-admin' }, onBehalfOf: { id: 'chantal' } }]);
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

  it('leaves a trace where staff read whole phone numbers, once in a while for pages, always for files', async () => {
    const http = testEnv.http;
    const owner = { Authorization: `Bearer ${await testEnv.token('user', 'binta')}` };
    const made = await http().post('/api/relance/contacts').set(owner).send({ phone: '+237699000044' }).expect(201);
    const { id } = made.body.data as { id: string };
    const campaign = await http()
      .post('/api/relance/campaigns')
      .set(owner)
      .send({ name: 'C', targetFilter: {} })
      .expect(201);
    const support = { ...(await asRole('support')), 'X-Relance-Owner': 'binta' };
    const read = (path: string, as: Record<string, string>) => http().get(`/api/relance${path}`).set(as).expect(200);
    const pages = ['/contacts', `/contacts/${id}`, `/contacts/${id}/data`, '/templates/test/numbers'];
    const files = ['/contacts/export.csv', `/campaigns/${campaign.body.data.id}/export.csv`];
    for (const path of [...pages, ...files]) await read(path, owner);
    for (const path of [...pages, ...files, ...pages, ...files]) await read(path, support);
    const query = { action: 'contact.phones_read', userId: 'binta' };
    const audit = await http()
      .get('/api/relance/admin/audit')
      .set(await asRole('admin'))
      .query(query)
      .expect(200);
    const entries = audit.body.data.entries as { actor: { id: string }; after: { through: string } }[];
    expect(new Set(entries.map(({ actor }) => actor.id))).toEqual(new Set(['the-support']));
    expect(entries.map(({ after }) => after.through).sort()).toEqual(
      ['campaign_export', 'campaign_export', 'contact', 'data', 'export', 'export', 'list', 'test_numbers'].sort(),
    );
    expect(entries[0]).toMatchObject({ onBehalfOf: { id: 'binta' }, requestId: expect.any(String) });
    expect(JSON.stringify(entries)).not.toContain('699000044');
    // A look at nothing is none.
    await http()
      .get(`/api/relance/contacts/${'0'.repeat(24)}`)
      .set(support)
      .expect(404);
    const after = await http()
      .get('/api/relance/admin/audit')
      .set(await asRole('admin'))
      .query(query);
    expect(after.body.data.total).toBe(entries.length);
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
