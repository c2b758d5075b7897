'use client';

import { type CampaignRow } from '@relance/console-data-access';
import { CardItem, CardList, Checkbox, Flash } from '@relance/console-ui';
import Link from 'next/link';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { CampaignStatusBadge, CampaignTypeBadge } from './badges.tsx';
import { CampaignMenu } from './campaign-menu.tsx';
import { ownerName, reasonInWords } from './campaign-parts.ts';
import { CampaignProgress } from './campaign-progress.tsx';
import { SecondLine } from './campaign-table.tsx';
import { useCampaignLinks } from './use-campaign-links.ts';
import { type Selection } from './use-selection.ts';

/** The list on phones: the same facts in the same order. */
export function CampaignCards({ campaigns, selection }: { campaigns: CampaignRow[]; selection: Selection }) {
  const { t } = useI18n();
  return (
    <CardList label={t('campaigns.table')}>
      {campaigns.map((campaign) => (
        <Card key={campaign.id} campaign={campaign} selection={selection} />
      ))}
    </CardList>
  );
}

function Card({ campaign, selection }: { campaign: CampaignRow; selection: Selection }) {
  const { t, number, percent, word } = useI18n();
  const { hrefOf } = useCampaignLinks();
  const reason = reasonInWords(campaign, { word });
  return (
    <CardItem>
      <div className="-mt-2 flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Link
            href={hrefOf(campaign.id)}
            scroll={false}
            className="flex min-h-11 items-center font-medium [overflow-wrap:anywhere]"
          >
            <bdi>{campaign.name}</bdi>
          </Link>
          <p className="truncate text-table text-muted">
            <bdi>{ownerName(campaign)}</bdi>
          </p>
        </div>
        <label className="grid size-11 shrink-0 place-items-center">
          <Checkbox
            label={t('select.row', { name: campaign.name })}
            checked={selection.ids.has(campaign.id)}
            onChange={() => selection.toggle(campaign.id, false)}
            className="size-5"
          />
        </label>
        <div className="-mr-2">
          <CampaignMenu campaign={campaign} />
        </div>
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
    </CardItem>
  );
}
