import { ownerId, type OwnerId } from '@relance/kernel';
import { newSession, type Session } from '@relance/whatsapp-session-domain';
import { pino } from 'pino';
import { vi } from 'vitest';
import { HandshakeSlots } from './handshake-slots.ts';
import { LeasedSession } from './leased-session.ts';
import { type LeasedSessions } from './leased-sessions.ts';
import { SessionSignals } from './session-signals.ts';
import { SessionStateWaiter } from './session-state-waiter.ts';

const AT_A_TIME = 5;
const owners = Array.from({ length: 12 }, (_, index) => ownerId(`owner-${index}`));

/** Sessions that wait for the network; `begun`: those that were told to connect, in order. */
function waitingSessions() {
  const sessions = new Map(
    owners.map((owner) => {
      const held = new LeasedSession(owner, 1, newSession(owner));
      held.session = { ...held.session, state: 'waiting_network' };
      return [owner, held];
    }),
  );
  const signals = new SessionSignals(pino({ level: 'silent' }));
  const held = { get: (owner: OwnerId) => sessions.get(owner) ?? null } as LeasedSessions;
  const slots = new HandshakeSlots(held, new SessionStateWaiter(signals));
  const begun: OwnerId[] = [];
  const change = async (owner: OwnerId, patch: Partial<Session>): Promise<void> => {
    const session = sessions.get(owner);
    if (session) session.session = { ...session.session, ...patch };
    await signals.changed.tell(owner);
    await vi.advanceTimersByTimeAsync(0);
  };
  const begin = (owner: OwnerId) => (): void => {
    begun.push(owner);
    void change(owner, { state: 'connecting', generation: 1 });
  };
  const reconnect = async (isWanted: (owner: OwnerId) => boolean = () => true): Promise<void> => {
    for (const owner of owners) void slots.reconnect(owner, () => isWanted(owner), begin(owner));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { slots, sessions, begun, change, reconnect };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('sessions whose time to reconnect has come at the same moment', () => {
  it('connect a few at a time, the next one when one is open or has failed', async () => {
    const { begun, change, reconnect } = waitingSessions();
    await reconnect();
    expect(begun).toEqual(owners.slice(0, AT_A_TIME));
    await change(owners[1] as OwnerId, { state: 'connected' });
    await change(owners[3] as OwnerId, { state: 'waiting_network' });
    expect(begun).toEqual(owners.slice(0, AT_A_TIME + 2));
    await change(owners[2] as OwnerId, { lastSeenAt: new Date() } as Partial<Session>);
    expect(begun).toHaveLength(AT_A_TIME + 2);
  });

  it('are passed over when they are not wanted any more at their turn, or held elsewhere by then', async () => {
    const { begun, sessions, change, reconnect } = waitingSessions();
    const cancelled = new Set<OwnerId>();
    await reconnect((owner) => !cancelled.has(owner));
    cancelled.add(owners[5] as OwnerId);
    sessions.delete(owners[6] as OwnerId);
    await change(owners[0] as OwnerId, { state: 'connected' });
    expect(begun).toEqual([...owners.slice(0, AT_A_TIME), owners[7]]);
  });

  it('do not wait for connections that hang', async () => {
    const { begun, reconnect } = waitingSessions();
    await reconnect();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(begun).toHaveLength(2 * AT_A_TIME);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(begun).toEqual(owners);
  });
});

describe('a session that is resumed', () => {
  it('gives its slot on when it was not taken over, and when taking it over fails', async () => {
    const { slots, begun, reconnect } = waitingSessions();
    const resumed = owners.map((owner, index) =>
      slots.resume(owner, async () => {
        if (index % 2 === 0) throw new Error('the database is away');
        return false;
      }),
    );
    await Promise.allSettled(resumed);
    await reconnect();
    expect(begun).toHaveLength(AT_A_TIME);
  });
});
