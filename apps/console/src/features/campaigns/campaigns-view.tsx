'use client';

import { useQuery } from '@tanstack/react-query';
import { campaignQueries } from '@relance/console-data-access';
import { Button, EmptyState, PageHeader } from '@relance/console-ui';
import { SearchX, Target } from 'lucide-react';
import Link from 'next/link';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { LiveStatus } from '../frame/live-provider.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { useCampaignActions } from './campaign-actions.tsx';
import { CampaignCards } from './campaign-cards.tsx';
import { CampaignTable } from './campaign-table.tsx';
import { CampaignTiles } from './campaign-tiles.tsx';
import { CampaignsSkeleton } from './campaigns-skeleton.tsx';
import { FilterBar } from './filter-bar.tsx';
import { pauseOrResume } from './known-actions.ts';
import { useCampaignFilters } from './use-campaign-filters.ts';
import { ListPager } from '../shared/list-pager.tsx';
import { useRowKeys } from '../shared/use-row-keys.ts';
import { useSelection } from './use-selection.ts';

/** The campaigns of all owners: figures, filters, list. */
export function CampaignsView() {
  const { t } = useI18n();
  const { filters, change, clear, on } = useCampaignFilters();
  const query = useQuery(campaignQueries.list(filters));
  const campaigns = query.data?.campaigns ?? [];
  const selection = useSelection(campaigns);
  const { ask, allowed } = useCampaignActions();
  useRowKeys({
    onSelect: (id) => selection.toggle(id, false),
    onPause: (id) => {
      const campaign = campaigns.find((row) => row.id === id);
      const action = campaign && allowed ? pauseOrResume(campaign) : null;
      if (campaign && action) ask(campaign, action);
    },
  });

  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('campaigns.title')}
        summary={query.data ? t('campaigns.count', { count: query.data.total }) : null}
        live={<LiveStatus />}
      />
      <CampaignTiles filters={filters} change={change} />
      <FilterBar
        filters={filters}
        change={change}
        onClear={clear}
        on={on}
        searching={query.isPlaceholderData}
        found={query.data?.total}
      />
      {query.isPending ? (
        <CampaignsSkeleton />
      ) : query.isError && !query.data ? (
        <Failure
          what={t('campaigns.what')}
          error={query.error}
          onRetry={() => void query.refetch()}
          busy={query.isFetching}
        />
      ) : campaigns.length === 0 ? (
        <NoCampaigns filtered={on > 0} onClear={clear} />
      ) : (
        <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'opacity-60' : ''}>
          <CampaignTable
            campaigns={campaigns}
            selection={selection}
            sort={filters.sort}
            onSort={(sort) => change({ sort })}
          />
          <CampaignCards campaigns={campaigns} selection={selection} />
          <ListPager label={t('campaigns.table')} data={query.data} onPage={(page) => change({ page })} />
        </div>
      )}
      <BulkBar campaigns={campaigns} selection={selection} />
    </div>
  );
}

function NoCampaigns({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useI18n();
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('campaigns.noneTitle')}
        reason={t('campaigns.noneReason')}
        action={<Button onClick={onClear}>{t('filter.clear')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Target}
      title={t('campaigns.emptyTitle')}
      reason={t('campaigns.emptyReason')}
      action={
        <Button asChild>
          <Link href="/relance/sessions">{t('campaigns.emptyAction')}</Link>
        </Button>
      }
    />
  );
}
