'use client';

import { type TargetView } from '@relance/console-data-access';
import { type DayDot, DayDots, lookOf, StatusBadge, targetStatusLooks } from '@relance/console-ui';
import Link from 'next/link';
import { Time } from '../../../format/time.tsx';
import { type I18n, useI18n } from '../../../i18n/use-i18n.tsx';
import { RetryTarget } from './retry-target.tsx';
import { WhyNotSent } from './why-not-sent.tsx';

/** One person: who, how far, each day's message, and what comes next or why they left. */
export function TargetRow({ target, ownerId }: { target: TargetView; ownerId?: string }) {
  const i18n = useI18n();
  const { t, word, country } = i18n;
  const { contact } = target;
  return (
    <li className="flex flex-col gap-2 border-t border-border px-3 py-2.5 first:border-t-0">
      <div className="flex items-center justify-between gap-3">
        <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
          <span className="max-w-full truncate text-work font-medium" title={contact.name ?? undefined}>
            <bdi>{contact.name ?? t('targets.unnamed')}</bdi>
          </span>
          <span className="whitespace-nowrap text-caption text-muted">
            <span className="font-mono">{contact.phoneMasked}</span>
            {contact.country ? ` · ${country(contact.country)}` : null}
          </span>
        </p>
        <StatusBadge look={lookOf(targetStatusLooks, target.status)} label={word('target', target.status)} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <DayDots label={t('targets.dots')} days={dayDots(target, i18n)} />
        <span className="text-caption text-muted">
          <NextOrExit target={target} isOwn={ownerId === undefined} />
        </span>
      </div>
      {target.lastError ? (
        <p className="text-caption text-tone-red-text">
          {t('targets.lastError', {
            what: word('sendingError', target.lastError.class),
            code: target.lastError.code ?? t('common.none'),
          })}
        </p>
      ) : null}
      <RetryTarget target={target} />
      {target.status === 'active' ? (
        <WhyNotSent targetId={target.id} name={contact.name ?? contact.phoneMasked} ownerId={ownerId} />
      ) : null}
    </li>
  );
}

function NextOrExit({ target, isOwn }: { target: TargetView; isOwn: boolean }) {
  const { t, word, dateTime } = useI18n();
  if (target.exitedAt && target.exitReason) {
    return (
      <span title={dateTime(target.exitedAt)}>
        {target.duplicateContact ? (
          <SamePersonAs contact={target.duplicateContact} isOwn={isOwn} />
        ) : (
          word('exit', target.exitReason)
        )}{' '}
        · <Time at={target.exitedAt} />
      </span>
    );
  }
  return (
    <>
      {t('targets.day', { day: target.currentDay })}
      {target.dueAt ? (
        <>
          {' · '}
          <Time at={target.dueAt} due />
        </>
      ) : null}
    </>
  );
}

/** Which contact it is; one's own can be looked at. */
function SamePersonAs({ contact, isOwn }: { contact: NonNullable<TargetView['duplicateContact']>; isOwn: boolean }) {
  const { t } = useI18n();
  const text = t('targets.samePersonAs', { name: contact.name ?? contact.phoneMasked });
  if (!isOwn) return <>{text}</>;
  return (
    <Link href={`/relance/contacts?open=${contact.id}`} className="underline">
      {text}
    </Link>
  );
}

const live = new Set(['active', 'sending', 'unknown']);

/** Seven dots out of the days the API tells; a day it does not tell is not sent yet. */
export function dayDots(target: TargetView, { t, dateTime }: Pick<I18n, 't' | 'dateTime'>): DayDot[] {
  const known = new Map(target.days.map((day) => [day.day, day]));
  return Array.from({ length: 7 }, (_, index) => {
    const day = index + 1;
    const { state, at } = known.get(day) ?? { state: 'pending' as const, at: null };
    const next = live.has(target.status) && state === 'pending' && day === target.currentDay;
    if (next && target.dueAt) return { day, state, next, label: t('day.next', { day, at: dateTime(target.dueAt) }) };
    return { day, state, next, label: t(`day.${state}`, { day, at: at ? dateTime(at) : '' }).trim() };
  });
}
