import { ownerId, type OwnerId } from '@relance/kernel';
import { type CloseRecord, type Session } from '@relance/whatsapp-session-domain';
import { SESSIONS } from './collections.ts';
import { startStoreTestEnv, type StoreTestEnv } from './testing/store.test-env.ts';

const aRecord = (part: Partial<CloseRecord> = {}): CloseRecord => ({
  generation: 1,
  code: 428,
  message: 'Connection Terminated',
  phase: 'open',
  cause: 'transient',
  strike: true,
  countAfter: 1,
  nextAction: 'retry',
  at: new Date('2026-03-02T10:00:00.000Z'),
  ...part,
});

describe('sessions and their leases in MongoDB', () => {
  let testEnv: StoreTestEnv;
  let count = 0;

  beforeAll(async () => {
    testEnv = await startStoreTestEnv();
  }, 60_000);
  afterAll(() => testEnv.stop(), 20_000);

  async function aLeased(part: Partial<Session> = {}): Promise<{ owner: OwnerId; session: Session; token: number }> {
    count += 1;
    const owner = ownerId(`owner-${count}`);
    await testEnv.store.ensure(owner);
    const lease = await testEnv.leases.take(owner, 'me');
    const stored = await testEnv.store.find(owner);
    if (lease === null || stored === null) throw new Error('could not be leased');
    const session = { ...stored.session, ...part };
    expect(await testEnv.store.save(session, lease.token, null)).toBe('saved');
    return { owner, session: { ...session, rev: session.rev + 1 }, token: lease.token };
  }

  /** Ages a lease as if its time had passed. */
  const runOut = (owner: OwnerId) =>
    testEnv.connection.collection(SESSIONS).updateOne({ ownerId: owner }, { $set: { 'lease.until': new Date(0) } });

  it('makes one document for an owner, however many ask at once', async () => {
    const owner = ownerId('owner-many');
    await Promise.all(Array.from({ length: 8 }, () => testEnv.store.ensure(owner)));
    expect(await testEnv.connection.collection(SESSIONS).countDocuments({ ownerId: owner })).toBe(1);
    expect((await testEnv.store.find(owner))?.session).toMatchObject({ state: 'none', rev: 0, strikes: 0 });
  });

  it('saves a change of the version it was decided on, and no other', async () => {
    const { owner, session, token } = await aLeased({ state: 'connected', credentials: 'registered' });
    expect(await testEnv.store.save({ ...session, strikes: 1 }, token, null)).toBe('saved');
    expect(await testEnv.store.save({ ...session, strikes: 2 }, token, null)).toBe('stale');
    expect((await testEnv.store.find(owner))?.session).toMatchObject({ strikes: 1, rev: session.rev + 1 });
  });

  it('stores a change and its timeline line together, and the end of an attempt once', async () => {
    const { owner, session, token } = await aLeased({ state: 'connected', credentials: 'registered' });
    const lost = { ...session, state: 'retry_wait' as const, strikes: 1 };
    expect(await testEnv.store.save(lost, token, aRecord())).toBe('saved');
    expect(await testEnv.store.save(lost, token, aRecord())).toBe('stale');
    await expect(testEnv.store.save({ ...lost, rev: lost.rev + 1 }, token, aRecord())).rejects.toThrow(/E11000/);
    const { rows, total } = await testEnv.store.timeline(owner, { skip: 0, limit: 10 });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ cause: 'transient', strike: true, countAfter: 1 });
    expect((await testEnv.store.find(owner))?.session.strikes).toBe(1);
  });

  it('reads a timeline in either order, line by line', async () => {
    const { owner } = await aLeased();
    const at = ['10:00', '10:01', '10:01', '10:02'].map((time) => new Date(`2026-03-01T${time}:00Z`));
    const events = testEnv.connection.collection('whatsapp_session_events');
    await events.insertMany(at.map((each, generation) => ({ ...aRecord({ generation, at: each }), ownerId: owner })));
    const walk = async (oldestFirst: boolean) => {
      const ids: string[] = [];
      for (let after: { at: Date; id: string } | null = null; ;) {
        const { rows, hasMore } = await testEnv.store.timeline(owner, { limit: 1, oldestFirst, after });
        ids.push(...rows.map(({ id }) => id));
        after = rows[0] ?? null;
        if (!hasMore) return ids;
      }
    };
    const oldest = await walk(true);
    expect(new Set(oldest).size).toBe(4);
    expect((await walk(false)).reverse()).toEqual(oldest);
  });

  it('gives a lease to one of many, and to another only when it has run out, with a higher token', async () => {
    const { owner, token } = await aLeased();
    const tries = await Promise.all(['b', 'c', 'd'].map((holder) => testEnv.leases.take(owner, holder)));
    expect(tries).toEqual([null, null, null]);
    await runOut(owner);
    const takers = await Promise.all(['b', 'c', 'd'].map((holder) => testEnv.leases.take(owner, holder)));
    const got = takers.filter((lease) => lease !== null);
    expect(got).toHaveLength(1);
    expect(got[0]?.token).toBe(token + 1);
  });

  it('lets a stale holder write nothing', async () => {
    const { owner, session, token } = await aLeased();
    await runOut(owner);
    await testEnv.leases.take(owner, 'other');
    expect(await testEnv.store.save({ ...session, strikes: 3 }, token, aRecord())).toBe('lease_lost');
    expect((await testEnv.store.timeline(owner, { skip: 0, limit: 10 })).total).toBe(0);
  });

  it('takes over from a holder known to be dead without waiting', async () => {
    const { owner, token } = await aLeased();
    expect(await testEnv.leases.take(owner, 'other')).toBeNull();
    expect((await testEnv.leases.take(owner, 'other', 'me'))?.token).toBe(token + 1);
    expect(await testEnv.leases.holderOf(owner)).toBe('other');
  });

  it('renews what a holder has, by the database’s clock, and shows what others have', async () => {
    const { owner, token } = await aLeased({ state: 'connected', credentials: 'registered' });
    await runOut(owner);
    expect((await testEnv.store.find(owner))?.held).toBe(false);
    expect(await testEnv.leases.foreign('other', 100)).toContainEqual({ ownerId: owner, holder: 'me', expired: true });
    expect(await testEnv.leases.renew('me')).toContainEqual({ ownerId: owner, token });
    expect((await testEnv.store.find(owner))?.held).toBe(true);
    expect(await testEnv.leases.foreign('me/2', 100)).not.toContainEqual(
      expect.objectContaining({ ownerId: owner, expired: true }),
    );
    await testEnv.leases.release(owner, token);
    expect((await testEnv.store.find(owner))?.held).toBe(false);
    expect(await testEnv.leases.foreign('other', 100)).toContainEqual({ ownerId: owner, holder: null, expired: true });
  });

  it('10.6.3 finds an expired lease behind any number of healthy sessions of other processes', async () => {
    const lease = async (holder: string) => {
      const { owner, token } = await aLeased({ state: 'connected', credentials: 'registered' });
      await testEnv.leases.release(owner, token);
      await testEnv.leases.take(owner, holder);
      return owner;
    };
    for (let healthy = 0; healthy < 5; healthy += 1) await lease('far/1/7/9/ab');
    const orphan = await lease('far/1/8/9/cd');
    await runOut(orphan);
    const leasedNear = await lease('near/1/5/9/ef');
    const found = await testEnv.leases.foreign('near/1/6/9/01', 3);
    expect(found).toContainEqual({ ownerId: orphan, holder: 'far/1/8/9/cd', expired: true });
    // A process of the same host may be seen dead before its lease runs out.
    expect(found).toContainEqual({ ownerId: leasedNear, holder: 'near/1/5/9/ef', expired: false });
    expect(found.filter(({ expired }) => !expired)).toHaveLength(1);
  });

  it('10.1.7 a number is linked by one owner, until that one gives it up', async () => {
    const linked = { state: 'connected', credentials: 'registered', linkedNumberKey: '+237699555001' } as const;
    const first = await aLeased(linked);
    const second = await aLeased({ state: 'pairing', credentials: 'registered' });
    const taken = { ...second.session, ...linked };
    expect(await testEnv.store.save(taken, second.token, null)).toBe('number_taken');
    expect(await testEnv.store.anyOwnerLinked('+237699555001')).toBe(first.owner);
    const reset = { ...first.session, state: 'none', credentials: 'none', linkedNumberKey: null } as const;
    expect(await testEnv.store.save(reset, first.token, aRecord({ generation: 3 }))).toBe('saved');
    expect(await testEnv.store.save(taken, second.token, null)).toBe('saved');
  });

  it('keeps effects with the state until they are done, for whoever holds the session next', async () => {
    const { owner, session, token } = await aLeased({ state: 'connected', credentials: 'registered' });
    const effects = [{ type: 'delete_credentials' }] as const;
    const next = { ...session, state: 'none', credentials: 'none' } as const;
    expect(await testEnv.store.save(next, token, aRecord({ generation: 8 }), effects)).toBe('saved');
    expect(await testEnv.store.anyOwnerWithPendingEffects(10)).not.toContain(owner);
    await runOut(owner);
    expect(await testEnv.store.anyOwnerWithPendingEffects(10)).toContain(owner);
    expect((await testEnv.store.find(owner))?.pendingEffects).toEqual(effects);
    await testEnv.store.effectsDone(owner, token);
    expect((await testEnv.store.find(owner))?.pendingEffects).toEqual([]);
    expect(await testEnv.store.anyOwnerWithPendingEffects(10)).not.toContain(owner);
  });

  it('keeps commands for the holder alone, once', async () => {
    const { owner, token } = await aLeased();
    const command = { id: 'w1', kind: 'connect', method: 'qr', sealedPhone: null } as const;
    await testEnv.leases.enqueue(owner, command);
    expect(await testEnv.leases.dequeueAll(owner, token + 1)).toEqual([]);
    expect(await testEnv.leases.dequeueAll(owner, token)).toEqual([command]);
    expect(await testEnv.leases.dequeueAll(owner, token)).toEqual([]);
  });

  it('drops an offer when nobody awaits a scan any more', async () => {
    const { owner, session, token } = await aLeased({ state: 'awaiting_scan', credentials: 'unregistered' });
    const offer = { sealed: 'x', expiresAt: new Date('2030-01-01T00:00:00.000Z') };
    await testEnv.store.saveOffer(owner, token, offer);
    expect((await testEnv.store.find(owner))?.offer).toEqual(offer);
    await testEnv.store.save({ ...session, state: 'none', credentials: 'none' }, token, null);
    expect((await testEnv.store.find(owner))?.offer).toBeNull();
  });

  it('finds the sessions of several owners, and counts failures by hour, code and cause', async () => {
    const { owner, session, token } = await aLeased({ state: 'conflict', credentials: 'registered', strikes: 2 });
    const at = new Date('2026-04-01T09:59:00.000Z');
    await testEnv.store.save(session, token, aRecord({ at, code: 440, cause: 'replaced', generation: 9 }));
    const other = await aLeased();
    const found = await testEnv.store.anyOwnerFind([owner, ownerId('owner-nobody'), other.owner]);
    expect(new Map(found.map((one) => [one.session.ownerId, one.session.strikes]))).toEqual(
      new Map([
        [owner, 2],
        [other.owner, 0],
      ]),
    );
    expect((await testEnv.store.anyOwnerCountByState()).get('conflict')).toBe(1);
    expect(await testEnv.store.anyOwnerFailures(new Date('2026-04-01T00:00:00.000Z'))).toContainEqual({
      hour: new Date('2026-04-01T09:00:00.000Z'),
      code: 440,
      cause: 'replaced',
      count: 1,
    });
  });
});
