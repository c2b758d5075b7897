import { type ConnectAnswer, type SessionState, type SessionView } from '@relance/console-data-access';
import { type I18n } from '../../i18n/use-i18n.tsx';

export function ownerOf(session: Pick<SessionView, 'owner' | 'ownerId'>): string {
  return session.owner?.name || session.owner?.email || session.ownerId;
}

const byItself: readonly SessionState[] = ['retry_wait', 'connecting', 'waiting_network'];
const forAPerson: readonly SessionState[] = ['conflict', 'restricted'];

/** What happens next, in words: by itself, by a person, by a scan. Nothing where all is well. */
export function nextInWords(session: SessionView, { t, clock }: Pick<I18n, 't' | 'clock'>): string {
  const { connectionFailureCount: count, maxConnectionFailures: limit, sessionState: state } = session;
  if (count >= limit) return t('strikes.limit', { count, limit });
  if (state === 'waiting_network') return t('strikes.network');
  if (forAPerson.includes(state)) return t('strikes.person');
  if (state === 'disconnected') return t('strikes.kept');
  if (count === 0 || !byItself.includes(state)) return '';
  return session.nextAttemptAt ? t('strikes.retryAt', { at: clock(session.nextAttemptAt) }) : t('strikes.retry');
}

/** States in which a new link is being made: why the old one ended explains nothing any more. */
const linkingAnew: readonly SessionState[] = ['awaiting_scan', 'pairing'];

/** Why the session is as it is, as the API tells it for the present state; null where the last close is only history. */
export function explanationOf({ sessionState: state, lastDisconnect: last }: SessionView): string | null {
  return state === 'connected' || linkingAnew.includes(state) ? null : last?.explanation || null;
}

/** Whether a connection ended for a cause worth a cell: the restart belongs to the linking, its place is the timeline. */
export const hasCause = ({ sessionState: state, lastDisconnect: last }: SessionView): boolean =>
  last !== null && last.cause !== 'restart_required' && !linkingAnew.includes(state);

/** Whether the attempt that offered a code has ended since: nothing can be done with that code any more. */
export function isOfferOver({ session: asked }: ConnectAnswer, now: SessionView): boolean {
  return now.rev > asked.rev && (now.sessionState === 'none' || now.sessionState === 'expired');
}

/** Whole seconds until an instant; null when there is none, 0 when it has passed. */
export function secondsUntil(iso: string | null, now: number): number | null {
  if (!iso) return null;
  return Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000));
}

/** A countdown: seconds, from a minute on minutes and seconds. */
export function waitInWords(seconds: number, t: I18n['t']): string {
  if (seconds === 0) return t('next.due');
  if (seconds < 60) return t('next.in', { seconds });
  return t('next.inMinutes', { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60).padStart(2, '0') });
}

export type SessionActionName = 'link' | 'reconnect' | 'disconnect' | 'reset';

/**
 * The buttons of a session. The server's `nextActions` say connect, scan, disconnect, reset; connecting is
 * "reconnect" where no scan is needed and "link" where one is.
 */
export function actionsOf(session: SessionView): SessionActionName[] {
  const actions: SessionActionName[] = [];
  const { nextActions: next, canReconnectWithoutQr } = session;
  if (next.includes('connect')) actions.push(canReconnectWithoutQr ? 'reconnect' : 'link');
  if (next.includes('scan') && !actions.includes('link')) actions.push('link');
  if (next.includes('disconnect')) actions.push('disconnect');
  if (next.includes('reset')) actions.push('reset');
  return actions;
}

/** What an owner's id may be; anything else is not asked for. */
export const isOwnerId = (typed: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(typed);

const e164 = /^\+[1-9]\d{6,14}$/;

/** A phone number as people type it → E.164, or null when it has no country code or a wrong length. */
export function toE164(typed: string): string | null {
  const digits = typed.replace(/[\s().-]/g, '').replace(/^00/, '+');
  return e164.test(digits) ? digits : null;
}
