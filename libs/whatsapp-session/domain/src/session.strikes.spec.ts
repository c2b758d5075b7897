import { CLOSE_CAUSES, type CloseCause } from './close-cause.ts';
import { type SessionEvent } from './session-events.ts';
import { decide } from './session.machine.ts';
import { type SessionState } from './session-state.ts';
import { type Session } from './session.ts';
import { after, kinds } from './testing/after.ts';
import { aClose, aPolicy, aSession, NOW } from './testing/builders.ts';

describe('each cause, on an open connection without earlier strikes', () => {
  const rows: [CloseCause, SessionState, number, 'kept' | 'deleted'][] = [
    ['restart_required', 'connecting', 0, 'kept'],
    ['replaced', 'conflict', 0, 'kept'],
    ['client_too_old', 'waiting_network', 0, 'kept'],
    ['local_network', 'waiting_network', 0, 'kept'],
    ['fleet_event', 'waiting_network', 0, 'kept'],
    ['transient', 'retry_wait', 1, 'kept'],
    ['stream_error', 'retry_wait', 0, 'kept'],
    ['temporary_ban', 'restricted', 0, 'kept'],
    ['banned', 'restricted', 0, 'kept'],
    ['logged_out', 'expired', 3, 'deleted'],
  ];
  it.each(rows)('%s leads to %s with %i strikes and credentials %s', (cause, state, strikes, credentials) => {
    const { next, effects } = after(aSession('connected'), aClose(cause));
    expect(next.state).toBe(state);
    expect(next.strikes).toBe(strikes);
    expect(next.credentials).toBe(credentials === 'kept' ? 'registered' : 'none');
    expect(kinds(effects).includes('delete_credentials')).toBe(credentials === 'deleted');
    expect(kinds(effects)).toContain('record_close');
  });

  it('a close we asked for changes nothing', () => {
    const session = aSession('connected');
    expect(after(session, aClose('requested'))).toEqual({ next: session, effects: [], changed: false });
  });
});

describe('each cause, on an attempt with nothing linked', () => {
  const causes = CLOSE_CAUSES.filter((cause) => cause !== 'requested');
  it.each(causes)('%s costs nothing and leads back to none', (cause) => {
    const { next } = after(aSession('awaiting_scan'), aClose(cause));
    expect([next.state, next.strikes, next.credentials]).toEqual(['none', 0, 'none']);
  });
  it.each(causes)('%s after the last strike leads back to expired, the count staying at the limit', (cause) => {
    const { next } = after(aSession('awaiting_scan', { strikes: 3 }), aClose(cause));
    expect([next.state, next.strikes]).toEqual(['expired', 3]);
  });
});

describe('strikes', () => {
  it('the second loss keeps the credentials, the third deletes them', () => {
    const second = after(aSession('connected', { strikes: 1 }), aClose('transient')).next;
    expect([second.state, second.strikes, second.credentials]).toEqual(['retry_wait', 2, 'registered']);
    const third = after(aSession('connected', { strikes: 2 }), aClose('transient'));
    expect([third.next.state, third.next.strikes, third.next.credentials]).toEqual(['expired', 3, 'none']);
    expect(kinds(third.effects)).toContain('delete_credentials');
    expect(third.next.nextAttemptAt).toBeNull();
  });

  it('after the loss, only the last failed attempt of a round strikes', () => {
    let session = after(aSession('connected'), aClose('transient')).next;
    const counts: number[] = [];
    for (let attempt = 1; attempt <= 8 && session.state === 'retry_wait'; attempt += 1) {
      session = after(session, { type: 'retry_due' }).next;
      session = after(session, aClose('transient', session.generation, { phase: 'connecting' })).next;
      counts.push(session.strikes);
    }
    expect(counts).toEqual([1, 1, 1, 2, 2, 2, 2, 3]);
    expect(session.state).toBe('expired');
  });

  it('with one attempt per strike every failed attempt strikes', () => {
    const policy = aPolicy({ attemptsPerStrike: 1 });
    const lost = after(aSession('connected'), aClose('transient'), policy).next;
    const trying = after(lost, { type: 'retry_due' }, policy).next;
    expect(after(trying, aClose('transient', trying.generation, { phase: 'connecting' }), policy).next.strikes).toBe(2);
  });

  it('an open clears the count and its date', () => {
    const session = aSession('connecting', { strikes: 2, lastStrikeAt: NOW, strikeTimes: [NOW, NOW], attempt: 3 });
    const { next } = after(session, {
      type: 'opened',
      generation: 7,
      numberKey: '+237699000012',
      phoneMasked: '••12',
      pushName: null,
    });
    expect([next.state, next.strikes, next.lastStrikeAt, next.attempt]).toEqual(['connected', 0, null, 0]);
  });

  it('forgives one stream error an hour and retries at once, then counts', () => {
    const first = after(aSession('connected'), aClose('stream_error', 7, { code: 500 })).next;
    expect([first.strikes, first.nextAttemptAt]).toEqual([0, NOW]);
    const second = after({ ...first, state: 'connected' }, aClose('stream_error', 7, { code: 500 })).next;
    expect([second.state, second.strikes]).toEqual(['retry_wait', 1]);
  });

  it('a logout that is not terminal is an ordinary strike', () => {
    const policy = aPolicy({ loggedOutIsTerminal: false });
    const one = after(aSession('connected'), aClose('logged_out'), policy).next;
    expect([one.state, one.strikes, one.credentials]).toEqual(['retry_wait', 1, 'registered']);
    const three = after(aSession('connecting', { strikes: 2 }), aClose('logged_out'), policy).next;
    expect([three.state, three.strikes]).toEqual(['expired', 3]);
  });

  it('the limit is whatever the policy says', () => {
    const policy = aPolicy({ maxStrikes: 5 });
    expect(after(aSession('connected', { strikes: 3 }), aClose('transient'), policy).next.state).toBe('retry_wait');
    expect(after(aSession('connected', { strikes: 4 }), aClose('transient'), policy).next.state).toBe('expired');
  });

  it('the outage detector takes back what was given inside its window and no more', () => {
    const early = new Date(NOW.getTime() - 120_000);
    const session = aSession('retry_wait', { strikes: 2, strikeTimes: [early, NOW], lastStrikeAt: NOW });
    const since = new Date(NOW.getTime() - 1_000);
    const { next } = after(session, { type: 'outage_detected', since, chance: 0.5 });
    expect([next.state, next.strikes, next.lastStrikeAt]).toEqual(['waiting_network', 1, early]);
  });
});

describe('a last strike that may be the whole fleet’s', () => {
  const since = new Date(NOW.getTime() - 1_000);
  const graceUntil = new Date(NOW.getTime() + 60_000);
  const lost = () =>
    after(aSession('connected', { strikes: 2 }), { ...aClose('transient'), graceUntil } as SessionEvent);

  it('expires the session at once, but deletes its credentials only when the time is over', () => {
    const { next, effects } = lost();
    expect([next.state, next.strikes, next.credentials]).toEqual(['expired', 3, 'none']);
    expect(next.credentialGraceUntil).toEqual(graceUntil);
    expect(kinds(effects)).not.toContain('delete_credentials');
    expect(decide(next, { type: 'credential_grace_over' }, NOW, aPolicy()).ok).toBe(false);
    const over = decide(next, { type: 'credential_grace_over' }, graceUntil, aPolicy());
    expect(over.ok && kinds(over.value.effects)).toEqual(['delete_credentials']);
    expect(over.ok && over.value.next.credentialGraceUntil).toBeNull();
  });

  it('comes back without a scan when the outage detector trips over it', () => {
    const { next } = after(lost().next, { type: 'outage_detected', since, chance: 0.5 });
    expect([next.state, next.strikes, next.credentials]).toEqual(['waiting_network', 2, 'registered']);
    expect(next.credentialGraceUntil).toBeNull();
    expect(next.nextAttemptAt).not.toBeNull();
  });

  it('stays expired when the strike was given before, or its credentials are gone', () => {
    const frozen = (session: Session, from: Date) =>
      decide(session, { type: 'outage_detected', since: from, chance: 0.5 }, NOW, aPolicy()).ok;
    expect(frozen(lost().next, new Date(NOW.getTime() + 1))).toBe(false);
    expect(frozen(after(aSession('connected', { strikes: 2 }), aClose('transient')).next, since)).toBe(false);
  });

  it('a new scan does not wait for the old credentials', () => {
    const asked = after(lost().next, { type: 'connect', pairing: { method: 'qr' } }).next;
    expect([asked.state, asked.credentialGraceUntil]).toEqual(['connecting', null]);
  });
});
