'use client';

import { useQuery } from '@tanstack/react-query';
import { type SessionEvent, sessionQueries } from '@relance/console-data-access';
import { EmptyState, Skeleton, Tag } from '@relance/console-ui';
import { History } from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { ListPager } from '../shared/list-pager.tsx';

/** Every close of the connection, newest first: what it was, whether it counted, what follows. */
export function SessionEvents({ ownerId }: { ownerId: string }) {
  const { t } = useI18n();
  const [page, setPage] = useQueryState('events', parseAsInteger.withDefault(1));
  const query = useQuery(sessionQueries.events(ownerId, page));
  if (query.isPending) return <Skeleton className="h-40 w-full" />;
  if (query.isError && !query.data) {
    return <Failure what={t('events.what')} query={query} />;
  }
  if (query.data.events.length === 0) {
    return <EmptyState icon={History} title={t('events.none')} reason={t('events.noneReason')} />;
  }
  return (
    <>
      <ol aria-label={t('session.do.timeline')} className="flex flex-col">
        {query.data.events.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
      <ListPager label={t('session.do.timeline')} data={query.data} onPage={(to) => void setPage(to)} />
    </>
  );
}

function Event({ event }: { event: SessionEvent }) {
  const { t, word } = useI18n();
  return (
    <li className="relative flex flex-col gap-1 pb-5 pl-5 text-table">
      <span aria-hidden className="absolute bottom-0 left-[3.5px] top-2 w-px bg-border" />
      <span
        aria-hidden
        className={`absolute left-0 top-1.5 size-2 rounded-full ${event.strike ? 'bg-tone-amber-solid' : 'bg-tone-neutral-solid'}`}
      />
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="text-work font-medium">{word('cause', event.cause)}</span>
        <span className="text-muted">
          <Time at={event.at} exact seconds />
        </span>
      </p>
      <p className="[overflow-wrap:anywhere]">{event.explanation}</p>
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-caption text-muted">
        <Tag tone={event.strike ? 'amber' : 'neutral'}>
          {event.strike ? t('events.strike', { count: event.countAfter }) : t('events.noStrike')}
        </Tag>
        <span>{word('events.next', event.nextAction)}</span>
        <span>
          {event.code === null ? t('events.noCode') : t('events.code', { code: String(event.code) })}{' '}
          {word('events.phase', event.phase)}
        </span>
      </p>
    </li>
  );
}
