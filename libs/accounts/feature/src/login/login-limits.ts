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

/** Counts tries before they are judged, so that many at once are no way around; good ones are given back. */
@Injectable()
export class LoginLimits {
  private readonly limiters = Object.entries(limits).map(([name, limit]) => ({
    limiter: new RateLimiterMemory({ keyPrefix: name, ...limit }),
    keyOf: keys[name as keyof typeof limits],
  }));

  /** Throws 429 with Retry-After when this try may not be made. */
  async take(attempt: LoginAttempt): Promise<void> {
    for (const { limiter, keyOf } of this.limiters) {
      await limiter.consume(keyOf(attempt)).catch((refusal: unknown) => {
        throw refusal instanceof RateLimiterRes ? lockedOut(refusal.msBeforeNext) : refusal;
      });
    }
  }

  /** The login was good: it does not count, and the failures of this address with this account are forgotten. */
  async giveBack(attempt: LoginAttempt): Promise<void> {
    const [addressAndAccount, ...others] = this.limiters;
    await addressAndAccount?.limiter.delete(addressAndAccount.keyOf(attempt));
    for (const { limiter, keyOf } of others) await limiter.reward(keyOf(attempt));
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
