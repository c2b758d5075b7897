import { documentId } from '@relance/kernel';
import { refusal } from '../delivery/error-classes.ts';
import { targetStatuses, type Target, type TargetStatus } from './target.ts';
import { decideTarget, hears, targetTable, type TargetEvent, type TargetEventType } from './target.machine.ts';
import { aTarget } from '../testing/builders.ts';

const now = new Date('2026-03-02T10:00:00Z');
const tomorrow = new Date('2026-03-03T09:00:00Z');
const lease = { deliveryId: documentId<'DeliveryId'>('d00000000000000000000001'), token: 4, until: now };
const sending = (change: Partial<Target> = {}): Target => aTarget({ status: 'sending', lease, ...change });

const events: Record<TargetEventType, TargetEvent> = {
  intent: { type: 'intent', lease },
  accepted: { type: 'accepted', state: 'sent', nextDayAt: tomorrow },
  refused: { type: 'refused', error: refusal(500), state: 'refused', nextDayAt: tomorrow },
  withdrawn: { type: 'withdrawn' },
  lost: { type: 'lost' },
  grace_over: { type: 'grace_over', policy: 'hold', nextDayAt: tomorrow },
  skip: { type: 'skip', nextDayAt: tomorrow },
  defer: { type: 'defer', until: tomorrow, cause: 'window' },
  recall: { type: 'recall' },
  retry: { type: 'retry' },
  exit: { type: 'exit', reason: 'manual' },
  replied: { type: 'replied', at: now, stop: true },
  day_settled: { type: 'day_settled', day: 1, state: 'read' },
  day_forgotten: { type: 'day_forgotten', day: 1 },
  received: { type: 'received' },
};
const every = Object.values(events);

/** A target of each status as the machine itself would leave it. */
const inStatus = (status: TargetStatus): Target =>
  aTarget({
    status,
    lease: status === 'sending' || status === 'unknown' ? lease : null,
    deferredBy: status === 'active' ? 'window' : null,
    ...(status === 'active' && { triesSpent: 1, dueAt: tomorrow, wantedAt: tomorrow }),
    days: [{ day: 1, state: 'sent', at: now }],
  });

describe('the table of a target', () => {
  it.each(every.flatMap((event) => targetStatuses.map((status) => [event.type, status, event] as const)))(
    '%s in %s is heard exactly where the table says so',
    (type, status, event) => {
      const before = inStatus(status);
      const after = decideTarget(before, event, now);
      expect(after !== null).toBe((targetTable[type] as readonly TargetStatus[]).includes(status));
      if (after) expect(after.rev).toBe(before.rev + 1);
    },
  );

  it('lets every status be reached and the ended ones be left by nothing', () => {
    const reached = new Set<TargetStatus>(['active']);
    for (const status of targetStatuses) {
      for (const event of [
        ...every,
        { type: 'exit', reason: 'paid' } as const,
        { type: 'exit', reason: 'completed_7days' } as const,
      ]) {
        const after = decideTarget(inStatus(status), event, now);
        if (after && hears(status, event.type)) reached.add(after.status);
        if (after && ['completed', 'converted', 'exited'].includes(status)) expect(after.status).toBe(status);
      }
    }
    expect([...reached].sort()).toEqual([...targetStatuses].sort());
  });
});

describe('decideTarget', () => {
  it('marks the day as pending with the intent', () => {
    expect(decideTarget(aTarget(), events.intent, now)).toMatchObject({
      status: 'sending',
      lease,
      days: [{ day: 1, state: 'pending' }],
    });
  });

  it('goes on to the next day once accepted, with fresh tries', () => {
    const after = decideTarget(sending({ attempt: 3, triesSpent: 2, daysLost: 2 }), events.accepted, now);
    expect(after).toMatchObject({
      status: 'active',
      currentDay: 2,
      dueAt: tomorrow,
      wantedAt: tomorrow,
      attempt: 1,
      triesSpent: 0,
      daysLost: 0,
      lease: null,
      days: [{ day: 1, state: 'sent' }],
    });
  });

  it('completes after the seventh day', () => {
    expect(decideTarget(sending({ currentDay: 7 }), events.accepted, now)).toMatchObject({
      status: 'completed',
      exitReason: 'completed_7days',
      exitedAt: now,
      dueAt: null,
    });
  });

  it('exits at once on a permanent refusal', () => {
    const event = { ...events.refused, error: refusal(404) } as TargetEvent;
    expect(decideTarget(sending(), event, now)).toMatchObject({ status: 'exited', exitReason: 'invalid_contact' });
  });

  it('tries a temporary refusal again after an hour under a new attempt', () => {
    expect(decideTarget(sending(), events.refused, now)).toMatchObject({
      status: 'active',
      currentDay: 1,
      attempt: 2,
      triesSpent: 1,
      dueAt: new Date('2026-03-02T11:00:00Z'),
      lastError: { code: '500', class: 'recipient_temporary' },
    });
  });

  it('gives the day up after three tries, and the target after three such days in a row', () => {
    const third = { attempt: 3, triesSpent: 2 };
    expect(decideTarget(sending(third), events.refused, now)).toMatchObject({
      currentDay: 2,
      daysLost: 1,
      dueAt: tomorrow,
      triesSpent: 0,
    });
    expect(decideTarget(sending({ ...third, daysLost: 2, currentDay: 3 }), events.refused, now)).toMatchObject({
      status: 'exited',
      exitReason: 'delivery_exhausted',
      daysLost: 3,
    });
  });

  it('spends nothing when the account is to blame', () => {
    const event = { ...events.refused, error: refusal(463) } as TargetEvent;
    const before = sending({ triesSpent: 1 });
    expect(decideTarget(before, event, now)).toMatchObject({
      status: 'active',
      triesSpent: 1,
      attempt: 2,
      dueAt: before.dueAt,
    });
  });

  it('leaves no trace of an intent that was withdrawn', () => {
    const before = aTarget();
    const intended = decideTarget(before, events.intent, now) ?? before;
    expect(decideTarget(intended, events.withdrawn, now)).toEqual({ ...before, rev: 2, updatedAt: now });
  });

  it('holds an unknown day and goes on after the grace', () => {
    const lost = decideTarget(sending(), events.lost, now) ?? sending();
    expect(lost).toMatchObject({ status: 'unknown', unknownSince: now, days: [{ day: 1, state: 'unknown' }], lease });
    expect(decideTarget(lost, events.grace_over, now)).toMatchObject({
      status: 'active',
      currentDay: 2,
      dueAt: tomorrow,
      lease: null,
      unknownSince: null,
      days: [{ day: 1, state: 'unknown' }],
    });
  });

  it('sends the same attempt again when the policy says so', () => {
    const lost = decideTarget(sending(), events.lost, now) ?? sending();
    const event: TargetEvent = { type: 'grace_over', policy: 'resend-same-id', nextDayAt: tomorrow };
    expect(decideTarget(lost, event, now)).toMatchObject({
      status: 'active',
      currentDay: 1,
      attempt: 1,
      dueAt: now,
      resendOf: lease.deliveryId,
    });
  });

  it('forgets why it was put off when it is recalled', () => {
    const put = decideTarget(aTarget(), events.defer, now) ?? aTarget();
    expect(put).toMatchObject({ dueAt: tomorrow, deferredBy: 'window' });
    expect(decideTarget(put, events.recall, now)).toMatchObject({ dueAt: aTarget().dueAt, deferredBy: null });
  });

  it.each([
    ['paid', 'converted'],
    ['opted_out', 'exited'],
    ['manual', 'exited'],
  ] as const)('exit %s ends in %s', (reason, status) => {
    expect(decideTarget(sending(), { type: 'exit', reason }, now)).toMatchObject({
      status,
      exitReason: reason,
      lease: null,
    });
  });

  it('settles a day of an ended target without bringing it back', () => {
    const ended = aTarget({ status: 'exited', exitReason: 'manual', days: [{ day: 1, state: 'unknown', at: now }] });
    expect(decideTarget(ended, events.day_settled, now)).toMatchObject({
      status: 'exited',
      days: [{ day: 1, state: 'read' }],
    });
    expect(decideTarget(aTarget(), events.day_settled, now)).toBeNull();
  });

  it('is tried again at once when a person says so: an uncertain message under its own id, a refused one as its next try', () => {
    const unknown = sending({ status: 'unknown', unknownSince: now });
    expect(decideTarget(unknown, events.retry, now)).toMatchObject({
      status: 'active',
      currentDay: 1,
      dueAt: now,
      resendOf: lease.deliveryId,
      lease: null,
    });
    const waiting = aTarget({ triesSpent: 1, attempt: 2, dueAt: tomorrow, wantedAt: tomorrow });
    expect(decideTarget(waiting, events.retry, now)).toMatchObject({ dueAt: now, wantedAt: now, attempt: 2 });
    expect(decideTarget(aTarget({ dueAt: tomorrow, wantedAt: tomorrow }), events.retry, now)).toBeNull();
  });
});
