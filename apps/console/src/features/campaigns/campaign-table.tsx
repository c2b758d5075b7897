'use client';

import { type CampaignRow, type CampaignSort } from '@relance/console-data-access';
import { Checkbox, Flash, Table, Td, Th, Tr } from '@relance/console-ui';
import { CalendarClock } from 'lucide-react';
import Link from 'next/link';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { AudienceTags } from './audience-tags.tsx';
import { CampaignStatusBadge, CampaignTypeBadge } from './badges.tsx';
import { CampaignMenu } from './campaign-menu.tsx';
import { ownerName, reasonInWords } from './campaign-parts.ts';
import { CampaignProgress } from './campaign-progress.tsx';
import { type Selection } from './use-selection.ts';
import { useCampaignLinks } from './use-campaign-links.ts';

export type CampaignListProps = {
  campaigns: CampaignRow[];
  selection: Selection;
  sort: CampaignSort;
  onSort: (sort: CampaignSort) => void;
};

/** The list on wide screens. */
export function CampaignTable({ campaigns, selection, sort, onSort }: CampaignListProps) {
  const { t } = useI18n();
  const created = sort === '-createdAt' ? 'descending' : sort === 'createdAt' ? 'ascending' : null;
  const any = selection.ids.size > 0;
  return (
    <Table label={t('campaigns.table')}>
      <thead>
        <tr className="group">
          <Th className="w-11 pl-4 pr-0">
            <Checkbox
              label={t('select.page')}
              checked={any && campaigns.every(({ id }) => selection.ids.has(id))}
              onChange={() => selection.togglePage(campaigns)}
              className={reveal(any)}
            />
          </Th>
          <Th sort={sort === 'name' ? 'ascending' : null} onSort={() => onSort('name')}>
            {t('column.name')}
          </Th>
          <Th className="w-[150px] max-xl:hidden">{t('column.owner')}</Th>
          <Th className="w-[156px]">{t('column.status')}</Th>
          <Th className="w-[116px] max-xl:hidden">{t('column.type')}</Th>
          <Th className="w-[168px]">{t('column.progress')}</Th>
          <Th className="w-[76px] max-lg:hidden" numeric>
            {t('column.sent')}
          </Th>
          <Th className="w-[76px] max-lg:hidden" numeric>
            {t('column.success')}
          </Th>
          <Th
            className="w-[104px] max-[1400px]:hidden"
            sort={created}
            onSort={() => onSort(sort === '-createdAt' ? 'createdAt' : '-createdAt')}
          >
            {t('column.created')}
          </Th>
          <Th className="w-12">
            <span className="sr-only">{t('column.actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map((campaign) => (
          <Row key={campaign.id} campaign={campaign} selection={selection} />
        ))}
      </tbody>
    </Table>
  );
}

const reveal = (any: boolean) => (any ? '' : 'opacity-0 focus-visible:opacity-100 group-hover:opacity-100');

function Row({ campaign, selection }: { campaign: CampaignRow; selection: Selection }) {
  const { t, number, percent, word } = useI18n();
  const { hrefOf } = useCampaignLinks();
  const selected = selection.ids.has(campaign.id);
  const reason = reasonInWords(campaign, { word });
  return (
    <Tr selected={selected} data-row={campaign.id} className="has-[[data-row-link]:focus]:bg-hover">
      <Td className="pl-4 pr-0">
        <Checkbox
          label={t('select.row', { name: campaign.name })}
          checked={selected}
          onChange={() => undefined}
          onClick={(event) => selection.toggle(campaign.id, event.shiftKey)}
          className={reveal(selection.ids.size > 0)}
        />
      </Td>
      <Td>
        <Link
          href={hrefOf(campaign.id)}
          scroll={false}
          data-row-link
          title={campaign.name}
          className="block truncate font-medium hover:underline"
        >
          <bdi>{campaign.name}</bdi>
        </Link>
        <SecondLine campaign={campaign} />
      </Td>
      <Td className="truncate text-muted max-xl:hidden" title={campaign.owner?.email ?? campaign.ownerId}>
        <bdi>{ownerName(campaign)}</bdi>
      </Td>
      <Td>
        <Flash version={campaign.status}>
          <CampaignStatusBadge campaign={campaign} />
        </Flash>
        {reason && campaign.status !== 'active' ? (
          <span className="block truncate text-caption text-muted" title={reason}>
            {reason}
          </span>
        ) : null}
      </Td>
      <Td className="max-xl:hidden">
        <CampaignTypeBadge campaign={campaign} />
      </Td>
      <Td>
        <CampaignProgress campaign={campaign} />
      </Td>
      <Td numeric className="max-lg:hidden">
        <Flash version={campaign.messages.sent}>{number(campaign.messages.sent)}</Flash>
      </Td>
      <Td numeric className="max-lg:hidden">
        {campaign.messages.sent > 0 ? percent(campaign.successRate) : t('common.none')}
      </Td>
      <Td className="text-muted max-[1400px]:hidden">
        <Time at={campaign.createdAt} />
      </Td>
      <Td className="pr-2">
        <CampaignMenu campaign={campaign} />
      </Td>
    </Tr>
  );
}

/** Under the name: when a scheduled one starts, whom a filtered one is for. */
export function SecondLine({ campaign }: { campaign: CampaignRow }) {
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
      <AudienceTags filter={campaign.targetFilter} most={2} />
    </span>
  );
}
