import { ownerId } from '@relance/kernel';
import { type CloseFacts, newSession, type SessionEvent } from '@relance/whatsapp-session-domain';
import { AttemptReporter, type SessionEvents } from './attempt-reporter.ts';
import { LeasedSession } from './leased-session.ts';

const owner = ownerId('owner');
const drop = { phase: 'open', code: 428 } as unknown as CloseFacts;

/** A reporter of one session that is opening; `stored` is what becomes of it while its last news is being stored. */
function aReporter(stored: Partial<LeasedSession['session']>) {
  const held = new LeasedSession(owner, 1, newSession(owner));
  held.session = { ...held.session, state: 'pairing', generation: 3 };
  const told: SessionEvent[] = [];
  const classified: CloseFacts[] = [];
  const events: SessionEvents = {
    report: (_owner, event) => void told.push(event),
    settled: async () => void (held.session = { ...held.session, ...stored }),
    apply: async () => undefined,
  };
  const parts = {
    held: { get: () => held },
    classifier: {
      classify: async (_session: unknown, facts: CloseFacts) => {
        classified.push(facts);
        return { cause: 'transient', outage: null, graceUntil: null };
      },
    },
  };
  const reporter = new AttemptReporter(events, parts as unknown as ConstructorParameters<typeof AttemptReporter>[1]);
  return { reporter, told, classified };
}

describe('a connection that ends while the news of it is being stored', () => {
  it('ended open once it is known to have opened', async () => {
    const { reporter, told, classified } = aReporter({ state: 'connected' });
    await reporter.closedBy(owner, 3, drop);
    expect(classified).toEqual([drop]);
    expect(told).toMatchObject([{ type: 'closed', generation: 3, facts: { phase: 'open' } }]);
  });

  it('ended in pairing as long as it has not opened', async () => {
    const { reporter, classified } = aReporter({});
    await reporter.closedBy(owner, 3, drop);
    expect(classified).toMatchObject([{ phase: 'pairing' }]);
  });

  it('is no news once another attempt has begun', async () => {
    const { reporter, told } = aReporter({ state: 'connecting', generation: 4 });
    await reporter.closedBy(owner, 3, drop);
    expect(told).toEqual([]);
  });
});
