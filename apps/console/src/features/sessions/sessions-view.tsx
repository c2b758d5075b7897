'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQueries } from '@relance/console-data-access';
import { Button, EmptyState, PageHeader } from '@relance/console-ui';
import { SearchX, Smartphone } from 'lucide-react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { ListPager } from '../shared/list-pager.tsx';
import { useRowKeys } from '../shared/use-row-keys.ts';
import { LinkOwner } from './link-owner.tsx';
import { SessionFilterBar } from './session-filter-bar.tsx';
import { SessionCards, SessionTable } from './session-list.tsx';
import { SessionsSkeleton } from './sessions-skeleton.tsx';
import { useSessionFilters } from './use-session-filters.ts';

/** The linked phones of all owners and what each one needs. */
export function SessionsView() {
  const { t } = useI18n();
  const bar = useSessionFilters();
  const query = useQuery(sessionQueries.list(bar.filters));
  useRowKeys({});
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('sessions.title')}
        summary={query.data ? t('sessions.count', { count: query.data.total }) : null}
        live={<LiveStatus />}
        action={<LinkOwner />}
      />
      <SessionFilterBar {...bar} searching={query.isPlaceholderData} />
      {query.isPending ? (
        <SessionsSkeleton />
      ) : query.isError && !query.data ? (
        <Failure
          what={t('sessions.what')}
          error={query.error}
          onRetry={() => void query.refetch()}
          busy={query.isFetching}
        />
      ) : query.data.sessions.length === 0 ? (
        <EmptyState
          icon={bar.on > 0 ? SearchX : Smartphone}
          title={t(bar.on > 0 ? 'sessions.noneTitle' : 'sessions.emptyTitle')}
          reason={t(bar.on > 0 ? 'sessions.noneReason' : 'sessions.emptyReason')}
          action={bar.on > 0 ? <Button onClick={bar.clear}>{t('filter.clear')}</Button> : undefined}
        />
      ) : (
        <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'opacity-60' : ''}>
          <SessionTable sessions={query.data.sessions} />
          <SessionCards sessions={query.data.sessions} />
          <ListPager label={t('sessions.table')} data={query.data} onPage={(page) => bar.change({ page })} />
        </div>
      )}
    </div>
  );
}
