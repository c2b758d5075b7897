'use client';

import { useQuery } from '@tanstack/react-query';
import { campaignQueries, type CampaignStatus, type CampaignTotals } from '@relance/console-data-access';
import { Flash, Skeleton, Tile, Tiles } from '@relance/console-ui';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { SmallFailure } from '../../frame/failure.tsx';
import { successInWords } from '../campaign-parts.ts';
import { type FilterBarProps } from '../filters/use-campaign-filters.ts';

/** The figures above the list, all from one document; the first two filter the list when pressed. */
export function CampaignTiles({ filters, change }: FilterBarProps) {
  const { t, number, percent } = useI18n();
  const query = useQuery(campaignQueries.totals());
  const { data, isError } = query;
  const figure = (value: ((totals: CampaignTotals) => string) | null) => {
    if (data && value) return <Flash version={value(data)}>{value(data)}</Flash>;
    return <Skeleton className="my-1 h-6 w-16" />;
  };
  const toggle = (status: CampaignStatus) => change({ status: filters.status === status ? null : status });
  const live = (totals: CampaignTotals) => totals.targets.active + totals.targets.sending + totals.targets.unknown;
  if (isError && !data) return <SmallFailure what={t('dashboard.what')} query={query} />;
  return (
    <Tiles strip>
      <Tile
        label={t('tile.active')}
        value={figure((totals) => number(totals.byStatus.active ?? 0))}
        note={data ? t('tile.activeNote', { count: data.total }) : null}
        pressed={filters.status === 'active'}
        onPress={() => toggle('active')}
      />
      <Tile
        label={t('tile.paused')}
        value={figure((totals) => number(totals.byStatus.paused ?? 0))}
        note={data ? t('tile.pausedNote') : null}
        pressed={filters.status === 'paused'}
        onPress={() => toggle('paused')}
      />
      <Tile
        label={t('tile.people')}
        value={figure((totals) => number(live(totals)))}
        note={data ? t('tile.peopleNote', { count: data.targets.enrolled }) : null}
      />
      <Tile
        label={t('tile.sent')}
        value={figure((totals) => number(totals.messages.sent))}
        note={data ? t('tile.sentNote', { count: data.messages.read }) : null}
      />
      <Tile
        label={t('tile.success')}
        value={figure((totals) => successInWords(totals, { t, percent }))}
        note={data ? t('tile.successNote', { count: data.conversions }) : null}
      />
    </Tiles>
  );
}
