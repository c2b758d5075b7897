import { type DeliveryState } from '../delivery/delivery.ts';
import fc from 'fast-check';
import { deliveryStates, withUpdate, type Delivery } from '../delivery/delivery.ts';
import { refusal } from '../delivery/error-classes.ts';
import {
  conversionRate,
  deliveryCells,
  deliveryDelta,
  hourlyDeliveryCells,
  hourlyTargetCells,
  percentage,
  successRate,
  sumDeltas,
  targetCells,
  targetDelta,
  type CounterDelta,
} from './statistics.ts';
import { type Target } from '../target/target.ts';
import { decideTarget, type TargetEvent } from '../target/target.machine.ts';
import { aDelivery, aTarget } from '../testing/builders.ts';

const now = new Date('2026-03-02T10:00:00Z');
const lease = { deliveryId: aDelivery().id, token: 1, until: now };
const count = (cells: CounterDelta, cell: string): number => cells[cell] ?? 0;
const tally = (lists: readonly (readonly string[])[]): CounterDelta =>
  sumDeltas(lists.flatMap((cells) => cells.map((cell) => ({ [cell]: 1 }))));

const targetEvent: fc.Arbitrary<TargetEvent> = fc.oneof(
  fc.constant<TargetEvent>({ type: 'intent', lease }),
  fc.constant<TargetEvent>({ type: 'accepted', state: 'sent', nextDayAt: now }),
  fc
    .constantFrom(404, 463, 500)
    .map<TargetEvent>((code) => ({ type: 'refused', error: refusal(code), state: 'refused', nextDayAt: now })),
  fc.constantFrom<TargetEvent>({ type: 'withdrawn' }, { type: 'lost' }, { type: 'recall' }),
  fc
    .constantFrom('hold', 'resend-same-id')
    .map<TargetEvent>((policy) => ({ type: 'grace_over', policy, nextDayAt: now })),
  fc.constant<TargetEvent>({ type: 'skip', nextDayAt: now }),
  fc.constantFrom('paid', 'manual', 'opted_out').map<TargetEvent>((reason) => ({ type: 'exit', reason })),
);
const deliveryUpdates = fc.constantFrom(...deliveryStates.slice(1)).map((state) => ({
  state: state as Exclude<Delivery['state'], 'sending'>, // the first state was sliced off
  at: now,
  error: null,
}));

describe('counters moved by the deltas of transitions', () => {
  it('always equal a recount, and the identity of the targets holds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 4 }), targetEvent), { maxLength: 120 }), (steps) => {
        const targets: Target[] = Array.from({ length: 5 }, () => aTarget());
        let counters = sumDeltas(targets.map((target) => targetDelta(null, target)));
        for (const [index, event] of steps) {
          const before = targets[index];
          const after = before && decideTarget(before, event, now);
          if (!before || !after) continue;
          counters = sumDeltas([counters, targetDelta(before, after)]);
          targets[index] = after;
        }
        expect(counters).toEqual(tally(targets.map(targetCells)));
        const of = (cell: string): number => count(counters, `counts.${cell}`);
        const live = of('active') + of('sending') + of('unknown');
        expect(of('enrolled')).toBe(live + of('completed') + of('converted') + of('exited'));
        const funnel = [0, 1, 2, 3, 4, 5, 6].reduce((sum, day) => sum + count(counters, `dayFunnel.${day}`), 0);
        expect(funnel).toBe(live);
        const exits = Object.entries(counters).filter(([cell]) => cell.startsWith('counts.exitedBy.'));
        expect(exits.reduce((sum, [, amount]) => sum + amount, 0)).toBe(of('exited'));
      }),
    );
  });

  it('keep sent = pending + delivered + read + refused for messages', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 6 }), deliveryUpdates), { maxLength: 120 }), (steps) => {
        const deliveries = Array.from({ length: 7 }, (_, index) => aDelivery({ day: index + 1 }));
        let counters: CounterDelta = sumDeltas(deliveries.map((delivery) => deliveryDelta(null, delivery)));
        for (const [index, news] of steps) {
          const before = deliveries[index];
          const after = before && withUpdate(before, news);
          if (!before || !after) continue;
          counters = sumDeltas([counters, deliveryDelta(before, after)]);
          deliveries[index] = after;
        }
        expect(counters).toEqual(tally(deliveries.map(deliveryCells)));
        const of = (cell: string): number => count(counters, `messages.${cell}`);
        expect(of('sent')).toBe(of('pending') + of('delivered') + of('read') + of('refused'));
        const perDay = (cell: string): number =>
          [0, 1, 2, 3, 4, 5, 6].reduce((sum, day) => sum + count(counters, `perDay.${day}.${cell}`), 0);
        for (const cell of ['sent', 'delivered', 'read', 'failed']) expect(perDay(cell)).toBe(of(cell));
      }),
    );
  });
});

describe('hourly cells', () => {
  const messages = (before: DeliveryState, after: DeliveryState) => {
    const cells = hourlyDeliveryCells(before, after, 3);
    return Object.fromEntries(Object.entries(cells).filter(([name]) => !name.includes('.')));
  };

  it('count each event of a message once on the way, in all and by day', () => {
    expect(hourlyDeliveryCells('sending', 'sent', 3)).toEqual({ sent: 1, 'days.3.sent': 1 });
    expect(messages('sent', 'delivered')).toEqual({ delivered: 1 });
    expect(messages('delivered', 'read')).toEqual({ read: 1 });
    expect(messages('unknown', 'read')).toEqual({ sent: 1, delivered: 1, read: 1 });
    expect(messages('sending', 'refused')).toEqual({ sent: 1, failed: 1 });
    expect(messages('sending', 'unknown')).toEqual({});
  });

  it('take a failure back that a receipt proves wrong', () => {
    expect(messages('failed', 'delivered')).toEqual({ sent: 1, delivered: 1, failed: -1 });
  });

  it('count who leaves, by reason and day, and who converts', () => {
    const live = { status: 'active', currentDay: 4, exitReason: null, repliedAt: null } as const;
    expect(hourlyTargetCells(live, { ...live, status: 'exited', exitReason: 'opted_out' })).toEqual({
      'exits.opted_out': 1,
      'days.4.exited': 1,
    });
    expect(hourlyTargetCells(live, { ...live, status: 'converted', exitReason: 'paid' })).toEqual({
      'exits.paid': 1,
      'days.4.exited': 1,
      converted: 1,
    });
    expect(hourlyTargetCells(live, { ...live, currentDay: 5 })).toEqual({});
    const replied = { ...live, repliedAt: new Date(0) };
    expect(hourlyTargetCells(live, replied)).toEqual({ replied: 1, 'days.3.replied': 1 });
    expect(hourlyTargetCells(replied, replied)).toEqual({});
  });
});

describe('rates', () => {
  it('have one decimal and are 0 when there is nothing', () => {
    expect(percentage(1, 3)).toBe(33.3);
    expect(percentage(0, 0)).toBe(0);
    expect(successRate({ sent: 8, delivered: 3, read: 2 })).toBe(62.5);
    expect(conversionRate({ enrolled: 7, converted: 1 })).toBe(14.3);
  });
});
