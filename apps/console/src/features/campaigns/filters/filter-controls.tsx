'use client';

import { useQuery } from '@tanstack/react-query';
import { authQueries, type CampaignSort, type CampaignType, campaignTypes } from '@relance/console-data-access';
import { Select, Skeleton } from '@relance/console-ui';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { OwnerFilter } from './owner-filter.tsx';
import { whenShown } from '../../shared/when-shown.tsx';
import { type FilterBarProps } from './use-campaign-filters.ts';

const DateFilter = whenShown(
  () => import('./date-filter.tsx').then((part) => part.DateFilter),
  <Skeleton className="h-9 w-full max-md:h-11 md:w-32" />,
);

/** Type, owner, dates and order: side by side on wide screens, one under the other in the phone's sheet. */
export function FilterControls({ filters, change }: FilterBarProps) {
  const { t } = useI18n();
  const isOwn = useQuery(authQueries.me()).data?.role === 'user';
  return (
    <>
      <Select
        aria-label={t('filter.type')}
        className="md:w-40"
        value={filters.type ?? ''}
        onChange={(event) => change({ type: (event.target.value || null) as CampaignType | null })} // the options below
      >
        <option value="">{t('filter.anyType')}</option>
        {campaignTypes.map((type) => (
          <option key={type} value={type}>
            {t(`type.${type}`)}
          </option>
        ))}
      </Select>
      {isOwn ? null : <OwnerFilter value={filters.userId} onChange={(userId) => change({ userId })} />}
      <DateFilter filters={filters} change={change} />
      <Select
        aria-label={t('filter.sort')}
        className="md:w-48"
        value={filters.sort}
        onChange={(event) => change({ sort: event.target.value as CampaignSort })} // the options below
      >
        <option value="-createdAt">{t('filter.sortNewest')}</option>
        <option value="createdAt">{t('filter.sortOldest')}</option>
        <option value="name">{t('filter.sortName')}</option>
      </Select>
    </>
  );
}
