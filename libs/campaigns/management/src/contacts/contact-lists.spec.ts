import { vi } from 'vitest';
import { openTestApp, type TestApp } from '@relance/campaigns-testing';
import { CONTACT_STORE, type ContactStore } from '@relance/campaigns-domain';
import { contactsOf } from './testing/contacts.test-hooks.ts';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

const { database, made, started } = contactsOf(() => env);

describe('8.15 the days on which contacts were entered', () => {
  it('narrow the list, its total and the export: calendar days in UTC, `to` inclusive', async () => {
    const owner = await env.as('owner-days');
    const people = [await made(owner), await made(owner), await made(owner)];
    for (const [index, at] of ['2026-02-28T23:59:59.999Z', '2026-03-01T00:00:00Z', '2026-03-02T12:00:00Z'].entries())
      await database()
        .collection('contacts')
        .updateOne({ phone: people[index].phone }, { $set: { createdAt: new Date(at) } });
    const listed = async (query: string) => {
      const { contacts, total } = (await owner.get(`/contacts?sort=createdAt&${query}`)).body.data;
      return [total, ...contacts.map(({ id }: { id: string }) => people.findIndex((one) => one.id === id))];
    };
    expect(await listed('from=2026-03-01')).toEqual([2, 1, 2]);
    expect(await listed('to=2026-03-01')).toEqual([2, 0, 1]);
    expect(await listed('from=2026-03-01&to=2026-03-01')).toEqual([1, 1]);
    const first = (await owner.get('/contacts?to=2026-03-02&limit=2')).body.data;
    const rest = (await owner.get(`/contacts?to=2026-03-02&limit=2&cursor=${first.nextCursor}`)).body.data;
    expect([first.contacts.length, rest.contacts.length, rest.total]).toEqual([2, 1, 3]);
    expect((await owner.get('/contacts/export.csv?from=2026-03-02')).text.trim().split('\n')).toHaveLength(2);
    for (const query of ['from=2026-02-30', 'from=2026-03-02&to=2026-03-01', 'to=tomorrow'])
      expect((await owner.get(`/contacts?${query}`)).status).toBe(400);
  });
});

describe('large lists', () => {
  it('10.3.5 totals are true above 10,000 and say where they stop; 9.4 a large preview is estimated', async () => {
    const owner = await env.as('owner-large');
    const lines = Array.from({ length: 10_050 }, (_, index) => `+23765${String(index).padStart(7, '0')},vip`);
    const begun = await owner.upload('/contacts/import', ['phone,tags', ...lines].join('\n'));
    const { jobId } = begun.body.data;
    for (;;) {
      const { data } = (await owner.get(`/contacts/import/${jobId}`)).body;
      if (data.status === 'done') break;
      expect(data.status).not.toBe('failed');
      await new Promise(setImmediate);
    }
    const whole = (await owner.get('/contacts?limit=1')).body.data;
    expect([whole.total, whole.totalIsAtLeast]).toEqual([10_050, undefined]);
    const narrowed = (await owner.get('/contacts?limit=1&tag=vip')).body.data;
    expect([narrowed.total, narrowed.totalIsAtLeast]).toEqual([10_000, true]);
    // Neither a preview nor the limit of a campaign walks through the audience.
    const walk = vi.spyOn(env.app.get<ContactStore>(CONTACT_STORE), 'matching');
    const preview = (await owner.post('/campaigns/preview', { targetFilter: {} })).body.data;
    expect(preview).toMatchObject({ matched: 10_050, toEnrol: 10_050, estimated: true, overLimit: true });
    expect(preview.samples).toHaveLength(5);
    expect(walk).not.toHaveBeenCalled();
    const refused = await owner.post('/campaigns', { name: 'Everybody', targetFilter: {} });
    expect([refused.status, refused.body.code]).toEqual([422, 'AUDIENCE_OVER_LIMIT']);
    expect(walk.mock.calls.length).toBeLessThanOrEqual(1);
    walk.mockRestore();
    const [first] = (await owner.get('/contacts?limit=1')).body.data.contacts;
    await owner.patch(`/contacts/${first.id}`, { archived: true });
    expect((await owner.get('/contacts?limit=1')).body.data.total).toBe(10_049);
    expect((await owner.get('/contacts?limit=1&archived=true')).body.data.total).toBe(1);
    await owner.delete(`/contacts/${first.id}`);
    expect((await owner.get('/contacts?limit=1&archived=true')).body.data.total).toBe(0);
  }, 120_000);
});

describe('lists by opt-out and by sequence', () => {
  it('hold for the list, its total, the export and tags', async () => {
    const owner = await env.as('owner-flags');
    const [silent, busy] = [await made(owner), await made(owner)];
    await owner.post(`/contacts/${silent.id}/opt-out`, {});
    await started(owner);
    const free = await made(owner);
    const listed = async (query: string) => {
      const { contacts, total } = (await owner.get(`/contacts?sort=createdAt&${query}`)).body.data;
      return [total, ...contacts.map(({ id }: { id: string }) => id)];
    };
    expect(await listed('optedOut=true')).toEqual([1, silent.id]);
    expect(await listed('inLiveSequence=true')).toEqual([1, busy.id]);
    expect(await listed('inLiveSequence=false&optedOut=false')).toEqual([1, free.id]);
    expect((await owner.get('/contacts?optedOut=maybe')).status).toBe(400);
    const { text } = await owner.get('/contacts/export.csv?inLiveSequence=true');
    expect(text).toContain(busy.phone);
    expect(text).not.toContain(free.phone);
    expect((await owner.post('/contacts/tags', { filter: { optedOut: true }, add: ['silent'] })).body.data).toEqual({
      matched: 1,
      updated: 1,
    });
    await owner.post(`/contacts/${silent.id}/opt-in`, { reason: 'asked' });
    const { contact } = (await owner.post(`/contacts/${busy.id}/convert`, {})).body.data;
    expect(contact).toMatchObject({ id: busy.id, inLiveSequence: false });
    expect([await listed('optedOut=true'), await listed('inLiveSequence=true')]).toEqual([[0], [0]]);
  });
});
