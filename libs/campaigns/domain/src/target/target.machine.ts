import { DAYS_IN_SEQUENCE } from '../campaign/campaign.ts';
import { type DeliveryError } from '../delivery/delivery.ts';
import {
  endedStatusOf,
  isLive,
  type DayState,
  type DeferralCause,
  type Target,
  type TargetLease,
  type TargetStatus,
} from './target.ts';
import { type ExitReason } from './exit-reason.ts';

/** Tries of one day's message that count; after the last the day is given up. */
export const TRIES_PER_DAY = 3;
/** Between two tries of a day. */
export const RETRY_AFTER_MS = 60 * 60 * 1000;
/** Given-up days in a row after which the target exits. */
export const DAYS_LOST_LIMIT = 3;

/** Everything that may happen to a target. `nextDayAt` is when the following day would fall due. */
export type TargetEvent =
  | { readonly type: 'intent'; readonly lease: TargetLease }
  | { readonly type: 'accepted'; readonly state: 'sent' | 'delivered' | 'read'; readonly nextDayAt: Date }
  | {
      readonly type: 'refused';
      readonly error: DeliveryError;
      readonly state: 'refused' | 'failed';
      readonly nextDayAt: Date;
    }
  | { readonly type: 'withdrawn' } // it certainly never left, and the target is not to blame
  | { readonly type: 'lost' } // nobody knows whether it left
  | { readonly type: 'grace_over'; readonly policy: 'hold' | 'resend-same-id'; readonly nextDayAt: Date }
  | { readonly type: 'skip'; readonly nextDayAt: Date }
  | { readonly type: 'defer'; readonly until: Date; readonly cause: DeferralCause }
  | { readonly type: 'recall' }
  | { readonly type: 'retry' } // a person wants the present day's message to go out (again) now
  | { readonly type: 'exit'; readonly reason: ExitReason }
  /** The person wrote back; `stop`: the campaign ends at a reply. */
  | { readonly type: 'replied'; readonly at: Date; readonly stop: boolean }
  | { readonly type: 'day_settled'; readonly day: number; readonly state: DayState }
  | { readonly type: 'day_forgotten'; readonly day: number } // its only message never left, and the sequence has ended
  | { readonly type: 'received' }; // a phone confirmed a message, or a part of one

export type TargetEventType = TargetEvent['type'];

/** From which status an event is heard; in any other it changes nothing. */
export const targetTable = {
  intent: ['active'],
  // Active: an earlier attempt of the day, which is to be tried again, turned out to have arrived.
  accepted: ['active', 'sending', 'unknown'],
  refused: ['sending', 'unknown'],
  withdrawn: ['sending'],
  lost: ['sending'],
  grace_over: ['unknown'],
  skip: ['active'],
  defer: ['active'],
  recall: ['active'],
  retry: ['active', 'unknown'],
  exit: ['active', 'sending', 'unknown'],
  replied: ['active', 'sending', 'unknown', 'completed', 'converted', 'exited'],
  day_settled: ['active', 'sending', 'unknown', 'completed', 'converted', 'exited'],
  day_forgotten: ['completed', 'converted', 'exited'],
  received: ['active', 'sending', 'unknown'],
} as const satisfies Readonly<Record<TargetEventType, readonly TargetStatus[]>>;

export const hears = (status: TargetStatus, event: TargetEventType): boolean =>
  (targetTable[event] as readonly TargetStatus[]).includes(status);

/** Decides one event: the target after it, or null when it changes nothing. Pure; the caller saves it over `target.rev`. */
export function decideTarget(target: Target, event: TargetEvent, now: Date): Target | null {
  if (!hears(target.status, event.type)) return null;
  const after = afterEvent(target, event, now);
  return after === null ? null : { ...after, rev: target.rev + 1, updatedAt: now };
}

function afterEvent(target: Target, event: TargetEvent, now: Date): Target | null {
  switch (event.type) {
    case 'intent':
      return {
        ...dayMarked(target, 'pending', now),
        status: 'sending',
        lease: event.lease,
        resendOf: null,
        deferredBy: null,
      };
    case 'accepted':
      return nextDay({ ...dayMarked(target, event.state, now), daysLost: 0, lastError: null }, event.nextDayAt, now);
    case 'refused':
      return afterRefusal(target, event, now);
    case 'withdrawn':
      return { ...withoutPending(resting(target)), status: 'active' };
    case 'lost':
      return { ...dayMarked(target, 'unknown', now), status: 'unknown', unknownSince: now };
    case 'grace_over':
      return event.policy === 'hold' ? nextDay(target, event.nextDayAt, now) : sentAgain(target, now);
    case 'skip':
      return nextDay(dayMarked(target, 'skipped', now), event.nextDayAt, now);
    case 'defer':
      return { ...target, dueAt: event.until, deferredBy: event.cause };
    case 'recall':
      return target.deferredBy === null ? null : { ...target, dueAt: target.wantedAt, deferredBy: null };
    case 'retry':
      return retried(target, now);
    case 'exit':
      return ended(target, event.reason, now);
    case 'replied':
      return replied(target, event, now);
    case 'day_settled':
      return target.days.some(({ day, state }) => day === event.day && state !== event.state)
        ? dayMarked(target, event.state, now, event.day)
        : null;
    case 'day_forgotten':
      return withoutDay(target, event.day);
    case 'received':
      return { ...target, receivedAt: now };
  }
}

/** The uncertain message goes out again under its own id; the only way in which one may leave twice. */
const sentAgain = (target: Target, now: Date): Target => ({
  ...resting(target),
  status: 'active',
  dueAt: now,
  wantedAt: now,
  resendOf: target.lease?.deliveryId ?? null,
});

/** An uncertain message again, or the next try of a day at once instead of later. */
function retried(target: Target, now: Date): Target | null {
  if (target.status === 'unknown') return sentAgain(target, now);
  const isWaitingToTry = target.triesSpent > 0 && target.wantedAt !== null && target.wantedAt > now;
  return isWaitingToTry ? { ...target, dueAt: now, wantedAt: now, deferredBy: null } : null;
}

/** By class: a permanent refusal ends it, a temporary one spends a try, one of the account's spends nothing. */
function afterRefusal(target: Target, event: Extract<TargetEvent, { type: 'refused' }>, now: Date): Target {
  const { error } = event;
  const marked = { ...dayMarked(target, event.state, now), lastError: error };
  if (error.class === 'permanent') return ended(marked, 'invalid_contact', now);
  const again = { ...resting(marked), status: 'active' as const, attempt: target.attempt + 1 };
  if (error.class === 'sender_level') return again;
  const triesSpent = target.triesSpent + 1;
  if (triesSpent < TRIES_PER_DAY) {
    const retryAt = new Date(now.getTime() + RETRY_AFTER_MS);
    return { ...again, triesSpent, dueAt: retryAt, wantedAt: retryAt };
  }
  const daysLost = target.daysLost + 1;
  if (daysLost >= DAYS_LOST_LIMIT) return ended({ ...marked, daysLost }, 'delivery_exhausted', now);
  return nextDay({ ...marked, daysLost }, event.nextDayAt, now);
}

/** On to the following day, or to the end of the sequence. */
function nextDay(target: Target, dueAt: Date, now: Date): Target {
  if (target.currentDay >= DAYS_IN_SEQUENCE) return ended(target, 'completed_7days', now);
  const currentDay = target.currentDay + 1;
  return { ...resting(target), status: 'active', currentDay, dueAt, wantedAt: dueAt, attempt: 1, triesSpent: 0 };
}

/** The first reply is kept; whoever is still in the sequence leaves it where the campaign says so. */
function replied(target: Target, { at, stop }: Extract<TargetEvent, { type: 'replied' }>, now: Date): Target | null {
  const noted = target.repliedAt === null ? { ...target, repliedAt: at } : target;
  if (stop && isLive(target)) return ended(noted, 'replied', now);
  return noted === target ? null : noted;
}

const resting = (target: Target): Target => ({
  ...target,
  lease: null,
  unknownSince: null,
  resendOf: null,
  deferredBy: null,
});

function ended(target: Target, reason: ExitReason, now: Date): Target {
  const status = endedStatusOf(reason);
  return { ...resting(target), status, exitReason: reason, exitedAt: now, dueAt: null, wantedAt: null };
}

/** Notes what became of a day (by default the current one); the first note of a day keeps its place. */
function dayMarked(target: Target, state: DayState, at: Date, day = target.currentDay): Target {
  const isKnown = target.days.some((entry) => entry.day === day);
  const days = isKnown
    ? target.days.map((entry) => (entry.day === day ? { day, state, at } : entry))
    : [...target.days, { day, state, at }];
  return { ...target, days };
}

function withoutDay(target: Target, day: number): Target | null {
  const days = target.days.filter((entry) => entry.day !== day);
  return days.length < target.days.length ? { ...target, days } : null;
}

/** A withdrawn intent leaves no trace, unless an earlier attempt of the day was heard of. */
const withoutPending = (target: Target): Target => ({
  ...target,
  days: target.days.filter(({ day, state }) => day !== target.currentDay || state !== 'pending'),
});
