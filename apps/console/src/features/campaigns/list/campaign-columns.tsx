'use client';

import { type CampaignRow } from '@relance/console-data-access';
import { type DataColumn, Flash } from '@relance/console-ui';
import { CalendarClock } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { Time } from '../../../format/time.tsx';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { AudienceTags } from '../audience-tags.tsx';
import { CampaignStatusBadge, CampaignTypeBadge } from '../badges.tsx';
import { campaignName, ownerName, reasonInWords, successInWords } from '../campaign-parts.ts';
import { CampaignProgress } from './campaign-progress.tsx';
import { useCampaignLinks } from '../use-campaign-links.ts';

/** The columns of the list; an owner, who only sees their own, has none for the owner. */
export function useCampaignColumns(withOwner: boolean): DataColumn<CampaignRow>[] {
  const { t, number, percent } = useI18n();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        sortKey: 'name',
        sortOrders: 'ascending',
        cell: (campaign) => <NameCell campaign={campaign} />,
      },
      ...(withOwner
        ? [
            {
              id: 'owner',
              header: t('column.owner'),
              width: 'w-[128px]',
              hideBelow: 'xl' as const,
              className: 'truncate text-muted',
              title: (campaign: CampaignRow) => campaign.owner?.email ?? campaign.ownerId,
              cell: (campaign: CampaignRow) => <bdi>{ownerName(campaign)}</bdi>,
            },
          ]
        : []),
      {
        id: 'status',
        header: t('column.status'),
        width: 'w-[150px]',
        cell: (campaign) => <StatusCell campaign={campaign} />,
      },
      {
        id: 'type',
        header: t('column.type'),
        width: 'w-[124px]',
        hideBelow: 'xl',
        cell: (campaign) => <CampaignTypeBadge campaign={campaign} />,
      },
      {
        id: 'progress',
        header: t('column.progress'),
        width: 'w-[140px]',
        cell: (campaign) => <CampaignProgress campaign={campaign} />,
      },
      {
        id: 'sent',
        header: t('column.sent'),
        width: 'w-[76px]',
        numeric: true,
        hideBelow: 'lg',
        cell: (campaign) => <Flash version={campaign.messages.sent}>{number(campaign.messages.sent)}</Flash>,
      },
      {
        id: 'success',
        header: t('column.success'),
        width: 'w-[76px]',
        numeric: true,
        hideBelow: 'lg',
        cell: (campaign) => successInWords(campaign, { t, percent }),
      },
      {
        id: 'created',
        header: t('column.created'),
        width: 'w-[180px]',
        hideBelow: '2xl',
        sortKey: 'createdAt',
        className: 'text-muted',
        cell: (campaign) => <Time at={campaign.createdAt} />,
      },
    ],
    [t, number, percent, withOwner],
  );
}

function NameCell({ campaign }: { campaign: CampaignRow }) {
  const { hrefOf } = useCampaignLinks();
  const name = campaignName(campaign, useI18n());
  return (
    <>
      <Link
        href={hrefOf(campaign.id)}
        scroll={false}
        data-row-link
        title={name}
        className="block truncate font-medium hover:underline"
      >
        <bdi>{name}</bdi>
      </Link>
      <SecondLine campaign={campaign} />
    </>
  );
}

function StatusCell({ campaign }: { campaign: CampaignRow }) {
  const { word } = useI18n();
  const reason = reasonInWords(campaign, { word });
  return (
    <>
      <Flash version={campaign.status}>
        <CampaignStatusBadge campaign={campaign} />
      </Flash>
      {reason && campaign.status !== 'active' ? (
        <span className="block truncate text-caption text-muted" title={reason}>
          {reason}
        </span>
      ) : null}
    </>
  );
}

/** Under the name: when a scheduled one starts, whom a filtered one is for. */
function SecondLine({ campaign }: { campaign: CampaignRow }) {
  const { t, dateTime } = useI18n();
  if (campaign.status === 'scheduled' && campaign.scheduledStartDate) {
    const at = t('scheduled.at', { at: dateTime(campaign.scheduledStartDate) });
    return (
      <span className="flex items-center gap-1 text-caption text-muted" title={at}>
        <CalendarClock aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
        <span className="truncate">{at}</span>
      </span>
    );
  }
  if (campaign.type !== 'filtered') return null;
  return (
    <span className="mt-0.5 block max-h-5 overflow-hidden">
      <AudienceTags filter={campaign.targetFilter} letters={26} />
    </span>
  );
}

/** The same facts in the same order, on phones. */
export function CampaignCard({ campaign, withOwner }: { campaign: CampaignRow; withOwner: boolean }) {
  const { t, number, percent, word } = useI18n();
  const { hrefOf } = useCampaignLinks();
  const reason = reasonInWords(campaign, { word });
  return (
    <>
      <div className="-mt-2 min-w-0">
        <Link
          href={hrefOf(campaign.id)}
          scroll={false}
          className="flex min-h-11 items-center font-medium [overflow-wrap:anywhere]"
        >
          <bdi>{campaignName(campaign, { t })}</bdi>
        </Link>
        {withOwner ? (
          <p className="truncate text-table text-muted">
            <bdi>{ownerName(campaign)}</bdi>
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <Flash version={campaign.status}>
          <CampaignStatusBadge campaign={campaign} />
        </Flash>
        <CampaignTypeBadge campaign={campaign} />
      </div>
      {reason && campaign.status !== 'active' ? <p className="text-caption text-muted">{reason}</p> : null}
      <SecondLine campaign={campaign} />
      <CampaignProgress campaign={campaign} />
      <p className="flex flex-wrap justify-between gap-x-3 text-caption tabular-nums text-muted">
        <span>
          {t('column.sent')} {number(campaign.messages.sent)}
          {campaign.messages.sent > 0 ? ` · ${percent(campaign.successRate)}` : ''}
        </span>
        <Time at={campaign.createdAt} />
      </p>
    </>
  );
}
