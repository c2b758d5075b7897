import { ownerId } from '@relance/kernel';
import { type CloseCause, type CloseFacts } from '../close-cause.ts';
import { LONGEST_NETWORK_WAIT_MS, STREAM_ERROR_GRACE_MS, type RetryPolicy } from '../retry-policy.ts';
import { CREDENTIALS_BY_STATE, type SessionState } from '../session-state.ts';
import { newSession, type Session } from '../session.ts';
import { type SessionEvent } from '../session-events.ts';

export const NOW = new Date('2026-03-02T10:00:00.000Z');

export const aPolicy = (part: Partial<RetryPolicy> = {}): RetryPolicy => ({
  maxStrikes: 3,
  attemptsPerStrike: 4,
  delaysMs: [2_000, 5_000, 15_000, 45_000],
  loggedOutIsTerminal: true,
  longestNetworkWaitMs: LONGEST_NETWORK_WAIT_MS,
  streamErrorGraceMs: STREAM_ERROR_GRACE_MS,
  ...part,
});

/** A session in a state, with the credentials that state implies (a linked one for `connecting`). */
export function aSession(state: SessionState, part: Partial<Session> = {}): Session {
  return {
    ...newSession(ownerId('owner-1')),
    state,
    rev: 5,
    generation: 7,
    credentials: CREDENTIALS_BY_STATE[state].at(-1) ?? 'none',
    ...part,
  };
}

export const someFacts = (part: Partial<CloseFacts> = {}): CloseFacts => ({
  code: 428,
  message: 'Connection Terminated',
  phase: 'open',
  socketError: null,
  paired: true,
  newLogin: false,
  requested: false,
  upgradeRefused: false,
  ownFault: false,
  restrictedUntil: null,
  ...part,
});

export const aClose = (cause: CloseCause, generation = 7, facts: Partial<CloseFacts> = {}): SessionEvent => ({
  type: 'closed',
  generation,
  cause,
  facts: someFacts(facts),
  chance: 0.5,
});
