import { type SessionView } from '@relance/console-data-access';
import { type I18n } from '../../i18n/use-i18n.tsx';

export function ownerOf(session: Pick<SessionView, 'owner' | 'ownerId'>): string {
  return session.owner?.name || session.owner?.email || session.ownerId;
}

/** What the failures mean for the owner, in words. */
export function strikesInWords(session: SessionView, { t, clock }: Pick<I18n, 't' | 'clock'>): string {
  const { connectionFailureCount: count, maxConnectionFailures: limit } = session;
  if (count >= limit) return t('strikes.limit', { count, limit });
  if (count === 0) return '';
  if (session.sessionState === 'retry_wait' || session.sessionState === 'connecting') {
    return session.nextAttemptAt ? t('strikes.retryAt', { at: clock(session.nextAttemptAt) }) : t('strikes.retry');
  }
  return session.canReconnectWithoutQr ? t('strikes.kept') : '';
}

/** Whole seconds until an instant; null when there is none, 0 when it has passed. */
export function secondsUntil(iso: string | null, now: number): number | null {
  if (!iso) return null;
  return Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000));
}

export type SessionDeed = 'link' | 'reconnect' | 'disconnect' | 'reset';

/**
 * The buttons of a session. The server's `nextActions` say connect, scan, disconnect, reset; connecting is
 * "reconnect" where no scan is needed and "link" where one is.
 */
export function deedsOf(session: SessionView): SessionDeed[] {
  const deeds: SessionDeed[] = [];
  const { nextActions: next, canReconnectWithoutQr } = session;
  if (next.includes('connect')) deeds.push(canReconnectWithoutQr ? 'reconnect' : 'link');
  if (next.includes('scan') && !deeds.includes('link')) deeds.push('link');
  if (next.includes('disconnect')) deeds.push('disconnect');
  if (next.includes('reset')) deeds.push('reset');
  return deeds;
}

const e164 = /^\+[1-9]\d{6,14}$/;

/** A phone number as people type it → E.164, or null when it has no country code or a wrong length. */
export function toE164(typed: string): string | null {
  const digits = typed.replace(/[\s().-]/g, '').replace(/^00/, '+');
  return e164.test(digits) ? digits : null;
}
