'use client';

import { useQuery } from '@tanstack/react-query';
import { adminQueries, campaignQueries, type CampaignRow } from '@relance/console-data-access';
import { type DataColumn, EmptyState } from '@relance/console-ui';
import { ScrollText, Target } from 'lucide-react';
import Link from 'next/link';
import { parseAsInteger, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { AuditList } from '../audit/audit-list.tsx';
import { CampaignStatusBadge } from '../campaigns/badges.tsx';
import { campaignName } from '../campaigns/campaign-parts.ts';
import { CampaignProgress } from '../campaigns/list/campaign-progress.tsx';
import { DataList } from '../shared/data-list.tsx';

/** An owner's campaigns, newest first. */
export function OwnerCampaigns({ ownerId }: { ownerId: string }) {
  const { t, number } = useI18n();
  const [page, setPage] = usePage();
  const query = useQuery(
    campaignQueries.list({
      status: null,
      type: null,
      userId: ownerId,
      q: null,
      from: null,
      to: null,
      sort: '-createdAt',
      page,
    }),
  );
  const columns = useMemo<DataColumn<CampaignRow>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        cell: (row) => (
          <Link href={`/relance/campaigns/${row.id}`} className="block truncate font-medium hover:underline">
            <bdi>{campaignName(row, { t })}</bdi>
          </Link>
        ),
      },
      {
        id: 'status',
        header: t('column.status'),
        width: 'w-[150px]',
        cell: (row) => <CampaignStatusBadge campaign={row} />,
      },
      {
        id: 'progress',
        header: t('column.progress'),
        width: 'w-[200px]',
        cell: (row) => <CampaignProgress campaign={row} />,
      },
      {
        id: 'sent',
        header: t('column.sent'),
        width: 'w-[90px]',
        numeric: true,
        cell: (row) => number(row.messages.sent),
      },
    ],
    [t, number],
  );
  return (
    <DataList
      query={query}
      rowsOf={(answer) => answer.campaigns}
      what={t('campaigns.what')}
      name={t('campaigns.table')}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => campaignName(row, { t })}
      empty={<EmptyState icon={Target} title={t('owners.noCampaigns')} reason={t('owners.noCampaignsReason')} />}
      onPage={setPage}
    />
  );
}

/** What was done by and for an owner. */
export function OwnerAudit({ ownerId }: { ownerId: string }) {
  const { t } = useI18n();
  const [page, setPage] = usePage();
  const query = useQuery(
    adminQueries.audit({ action: null, actorId: null, userId: ownerId, entityType: null, from: null, to: null, page }),
  );
  return (
    <AuditList
      query={query}
      empty={<EmptyState icon={ScrollText} title={t('audit.none')} reason={t('auditPage.noneReason')} />}
      onPage={setPage}
    />
  );
}

function usePage(): [number, (page: number) => void] {
  const [{ page }, set] = useQueryStates({ page: parseAsInteger.withDefault(1) });
  return [page, (to) => void set({ page: to })];
}
