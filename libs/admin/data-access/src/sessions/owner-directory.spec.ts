import { ownerId } from '@relance/kernel';
import { FixedClock } from '@relance/kernel/testing';
import {
  compareOwnerCounts,
  inTransaction,
  listOwner,
  listSession,
  OWNER_SESSION_COUNTS,
  OWNER_SESSIONS,
  type OwnerDirectoryQuery,
  type OwnerSessionDocument,
  repairOwnerCounts,
} from '@relance/platform';
import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection } from 'mongoose';
import { OWNER_MODEL, type OwnerDocument, ownerSchema } from '../owners/owner.schema.ts';
import { MongoUserDirectory } from '../owners/user-directory.mongo.ts';
import { MongoOwnerDirectory } from './owner-directory.mongo.ts';
import { OwnerSessionsBackfill } from './owner-sessions-backfill.ts';

const start = new Date('2026-03-01T10:00:00Z');

describe('the directory of owners', () => {
  let database: TestDatabase;
  let connection: Connection;
  let directory: MongoOwnerDirectory;
  const clock = new FixedClock(start);

  beforeAll(async () => {
    database = await testDatabase();
    connection = await mongoose.createConnection(database.uri).asPromise();
    directory = new MongoOwnerDirectory(connection);
    const people = new MongoUserDirectory(connection.model<OwnerDocument>(OWNER_MODEL, ownerSchema), clock);
    await people.remember({ id: 'm-1', name: 'Élodie Mbarga', email: 'elodie@one.test' });
    clock.advance(1_000);
    await people.remember({ id: 'm-2', name: null, email: 'binta.sow@two.test' });
    clock.advance(1_000);
    await people.remember({ id: 'boss', name: 'Aline Boss', email: 'boss@one.test' }, 'admin');
    await people.remember({ id: 'both', name: 'Zoé (both)', email: null }, 'support');
    clock.advance(1_000);
    await people.remember({ id: 'both', name: 'Zoé (both)', email: null }, 'user');
    const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
    const sessions = [
      {
        ownerId: 'm-1',
        state: 'connected',
        strikes: 0,
        pushName: 'Élo',
        linkedPhoneMasked: '+237…11',
        createdAt: at(20),
      },
      { ownerId: 'unseen', state: 'expired', strikes: 3, pushName: null, linkedPhoneMasked: null, createdAt: at(9) },
      { ownerId: 'reset', state: 'none', strikes: 0, pushName: null, linkedPhoneMasked: null, createdAt: at(8) },
    ];
    await connection.collection('whatsapp_sessions').insertMany(sessions);
    // The rest of the list was written with the owners above.
    await new OwnerSessionsBackfill(connection, undefined as never).run();
  }, 60_000);
  afterAll(async () => {
    await connection?.close();
    await database?.stop();
  });

  const ask = (query: Partial<OwnerDirectoryQuery> = {}) =>
    directory.page({ order: 'newest', skip: 0, limit: 10, ...query });
  const found = async (text: string) => (await ask({ text, order: 'name' })).ids;

  it('has members without a session and sessions of owners never seen, once each, links first, and no staff', async () => {
    expect(await ask()).toEqual({ ids: ['unseen', 'm-1', 'reset', 'both', 'm-2'], total: 5, next: null });
    expect((await ask({ order: 'oldest' })).ids).toEqual(['m-1', 'm-2', 'both', 'reset', 'unseen']);
    expect((await ask({ order: 'name' })).ids).toEqual(['m-2', 'm-1', 'reset', 'unseen', 'both']);
  });

  it('knows whoever is in it by the whole id, and nobody else', async () => {
    const known = await Promise.all(['m-1', 'unseen', 'boss', 'm', 'm-1x'].map((id) => directory.has(ownerId(id))));
    expect(known).toEqual([true, true, false, false, false]);
  });

  it('turns pages without losing anybody', async () => {
    expect(await ask({ skip: 2, limit: 2 })).toMatchObject({ ids: ['reset', 'both'], total: 5 });
    expect(await ask({ skip: 4, limit: 2 })).toMatchObject({ ids: ['m-2'], total: 5 });
  });

  it.each(['newest', 'oldest', 'name'] as const)('goes on behind the last row in the order "%s"', async (order) => {
    const whole = (await ask({ order })).ids;
    const read: string[] = [];
    let after: OwnerDirectoryQuery['after'] = null;
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask({ order, limit: 1, after });
      read.push(...page.ids);
      after = page.next;
    } while (after !== null);
    expect(read).toEqual(whole);
  });

  it('counts owners by state and strikes', async () => {
    const counts = await directory.counts();
    expect(counts).toContainEqual({ state: 'none', strikes: 0, count: 3 });
    expect(counts).toContainEqual({ state: 'expired', strikes: 3, count: 1 });
  });

  describe('how many there are', () => {
    const states = ['none', 'connected', 'expired', 'connecting'];
    const differences = () => inTransaction(connection, (session) => compareOwnerCounts(connection, session));
    const sorted = (counts: Awaited<ReturnType<typeof directory.counts>>) =>
      counts.map(({ state, strikes, count }) => `${state} ${strikes}: ${count}`).sort();
    const countedAnew = async () => {
      const rows = connection.collection<OwnerSessionDocument>(OWNER_SESSIONS).find({ listed: true });
      const cells = new Map<string, number>();
      for await (const { state, strikes } of rows) {
        const cell = `${state} ${strikes}`;
        cells.set(cell, (cells.get(cell) ?? 0) + 1);
      }
      return [...cells].map(([cell, count]) => `${cell}: ${count}`).sort();
    };
    /** The nth of a series that looks random and is the same each time. */
    const drawn = (n: number, of: number) => Math.floor((Math.abs(Math.sin(n * 12.9898) * 43758.5453) % 1) * of);
    const act = (n: number) => {
      const id = `counted-${drawn(n, 40)}`;
      if (drawn(n + 0.3, 4) === 0) {
        const owner = { id, name: null, email: null, isMember: drawn(n + 0.5, 2) === 0, since: start };
        return listOwner(connection, owner);
      }
      const state = states[drawn(n + 0.7, states.length)] ?? 'none';
      const session = { ownerId: id, state, strikes: drawn(n + 0.9, 4), pushName: null, linkedPhoneMasked: null };
      return listSession(connection, session, start);
    };
    afterAll(async () => {
      await connection.collection<{ _id: string }>(OWNER_SESSIONS).deleteMany({ _id: /^counted-/ });
      await repairOwnerCounts(connection);
    });

    it('is what a full count says after many changes at the same moments, filled in between', async () => {
      for (let n = 0; n < 300; n += 10) {
        const changes = Array.from({ length: 10 }, (_, at) => act(n + at));
        if (n === 100) changes.push(repairOwnerCounts(connection));
        await Promise.all(changes);
      }
      expect(sorted(await directory.counts())).toEqual(await countedAnew());
      expect(await differences()).toEqual([]);
      const stored = await connection.collection(OWNER_SESSION_COUNTS).countDocuments();
      expect(stored).toBeLessThanOrEqual(33);
    });

    it('is compared and repaired after somebody wrote by hand', async () => {
      await connection
        .collection<{ _id: string }>(OWNER_SESSION_COUNTS)
        .updateOne({ _id: 'filled' }, { $inc: { 'cells.expired.2': 7 } });
      const [difference] = await differences();
      expect(difference).toMatchObject({ cell: 'expired.2' });
      expect((difference?.stored ?? 0) - (difference?.counted ?? 0)).toBe(7);
      await repairOwnerCounts(connection);
      expect(await differences()).toEqual([]);
      expect(sorted(await directory.counts())).toEqual(await countedAnew());
    });
  });

  it('finds by state and strikes; who has no session is in state none', async () => {
    expect(await ask({ state: 'connected' })).toMatchObject({ ids: ['m-1'], total: 1 });
    expect(await ask({ state: 'none' })).toMatchObject({ ids: ['reset', 'both', 'm-2'], total: 3 });
    expect(await ask({ minFailures: 2 })).toMatchObject({ ids: ['unseen'], total: 1 });
    expect(await ask({ minFailures: 1, state: 'connected' })).toMatchObject({ ids: [], total: 0 });
  });

  it.each([
    ['elod', ['m-1']],
    ['MBA', ['m-1']],
    ['arga', []],
    ['sow', ['m-2']],
    ['two.test', ['m-2']],
    ['m-', ['m-2', 'm-1']],
    ['élo', ['m-1']],
    ['zoe (b', ['both']],
    ['.*', []],
    ['+237 699 00 00 11', ['m-1']],
    ['00237699000011', ['m-1']],
    ['+237699000012', []],
    ['+237…11', ['m-1']],
    ['…11', ['m-1']],
    ['...12', []],
    ['E\u0301lo', ['m-1']],
    ['٠٠٢٣٧٦٩٩٠٠٠٠١١', ['m-1']],
    ['\u202a+237 (0)699–00–00–11\u202c', ['m-1']],
    ['0699 00 00 11', ['m-1']],
    ['0699 00 00 12', []],
  ])('finds by "%s" %j', async (text, ids) => expect(await found(text)).toEqual(ids));

  it('searches within a state', async () => {
    expect((await ask({ state: 'connected', text: 'elodie' })).ids).toEqual(['m-1']);
    expect((await ask({ state: 'none', text: 'elodie' })).ids).toEqual([]);
  });

  it('10.5.2 folds as every search does, also who was listed by an earlier version', async () => {
    const people = new MongoUserDirectory(connection.model<OwnerDocument>(OWNER_MODEL, ownerSchema), clock);
    await people.remember({ id: 'm-3', name: 'Łukasz Sørensen N’Guessan Œuvre Yıldız', email: null });
    const check = async () => {
      for (const text of ['LUKASZ', 'łuk', 'sorensen', 'Sør', "  n'guessan  oeuvre ", 'N‘GUESS', 'yildiz', 'ŒUV'])
        expect([text, await found(text)]).toEqual([text, ['m-3']]);
      for (const text of ['ukasz', 'soerensen']) expect([text, await found(text)]).toEqual([text, []]);
    };
    await check();
    const listed = connection.collection<OwnerSessionDocument>(OWNER_SESSIONS);
    await listed.updateOne({ _id: 'm-3' }, { $set: { ownerWords: ['łukasz sørensen n’guessan œuvre yıldız'] } });
    expect(await found('sorensen')).toEqual([]);
    await new OwnerSessionsBackfill(connection, undefined as never).run();
    await check();
  });
});
