/** The figures of reconnecting; configuration gives them, nothing else in the product names them. */
export type RetryPolicy = {
  /** Strikes at which the session expires. */
  readonly maxStrikes: number;
  /** Failed attempts that make one strike after the loss itself. */
  readonly attemptsPerStrike: number;
  /** Back-off before the n-th attempt since the loss; the last one repeats. At least one. */
  readonly delaysMs: readonly number[];
  /** A logout by the phone expires the session at once; false makes it an ordinary strike. */
  readonly loggedOutIsTerminal: boolean;
  /** While waiting for the network, waits double up to this. */
  readonly longestNetworkWaitMs: number;
  /** One stream error in this time costs no strike. */
  readonly streamErrorGraceMs: number;
};

export const LONGEST_NETWORK_WAIT_MS = 5 * 60_000;
export const STREAM_ERROR_GRACE_MS = 60 * 60_000;

const nthOrLast = (delaysMs: readonly number[], n: number): number =>
  delaysMs[Math.min(Math.max(n, 1), delaysMs.length) - 1] ?? 0;

/** Wait before the n-th attempt since the loss (n from 1), in [d/2, d]; `chance` in [0, 1). */
export function retryDelayMs(policy: RetryPolicy, n: number, chance: number): number {
  const full = nthOrLast(policy.delaysMs, n);
  return Math.round(full / 2 + (chance * full) / 2);
}

/** Wait before the n-th attempt while our network or the fleet is down: the same delays, then doubling, ± 50 %. */
export function networkDelayMs(policy: RetryPolicy, n: number, chance: number): number {
  const beyond = Math.max(0, n - policy.delaysMs.length);
  const full = Math.min(nthOrLast(policy.delaysMs, n) * 2 ** Math.min(beyond, 30), policy.longestNetworkWaitMs);
  return Math.round(full * (0.5 + chance));
}
