import { type ApiTestEnv, startTestApp } from '../../testing/api.test-env.ts';
import { callsOf } from '../../testing/calls.ts';

let env: ApiTestEnv;
beforeAll(async () => {
  env = await startTestApp();
}, 60_000);
afterAll(() => env.close());

const { call } = callsOf(() => env);

it('keeps idle connections longer than the proxies in front of it', async () => {
  const answer = await env.http().get('/health/live').set('Connection', 'keep-alive').expect(200);
  expect(answer.headers['keep-alive']).toBe('timeout=125');
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
