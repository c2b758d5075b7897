'use client';

import { useQuery } from '@tanstack/react-query';
import { campaignQueries, sessionQueries } from '@relance/console-data-access';
import { Skeleton } from '@relance/console-ui';
import Link from 'next/link';
import { type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { CampaignStatusBadge } from '../campaigns/badges.tsx';
import { campaignName, ownerName, reasonInWords } from '../campaigns/campaign-parts.ts';
import { Failure } from '../frame/failure.tsx';
import { SessionStateBadge, SessionStrikes } from '../sessions/session-cells.tsx';
import { ownerOf } from '../sessions/session-parts.ts';
import { Panel } from './panel.tsx';

const most = 5;
const noFilters = { type: null, userId: null, q: null, from: null, to: null, sort: '-createdAt', page: 1 } as const;

/** Sessions with failures and campaigns that wait for a person, the first few of each. */
export function Attention() {
  const { t, word } = useI18n();
  const sessions = useQuery(sessionQueries.list({ state: null, minFailures: 1, q: null, page: 1 }));
  const paused = useQuery(campaignQueries.list({ ...noFilters, status: 'paused' }));
  const loading = sessions.isPending || paused.isPending;
  /** What was not answered is said: a list that could not be read is not an empty one. */
  const unanswered = [
    { what: t('sessions.what'), query: sessions },
    { what: t('campaigns.what'), query: paused },
  ].filter(({ query }) => query.isError && query.data === undefined);
  const rows: { id: string; href: string; name: string; note: ReactNode; badge: ReactNode }[] = [
    ...(sessions.data?.sessions ?? []).slice(0, most).map((session) => ({
      id: session.ownerId,
      href: `/relance/sessions/${encodeURIComponent(session.ownerId)}`,
      name: ownerOf(session),
      note: <SessionStrikes session={session} />,
      badge: <SessionStateBadge session={session} />,
    })),
    ...(paused.data?.campaigns ?? []).slice(0, most).map((campaign) => ({
      id: campaign.id,
      href: `/relance/campaigns/${campaign.id}`,
      name: campaignName(campaign, { t }),
      note: <span className="line-clamp-2">{reasonInWords(campaign, { word }) ?? ownerName(campaign)}</span>,
      badge: <CampaignStatusBadge campaign={campaign} />,
    })),
  ];
  return (
    <Panel title={t('dashboard.attention')}>
      {unanswered.map(({ what, query }) => (
        <Failure key={what} what={what} query={query} />
      ))}
      {loading ? (
        <Skeleton className="h-24 w-full" />
      ) : rows.length === 0 ? (
        unanswered.length === 0 && <p className="text-table text-muted">{t('dashboard.attentionNone')}</p>
      ) : (
        <ul className="-mb-2">
          {rows.map((row) => (
            <li
              key={row.id}
              className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-t border-border py-1.5 text-table first:border-t-0 md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_176px]"
            >
              <Link href={row.href} className="truncate font-medium hover:underline max-md:py-2" title={row.name}>
                <bdi>{row.name}</bdi>
              </Link>
              <span className="min-w-0 text-muted max-md:order-last max-md:col-span-2">{row.note}</span>
              <span className="justify-self-end">{row.badge}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
