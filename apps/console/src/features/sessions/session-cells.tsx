'use client';

import { type SessionView, useNow } from '@relance/console-data-access';
import { lookOf, sessionStateLooks, StatusBadge, Strikes } from '@relance/console-ui';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { explanationOf, hasCause, nextInWords, secondsUntil, waitInWords } from './session-parts.ts';

export function SessionStateBadge({ session }: { session: SessionView }) {
  const { word } = useI18n();
  return (
    <StatusBadge
      look={lookOf(sessionStateLooks, session.sessionState)}
      label={word('session', session.sessionState)}
      detail={explanationOf(session) ?? undefined}
    />
  );
}

export function SessionStrikes({ session, inWords = true }: { session: SessionView; inWords?: boolean }) {
  const i18n = useI18n();
  const { connectionFailureCount: count, maxConnectionFailures: limit } = session;
  return (
    <Strikes
      count={count}
      limit={limit}
      words={inWords ? nextInWords(session, i18n) : undefined}
      label={count === 0 ? i18n.t('strikes.none') : i18n.t('strikes.label', { count, limit })}
    />
  );
}

/** The last cause in words; what exactly happened is in the title. */
export function SessionCause({ session }: { session: SessionView }) {
  const { t, word } = useI18n();
  const last = session.lastDisconnect;
  if (!last || !hasCause(session)) return <span className="text-muted">{t('cause.none')}</span>;
  return (
    <span className="block min-w-0" title={last.explanation}>
      <span className="line-clamp-2">{word('cause', last.cause)}</span>
      <span className="block text-caption text-muted">
        <Time at={last.at} />
      </span>
    </span>
  );
}

/** A countdown that runs, or until when a restriction lasts. */
export function NextAttempt({ session }: { session: SessionView }) {
  const { t, date, dateTime, clock } = useI18n();
  const now = useNow();
  const seconds = secondsUntil(session.nextAttemptAt, now);
  if (seconds !== null && session.nextAttemptAt) {
    return (
      <span className="whitespace-nowrap tabular-nums" title={clock(session.nextAttemptAt)}>
        {waitInWords(seconds, t)}
      </span>
    );
  }
  if (session.restrictedUntil && Date.parse(session.restrictedUntil) <= now) {
    return <span title={dateTime(session.restrictedUntil)}>{t('next.lifted')}</span>;
  }
  if (session.restrictedUntil) {
    return (
      <span title={dateTime(session.restrictedUntil)}>
        {t('next.restricted', { at: date(session.restrictedUntil) })}
      </span>
    );
  }
  return <span className="text-muted">{t('next.none')}</span>;
}

export function SessionPhone({ session }: { session: SessionView }) {
  const { t } = useI18n();
  if (!session.linkedPhoneMasked) return <span className="whitespace-nowrap text-muted">{t('phone.none')}</span>;
  return <span className="whitespace-nowrap font-mono text-caption">{session.linkedPhoneMasked}</span>;
}

export function SentToday({ session }: { session: SessionView }) {
  const { t } = useI18n();
  return (
    <span className="tabular-nums">{t('sent.of', { sent: session.messagesSentToday, cap: session.dailyCap })}</span>
  );
}
