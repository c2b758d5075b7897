import { AUDIT_WRITER, type AuditWriter } from '@relance/platform';
import { vi } from 'vitest';
import { aDraft, type Client, openTestApp, read, type TestApp, withContacts } from '@relance/campaigns-testing';

let env: TestApp;
let owner: Client;
beforeAll(async () => {
  env = await openTestApp();
  owner = await env.as('owner-audited');
}, 60_000);
afterAll(() => env?.close());

/** What is written down now can not be kept. */
const withoutALog = async <T>(work: () => Promise<T>): Promise<T> => {
  const append = vi.spyOn(env.app.get<AuditWriter>(AUDIT_WRITER), 'append').mockRejectedValue(new Error('no room'));
  try {
    return await work();
  } finally {
    append.mockRestore();
  }
};

describe('an action whose audit entry cannot be written', () => {
  it('is not done: the campaign stays as it was, and the same action works later', async () => {
    await withContacts(owner, 2);
    const { id } = await aDraft(owner);
    expect((await withoutALog(() => owner.post(`/campaigns/${id}/start`))).status).toBe(500);
    expect(await read(owner, id)).toMatchObject({ status: 'draft', counts: { enrolled: 0 } });
    expect((await owner.post(`/campaigns/${id}/start`)).status).toBe(200);
    for (const action of ['pause', 'cancel']) {
      expect((await withoutALog(() => owner.post(`/campaigns/${id}/${action}`))).status).toBe(500);
      expect(await read(owner, id)).toMatchObject({ status: 'active', counts: { enrolled: 2, active: 2 } });
    }
  });

  it('leaves no campaign, no change and no gap behind', async () => {
    const { id } = await aDraft(owner, { name: 'Kept' });
    const before = (await owner.get('/campaigns')).body.data.total;
    await withoutALog(() => owner.post('/campaigns', { name: 'Lost', targetFilter: {} }));
    await withoutALog(() => owner.post(`/campaigns/${id}/clone`));
    await withoutALog(() => owner.patch(`/campaigns/${id}`, { name: 'Renamed' }));
    await withoutALog(() => owner.delete(`/campaigns/${id}`));
    expect((await owner.get('/campaigns')).body.data.total).toBe(before);
    expect(await read(owner, id)).toMatchObject({ name: 'Kept' });
  });

  it('leaves no contact behind, and an edited one as it was', async () => {
    const made = await owner.post('/contacts', { phone: '+237690000811', name: 'Kept' });
    const path = `/contacts/${made.body.data.id}`;
    expect((await withoutALog(() => owner.post('/contacts', { phone: '+237690000812' }))).status).toBe(500);
    expect((await withoutALog(() => owner.patch(path, { name: 'Renamed' }))).status).toBe(500);
    expect((await owner.get(path)).body.data.name).toBe('Kept');
    expect((await owner.post('/contacts', { phone: '+237690000812' })).status).toBe(201);
  });
});

describe('the audit entry of an edit', () => {
  it('has the fields that changed, before and after; of messages their lengths', async () => {
    const { id } = await aDraft(owner, { name: 'Spring', priority: 1, description: 'for shops' });
    const edit = {
      name: 'Summer',
      priority: 1,
      description: 'for schools',
      targetFilter: { countries: ['CM'] },
      customMessages: [{ dayNumber: 2, messageTemplate: { fr: 'Bonjour' } }],
    };
    expect((await owner.patch(`/campaigns/${id}`, edit)).status).toBe(200);
    const line = env.audit.filter(({ action, entity }) => action === 'campaign.edit' && entity.id === id).at(-1);
    expect([line?.before, line?.after]).toEqual([
      { status: 'draft', name: 'Spring', description: 'f…', targetFilter: expect.any(Object), customMessages: [] },
      {
        status: 'draft',
        name: 'Summer',
        description: 'f…',
        targetFilter: expect.objectContaining({ countries: ['CM'] }),
        customMessages: [{ day: 2, media: 0, charactersFr: 7, charactersEn: null }],
      },
    ]);
  });
});
