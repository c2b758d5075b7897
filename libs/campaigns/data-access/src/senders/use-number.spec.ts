import { type CalendarDay } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { MongoSettingsStore } from '../settings/settings.store.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { anActiveCampaign, anIntent, enrolled, only, start } from '../testing/test-stores.ts';

const stores = testStores();
const day: CalendarDay = '2026-03-02';
const at = { now: start, days: [day] };

describe('the number that an owner has linked', () => {
  it('10.1.6 a new one starts anew; what the one before it had waits for its return', async () => {
    const owner = ownerId('owner-two-numbers');
    const settings = new MongoSettingsStore(stores.connection, { sendWindow: [] as never });
    const since = new Date('2026-01-01T00:00:00Z');
    await settings.save(owner, { linkedNumberSince: since }, start);
    const campaign = await anActiveCampaign(stores, { ownerId: owner });
    const target = only(await enrolled(stores, campaign.id, 1, owner));
    const intent = anIntent(campaign, target);
    expect(await stores.sending.writeIntent(intent)).toBe('written');
    await stores.states.hold(owner, 'cold', start);
    await stores.states.noteOutcomes(new Map([[owner, [true]]]));
    // What was stored before numbers were kept is the first one's.
    expect(await stores.states.useNumber(owner, 'first', at)).toBe(false);
    const before = await stores.states.read(owner);
    expect(before).toMatchObject({ pacing: intent.pacing, coldHeldUntil: start, recent: [true], numberKey: 'first' });
    const used = await stores.days.read(owner, day);
    expect(used.reserved).toBe(1);

    expect(await stores.states.useNumber(owner, 'second', at)).toBe(true);
    expect(await stores.states.useNumber(owner, 'second', at)).toBe(false);
    expect(await stores.states.read(owner)).toEqual({
      ownerId: owner,
      pacing: null,
      heldUntil: null,
      coldHeldUntil: null,
      recent: [],
      numberKey: 'second',
      firstNumberKey: 'first',
    });
    expect((await stores.days.read(owner, day)).reserved).toBe(0);
    expect((await settings.read(owner)).linkedNumberSince).toEqual(start);

    expect(await stores.states.useNumber(owner, 'first', at)).toBe(true);
    expect(await stores.states.read(owner)).toEqual(before);
    expect(await stores.days.read(owner, day)).toEqual(used);
    expect((await settings.read(owner)).linkedNumberSince).toEqual(since);
  });
});
