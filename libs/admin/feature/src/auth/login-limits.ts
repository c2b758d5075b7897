import { Injectable } from '@nestjs/common';
import { DomainError } from '@relance/kernel';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Failed logins that are borne, real time, per process. The first locks one address out of one account, the second stops
 * an address that tries many accounts, the third a crowd that tries one account.
 */
const limits = {
  addressAndAccount: { points: 5, duration: 900, blockDuration: 900 },
  address: { points: 50, duration: 900, blockDuration: 900 },
  account: { points: 100, duration: 3600, blockDuration: 3600 },
} as const;

export type LoginAttempt = { readonly address: string; readonly email: string };

/** Counts failed logins; refuses further tries (429 with Retry-After) until the lock-out is over. */
@Injectable()
export class LoginLimits {
  private readonly limiters = Object.entries(limits).map(([name, limit]) => ({
    limiter: new RateLimiterMemory({ keyPrefix: name, ...limit }),
    points: limit.points,
    keyOf: keys[name as keyof typeof limits],
  }));

  /** Throws 429 when this attempt may not even be made. */
  async assertMayTry(attempt: LoginAttempt): Promise<void> {
    for (const { limiter, points, keyOf } of this.limiters) {
      const used = await limiter.get(keyOf(attempt));
      if (used && used.consumedPoints >= points) throw lockedOut(used.msBeforeNext);
    }
  }

  async countFailure(attempt: LoginAttempt): Promise<void> {
    for (const { limiter, points, keyOf } of this.limiters) {
      const used = await limiter.consume(keyOf(attempt)).catch((refusal: unknown) => refusal);
      // The last failure that is borne starts the lock-out, whose length is the block's, not the rest of the window.
      if (used instanceof RateLimiterRes && used.consumedPoints === points) {
        await limiter.block(keyOf(attempt), limiter.blockDuration);
      }
    }
  }

  /** A good login forgets the failures of this address with this account. */
  async forget(attempt: LoginAttempt): Promise<void> {
    await this.limiters[0]?.limiter.delete(keys.addressAndAccount(attempt));
  }
}

const keys: Record<keyof typeof limits, (attempt: LoginAttempt) => string> = {
  addressAndAccount: ({ address, email }) => `${address}|${email.toLowerCase()}`,
  address: ({ address }) => address,
  account: ({ email }) => email.toLowerCase(),
};

const lockedOut = (forMs: number): DomainError =>
  new DomainError('too_many', 'LOGIN_LOCKED', 'Too many failed logins. Wait before the next try.', undefined, {
    retryAfterSeconds: Math.max(1, Math.ceil(forMs / 1000)),
  });
