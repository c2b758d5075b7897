/** Attempts that are borne in a while; counted in the database, so that several processes count as one. */
export const attemptLimits = {
  /** Failed logins of one network address with one account. */
  addressAndAccount: { points: 5, seconds: 900 },
  /** Failed logins of one network address, with whatever accounts. */
  address: { points: 50, seconds: 900 },
  /** Failed logins with one account, from wherever. */
  account: { points: 100, seconds: 3600 },
  /** Wrong codes of a second factor. */
  code: { points: 5, seconds: 900 },
  /** Wrong passwords of somebody who is logged in. */
  password: { points: 10, seconds: 900 },
  /** Mails with a link to one address. */
  mail: { points: 3, seconds: 3600 },
} as const;
export type AttemptLimit = keyof typeof attemptLimits;

/** Counts attempts before they are judged, so that many at once are no way around. */
export interface AttemptLimiter {
  /** Null when the attempt may be made; else the milliseconds to wait. */
  take(limit: AttemptLimit, key: string): Promise<number | null>;
  /** The attempt was good: it does not count. */
  giveBack(limit: AttemptLimit, key: string): Promise<void>;
  /** The attempt was good: earlier failures are forgotten. */
  forget(limit: AttemptLimit, key: string): Promise<void>;
}

export const ATTEMPT_LIMITER = Symbol('AttemptLimiter');
