import { withPartUpdate } from './delivery-parts.ts';
import { rankOf, type Delivery, type DeliveryStateUpdate, type DeliveryState } from './delivery.ts';
import { type SendingChange } from '../ports/sending-store.port.ts';
import { type DayState, type Target } from '../target/target.ts';
import { decideTarget, type TargetEvent } from '../target/target.machine.ts';

/** An update of one message: its state, or that it certainly never left and is withdrawn. */
export type DeliveryUpdate = DeliveryStateUpdate | { readonly state: 'withdrawn'; readonly at: Date };

/** Of a delivery of several messages, the one that an update is about; without it, of the whole. */
export type AddressedUpdate = DeliveryUpdate & { readonly waMessageId?: string };

export type DeliveryUpdateFacts = {
  readonly delivery: Delivery;
  /** Null when the target was removed meanwhile. */
  readonly target: Target | null;
  /** In the order in which they arrived. */
  readonly updates: readonly AddressedUpdate[];
  /** When the target's next day falls due if this one left at the given instant. */
  readonly nextDayAt: (leftAt: Date) => Date;
};

/**
 * Folds the updates of one message into one change: the delivery as far as they go beyond what is known, and its
 * target, which goes on when it was waiting for this message and only keeps its day up to date when it was not. Null when
 * nothing is new.
 */
export function changeOf(facts: DeliveryUpdateFacts, now: Date): SendingChange | null {
  const { delivery, target, updates } = facts;
  const isInFlight = target?.lease?.deliveryId === delivery.id;
  if (updates.some(({ state }) => state === 'withdrawn') && delivery.state === 'sending') {
    const forgotten = isInFlight && target ? decideTarget(target, { type: 'withdrawn' }, now) : null;
    return {
      target: target && forgotten ? { before: target, after: forgotten } : null,
      delivery: { before: delivery, after: null },
      refund: refundOf(delivery),
    };
  }
  const after = updates.reduce(
    (known, { waMessageId = delivery.waMessageId, ...item }) =>
      item.state === 'withdrawn' ? known : (withPartUpdate(known, waMessageId, item) ?? known),
    delivery,
  );
  const events = target ? (isInFlight ? waitedFor(target, after, facts, now) : late(target, delivery, after)) : [];
  const received: TargetEvent[] = after !== delivery && hasReceivedPart(after) ? [{ type: 'received' }] : [];
  const moved = target ? apply(target, [...received, ...events], now) : null;
  if (after === delivery && moved === null) return null;
  return {
    target: target && moved ? { before: target, after: moved } : null,
    delivery: after === delivery ? null : { before: delivery, after },
    refund: after !== delivery && givesBack(after) ? refundOf(delivery) : null,
  };
}

const refundOf = ({ reservedOn, isCold, campaignId }: Delivery) => ({ day: reservedOn, isCold, campaignId });

/** What never left, and what the account was refused, leaves its place in the caps to others. */
const givesBack = ({ state, error }: Delivery): boolean =>
  state === 'failed' || (state === 'refused' && error?.class === 'sender_level');

const wasAccepted = (state: DeliveryState): state is 'sent' | 'delivered' | 'read' =>
  state === 'sent' || state === 'delivered' || state === 'read';

/** Whether a phone confirmed the message, or a part of it. */
const hasReceivedPart = (delivery: Delivery): boolean =>
  (delivery.parts ?? [delivery]).some(({ state }) => state === 'delivered' || state === 'read');

/** The target was waiting for this message. */
function waitedFor(
  target: Target,
  { state, times, error }: Delivery,
  facts: DeliveryUpdateFacts,
  now: Date,
): readonly TargetEvent[] {
  if (wasAccepted(state)) return [{ type: 'accepted', state, nextDayAt: facts.nextDayAt(times.sentAt ?? now) }];
  if ((state === 'refused' || state === 'failed') && error !== null)
    return [{ type: 'refused', state, error, nextDayAt: facts.nextDayAt(now) }];
  return state === 'unknown' && target.status === 'sending' ? [{ type: 'lost' }] : [];
}

/** The target had gone on: the day's summary follows, unless a later attempt of that day is further. */
function late(target: Target, before: Delivery, { state, error, day }: Delivery): readonly TargetEvent[] {
  const noted = target.days.find((entry) => entry.day === day);
  if (!noted || state === 'sending' || noted.state === state) return [];
  const isMirror = noted.state === before.state;
  const isFurther = wasAccepted(state) && rankOf(state) > (dayRank[noted.state] ?? -1);
  const settled: TargetEvent[] = isMirror || isFurther ? [{ type: 'day_settled', day, state }] : [];
  // WhatsApp may say only afterwards that nobody is there.
  const gone: TargetEvent[] =
    state === 'refused' && error?.class === 'permanent' && target.lease === null
      ? [{ type: 'exit', reason: 'invalid_contact' }]
      : [];
  return [...settled, ...gone];
}

const dayRank: Readonly<Partial<Record<DayState, number>>> = {
  sent: rankOf('sent'),
  delivered: rankOf('delivered'),
  read: rankOf('read'),
};

function apply(target: Target, events: readonly TargetEvent[], now: Date): Target | null {
  const after = events.reduce((known, event) => decideTarget(known, event, now) ?? known, target);
  return after === target ? null : after;
}
