import { type OptOut } from '@relance/campaigns-domain';
import { ownerId } from '@relance/kernel';
import { MongoOptOutStore } from '../opt-outs/opt-out.store.ts';
import { testStores } from '../testing/stores.test-hooks.ts';
import { start } from '../testing/test-stores.ts';

const stores = testStores();
let optOuts: MongoOptOutStore;
beforeAll(() => {
  optOuts = new MongoOptOutStore(stores.connection);
});

const later = (ms: number): Date => new Date(start.getTime() + ms);

describe('a sender’s state', () => {
  it('is fresh for one that nobody knows', async () => {
    expect(await stores.states.read(ownerId('fresh'))).toEqual({
      ownerId: 'fresh',
      pacing: null,
      heldUntil: null,
      coldHeldUntil: null,
      recent: [],
      numberKey: null,
      firstNumberKey: null,
    });
  });

  it('keeps the last fifty outcomes in order', async () => {
    const owner = ownerId('outcomes');
    const other = ownerId('outcomes-of-another');
    await stores.states.noteOutcomes(new Map([[owner, Array.from({ length: 49 }, () => false)]]));
    const windows = await stores.states.noteOutcomes(
      new Map([
        [owner, [true, true]],
        [other, [false]],
      ]),
    );
    // Nobody asks for the window of a sender whose messages all left.
    expect([...windows.keys()]).toEqual([owner]);
    expect(windows.get(owner)).toHaveLength(50);
    expect(windows.get(owner)?.slice(-3)).toEqual([false, true, true]);
    expect((await stores.states.read(other)).recent).toEqual([false]);
    await stores.states.clearOutcomes(owner);
    expect((await stores.states.read(owner)).recent).toEqual([]);
  });

  it('is held until the later of two instants', async () => {
    const owner = ownerId('held');
    await stores.states.hold(owner, 'cold', later(2000));
    await stores.states.hold(owner, 'cold', later(1000));
    await stores.states.hold(owner, 'all', later(500));
    expect(await stores.states.read(owner)).toMatchObject({ coldHeldUntil: later(2000), heldUntil: later(500) });
  });

  it('tells once that the rules changed', async () => {
    const owner = ownerId('rules');
    const answers = [];
    for (const rules of ['a', 'a', 'b', 'b']) answers.push(await stores.states.noteRules(owner, rules));
    expect(answers).toEqual([true, false, true, false]);
  });
});

describe('opt-outs', () => {
  const optOut = (phone: string, change: Partial<OptOut> = {}): OptOut => ({
    phone,
    keys: [phone],
    source: 'reply',
    ownerId: ownerId('owner-1'),
    evidence: 'm1',
    at: start,
    confirmation: 'due',
    ...change,
  });

  it('hold once per person, and the first one stays', async () => {
    expect(await optOuts.add(optOut('+1'))).toBe(true);
    expect(await optOuts.add(optOut('+1', { evidence: 'm2' }))).toBe(false);
    expect(await optOuts.isOptedOut(['+1'])).toBe(true);
    expect(await optOuts.isOptedOut(['+2'])).toBe(false);
    expect([...(await optOuts.optedOut(['+1', '+2']))]).toEqual(['+1']);
  });

  it('are confirmed once, and again only when it certainly did not leave', async () => {
    const owner = ownerId('confirming');
    await optOuts.add(optOut('+10', { ownerId: owner }));
    expect((await optOuts.confirmationsDue(owner, 10)).map(({ phone }) => phone)).toEqual(['+10']);
    expect(await Promise.all([optOuts.takeConfirmation('+10'), optOuts.takeConfirmation('+10')])).toEqual(
      expect.arrayContaining([true, false]),
    );
    expect(await optOuts.confirmationsDue(owner, 10)).toEqual([]);
    await optOuts.settleConfirmation('+10', 'due');
    expect(await optOuts.takeConfirmation('+10')).toBe(true);
    await optOuts.settleConfirmation('+10', 'done');
    expect(await optOuts.takeConfirmation('+10')).toBe(false);
  });

  it('page newest first', async () => {
    for (const [index, phone] of ['+21', '+22', '+23'].entries())
      await optOuts.add(optOut(phone, { at: later(1000 + index) }));
    const page = { limit: 2, page: 1, after: null, sort: '-createdAt' } as const;
    const first = await optOuts.list({}, page);
    expect(first.rows.map(({ phone }) => phone)).toEqual(['+23', '+22']);
    expect((await optOuts.list({}, { ...page, after: first.next })).rows[0]?.phone).toBe('+21');
  });

  it('10.5.2 are found by the number with its country’s code and as it is dialled at home, also those of earlier versions', async () => {
    for (const phone of ['+33612345601', '+237612345602', '123456@lid']) await optOuts.add(optOut(phone));
    const page = { limit: 10, page: 1, after: null, sort: '-createdAt' } as const;
    const found = async (digits: string) =>
      (await optOuts.list({ digits }, page)).rows.map(({ phone }) => phone).sort();
    const check = async () => {
      expect(await found('336123')).toEqual(['+33612345601']);
      expect(await found('06123456')).toEqual(['+237612345602', '+33612345601']);
      expect(await found('612345602')).toEqual(['+237612345602']);
      expect([await found('1234560'), await found('123456')]).toEqual([[], []]);
    };
    await check();
    const stored = stores.connection.collection('opt_outs');
    await stored.updateMany({}, { $unset: { searchKeys: 1 } });
    await check();
  });
});
