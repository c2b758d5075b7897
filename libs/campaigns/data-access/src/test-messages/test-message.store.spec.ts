import { ownerId } from '@relance/kernel';
import { testStores } from '../testing/stores.test-hooks.ts';
import { start } from '../testing/test-stores.ts';
import { MongoTestMessageStore } from './test-message.store.ts';

const stores = testStores();
let store: MongoTestMessageStore;
beforeAll(() => {
  store = new MongoTestMessageStore(stores.connection);
});

const owner = ownerId('tester');
const today = { day: '2026-03-02', limit: 3 };
const message = { ownerId: owner, phone: null, text: 'Bonjour', mediaIds: [] };

describe('test messages', () => {
  it('take the places of a day, never more of them than there are, whoever asks at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => store.enqueue(message, today, start)));
    const taken = all.flatMap((each) => each ?? []);
    expect(taken.length).toBe(3);
    expect(await store.count(owner, today.day)).toBe(3);
    expect(await store.enqueue(message, { ...today, day: '2026-03-03' }, start)).not.toBeNull();
    expect(await store.count(ownerId('teste'), today.day)).toBe(0);
    const [first] = taken;
    expect(await store.withdraw(first?.id ?? '')).toBe(true);
    expect(await store.enqueue(message, today, start)).toMatchObject({ id: first?.id });
  });

  it('are begun once, and forget their text when they end', async () => {
    const other = ownerId('tester-2');
    const queued = await store.enqueue({ ...message, ownerId: other }, today, start);
    const id = queued?.id ?? '';
    expect((await store.queued([other], 10)).map((each) => each.id)).toEqual([id]);
    const begun = await Promise.all([store.begin(id), store.begin(id)]);
    expect(begun.filter(Boolean).length).toBe(1);
    expect(await store.withdraw(id)).toBe(false);
    await store.finish(id, 'failed', 'no session');
    expect(await store.find(id)).toMatchObject({ state: 'failed', problem: 'no session', text: '' });
    expect(await store.queued([other], 10)).toEqual([]);
  });
});

describe('test numbers', () => {
  const phone = '+237690000001';
  const until = new Date(start.getTime() + 60_000);

  it('are confirmed with the right code, once and in time', async () => {
    await store.expectCode(owner, phone, { hash: 'right', until });
    expect(await store.numbers(owner)).toEqual([{ phone, confirmedAt: null }]);
    expect(await store.confirm(owner, phone, 'wrong', start)).toBe('wrong');
    expect(await store.confirm(owner, phone, 'right', until)).toBe('wrong');
    expect(await store.confirm(ownerId('another'), phone, 'right', start)).toBe('wrong');
    expect(await store.confirm(owner, phone, 'right', start)).toBe('confirmed');
    expect(await store.confirm(owner, phone, 'right', start)).toBe('wrong');
    expect(await store.numbers(owner)).toEqual([{ phone, confirmedAt: start }]);
    expect(await store.removeNumber(owner, phone)).toBe(true);
    expect(await store.numbers(owner)).toEqual([]);
  });

  it('take no code any more after five wrong ones, until a new one is sent', async () => {
    await store.expectCode(owner, phone, { hash: 'right', until });
    for (let round = 0; round < 5; round += 1) await store.confirm(owner, phone, 'wrong', start);
    expect(await store.confirm(owner, phone, 'right', start)).toBe('wrong');
    await store.expectCode(owner, phone, { hash: 'newer', until });
    expect(await store.confirm(owner, phone, 'newer', start)).toBe('confirmed');
  });
});
