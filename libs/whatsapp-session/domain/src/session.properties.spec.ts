import fc from 'fast-check';
import { ownerId } from '@relance/kernel';
import { CLOSE_CAUSES } from './close-cause.ts';
import { type SessionEvent } from './session-events.ts';
import { decide } from './session.machine.ts';
import { CREDENTIALS_BY_STATE, hasSocket } from './session-state.ts';
import { newSession, type Session } from './session.ts';
import { aPolicy, NOW, someFacts } from './testing/builders.ts';

/** Generations are offsets from the current one, so that both live and stale attempts speak. */
type Draft = { readonly kind: string; readonly age: number; readonly chance: number; readonly pick: number };

const draft: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constantFrom(
    ...['connect', 'disconnect', 'reset', 'retry_due', 'resume', 'outage_detected', 'noted', 'credential_grace_over'],
    ...['qr_offered', 'code_offered', 'scanned', 'opened', 'opened', 'scanned', 'qr_offered', 'connect', 'retry_due'],
    ...['closed', 'closed', 'closed', 'closed'],
  ),
  age: fc.constantFrom(0, 0, 0, 0, 1, 2),
  chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
  pick: fc.nat(1_000),
});

function eventOf({ kind, age, chance, pick }: Draft, session: Session, now: Date): SessionEvent {
  const generation = session.generation - age;
  switch (kind) {
    case 'connect':
      return { type: 'connect', pairing: { method: 'qr' } };
    case 'resume':
      return { type: 'resume', credentials: session.credentials, chance };
    case 'outage_detected':
      return { type: 'outage_detected', since: new Date(now.getTime() - pick * 100), chance };
    case 'noted':
      return { type: 'noted', checkedAt: now };
    case 'qr_offered':
    case 'code_offered':
    case 'scanned':
      return { type: kind, generation };
    case 'opened':
      return { type: 'opened', generation, numberKey: null, phoneMasked: null, pushName: null };
    case 'closed': {
      const cause = CLOSE_CAUSES[pick % CLOSE_CAUSES.length] ?? 'transient';
      const graceUntil = pick % 2 === 0 ? { graceUntil: new Date(now.getTime() + 60_000) } : {};
      return { type: 'closed', generation, cause, facts: someFacts(), chance, ...graceUntil };
    }
    default:
      return { type: kind as 'disconnect' | 'reset' | 'retry_due' | 'credential_grace_over' };
  }
}

/** Runs a sequence and hands each step to the check. */
function walk(
  drafts: readonly Draft[],
  limit: number,
  check: (before: Session, event: SessionEvent, after: Session | null) => void,
): void {
  const policy = aPolicy({ maxStrikes: limit, attemptsPerStrike: 2 });
  let session = newSession(ownerId('owner-1'));
  let now = NOW;
  for (const each of drafts) {
    now = new Date(now.getTime() + each.pick * 997);
    const event = eventOf(each, session, now);
    const decision = decide(session, event, now, policy);
    check(session, event, decision.ok ? decision.value.next : null);
    if (decision.ok) session = decision.value.next;
  }
}

const RUNS = { numRuns: 10_000 };
const sequences = fc.array(draft, { minLength: 1, maxLength: 40 });

describe('over random sequences of events', () => {
  it('the count never leaves 0 to limit, and credentials exist exactly in the states that say so', () => {
    fc.assert(
      fc.property(sequences, fc.integer({ min: 1, max: 6 }), (drafts, limit) => {
        walk(drafts, limit, (_, __, after) => {
          if (after === null) return;
          expect(after.strikes >= 0 && after.strikes <= limit).toBe(true);
          expect((CREDENTIALS_BY_STATE[after.state] as readonly string[]).includes(after.credentials)).toBe(true);
          expect(after.lastStrikeAt === null).toBe(after.strikes === 0);
          // Credentials wait for their deletion in expired only, and what waits for an attempt is below the limit.
          if (after.credentialGraceUntil !== null) expect(after.state).toBe('expired');
        });
      }),
      RUNS,
    );
  }, 60_000);

  it('a stale attempt changes nothing, and strikes rise by closes of a live socket only', () => {
    fc.assert(
      fc.property(sequences, (drafts) => {
        walk(drafts, 3, (before, event, after) => {
          if ('generation' in event && event.generation !== before.generation) expect(after).toBeNull();
          if (after !== null && after.strikes > before.strikes) {
            expect(event.type).toBe('closed');
            expect(hasSocket(before.state)).toBe(true);
          }
        });
      }),
      RUNS,
    );
  }, 60_000);

  it('nothing but a person leads out of expired, conflict, restricted and disconnected, and the fleet out of a spared one', () => {
    const resting = ['expired', 'conflict', 'restricted', 'disconnected'];
    fc.assert(
      fc.property(sequences, (drafts) => {
        walk(drafts, 3, (before, event, after) => {
          if (after === null || !resting.includes(before.state) || after.state === before.state) return;
          const isSpared = before.state === 'expired' && before.credentialGraceUntil !== null;
          expect(['connect', 'disconnect', 'reset', ...(isSpared ? ['outage_detected'] : [])]).toContain(event.type);
        });
      }),
      RUNS,
    );
  }, 60_000);

  it('a session waits for a next attempt exactly in the two waiting states', () => {
    fc.assert(
      fc.property(sequences, (drafts) => {
        walk(drafts, 3, (_, __, after) => {
          if (after === null) return;
          const waits = after.state === 'retry_wait' || after.state === 'waiting_network';
          expect(after.nextAttemptAt !== null).toBe(waits);
        });
      }),
      RUNS,
    );
  }, 60_000);
});
