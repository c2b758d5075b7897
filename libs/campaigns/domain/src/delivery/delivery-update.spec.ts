import { changeOf, type DeliveryUpdate } from './delivery-update.ts';
import { refusal } from './error-classes.ts';
import { aDelivery, aTarget } from '../testing/builders.ts';

const now = new Date('2026-03-02T10:00:00Z');
const tomorrow = new Date('2026-03-03T09:00:00Z');
const nextDayAt = (): Date => tomorrow;
const lease = { deliveryId: aDelivery().id, token: 1, until: now };
const days = [{ day: 1, state: 'pending' as const, at: now }];
const waiting = aTarget({ status: 'sending', lease, days });
const updateOf = (state: Exclude<DeliveryUpdate['state'], 'withdrawn'>, code?: number): DeliveryUpdate => ({
  state,
  at: now,
  error: code === undefined ? null : refusal(code),
});
const change = (facts: Partial<Parameters<typeof changeOf>[0]>) =>
  changeOf({ delivery: aDelivery(), target: waiting, updates: [], nextDayAt, ...facts }, now);

describe('updateOf of a message', () => {
  it('moves the target that waited for it', () => {
    expect(change({ updates: [updateOf('sent')] })).toMatchObject({
      delivery: { after: { state: 'sent' } },
      target: { after: { status: 'active', currentDay: 2, dueAt: tomorrow, days: [{ day: 1, state: 'sent' }] } },
      refund: null,
    });
  });

  it('folds several into one, whatever their order', () => {
    const folded = change({ updates: [updateOf('read'), updateOf('sent'), updateOf('delivered')] });
    expect(folded).toMatchObject({
      delivery: { after: { state: 'read' } },
      target: { after: { currentDay: 2, days: [{ state: 'read' }] } },
    });
  });

  it('forgets a message that never left and gives its place back', () => {
    expect(change({ updates: [{ state: 'withdrawn', at: now }] })).toMatchObject({
      delivery: { after: null },
      target: { after: { status: 'active', currentDay: 1, days: [], attempt: 1 } },
      refund: { day: '2026-03-02', isCold: true },
    });
  });

  it('gives the place back for a failed and for a sender-level refused message, not for another refusal', () => {
    expect(change({ updates: [updateOf('failed', 500)] })?.refund).not.toBeNull();
    expect(change({ updates: [updateOf('refused', 463)] })?.refund).not.toBeNull();
    expect(change({ updates: [updateOf('refused', 500)] })?.refund).toBeNull();
  });

  it('settles an unknown message whose target still waits, and one whose target went on', () => {
    const unknown = aDelivery({ state: 'unknown' });
    const held = aTarget({ status: 'unknown', lease, days: [{ day: 1, state: 'unknown', at: now }] });
    expect(change({ delivery: unknown, target: held, updates: [updateOf('delivered')] })).toMatchObject({
      target: { after: { status: 'active', currentDay: 2 } },
    });
    const gone = aTarget({ currentDay: 3, days: [{ day: 1, state: 'unknown', at: now }] });
    expect(change({ delivery: unknown, target: gone, updates: [updateOf('delivered')] })).toMatchObject({
      target: { after: { status: 'active', currentDay: 3, days: [{ day: 1, state: 'delivered' }] } },
      delivery: { after: { state: 'delivered' } },
    });
  });

  it.each([
    ['a refused one that was to be tried again', 'refused', { attempt: 2, triesSpent: 1 }],
    ['an uncertain one that was to go out again', 'unknown', { resendOf: aDelivery().id }],
  ] as const)('10.3.1 a receipt for %s ends its day: nothing goes out twice', (_which, state, facts) => {
    const target = aTarget({ ...facts, days: [{ day: 1, state, at: now }] });
    expect(
      change({ delivery: aDelivery({ state }), target, updates: [updateOf('delivered')] })?.target?.after,
    ).toMatchObject({
      status: 'active',
      currentDay: 2,
      dueAt: tomorrow,
      attempt: 1,
      triesSpent: 0,
      resendOf: null,
      days: [{ day: 1, state: 'delivered' }],
    });
  });

  it.each([
    ['sent', undefined, 'read'],
    ['refused', 479, 'read'],
    ['refused', 404, 'read'],
    ['unknown', undefined, 'read'],
    ['withdrawn', undefined, 'read'],
  ] as const)(
    '10.3.1 a second attempt that is %s after the first turned out to be read goes on',
    (state, code, day) => {
      const target = { ...waiting, attempt: 2, days: [{ day: 1, state: day, at: now }] };
      const update = state === 'withdrawn' ? ({ state, at: now } as const) : updateOf(state, code);
      expect(change({ delivery: aDelivery({ attempt: 2 }), target, updates: [update] })?.target?.after).toMatchObject({
        status: 'active',
        currentDay: 2,
        days: [{ day: 1, state: day }],
      });
    },
  );

  it.each([
    ['refused', [{ day: 1, state: 'refused' }]],
    ['failed', [{ day: 1, state: 'failed' }]],
    ['unknown', [{ day: 1, state: 'unknown' }]],
    ['withdrawn', []],
  ] as const)('10.3.1 the day of somebody who left meanwhile does not wait for ever: %s', (state, noted) => {
    const target = aTarget({ status: 'exited', exitReason: 'replied', days });
    const update = state === 'withdrawn' ? ({ state, at: now } as const) : updateOf(state, 479);
    expect(change({ target, updates: [update] })?.target?.after).toMatchObject({ status: 'exited', days: noted });
  });

  it('does not set a day back for an earlier attempt', () => {
    const target = aTarget({ currentDay: 2, days: [{ day: 1, state: 'read', at: now }] });
    expect(
      change({ delivery: aDelivery({ state: 'failed' }), target, updates: [updateOf('sent')] })?.target,
    ).toBeNull();
  });

  it('lets a person go when WhatsApp says only afterwards that nobody is there', () => {
    const target = aTarget({ currentDay: 2, days: [{ day: 1, state: 'sent', at: now }] });
    expect(
      change({ delivery: aDelivery({ state: 'sent' }), target, updates: [updateOf('refused', 404)] })?.target?.after,
    ).toMatchObject({
      status: 'exited',
      exitReason: 'invalid_contact',
      days: [{ day: 1, state: 'refused' }],
    });
  });

  it('settles a target whose part of the change was missed', () => {
    expect(change({ delivery: aDelivery({ state: 'sent' }) })).toMatchObject({
      delivery: null,
      target: { after: { status: 'active', currentDay: 2 } },
    });
  });

  it('counts for an ended target too, without bringing it back', () => {
    const target = aTarget({ status: 'exited', exitReason: 'opted_out', days });
    expect(change({ target, updates: [updateOf('sent')] })).toMatchObject({
      delivery: { after: { state: 'sent' } },
      target: { after: { status: 'exited', exitReason: 'opted_out', days: [{ day: 1, state: 'sent' }] } },
    });
  });

  it('is nothing when nothing is new', () => {
    const target = aTarget({ currentDay: 2, days: [{ day: 1, state: 'read', at: now }] });
    expect(change({ delivery: aDelivery({ state: 'read' }), target, updates: [updateOf('delivered')] })).toBeNull();
  });
});
