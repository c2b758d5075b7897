import { type Delivery, type DeliveryState } from '../delivery/delivery.ts';
import { stateOfParts } from '../delivery/delivery-parts.ts';
import { changeOf } from '../delivery/delivery-update.ts';
import { aDelivery, aTarget } from '../testing/builders.ts';
import { type DayState, undeliveredDays } from './target.ts';

const DAY_MS = 86_400_000;
const start = new Date('2026-03-02T09:00:00Z').getTime();
const onDay = (day: number, hour = 0): Date => new Date(start + (day - 1) * DAY_MS + hour * 3_600_000);
const daysOf = (states: readonly DayState[]) =>
  states.map((state, index) => ({ day: index + 1, state, at: onDay(index + 1) }));

describe('10.3.2 sent days in a row that nobody received', () => {
  it.each([
    [[], null, 0],
    [['sent', 'sent', 'sent'], null, 3],
    [['sent', 'delivered', 'sent', 'sent'], null, 2],
    [['sent', 'sent', 'read'], null, 0],
    [['sent', 'skipped', 'sent', 'failed', 'sent'], null, 3],
    [['sent', 'unknown', 'sent'], null, 2],
    [['delivered', 'sent', 'sent'], null, 2],
    [['sent', 'read', 'sent'], null, 1],
    [['sent', 'skipped', 'failed', 'sent', 'unknown'], null, 2],
    [['sent', 'sent', 'sent'], onDay(2, 3), 1],
    [['sent', 'sent', 'sent'], onDay(3, 3), 0],
    [['sent', 'sent', 'sent'], onDay(1, -1), 3],
    // Day 1's receipt came late, on day 2: what left since counts.
    [['delivered', 'sent', 'sent', 'sent'], onDay(2, 5), 2],
  ] as const)('%j, a phone having received something at %p: %i', (states, receivedAt, count) => {
    expect(undeliveredDays({ days: daysOf(states), receivedAt })).toBe(count);
  });

  const parts = (...states: DeliveryState[]) =>
    states.map((state, index) => ({ waMessageId: 'AB'[index] ?? '', state, error: null }));
  const ofTwo = (day: number, ...states: DeliveryState[]): Delivery =>
    aDelivery({ day, waMessageId: 'A', parts: parts(...states), state: stateOfParts(parts(...states)) });
  const receipt = (waMessageId: string, at: Date, state: 'sent' | 'delivered' | 'read' = 'delivered') => ({
    waMessageId,
    state,
    at,
    error: null,
  });

  it.each(['A', 'B'])('one delivered part of two (%s) starts the count anew, though the day stays sent', (id) => {
    const target = aTarget({ currentDay: 3, days: daysOf(['sent', 'sent']) });
    const at = onDay(2, 1);
    const facts = { delivery: ofTwo(2, 'sent', 'sent'), target, updates: [receipt(id, at)], nextDayAt: () => onDay(3) };
    const after = changeOf(facts, at)?.target?.after;
    expect(after).toMatchObject({ days: [{ state: 'sent' }, { state: 'sent' }], receivedAt: at, currentDay: 3 });
    expect(after && undeliveredDays(after)).toBe(0);
  });

  it('a part that was delivered before the other one left counts for its day', () => {
    const lease = { deliveryId: aDelivery().id, token: 1, until: onDay(9) };
    const days = [...daysOf(['sent', 'sent']), { day: 3, state: 'pending' as const, at: onDay(3) }];
    const waiting = aTarget({ status: 'sending', currentDay: 3, lease, days });
    const nextDayAt = () => onDay(4);
    const first = changeOf(
      { delivery: ofTwo(3, 'sent', 'sending'), target: waiting, updates: [receipt('A', onDay(3, 1))], nextDayAt },
      onDay(3, 1),
    );
    const [delivery, target] = [first?.delivery?.after, first?.target?.after];
    if (!delivery || !target) throw new Error('the receipt changes both');
    const second = changeOf({ delivery, target, updates: [receipt('B', onDay(3, 2), 'sent')], nextDayAt }, onDay(3, 2));
    expect(second?.target?.after).toMatchObject({ currentDay: 4, days: [{}, {}, { day: 3, state: 'sent' }] });
    expect(second?.target && undeliveredDays(second.target.after)).toBe(0);
  });

  it('an acknowledgement alone starts nothing anew', () => {
    const target = aTarget({ currentDay: 3, days: daysOf(['sent', 'sent']) });
    const facts = { delivery: ofTwo(2, 'sent', 'sent'), target, updates: [receipt('B', onDay(2, 1), 'sent')] };
    expect(changeOf({ ...facts, nextDayAt: () => onDay(3) }, onDay(2, 1))).toBeNull();
  });
});
