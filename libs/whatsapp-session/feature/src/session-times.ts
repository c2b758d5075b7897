import { OUTAGE_WINDOW_MS, LONGEST_NETWORK_WAIT_MS, STREAM_ERROR_GRACE_MS } from '@relance/whatsapp-session-domain';

/** Times of real life that no operator sets; a test that compresses an hour hands in shorter ones. Milliseconds. */
export type SessionTimes = {
  /** The outage detector looks back this far, and holds until this long passes without a new loss. */
  readonly outageWindowMs: number;
  /** Losses of one event come in a burst; before a last strike this is waited to see whether others fell too. */
  readonly burstMs: number;
  readonly streamErrorGraceMs: number;
  readonly longestNetworkWaitMs: number;
};

export const REAL_TIMES: SessionTimes = {
  outageWindowMs: OUTAGE_WINDOW_MS,
  burstMs: 400,
  streamErrorGraceMs: STREAM_ERROR_GRACE_MS,
  longestNetworkWaitMs: LONGEST_NETWORK_WAIT_MS,
};
export const SESSION_TIMES = Symbol('SessionTimes');
