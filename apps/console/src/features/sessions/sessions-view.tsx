'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQueries } from '@relance/console-data-access';
import { Button, EmptyState, PageHeader } from '@relance/console-ui';
import { SearchX, Smartphone } from 'lucide-react';
import { useMemo } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { DataList } from '../shared/data-list.tsx';
import { useRowKeys } from '../shared/use-row-keys.ts';
import { LinkOwner } from './link-owner.tsx';
import { SessionFilterBar } from './session-filter-bar.tsx';
import { SessionCard, sessionColumns, sessionMenu } from './session-list.tsx';
import { ownerOf } from './session-parts.ts';
import { useSessionFilters } from './use-session-filters.ts';

/** The linked phones of all owners and what each one needs. */
export function SessionsView() {
  const { t } = useI18n();
  const bar = useSessionFilters();
  const query = useQuery(sessionQueries.list(bar.filters));
  const columns = useMemo(() => sessionColumns({ t }), [t]);
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
      <DataList
        query={query}
        rowsOf={(answer) => answer.sessions}
        what={t('sessions.what')}
        name={t('sessions.table')}
        columns={columns}
        rowId={(session) => session.ownerId}
        rowName={ownerOf}
        menu={sessionMenu}
        card={(session) => <SessionCard session={session} />}
        onPage={(page) => bar.change({ page })}
        empty={
          <EmptyState
            icon={bar.on > 0 ? SearchX : Smartphone}
            title={t(bar.on > 0 ? 'sessions.noneTitle' : 'sessions.emptyTitle')}
            reason={t(bar.on > 0 ? 'sessions.noneReason' : 'sessions.emptyReason')}
            action={bar.on > 0 ? <Button onClick={bar.clear}>{t('filter.clear')}</Button> : undefined}
          />
        }
      />
    </div>
  );
}
