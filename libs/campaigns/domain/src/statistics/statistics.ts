import { type Delivery, type DeliveryState, hasLeft } from '../delivery/delivery.ts';
import { isLive, type Target } from '../target/target.ts';

/**
 * Changes of a campaign's counters by path (`counts.active` → −1). Derived from transitions alone, so that applying the
 * delta of every transition always gives what a recount would give.
 */
export type CounterDelta = Readonly<Record<string, number>>;

/** The part of a target that is counted. */
export type CountedTarget = Pick<Target, 'status' | 'currentDay' | 'exitReason'>;
/** The part of a delivery that is counted. */
export type CountedDelivery = Pick<Delivery, 'state' | 'day'>;

/** Where a target stands in the counters; the sum over all targets of a campaign is the campaign's counters. */
export function targetCells(target: CountedTarget): readonly string[] {
  const cells = ['counts.enrolled', `counts.${target.status}`];
  if (target.status === 'exited') cells.push(`counts.exitedBy.${target.exitReason ?? 'manual'}`);
  if (isLive(target)) cells.push(`dayFunnel.${target.currentDay - 1}`);
  return cells;
}

const messageCell: Readonly<Record<DeliveryState, string | null>> = {
  sending: null,
  unknown: null,
  failed: 'failed',
  refused: 'refused',
  sent: 'pending',
  delivered: 'delivered',
  read: 'read',
};

/** Where a delivery stands: nowhere while its fate is open, so that nothing is claimed that is not known. */
export function deliveryCells({ state, day }: CountedDelivery): readonly string[] {
  const cell = messageCell[state];
  if (cell === null) return [];
  const cells = [`messages.${cell}`];
  if (hasLeft(state)) cells.push('messages.sent', `perDay.${day - 1}.sent`);
  if (state === 'delivered' || state === 'read' || state === 'failed') cells.push(`perDay.${day - 1}.${state}`);
  return cells;
}

/** From one place to another: the old cells minus one, the new ones plus one; what cancels out is left out. */
export function deltaBetween(before: readonly string[], after: readonly string[]): CounterDelta {
  return sumDeltas([
    Object.fromEntries(before.map((cell) => [cell, -1])),
    Object.fromEntries(after.map((cell) => [cell, 1])),
  ]);
}

export const targetDelta = (before: CountedTarget | null, after: CountedTarget | null): CounterDelta =>
  deltaBetween(before ? targetCells(before) : [], after ? targetCells(after) : []);

export const deliveryDelta = (before: CountedDelivery | null, after: CountedDelivery | null): CounterDelta =>
  deltaBetween(before ? deliveryCells(before) : [], after ? deliveryCells(after) : []);

export function sumDeltas(deltas: readonly CounterDelta[]): CounterDelta {
  const sum = new Map<string, number>();
  for (const delta of deltas) {
    for (const [cell, amount] of Object.entries(delta)) sum.set(cell, (sum.get(cell) ?? 0) + amount);
  }
  return Object.fromEntries([...sum].filter(([, amount]) => amount !== 0));
}

/** What happened in an hour, for charts: messages and people entering a state for the first time. */
export type HourlyCells = Readonly<Record<string, number>>;

const arrived = (state: DeliveryState): boolean => state === 'delivered' || state === 'read';
const missed = (state: DeliveryState): boolean => state === 'refused' || state === 'failed';

/**
 * What a message adds to its hour. The sums over all hours are the counters of all messages: sent, delivered + read, read,
 * failed + refused. A failure that a receipt proves wrong is taken back in the hour of the receipt.
 */
export function hourlyDeliveryCells(before: DeliveryState, after: DeliveryState, day: number): HourlyCells {
  const steps = {
    sent: Number(hasLeft(after)) - Number(hasLeft(before)),
    delivered: Number(arrived(after)) - Number(arrived(before)),
    read: Number(after === 'read') - Number(before === 'read'),
    failed: Number(missed(after)) - Number(missed(before)),
  };
  return Object.fromEntries(
    Object.entries(steps).flatMap(([name, step]) =>
      step === 0
        ? []
        : [
            [name, step],
            [`days.${day}.${name}`, step],
          ],
    ),
  );
}

/** The day that was sent last: `currentDay` is the one to be sent next while the target waits. */
const dayRepliedTo = ({ status, currentDay }: CountedTarget): number =>
  status === 'active' ? Math.max(1, currentDay - 1) : currentDay;

/** What a change of a target adds to its hour: a first reply, and leaving the sequence. */
export function hourlyTargetCells(
  before: CountedTarget & Pick<Target, 'repliedAt'>,
  after: CountedTarget & Pick<Target, 'repliedAt'>,
): HourlyCells {
  const hasReplied = before.repliedAt === null && after.repliedAt !== null;
  const isGone = isLive(before) && !isLive(after);
  return {
    ...(hasReplied && { replied: 1, [`days.${dayRepliedTo(before)}.replied`]: 1 }),
    ...(isGone && {
      [`exits.${after.exitReason ?? 'manual'}`]: 1,
      [`days.${after.currentDay}.exited`]: 1,
      ...(after.status === 'converted' && { converted: 1 }),
    }),
  };
}

/** A share in per cent with one decimal; 0 when there is nothing to share. */
export const percentage = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part * 1000) / whole) / 10;

export const successRate = (messages: {
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
}): number => percentage(messages.delivered + messages.read, messages.sent);

export const conversionRate = (counts: { readonly enrolled: number; readonly converted: number }): number =>
  percentage(counts.converted, counts.enrolled);
