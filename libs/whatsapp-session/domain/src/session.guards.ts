import { type SessionEvent } from './session-events.ts';
import { type RetryPolicy } from './retry-policy.ts';
import { type Session } from './session.ts';

/** Everything a decision may look at. */
export type Situation = {
  readonly session: Session;
  readonly event: SessionEvent;
  readonly now: Date;
  readonly policy: RetryPolicy;
};

const isLinked = ({ session }: Situation): boolean => session.credentials === 'registered';
const isAtLimit = ({ session, policy }: Situation): boolean => session.strikes >= policy.maxStrikes;

/** Whether a stream error is the first within an hour: it costs no strike. */
function isFirstStreamErrorInHour({ session, event, now, policy }: Situation): boolean {
  if (event.type !== 'closed' || event.cause !== 'stream_error') return false;
  const last = session.lastStreamErrorAt;
  return last === null || now.getTime() - last.getTime() >= policy.streamErrorGraceMs;
}

/** The loss of an open connection strikes at once; after that only the last failed attempt of a round does. */
function earnsStrike(situation: Situation): boolean {
  const { session, event, policy } = situation;
  if (event.type !== 'closed' || isFirstStreamErrorInHour(situation)) return false;
  if (event.cause === 'logged_out' || session.state === 'connected') return true;
  return session.failedInRound + 1 >= policy.attemptsPerStrike;
}

/** The last strike fell inside the event that the outage detector found, and its credentials are still there. */
function isSpared({ session, event }: Situation): boolean {
  if (event.type !== 'outage_detected' || !session.credentialGraceUntil) return false;
  const last = session.strikeTimes.at(-1);
  return last !== undefined && last.getTime() >= event.since.getTime();
}

/** Conditions by name, so that the table stays data and can be drawn. */
export const GUARDS = {
  linked: isLinked,
  unlinked: (situation: Situation) => !isLinked(situation),
  atLimit: isAtLimit,
  terminalLogout: ({ policy }: Situation) => policy.loggedOutIsTerminal,
  firstStreamErrorInHour: isFirstStreamErrorInHour,
  strike: earnsStrike,
  lastStrike: (situation: Situation) =>
    earnsStrike(situation) && situation.session.strikes + 1 >= situation.policy.maxStrikes,
  hasStoredLink: ({ event }: Situation) => event.type === 'resume' && event.credentials === 'registered',
  spared: isSpared,
  credentialGraceOver: ({ session, now }: Situation) =>
    Boolean(session.credentialGraceUntil && session.credentialGraceUntil.getTime() <= now.getTime()),
  notYetDue: ({ session, now }: Situation) =>
    session.nextAttemptAt !== null && session.nextAttemptAt.getTime() > now.getTime(),
} as const satisfies Record<string, (situation: Situation) => boolean>;

export type GuardName = keyof typeof GUARDS;
