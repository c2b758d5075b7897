import { defaultSettings } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { MongoTemplateStore } from '../templates/template.store.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { MongoSettingsStore } from './settings.store.ts';

const now = new Date('2026-03-02T09:00:00Z');
const later = new Date('2026-03-03T09:00:00Z');
const window = { from: '09:00', to: '18:00' };

const stores = testStores();
let settings: MongoSettingsStore;
let templates: MongoTemplateStore;

beforeAll(async () => {
  settings = new MongoSettingsStore(stores.connection, { sendWindow: window });
  templates = new MongoTemplateStore(stores.connection);
}, 60_000);

describe('settings', () => {
  it('of an unknown owner are today’s defaults, and reading stores nothing', async () => {
    const unknown = ownerId('owner-unknown');
    const expected = { ...defaultSettings(window), ownerId: unknown, isStored: false, sendingPauseReason: null };
    expect(await settings.read(unknown)).toEqual(expected);
    expect((await settings.readMany([unknown])).get(unknown)).toEqual(expected);
    expect(await stores.connection.collection('relance_configs').countDocuments()).toBe(0);
  });

  it('keep what was changed and follow the defaults in the rest', async () => {
    const owner = ownerId('owner-1');
    await settings.save(owner, { maxMessagesPerDay: 7 }, now);
    const moved = new MongoSettingsStore(stores.connection, { sendWindow: { from: '10:00', to: '11:00' } });
    expect(await moved.read(owner)).toMatchObject({
      isStored: true,
      maxMessagesPerDay: 7,
      sendWindows: [{ from: '10:00', to: '11:00' }],
    });
  });

  it('remember why the engine paused sending, once, until the owner decides', async () => {
    const owner = ownerId('owner-2');
    const reason = { code: 'failure_ratio', note: '3 of the last 20 failed', at: now } as const;
    expect(await settings.pauseSending(owner, reason)).toBe(true);
    expect(await settings.pauseSending(owner, { ...reason, at: later })).toBe(false);
    expect(await settings.read(owner)).toMatchObject({ sendingPaused: true, sendingPauseReason: reason });
    await settings.save(owner, { language: 'en' }, later);
    expect((await settings.read(owner)).sendingPauseReason).toEqual(reason);
    expect(await settings.save(owner, { sendingPaused: false }, later)).toMatchObject({
      sendingPaused: false,
      sendingPauseReason: null,
    });
  });

  it('take the day of linking as the number’s age only where the owner said nothing', async () => {
    const [silent, stated] = [ownerId('owner-3'), ownerId('owner-4')];
    const since = new Date('2020-01-01T00:00:00Z');
    await settings.save(stated, { linkedNumberSince: since }, now);
    for (const owner of [silent, stated]) await settings.stampLinkedNumber(owner, now);
    await settings.stampLinkedNumber(silent, later);
    const read = await settings.readMany([silent, stated]);
    expect([...read.values()].map(({ linkedNumberSince }) => linkedNumberSince)).toEqual([now, since]);
  });
});

describe('templates', () => {
  const template = (dayNumber: number, fr = `jour ${dayNumber}`) => ({
    dayNumber,
    messageTemplate: { fr, en: null },
    mediaIds: [],
    active: true,
  });

  it('are seeded once: what was changed or removed stays so', async () => {
    await templates.seed([template(2), template(1)], now);
    await templates.save('installation', { ...template(1, 'à moi'), active: false }, later);
    expect(await templates.remove('installation', 2)).toBe(true);
    expect(await templates.remove('installation', 2)).toBe(false);
    await templates.seed([template(1), template(2), template(3)], later);
    expect(
      (await templates.all()).map(({ dayNumber, messageTemplate, active }) => [dayNumber, messageTemplate.fr, active]),
    ).toEqual([
      [1, 'à moi', false],
      [3, 'jour 3', true],
    ]);
    expect(await templates.find(2)).toBeNull();
    await templates.save('installation', template(2, 'wieder da'), later);
    expect(await templates.find(2)).toEqual({ ...template(2, 'wieder da'), updatedAt: later });
  });
});
