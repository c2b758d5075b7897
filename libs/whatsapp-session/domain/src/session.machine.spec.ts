import { CLOSE_CAUSES, type CloseCause } from './close-cause.ts';
import { eventKey, type SessionEvent } from './session-events.ts';
import { decide, nextActions } from './session.machine.ts';
import { type RetryPolicy } from './retry-policy.ts';
import { SESSION_STATES, type SessionState } from './session-state.ts';
import { newSession, type Session } from './session.ts';
import { aClose, aPolicy, aSession, NOW } from './testing/builders.ts';

function after(session: Session, event: SessionEvent, policy: RetryPolicy = aPolicy()) {
  const decision = decide(session, event, NOW, policy);
  if (!decision.ok) throw new Error(`${decision.error.code} ${decision.error.from} ${decision.error.event}`);
  return decision.value;
}
const kinds = (effects: readonly { type: string }[]): string[] => effects.map((effect) => effect.type);

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

describe('pairing', () => {
  it('goes from the offer over the scan and the restart to open, counting nothing', () => {
    const asked = after(aSession('none'), { type: 'connect', pairing: { method: 'qr' } });
    expect(asked.effects).toEqual([{ type: 'open_socket', generation: 8, pairing: { method: 'qr' } }]);
    const offered = after(asked.next, { type: 'qr_offered', generation: 8 }).next;
    const scanned = after(offered, { type: 'scanned', generation: 8 }).next;
    expect([scanned.state, scanned.credentials, scanned.lastQrScanAt]).toEqual(['pairing', 'registered', NOW]);
    const restarted = after(scanned, aClose('restart_required', 8, { code: 515 }));
    expect(kinds(restarted.effects)).toContain('open_socket');
    const open = after(restarted.next, {
      type: 'opened',
      generation: 9,
      numberKey: '+237699000012',
      phoneMasked: '••12',
      pushName: 'Awa',
    }).next;
    expect([open.state, open.strikes, open.linkedPhoneMasked]).toEqual(['connected', 0, '••12']);
  });

  it('a scan after the third strike sets the count to 0 only when it opens', () => {
    const asked = after(aSession('expired', { strikes: 3 }), { type: 'connect', pairing: { method: 'qr' } }).next;
    const offered = after(asked, { type: 'qr_offered', generation: 8 }).next;
    expect(offered.strikes).toBe(3);
    const scanned = after(offered, { type: 'scanned', generation: 8 }).next;
    expect(scanned.strikes).toBe(3);
    expect(
      after(scanned, { type: 'opened', generation: 8, numberKey: null, phoneMasked: null, pushName: null }).next
        .strikes,
    ).toBe(0);
  });

  it.each([
    ['logged out on the phone', aClose('logged_out', 7, { code: 401 })],
    ['reset here', { type: 'reset' } as const],
  ])('10.1.6 a restriction of new chats belongs to the number: it goes when %s', (_how, event) => {
    const restricted = aSession('connected', { coldRestrictedUntil: new Date(NOW.getTime() + 3_600_000) });
    expect(after(restricted, event).next).toMatchObject({ credentials: 'none', coldRestrictedUntil: null });
  });

  it('10.1.6 the restriction outlasts a lost connection of the same number', () => {
    const until = new Date(NOW.getTime() + 3_600_000);
    const lost = after(aSession('connected', { coldRestrictedUntil: until }), aClose('transient', 7));
    expect(lost.next.coldRestrictedUntil).toEqual(until);
  });

  it('a close before the first open retries without a strike until the round is full', () => {
    const { next } = after(aSession('pairing'), aClose('transient', 7, { phase: 'pairing' }));
    expect([next.state, next.strikes, next.attempt]).toEqual(['retry_wait', 0, 1]);
  });
});

describe('what the owner asks', () => {
  it.each(['connecting', 'pairing', 'connected', 'retry_wait', 'waiting_network', 'conflict', 'restricted'] as const)(
    'a normal disconnect from %s keeps credentials and count',
    (state) => {
      const { next } = after(aSession(state, { strikes: 1 }), { type: 'disconnect' });
      expect([next.state, next.strikes, next.credentials]).toEqual(['disconnected', 1, 'registered']);
    },
  );
  it('a disconnect is told as the reason from then on, and stored as the end of an attempt where there was one', () => {
    const lost = { code: 428, message: 'x', phase: 'open', cause: 'transient', at: NOW } as const;
    const open = after(aSession('connected', { lastDisconnect: lost }), { type: 'disconnect' });
    expect(open.next.lastDisconnect).toMatchObject({ cause: 'requested', code: null, phase: 'open' });
    expect(open.effects).toContainEqual(
      expect.objectContaining({
        type: 'record_close',
        record: expect.objectContaining({ generation: 7, strike: false }),
      }),
    );
    const waiting = after(aSession('retry_wait', { lastDisconnect: lost }), { type: 'disconnect' });
    expect(waiting.next.lastDisconnect?.cause).toBe('requested');
    expect(kinds(waiting.effects)).not.toContain('record_close');
  });
  it.each(SESSION_STATES)('a reset from %s leaves nothing behind', (state) => {
    const { next } = after(aSession(state, { strikes: state === 'none' ? 0 : 2 }), { type: 'reset' });
    expect([next.state, next.strikes, next.lastStrikeAt, next.credentials]).toEqual(['none', 0, null, 'none']);
  });
  it('a reset leaves the view as if no phone had ever been linked', () => {
    const at = NOW;
    const lastDisconnect = { code: 428, message: 'x', phase: 'open', cause: 'transient', at } as const;
    const linked = {
      lastDisconnect,
      lastQrScanAt: at,
      lastConnectedAt: at,
      lastCheckedAt: at,
      linkedPhoneMasked: '•12',
    };
    const { next } = after(aSession('retry_wait', { ...linked, strikes: 1, lastStrikeAt: at }), { type: 'reset' });
    const { ownerId, rev, generation } = next;
    expect(next).toEqual({ ...newSession(ownerId), rev, generation });
  });

  it('a reset while connected logs the device out before the socket closes and its credentials go', () => {
    expect(kinds(after(aSession('connected'), { type: 'reset' }).effects)).toEqual([
      'log_out',
      'close_socket',
      'delete_credentials',
      'record_close',
    ]);
  });
  it('a connect in any waiting state tries at once with the stored credentials', () => {
    for (const state of ['retry_wait', 'waiting_network', 'disconnected', 'conflict', 'restricted'] as const) {
      const { next, effects } = after(aSession(state), { type: 'connect', pairing: { method: 'qr' } });
      expect(next.state).toBe('connecting');
      expect(effects).toContainEqual({ type: 'open_socket', generation: 8, pairing: null });
    }
  });
});

describe('taking over', () => {
  it('resumes a linked session at once, a waiting one when it is due', () => {
    const open = after(aSession('connected'), { type: 'resume', credentials: 'registered', chance: 0 });
    expect(open.next.state).toBe('connecting');
    const nextAttemptAt = new Date(NOW.getTime() + 5_000);
    const waiting = after(aSession('retry_wait', { nextAttemptAt }), {
      type: 'resume',
      credentials: 'registered',
      chance: 0,
    });
    expect(waiting.effects).toEqual([{ type: 'schedule_retry', at: nextAttemptAt }]);
  });
  it('forgets a pairing that died with its process, and keeps one that was scanned', () => {
    const left = after(aSession('awaiting_scan'), { type: 'resume', credentials: 'unregistered', chance: 0 }).next;
    expect([left.state, left.credentials]).toEqual(['none', 'none']);
    const scanned = after(aSession('awaiting_scan'), { type: 'resume', credentials: 'registered', chance: 0 }).next;
    expect([scanned.state, scanned.credentials]).toEqual(['connecting', 'registered']);
  });
});

describe('every state and event', () => {
  const events: SessionEvent[] = [
    { type: 'connect', pairing: { method: 'qr' } },
    { type: 'disconnect' },
    { type: 'reset' },
    { type: 'retry_due' },
    { type: 'resume', credentials: 'registered', chance: 0 },
    { type: 'outage_detected', since: NOW, chance: 0 },
    { type: 'noted', checkedAt: NOW },
    { type: 'qr_offered', generation: 7 },
    { type: 'code_offered', generation: 7 },
    { type: 'scanned', generation: 7 },
    { type: 'opened', generation: 7, numberKey: null, phoneMasked: null, pushName: null },
    ...CLOSE_CAUSES.map((cause) => aClose(cause)),
  ];
  it('is either decided or refused by name, as drawn here', () => {
    const drawn = SESSION_STATES.map((state) => {
      const cells = events.map((event) => {
        const decision = decide(aSession(state), event, NOW, aPolicy());
        return `${eventKey(event)} -> ${decision.ok ? decision.value.next.state : decision.error.code}`;
      });
      return [state, cells];
    });
    expect(Object.fromEntries(drawn)).toMatchSnapshot();
  });
  it('offers the actions that the table allows', () => {
    expect(Object.fromEntries(SESSION_STATES.map((state) => [state, nextActions(state)]))).toEqual({
      none: ['connect'],
      connecting: ['disconnect', 'reset'],
      awaiting_scan: ['connect', 'scan', 'disconnect', 'reset'],
      pairing: ['disconnect', 'reset'],
      connected: ['disconnect', 'reset'],
      retry_wait: ['connect', 'disconnect', 'reset'],
      waiting_network: ['connect', 'disconnect', 'reset'],
      disconnected: ['connect', 'reset'],
      conflict: ['connect', 'disconnect', 'reset'],
      restricted: ['connect', 'disconnect', 'reset'],
      expired: ['connect', 'reset'],
    });
  });
});
