import { type WebhookAttempt } from './webhook.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between attempts; together a little under 24 hours, after which an event is given up. */
export const retryDelaysMs: readonly number[] = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  10 * HOUR,
];

/** An endpoint with nothing but failures for this long is switched off. */
export const DISABLE_AFTER_MS = 5 * 24 * HOUR;

/**
 * When an event is tried again after its n-th failed attempt (from 1), up to a tenth later so that a receiver that comes back
 * is not hit by all at once. Null: it is given up. `chance` lies in [0, 1).
 */
export function nextAttemptAt(attempts: number, now: Date, chance: number): Date | null {
  const delay = retryDelaysMs[attempts - 1];
  return delay === undefined ? null : new Date(now.getTime() + Math.round(delay * (1 + chance / 10)));
}

/** A receiver's Retry-After is believed up to this; whoever needs longer is asked again in between. */
export const RETRY_AFTER_LIMIT_MS = HOUR;

/**
 * Until when an endpoint is left alone after a failed attempt, because its receiver asked for it; null when it did not ask.
 * Never longer than {@link RETRY_AFTER_LIMIT_MS}.
 */
export function restsUntil(attempt: WebhookAttempt, now: Date): Date | null {
  if (attempt.ok || !attempt.retryAfterMs) return null;
  return new Date(now.getTime() + Math.min(attempt.retryAfterMs, RETRY_AFTER_LIMIT_MS));
}

/** 410 Gone: the receiver says that nobody is there any more and that it is not to be asked again (Standard Webhooks). */
export const isGone = (attempt: WebhookAttempt): boolean => !attempt.ok && attempt.status === 410;

export const isToBeDisabled = (failingSince: Date, now: Date): boolean =>
  now.getTime() - failingSince.getTime() >= DISABLE_AFTER_MS;
