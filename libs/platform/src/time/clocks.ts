import { type Clock } from '@relance/kernel';

/** The machine's clock: auth, leases, receipts' transport, reconnects, rate limits. */
export const SYSTEM_CLOCK = Symbol('SystemClock');
/** The product's clock (runs faster with RELANCE_CLOCK_RATE): due times, windows, caps, campaigns' and deliveries' dates. */
export const PRODUCT_CLOCK = Symbol('ProductClock');

export const systemClock: Clock = { now: () => new Date() };

/** A point where both clocks were read, and how fast the product's ran from there. */
export type ClockOrigin = { readonly realAt: Date; readonly productAt: Date; readonly rate: number };

/** The product's instant at a real one. Never before the origin, even when the machine's clock is set back. */
export const productInstant = (origin: ClockOrigin, real: Date): Date =>
  new Date(origin.productAt.getTime() + Math.max(0, real.getTime() - origin.realAt.getTime()) * origin.rate);

/** The origin to go on from: the stored one at the same rate; at another rate, a new one that starts where the old one is. */
export function nextOrigin(stored: ClockOrigin | null, rate: number, real: Date): ClockOrigin {
  if (!stored) return { realAt: real, productAt: real, rate };
  if (stored.rate === rate) return stored;
  return { realAt: real, productAt: productInstant(stored, real), rate };
}

/**
 * A clock that runs `rate` times as fast as the machine's and never goes backwards in one process. After a restart it goes on
 * from the stored origin: it is behind what was shown before only by as much as the machine's own clock was set back meanwhile
 * (times the rate), and never before that origin.
 */
export class ProductClock implements Clock {
  private last = 0;

  constructor(
    readonly origin: ClockOrigin,
    private readonly real: Clock = systemClock,
  ) {}

  now(): Date {
    this.last = Math.max(this.last, productInstant(this.origin, this.real.now()).getTime());
    return new Date(this.last);
  }
}
