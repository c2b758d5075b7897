import { withPartUpdate } from './delivery-parts.ts';
import { rankOf, type Delivery, type DeliveryStateUpdate, type DeliveryState } from './delivery.ts';
import { type SendingChange } from '../ports/sending-store.port.ts';
import { type DayState, isLive, type Target } from '../target/target.ts';
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
 * target, which goes on when it was waiting for this message, or to try its day again, and only keeps its day up to date when it
 * was not. Null when nothing is new.
 */
export function changeOf(facts: DeliveryUpdateFacts, now: Date): SendingChange | null {
  const { delivery, target, updates } = facts;
  const isInFlight = target?.lease?.deliveryId === delivery.id;
  if (updates.some(({ state }) => state === 'withdrawn') && delivery.state === 'sending') {
    const forgotten = target ? decideTarget(target, withdrawnFrom(target, facts, isInFlight, now), now) : null;
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
  const events = target ? (isInFlight ? waitedFor(target, after, facts, now) : late(target, after, facts, now)) : [];
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

type ArrivedState = 'sent' | 'delivered' | 'read';

const wasAccepted = (state: DeliveryState): state is ArrivedState =>
  state === 'sent' || state === 'delivered' || state === 'read';

/** Whether a phone confirmed the message, or a part of it. */
const hasReceivedPart = (delivery: Delivery): boolean =>
  (delivery.parts ?? [delivery]).some(({ state }) => state === 'delivered' || state === 'read');

/** Whether the target may be waiting for news of this day to go on: of a message in flight, or before it tries the day again. */
export const waitsForDay = (target: Pick<Target, 'status' | 'currentDay'>, day: number): boolean =>
  isLive(target) && target.currentDay === day;

/** How far a message of this day has come as far as is noted; null when none was accepted. */
function arrivedOn(target: Target, day: number): ArrivedState | null {
  const state = target.days.find((entry) => entry.day === day)?.state;
  return state === 'sent' || state === 'delivered' || state === 'read' ? state : null;
}

const furtherOf = (a: ArrivedState | null, b: ArrivedState): ArrivedState =>
  a !== null && rankOf(a) > rankOf(b) ? a : b;

/** A message that never left. Of a sequence that ended meanwhile only the day that waited for it is forgotten. */
function withdrawnFrom(target: Target, facts: DeliveryUpdateFacts, isInFlight: boolean, now: Date): TargetEvent {
  const { day } = facts.delivery;
  if (!isInFlight) return { type: 'day_forgotten', day };
  const arrived = arrivedOn(target, day);
  return arrived === null
    ? { type: 'withdrawn' }
    : { type: 'accepted', state: arrived, nextDayAt: facts.nextDayAt(now) };
}

/**
 * The target was waiting for this message. Where an earlier attempt of the day turned out to have arrived meanwhile, the sequence
 * goes on, whatever became of this one.
 */
function waitedFor(
  target: Target,
  { state, times, error, day }: Delivery,
  facts: DeliveryUpdateFacts,
  now: Date,
): readonly TargetEvent[] {
  const arrived = arrivedOn(target, day);
  if (wasAccepted(state))
    return [{ type: 'accepted', state: furtherOf(arrived, state), nextDayAt: facts.nextDayAt(times.sentAt ?? now) }];
  const hasEnded = state === 'refused' || state === 'failed' || state === 'unknown';
  if (arrived !== null && hasEnded) return [{ type: 'accepted', state: arrived, nextDayAt: facts.nextDayAt(now) }];
  if ((state === 'refused' || state === 'failed') && error !== null)
    return [{ type: 'refused', state, error, nextDayAt: facts.nextDayAt(now) }];
  return state === 'unknown' && target.status === 'sending' ? [{ type: 'lost' }] : [];
}

/**
 * The target was not waiting for this message. One that was about to try the day again goes on when the message has arrived: under
 * another id it would reach the person twice. Of any other the day's summary follows, unless a later attempt of that day is further.
 */
function late(
  target: Target,
  { state, times, error, day }: Delivery,
  { delivery: before, nextDayAt }: DeliveryUpdateFacts,
  now: Date,
): readonly TargetEvent[] {
  const noted = target.days.find((entry) => entry.day === day);
  if (!noted || state === 'sending') return [];
  if (wasAccepted(state) && waitsForDay(target, day) && target.status !== 'sending')
    return [
      { type: 'accepted', state: furtherOf(arrivedOn(target, day), state), nextDayAt: nextDayAt(times.sentAt ?? now) },
    ];
  if (noted.state === state) return [];
  const isMirror = noted.state === dayStateOf(before.state);
  const isFurther = wasAccepted(state) && rankOf(state) > (dayRank[noted.state] ?? -1);
  const settled: TargetEvent[] = isMirror || isFurther ? [{ type: 'day_settled', day, state }] : [];
  // WhatsApp may say only afterwards that nobody is there.
  const gone: TargetEvent[] =
    state === 'refused' && error?.class === 'permanent' && target.lease === null
      ? [{ type: 'exit', reason: 'invalid_contact' }]
      : [];
  return [...settled, ...gone];
}

/** What a day shows of its message. */
const dayStateOf = (state: DeliveryState): DayState => (state === 'sending' ? 'pending' : state);

const dayRank: Readonly<Partial<Record<DayState, number>>> = {
  sent: rankOf('sent'),
  delivered: rankOf('delivered'),
  read: rankOf('read'),
};

function apply(target: Target, events: readonly TargetEvent[], now: Date): Target | null {
  const after = events.reduce((known, event) => decideTarget(known, event, now) ?? known, target);
  return after === target ? null : after;
}
