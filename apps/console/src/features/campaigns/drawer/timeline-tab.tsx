'use client';

import { useQuery } from '@tanstack/react-query';
import { campaignQueries, type CampaignView } from '@relance/console-data-access';
import { Skeleton } from '@relance/console-ui';
import { Time } from '../../../format/time.tsx';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { Failure } from '../../frame/failure.tsx';
import { timelineOf } from './timeline.ts';

/** The campaign's life in words, newest first. */
export function TimelineTab({ campaign }: { campaign: CampaignView }) {
  const { t, word } = useI18n();
  const query = useQuery(campaignQueries.audit(campaign.id));
  if (query.isPending) return <Skeleton className="h-32 w-full" />;
  if (query.isError && !query.data) {
    return <Failure what={t('timeline.what')} query={query} />;
  }
  return (
    <ol aria-label={t('detail.timeline')} className="flex flex-col">
      {timelineOf(campaign, query.data.entries).map((item) => (
        <li key={item.id} className="relative flex gap-3 pb-5 pl-5 last:pb-0">
          <span aria-hidden className="absolute bottom-0 left-[3.5px] top-2 w-px bg-border" />
          <span aria-hidden className="absolute left-0 top-1.5 size-2 rounded-full bg-accent" />
          <div className="min-w-0 flex-1 text-work">
            <p className="flex flex-wrap justify-between gap-x-3">
              <span className="font-medium">{word('event', item.action)}</span>
              <span className="text-table text-muted">
                <Time at={item.at} exact seconds />
              </span>
            </p>
            {item.actor ? <p className="text-table text-muted">{t('timeline.by', { actor: item.actor })}</p> : null}
            {item.reason ? <p className="mt-1 text-table [overflow-wrap:anywhere]">{item.reason}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
