import { type OwnerId } from '@relance/kernel';
import mongoose, { type Connection } from 'mongoose';
import { link } from '../testing/link.ts';
import { startSessionTestEnv, type SessionTestEnv } from '../testing/session.test-env.ts';

/** Sessions of other processes. A sweep looks at 500: OTHER_SESSIONS=700 runs the story beyond that. */
const OTHERS = Number(process.env['OTHER_SESSIONS'] ?? 60);
const HOUR_MS = 3_600_000;
/** Of holders `host/boot/process/began/…`: one of another host, of which nothing can be seen. */
const ELSEWHERE = 'far-host/boot/7/9/ab';
/** Another application in this process. */
const livesHere = (holder: string): string => holder.replace(/[^/]*$/, 'other');
/** No process has this id: the kernel gives none above 2^22. */
const diedHere = (holder: string): string => holder.replace(/^([^/]*\/[^/]*)\/\d+\//, '$1/4194999/');

type SessionLease = { ownerId: OwnerId; state: string; lease: { holder: string; token: number; until: Date } };

describe('10.6.3 healthy sessions of other processes', () => {
  let testEnv: SessionTestEnv;
  let connection: Connection;
  beforeAll(async () => {
    testEnv = await startSessionTestEnv('sweep');
    connection = await mongoose.createConnection(testEnv.mongoUri).asPromise();
  }, 60_000);
  afterEach(() => testEnv.stopProcesses());
  afterAll(async () => {
    await connection.close();
    await testEnv.stop();
  }, 30_000);

  const sessions = () => connection.collection<SessionLease>('whatsapp_sessions');

  /** Connected sessions whose leases last. */
  async function addHealthy(holder: string, prefix: string): Promise<void> {
    const lease = { holder, token: 1, until: new Date(Date.now() + HOUR_MS) };
    const all = Array.from({ length: OTHERS }, (_, n) => ({
      ownerId: `${prefix}-${n}` as OwnerId,
      state: 'connected',
      credentials: 'registered',
      rev: 1,
      strikes: 0,
      lease,
      commands: [],
      createdAt: new Date(),
      updatedAt: new Date(),
    }));
    await sessions().insertMany(all);
  }

  /** A linked session as a process leaves it that is killed: connected, under its lease. Answers who held it. */
  async function left(owner: string, phone: string): Promise<string> {
    const before = await testEnv.start();
    await link(testEnv.simulator, await before.client(owner), phone);
    const held = await sessions().findOne({ ownerId: owner as OwnerId });
    await before.stop();
    expect(await sessions().findOne({ ownerId: owner as OwnerId })).toMatchObject({ state: 'connected' });
    return held?.lease.holder ?? '';
  }

  const isOpen = (phone: string): boolean =>
    testEnv.simulator.state().connections.some(({ account }) => account === phone);

  it.each([
    {
      others: 'another host hide no session whose lease ran out there',
      holders: () => ({ healthy: ELSEWHERE, gone: ELSEWHERE }),
      until: () => new Date(0),
      prefix: 'far',
      phone: '237699880001',
    },
    {
      others: 'this host hide no session whose process was killed here, before its lease runs out',
      holders: (own: string) => ({ healthy: livesHere(own), gone: diedHere(own) }),
      // Unlike those of a process that lives, this lease is not renewed: it is the next to run out.
      until: () => new Date(Date.now() + HOUR_MS / 2),
      prefix: 'near',
      phone: '237699880002',
    },
  ])(
    'of $others: it is connected again without a scan, and theirs are left alone',
    async ({ holders, until, prefix, phone }) => {
      const owner = `${prefix}-orphan`;
      const { healthy, gone } = holders(await left(owner, phone));
      await addHealthy(healthy, prefix);
      const lease = { 'lease.holder': gone, 'lease.until': until() };
      await sessions().updateOne({ ownerId: owner as OwnerId }, { $set: lease });
      const process = await testEnv.start();
      const client = await process.client(owner);
      await client.until(({ sessionState }) => sessionState === 'connected' && isOpen(phone), 30_000);
      expect(process.messenger.senders().map(({ ownerId }) => ownerId)).toContain(owner);
      expect(await client.status()).toMatchObject({ connectionFailureCount: 0, canReconnectWithoutQr: true });
      expect(await sessions().countDocuments({ 'lease.holder': healthy, 'lease.token': 1 })).toBe(OTHERS);
    },
    90_000,
  );
});
