import { CLOSE_CAUSES } from './close-cause.ts';
import { eventKey, type SessionEvent } from './session-events.ts';
import { decide, nextActions } from './session.machine.ts';
import { SESSION_STATES } from './session-state.ts';
import { newSession } from './session.ts';
import { after, kinds } from './testing/after.ts';
import { aClose, aPolicy, aSession, NOW } from './testing/builders.ts';

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
