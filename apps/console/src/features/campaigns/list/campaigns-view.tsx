'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries, campaignQueries } from '@relance/console-data-access';
import { Button, EmptyState, PageHeader, useTableSelection } from '@relance/console-ui';
import { Plus, SearchX, Target } from 'lucide-react';
import Link from 'next/link';
import { useCallback } from 'react';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { LiveStatus } from '../../frame/live-provider.tsx';
import { BulkBar } from '../actions/bulk-bar.tsx';
import { useCampaignActions } from '../actions/campaign-actions.tsx';
import { CampaignCard, useCampaignColumns } from './campaign-columns.tsx';
import { CampaignMenu } from '../actions/campaign-menu.tsx';
import { campaignName } from '../campaign-parts.ts';
import { CampaignTiles } from './campaign-tiles.tsx';
import { FilterBar } from '../filters/filter-bar.tsx';
import { pauseOrResume } from '../actions/known-actions.ts';
import { DataList } from '../../shared/data-list.tsx';
import { ExportButton } from '../../shared/export-button.tsx';
import { campaignSorts, useCampaignFilters } from '../filters/use-campaign-filters.ts';
import { useRowKeys } from '../../shared/use-row-keys.ts';

/** The campaigns of all owners: figures, filters, list. */
export function CampaignsView() {
  const { t } = useI18n();
  const { filters, change, clear, on } = useCampaignFilters();
  const query = useQuery(campaignQueries.list(filters));
  const campaigns = query.data?.campaigns ?? [];
  const selection = useTableSelection(campaigns.map(({ id }) => id));
  const { ask, allowed: mayChange } = useCampaignActions();
  const isOwn = useQuery(authQueries.me()).data?.role === 'user';
  const columns = useCampaignColumns(!isOwn);
  const sortBy = useCallback(
    (sort: string) => change({ sort: campaignSorts.find((known) => known === sort) ?? null }),
    [change],
  );
  const { page: _page, sort: _sort, ...exported } = filters;
  useRowKeys({
    onSelect: (id) => selection.toggle(id),
    onPause: (id) => {
      const campaign = campaigns.find((row) => row.id === id);
      const action = campaign && mayChange ? pauseOrResume(campaign) : null;
      if (campaign && action) ask(campaign, action);
    },
  });

  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('campaigns.title')}
        summary={query.data ? t('campaigns.count', { count: query.data.total }) : null}
        live={<LiveStatus />}
        action={
          isOwn ? (
            <Button asChild intent="primary" className="max-md:px-3">
              <Link href="/relance/campaigns/new">
                <Plus aria-hidden strokeWidth={1.75} />
                <span className="max-md:sr-only">{t('campaigns.new')}</span>
              </Link>
            </Button>
          ) : (
            <ExportButton path="/admin/campaigns/export.csv" name="campaigns.csv" query={exported} />
          )
        }
      />
      {isOwn ? null : <CampaignTiles filters={filters} change={change} />}
      <FilterBar
        filters={filters}
        change={change}
        onClear={clear}
        on={on}
        searching={query.isPlaceholderData}
        found={query.data?.total}
      />
      <DataList
        query={query}
        rowsOf={(answer) => answer.campaigns}
        what={t('campaigns.what')}
        name={t('campaigns.table')}
        columns={columns}
        rowId={(campaign) => campaign.id}
        rowName={(campaign) => campaignName(campaign, { t })}
        selection={mayChange && !isOwn ? selection : undefined}
        sort={filters.sort}
        onSort={sortBy}
        menu={(campaign) => <CampaignMenu campaign={campaign} />}
        card={(campaign) => <CampaignCard campaign={campaign} withOwner={!isOwn} />}
        empty={<NoCampaigns filtered={on > 0} onClear={clear} isOwn={isOwn} />}
        onPage={(page) => change({ page })}
      />
      <BulkBar campaigns={campaigns} selection={selection} filters={filters} total={query.data?.total ?? 0} />
    </div>
  );
}

function NoCampaigns({ filtered, onClear, isOwn }: { filtered: boolean; onClear: () => void; isOwn: boolean }) {
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
      title={t(isOwn ? 'campaigns.ownEmptyTitle' : 'campaigns.emptyTitle')}
      reason={t(isOwn ? 'campaigns.ownEmptyReason' : 'campaigns.emptyReason')}
      action={
        <Button asChild>
          {isOwn ? (
            <Link href="/relance/campaigns/new">{t('campaigns.new')}</Link>
          ) : (
            <Link href="/relance/owners">{t('campaigns.emptyAction')}</Link>
          )}
        </Button>
      }
    />
  );
}
