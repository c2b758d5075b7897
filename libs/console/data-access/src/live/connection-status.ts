export type LiveState = {
  online: boolean;
  stream: 'connecting' | 'open' | 'broken';
  /** When anything was last heard from the server, by stream or by answer; ms since the epoch. */
  heardAt: number;
  /** When the stream last said something, if only that it is there. Answers to requests do not count. */
  streamHeardAt: number;
};

/** The stream sends a comment every 15 s: two missed and one late means it is dead, whatever the socket says. */
export const silenceMs = 40_000;
/** How often everything on the screen is asked again while there is no stream. */
export const pollEveryMs = 15_000;

export type ConnectionStatus = { status: 'live' | 'polling' | 'offline' } | { status: 'stale'; seconds: number };

/** What the live pill says: live, polling, stale for n seconds, offline. */
export function connectionStatus(state: LiveState, now: number): ConnectionStatus {
  if (!state.online) return { status: 'offline' };
  const silent = now - state.heardAt;
  if (silent > silenceMs) return { status: 'stale', seconds: Math.floor(silent / 1000) };
  return { status: state.stream === 'broken' ? 'polling' : 'live' };
}

/** Wait before the n-th attempt to open the stream again (1 s doubling to 30 s). */
export function reopenDelayMs(attempt: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, attempt - 1));
}

/** Whether a stream that counts as open has been silent for too long to be believed. */
export function isStreamSilent(state: LiveState, now: number): boolean {
  return state.stream === 'open' && now - state.streamHeardAt > silenceMs;
}
