'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { campaignQueries, campaignStatuses, sessionQueries, sessionStates } from '@relance/console-data-access';
import { campaignStatusLooks, sessionStateLooks, Skeleton } from '@relance/console-ui';
import { type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { type Bar, CountBars, Panel } from './panel.tsx';

/** All of what the bars divide: each bar is its share. */
const sum = (bars: readonly Bar[]): number => bars.reduce((total, { value }) => total + value, 0);

/** Bars of one answer: their outline while it is awaited, what failed when there is none, words when there is nothing to count. */
function CountPanel({
  title,
  href,
  query,
  what,
  bars,
  none,
  children,
}: {
  title: string;
  /** The page behind the counts. */
  href?: string;
  query: UseQueryResult<unknown>;
  /** In the sentence "… could not be loaded". */
  what: string;
  bars: readonly Bar[];
  none?: string;
  children?: ReactNode;
}) {
  const { t, number } = useI18n();
  return (
    <Panel title={title} href={href} more={href && t('dashboard.all')}>
      {query.isPending ? (
        <Skeleton className="h-48 w-full" />
      ) : query.data === undefined ? (
        <Failure what={what} query={query} />
      ) : bars.length === 0 ? (
        <p className="text-table text-muted">{none}</p>
      ) : (
        <CountBars bars={bars} format={number} whole={sum(bars)} />
      )}
      {children}
    </Panel>
  );
}

export function CampaignCounts() {
  const { t } = useI18n();
  const query = useQuery(campaignQueries.totals());
  const bars = campaignStatuses.map((status): Bar => ({
    id: status,
    label: t(`status.${status}`),
    value: query.data?.byStatus[status] ?? 0,
    tone: campaignStatusLooks[status].tone,
    href: `/relance/campaigns?status=${status}`,
  }));
  return (
    <CountPanel
      title={t('dashboard.campaigns')}
      href="/relance/campaigns"
      query={query}
      what={t('campaigns.what')}
      bars={bars}
    />
  );
}

export function SessionCounts() {
  const { t } = useI18n();
  const query = useQuery(sessionQueries.totals());
  const bars = sessionStates
    .filter((state) => (query.data?.byState[state] ?? 0) > 0)
    .map((state): Bar => ({
      id: state,
      label: t(`session.${state}`),
      value: query.data?.byState[state] ?? 0,
      tone: sessionStateLooks[state].tone,
      href: `/relance/sessions?state=${state}`,
    }));
  return (
    <CountPanel
      title={t('dashboard.sessions')}
      href="/relance/sessions"
      query={query}
      what={t('sessions.what')}
      bars={bars}
      none={t('sessions.emptyReason')}
    />
  );
}

/** Why connections were lost in the last 24 hours, and how many owners have one failure left. */
export function FailureCounts() {
  const { t, word } = useI18n();
  const query = useQuery(sessionQueries.totals());
  const near = query.data?.nearLimit ?? 0;
  const bars = [...(query.data?.failures24h ?? [])]
    .sort((a, b) => b.count - a.count)
    .map(({ cause, count }): Bar => ({ id: cause, label: word('cause', cause), value: count, tone: 'amber' }));
  return (
    <CountPanel
      title={t('dashboard.failures')}
      query={query}
      what={t('sessions.what')}
      bars={bars}
      none={t('dashboard.failuresNone')}
    >
      {near > 0 ? (
        <p className="mt-3 text-table text-tone-amber-text">{t('dashboard.nearLimit', { count: near })}</p>
      ) : null}
    </CountPanel>
  );
}

/** Why people left, of all campaigns. */
export function ExitCounts() {
  const { t, word } = useI18n();
  const query = useQuery(campaignQueries.totals());
  const bars = Object.entries(query.data?.targets.exitedBy ?? {})
    .filter(([, value]) => (value ?? 0) > 0)
    .sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .map(([reason, value]): Bar => ({ id: reason, label: word('exit', reason), value: value ?? 0, tone: 'neutral' }));
  return (
    <CountPanel
      title={t('dashboard.exits')}
      query={query}
      what={t('dashboard.what')}
      bars={bars}
      none={t('dashboard.exitsNone')}
    />
  );
}
