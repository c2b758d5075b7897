'use client';

import { useQuery } from '@tanstack/react-query';
import { campaignQueries, type CampaignView, type TargetStatus, targetStatuses } from '@relance/console-data-access';
import { EmptyState, FilterChip, Skeleton, targetStatusLooks } from '@relance/console-ui';
import { Users } from 'lucide-react';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { Failure } from '../../frame/failure.tsx';
import { ListPager } from '../../shared/list-pager.tsx';
import { TargetRow } from './target-row.tsx';

/** The people of a campaign, by state, twenty at a time. State and page are in the address. */
export function TargetsTab({ campaign, ownerId }: { campaign: CampaignView; ownerId?: string }) {
  const { t, number } = useI18n();
  const [{ in: status, people: page }, set] = useQueryStates({
    in: parseAsStringLiteral(targetStatuses),
    people: parseAsInteger.withDefault(1),
  });
  const query = useQuery(campaignQueries.targets(campaign.id, { status, page }));
  const choose = (next: TargetStatus | null) => void set({ in: next, people: null });
  return (
    <div className="flex flex-col gap-3">
      <div
        role="group"
        aria-label={t('targets.status')}
        className="flex gap-2 overflow-x-auto p-0.5 max-md:-mx-4 max-md:px-4 md:flex-wrap"
      >
        <FilterChip pressed={!status} onPress={() => choose(null)} count={number(campaign.counts.enrolled)}>
          {t('filter.all')}
        </FilterChip>
        {targetStatuses.map((name) => (
          <FilterChip
            key={name}
            pressed={status === name}
            onPress={() => choose(status === name ? null : name)}
            count={number(campaign.counts[name])}
            look={targetStatusLooks[name]}
          >
            {t(`target.${name}`)}
          </FilterChip>
        ))}
      </div>
      {query.isPending ? (
        <div role="status" aria-label={t('targets.what')} className="flex flex-col gap-2">
          {[1, 2, 3, 4, 5, 6].map((row) => (
            <Skeleton key={row} className="h-18 w-full" />
          ))}
        </div>
      ) : query.isError && !query.data ? (
        <Failure what={t('targets.what')} query={query} />
      ) : query.data.targets.length === 0 ? (
        <EmptyState
          icon={Users}
          title={t(status ? 'targets.noMatch' : 'targets.none')}
          reason={t(status ? 'targets.noMatchReason' : 'targets.noneReason')}
        />
      ) : (
        <>
          <ul aria-label={t('targets.label')} className="rounded-card border border-border">
            {query.data.targets.map((target) => (
              <TargetRow key={target.id} target={target} ownerId={ownerId} />
            ))}
          </ul>
          <ListPager label={t('targets.label')} data={query.data} onPage={(to) => void set({ people: to })} />
        </>
      )}
    </div>
  );
}
