import { seededRng } from '@relance/kernel';
import { until } from './testing/event-stream.ts';
import { devicesOf, link } from './testing/link.ts';
import { type SessionClient } from './testing/session-client.ts';
import { openSessionHouse, type SessionHouse, type SessionProcess } from './testing/session-house.ts';

/** More by environment, for the lab: a hundred at boot, fifty in the storm. */
const SESSIONS = Number(process.env['STORM_SESSIONS'] ?? 8);
const ROUNDS = Number(process.env['STORM_ROUNDS'] ?? 2);
const MINUTES = 60_000;

/** What happens to a phone's connection, and where that leads when nobody does anything about it. */
const BLOWS = [
  { fault: { kind: 'drop' }, leadsTo: 'connected' },
  { fault: { kind: 'xmlstreamend' }, leadsTo: 'connected' },
  { fault: { kind: 'stream-error', code: 503 }, leadsTo: 'connected' },
  { fault: { kind: 'stream-error', child: 'ack' }, leadsTo: 'connected' },
  { fault: { kind: 'downgrade' }, leadsTo: 'connected' },
  { fault: { kind: 'replaced' }, leadsTo: 'conflict' },
  { fault: { kind: 'logged-out' }, leadsTo: 'expired' },
] as const;

type Member = { readonly owner: string; readonly phone: string; readonly client: SessionClient };

describe(`${SESSIONS} sessions`, () => {
  let house: SessionHouse;
  let product: SessionProcess;
  const members: Member[] = [];

  beforeAll(async () => {
    house = await openSessionHouse('storm');
    product = await house.start();
    for (let n = 0; n < SESSIONS; n += 1) {
      const member = await memberOf(n);
      members.push(member);
      await link(house.simulator, member.client, member.phone);
    }
  }, 20 * MINUTES);
  afterAll(() => house.stop(), MINUTES);

  async function memberOf(n: number): Promise<Member> {
    const owner = `owner-${n}`;
    return { owner, phone: `2376996${String(n).padStart(5, '0')}`, client: await product.client(owner) };
  }
  const socketsOf = (phone: string) =>
    house.simulator.state().connections.filter(({ account }) => account === phone).length;

  it(
    'end a storm of closes in the state that their blows predict, with a socket each and none besides',
    async () => {
      const rng = seededRng('storm');
      for (let round = 0; round < ROUNDS; round += 1) {
        const struck = members.map((member) => ({
          member,
          blow: BLOWS[Math.floor(rng.next() * BLOWS.length)] ?? BLOWS[0],
        }));
        for (const { member, blow } of struck) await house.simulator.fault({ ...blow.fault, account: member.phone });
        for (const { member, blow } of struck) {
          // Connected again is only meant of a connection that came after the blow.
          await member.client.until(
            ({ sessionState, lastDisconnect }) =>
              sessionState === blow.leadsTo && lastDisconnect?.cause !== 'restart_required',
            3 * MINUTES,
          );
        }
        for (const { member, blow } of struck) {
          if (blow.leadsTo === 'conflict') await member.client.connect();
          if (blow.leadsTo === 'expired') await link(house.simulator, member.client, member.phone);
        }
      }
      for (const { client, phone } of members) {
        expect(await client.untilState('connected', MINUTES)).toMatchObject({ connectionFailureCount: 0 });
        await until('one socket', () => socketsOf(phone) === 1);
      }
      expect(house.simulator.state().connections).toHaveLength(SESSIONS);
      expect(product.messenger.senders()).toHaveLength(SESSIONS);
    },
    20 * MINUTES,
  );

  it(
    'are resumed at a start, at most five at a time, without a strike or a scan',
    async () => {
      const devices = members.map(({ phone }) => devicesOf(house.simulator, phone)[0]?.device);
      await product.stop();
      await until('all sockets closed', () => house.simulator.state().connections.length === 0);
      await house.simulator.fault({ kind: 'slow-login', ms: 400 });
      let most = 0;
      const watch = setInterval(() => {
        const opening = house.simulator.state().connections.filter(({ account }) => account === undefined);
        most = Math.max(most, opening.length);
      }, 10);
      product = await house.start();
      await until('all open again', () => product.messenger.senders().filter(isReady).length === SESSIONS, 5 * MINUTES);
      clearInterval(watch);
      await house.simulator.clearFaults();
      expect(most).toBeGreaterThan(1);
      expect(most).toBeLessThanOrEqual(5);
      expect(members.map(({ phone }) => devicesOf(house.simulator, phone)[0]?.device)).toEqual(devices);
      const strikes = await Promise.all(
        members.map(async ({ owner }) => (await (await product.client(owner)).status()).connectionFailureCount),
      );
      expect(strikes.every((count) => count === 0)).toBe(true);
    },
    10 * MINUTES,
  );

  it(
    'leave no sockets behind when they are disconnected',
    async () => {
      for (const { owner } of members) await (await product.client(owner)).disconnect();
      expect(product.messenger.senders()).toEqual([]);
      await until('all sockets closed', () => house.simulator.state().connections.length === 0);
    },
    5 * MINUTES,
  );
});

const isReady = ({ availability }: { availability: string }): boolean => availability === 'ready';
