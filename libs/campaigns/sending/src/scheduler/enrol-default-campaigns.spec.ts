import { CONTACT_STORE, type ContactStore } from '@relance/campaigns-domain';
import { vi } from 'vitest';
import { openTestApp, type TestApp } from '@relance/campaigns-testing';
import { EnrolDefaultCampaigns } from './enrol-default-campaigns.ts';

let env: TestApp;
beforeAll(async () => {
  env = await openTestApp();
}, 60_000);
afterAll(() => env?.close());

describe('enrolment into the default relance', () => {
  it('reads who came into the window and who changed, never the whole window again', async () => {
    const owner = await env.as('owner-window');
    await owner.put('/settings', {});
    env.clock.set('2026-03-02T09:00:00Z');
    const registeredAt = '2026-03-02T06:00:00Z';
    const contacts = Array.from({ length: 30 }, (_, index) => ({ phone: `+2376992${100_00 + index}`, registeredAt }));
    expect((await owner.post('/contacts/bulk', { contacts })).body.data.created).toBe(30);
    const store = env.app.get<ContactStore>(CONTACT_STORE);
    const [registered, changed] = [vi.spyOn(store, 'registeredBetween'), vi.spyOn(store, 'changedSince')];
    const round = async () => {
      registered.mockClear();
      changed.mockClear();
      env.clock.advance(60_000);
      const enrolled = await env.app.get(EnrolDefaultCampaigns).run();
      const pages = await Promise.all([...registered.mock.results, ...changed.mock.results].map(({ value }) => value));
      return { enrolled, read: pages.flat().length };
    };
    expect(await round()).toEqual({ enrolled: 30, read: 30 });
    expect(await round()).toEqual({ enrolled: 0, read: 0 });
    expect(await round()).toEqual({ enrolled: 0, read: 0 });
    await owner.post('/contacts', { phone: '+237699299001', registeredAt: '2026-03-02T08:10:00Z' });
    expect(await round()).toEqual({ enrolled: 0, read: 0 });
    // An hour after their registration they are read, once, and nobody with them.
    env.clock.set('2026-03-02T09:12:00Z');
    expect(await round()).toEqual({ enrolled: 1, read: 1 });
    expect(await round()).toEqual({ enrolled: 0, read: 0 });
  });
});
