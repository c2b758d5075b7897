import { ownerId } from '@relance/kernel';
import { FLEET, CONNECTION_LOSSES, SESSIONS } from './collections.ts';
import { MongoOutageRecords } from './outage-records.mongo.ts';
import { startStoreTestEnv, type StoreTestEnv } from './testing/store.test-env.ts';

const AGO = new Date(Date.now() - 600_000);
const MINUTE = 60_000;

describe('what processes know together of lost connections', () => {
  let testEnv: StoreTestEnv;
  let records: MongoOutageRecords;
  const loss = (owner: string, generation = 1) =>
    ({ ownerId: ownerId(owner), generation, cause: 'transient', openedAt: AGO }) as const;

  beforeAll(async () => {
    testEnv = await startStoreTestEnv();
    records = new MongoOutageRecords(testEnv.connection);
  }, 60_000);
  afterEach(async () => {
    for (const name of [FLEET, CONNECTION_LOSSES, SESSIONS]) await testEnv.connection.collection(name).deleteMany({});
  });
  afterAll(() => testEnv.stop(), 20_000);

  it('of losses that are noted at once, the last one sees them all, each once', async () => {
    const together = [['a', 'b'], ['c'], ['a']].map((owners) => owners.map((owner) => loss(owner)));
    const seen = await Promise.all(together.map((losses) => records.noteLosses(losses, MINUTE)));
    expect(Math.max(...seen.map((losses) => losses.length))).toBe(3);
    expect(seen.flat().every(({ openedAt, at }) => at > openedAt)).toBe(true);
    expect([...(await records.lostWithin(MINUTE))].sort()).toEqual(['a', 'b', 'c']);
  });

  it('losses before the window are not seen', async () => {
    await records.noteLosses([loss('old')], MINUTE);
    await testEnv.connection
      .collection(CONNECTION_LOSSES)
      .updateMany({}, { $set: { at: new Date(Date.now() - 61_000) } });
    expect((await records.noteLosses([loss('new')], MINUTE)).map(({ ownerId: owner }) => owner)).toEqual(['new']);
  });

  it('counts the sessions that are open, held, and were open then', async () => {
    const now = new Date();
    const put = async (owner: string, connectedAt: Date, state = 'connected', isHeld = true) => {
      await testEnv.store.ensure(ownerId(owner));
      const until = isHeld ? new Date(Date.now() + 30_000) : new Date(0);
      const lease = { holder: 'me', token: 1, until };
      await testEnv.connection
        .collection(SESSIONS)
        .updateOne({ ownerId: owner }, { $set: { state, lastConnectedAt: connectedAt, lease } });
    };
    await put('open', AGO);
    await put('later', new Date(now.getTime() + 1_000));
    await put('waiting', AGO, 'retry_wait');
    await put('orphan', AGO, 'connected', false);
    await put('lost', AGO);
    const times = [now, new Date(now.getTime() + 1_000), new Date(AGO.getTime() - 1), AGO];
    expect(await records.openSince(times, [ownerId('lost')])).toEqual([1, 2, 0, 1]);
    expect(await records.openSince([], [])).toEqual([]);
  });

  it('the guard begins to hold for one of many, holds on, and ends by itself; strikes since its beginning are found', async () => {
    expect(await records.outageSince()).toBeNull();
    expect(await records.extendOutage(MINUTE)).toBeNull();
    const first = await Promise.all([1, 2, 3].map(() => records.openOutage(AGO, MINUTE)));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await records.openOutage(new Date(), MINUTE)).toBe(false);
    expect(await records.outageSince()).toEqual(AGO);
    expect(await records.extendOutage(1)).toEqual(AGO);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await records.outageSince()).toBeNull();
    expect(await records.openOutage(AGO, MINUTE)).toBe(true);
    await testEnv.store.ensure(ownerId('struck'));
    await testEnv.connection
      .collection(SESSIONS)
      .updateOne({ ownerId: 'struck' }, { $set: { strikes: 3, lastStrikeAt: new Date() } });
    expect(await records.struckSince(AGO)).toEqual(['struck']);
    expect(await records.struckSince(new Date(Date.now() + MINUTE))).toEqual([]);
  });

  it('an attempt that fails prolongs a guard that holds, until a session has come back', async () => {
    const untilOf = async () => (await testEnv.connection.collection(FLEET).findOne({}))?.['until'] as Date;
    const open = (at: Date) =>
      testEnv.connection
        .collection(SESSIONS)
        .updateOne({ ownerId: 'back' }, { $set: { state: 'connected', lastConnectedAt: at } });
    await testEnv.store.ensure(ownerId('back'));
    expect(await records.extendWhileDown(MINUTE)).toBeNull();
    const began = new Date(Date.now() - 5_000);
    await open(AGO);
    await records.openOutage(began, MINUTE);
    const [first, longer, same] = [await untilOf(), await records.extendWhileDown(10 * MINUTE), await untilOf()];
    expect(longer).toEqual(began);
    expect(same.getTime() - first.getTime()).toBeGreaterThan(8 * MINUTE);
    expect(await records.extendWhileDown(MINUTE)).toEqual(began);
    expect(await untilOf()).toEqual(same);
    await open(new Date());
    expect(await records.extendWhileDown(20 * MINUTE)).toEqual(began);
    expect(await untilOf()).toEqual(same);
    await records.recovered(MINUTE);
    expect((await untilOf()).getTime()).toBeLessThanOrEqual(Date.now() + MINUTE);
    const cut = await untilOf();
    await records.recovered(2 * MINUTE);
    expect(await untilOf()).toEqual(cut);
  });

  it('finds the expired sessions whose credentials are due, and no others', async () => {
    const now = new Date();
    for (const [owner, keptUntil] of [
      ['due', AGO],
      ['kept', new Date(now.getTime() + MINUTE)],
      ['none', null],
    ] as const) {
      await testEnv.store.ensure(ownerId(owner));
      await testEnv.connection
        .collection(SESSIONS)
        .updateOne({ ownerId: owner }, { $set: { credentialGraceUntil: keptUntil } });
    }
    expect(await testEnv.store.anyOwnerWithExpiredCredentialGrace(now, 10)).toEqual(['due']);
  });
});
