import { DomainError } from '@relance/kernel';
import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
/** Bearers counted at a time; the one unheard of for longest is forgotten first. */
const BEARERS = 10_000;

/**
 * How many requests one bearer may make in a minute, in this process. A full allowance is there at first and comes back
 * evenly, so that a burst is not followed by a whole minute of silence.
 */
export class RequestLimit {
  private readonly buckets = new LRUCache<string, { readonly left: number; readonly at: number }>({ max: BEARERS });

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Counts a request. Throws 429 with Retry-After when there are too many; 0: no limit. */
  take(bearer: string, perMinute: number): void {
    if (perMinute <= 0) return;
    const now = this.now();
    const { left, at } = this.buckets.get(bearer) ?? { left: perMinute, at: now };
    const available = Math.min(perMinute, left + ((now - at) * perMinute) / MINUTE_MS);
    if (available < 1) throw tooMany(((1 - available) * MINUTE_MS) / perMinute);
    this.buckets.set(bearer, { left: available - 1, at: now });
  }
}

const tooMany = (waitMs: number) =>
  new DomainError('too_many', 'TOO_MANY_REQUESTS', 'Too many requests with this token; slow down.', undefined, {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  });
