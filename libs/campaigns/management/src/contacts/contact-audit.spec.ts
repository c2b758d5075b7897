import { type Client, openTestApp, type TestApp } from '@relance/campaigns-testing';

let env: TestApp;
let owner: Client;
beforeAll(async () => {
  env = await openTestApp();
  owner = await env.as('owner-contact-audit');
}, 60_000);
afterAll(() => env?.close());

const linesOf = (id: string) =>
  env.audit
    .filter(({ entity }) => entity.id === id)
    .map(({ action, before, after }) => ({ action, before: before ?? null, after: after ?? null }));

describe('what the audit says of a contact', () => {
  it('is what it was made with, and of a change the fields that moved, before and after; who the person is stays masked', async () => {
    const made = await owner.post('/contacts', {
      phone: '+237690000801',
      name: 'Awa Diop',
      language: 'fr',
      tags: ['vip', 'asked +237690000899'],
      attributes: { city: 'Douala', size: 'M' },
    });
    const { id } = made.body.data;
    const changed = await owner.patch(`/contacts/${id}`, {
      phone: '+237690000802',
      name: 'Ada Diop',
      email: 'ada@example.org',
      language: 'fr',
      birthDate: '1990-05-31',
      tags: ['vip'],
      attributes: { city: 'Dakar', size: 'M' },
      consent: { source: 'call from +237690000802', at: '2026-03-01T10:00:00Z' },
      archived: true,
    });
    expect(changed.status).toBe(200);
    expect(linesOf(id)).toEqual([
      {
        action: 'contact.create',
        before: null,
        after: {
          phone: '+237…01',
          name: 'A…',
          country: 'CM',
          language: 'fr',
          tags: ['vip', 'asked +237…99'],
          attributes: { city: 'D…', size: 'M…' },
        },
      },
      {
        action: 'contact.update',
        before: {
          phone: '+237…01',
          name: 'A…',
          email: null,
          birthDate: null,
          tags: ['vip', 'asked +237…99'],
          attributes: { city: 'D…' },
          consent: null,
          archivedAt: null,
        },
        after: {
          phone: '+237…02',
          name: 'A…',
          email: 'a…',
          birthDate: '1…',
          tags: ['vip'],
          attributes: { city: 'D…' },
          consent: { source: 'call from +237…02', at: '2026-03-01T10:00:00.000Z' },
          archivedAt: '2026-03-02T09:00:00.000Z',
        },
      },
    ]);
  });

  it('names the tags that many contacts got', async () => {
    const made = await owner.post('/contacts', { phone: '+237690000803' });
    await owner.post('/contacts/tags', { ids: [made.body.data.id], add: ['spring'], remove: ['winter'] });
    expect(env.audit.at(-1)).toMatchObject({
      action: 'contact.tags',
      after: { add: ['spring'], remove: ['winter'], matched: 1, updated: 1 },
    });
  });
});
