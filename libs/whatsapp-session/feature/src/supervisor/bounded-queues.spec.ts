import { FixedClock } from '@relance/kernel/testing';
import { ownerId } from '@relance/kernel';
import { Shutdown, type RelanceConfig } from '@relance/platform';
import { newSession } from '@relance/whatsapp-session-domain';
import { pino } from 'pino';
import { WhatsAppMessenger } from '../messenger/whatsapp-messenger.ts';
import { LeasedSession } from './leased-session.ts';
import { type LeasedSessions } from './leased-sessions.ts';
import { SessionSupervisor } from './session-supervisor.ts';

type Supervised = ConstructorParameters<typeof SessionSupervisor>;
type Messaging = ConstructorParameters<typeof WhatsAppMessenger>;

const [busy, other] = [ownerId('busy'), ownerId('other')];
const silent = pino({ level: 'silent' });
/** What the parts under test read of it; nothing else is asked. */
const config = {
  sendAckTimeoutMs: 1_000,
  whatsapp: { maxFailures: 3, reconnectDelaysMs: [1_000] },
} as unknown as RelanceConfig;
const unused = {} as never;

/** Work that waits until it is let go. */
function aGate() {
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return { isOpen, open: () => open() };
}

describe('work that waits in memory for one session', () => {
  it('is refused by the supervisor beyond a hundred pieces (503 SESSION_BUSY), for this session alone', async () => {
    const gate = aGate();
    const held = {
      isClosed: false,
      get: (owner: typeof busy) => new LeasedSession(owner, 1, newSession(owner)),
      releaseWhenIdle: async () => undefined,
    } as unknown as LeasedSessions;
    const parts: Supervised = [
      unused, // The store: nothing is saved here.
      unused,
      new FixedClock(new Date('2026-01-01T00:00:00Z')),
      silent,
      config,
      unused,
      unused,
      held,
      unused,
      unused,
      unused,
      unused,
    ];
    const supervisor = new SessionSupervisor(...parts);
    const ask = (owner: typeof busy) => supervisor.withLease(owner, () => gate.isOpen);
    const asked = Array.from({ length: 101 }, () => ask(busy));
    await expect(ask(busy)).rejects.toMatchObject({ kind: 'unavailable', code: 'SESSION_BUSY' });
    const another = ask(other);
    gate.open();
    await Promise.all([...asked, another, ask(other)]);
    await ask(busy);
  });

  it('is answered by the messenger as not sent beyond a hundred messages of one sender', async () => {
    const gate = aGate();
    const session = { ...newSession(busy), state: 'connected' as const };
    const held = new LeasedSession(busy, 1, session);
    held.isInboxDrained = true;
    held.connection = {
      generation: session.generation,
      handle: {
        isOpen: true,
        ownPhone: null,
        send: async () => {
          await gate.isOpen;
          return { kind: 'accepted', at: new Date() };
        },
      } as never,
    };
    const leased = { get: () => held } as unknown as LeasedSessions;
    const parts: Messaging = [config, unused, silent, unused, leased, unused, unused, new Shutdown(silent)];
    const messenger = new WhatsAppMessenger(...parts);
    const send = () => messenger.send(busy, { waMessageId: '3EB0', phone: '+33611111111', text: 'x' });
    const asked = Array.from({ length: 101 }, send);
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'sender_unavailable' });
    gate.open();
    expect(new Set((await Promise.all(asked)).map(({ kind }) => kind))).toEqual(new Set(['accepted']));
  });
});
