'use client';

import { useQuery } from '@tanstack/react-query';
import { campaignQueries, campaignStatuses, sessionQueries, sessionStates } from '@relance/console-data-access';
import { campaignStatusLooks, sessionStateLooks, Skeleton } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { type Bar, CountBars, Panel } from './panel.tsx';

/** All of what the bars divide: each bar is its share. */
const sum = (bars: readonly Bar[]): number => bars.reduce((total, { value }) => total + value, 0);

export function CampaignCounts() {
  const { t, number } = useI18n();
  const query = useQuery(campaignQueries.totals());
  const bars = campaignStatuses.map((status): Bar => ({
    id: status,
    label: t(`status.${status}`),
    value: query.data?.byStatus[status] ?? 0,
    tone: campaignStatusLooks[status].tone,
    href: `/relance/campaigns?status=${status}`,
  }));
  return (
    <Panel title={t('dashboard.campaigns')} href="/relance/campaigns" more={t('dashboard.all')}>
      {query.isPending ? (
        <Skeleton className="h-48 w-full" />
      ) : (
        <CountBars bars={bars} format={number} whole={sum(bars)} />
      )}
    </Panel>
  );
}

export function SessionCounts() {
  const { t, number } = useI18n();
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
    <Panel title={t('dashboard.sessions')} href="/relance/sessions" more={t('dashboard.all')}>
      {query.isPending ? (
        <Skeleton className="h-48 w-full" />
      ) : query.isError && !query.data ? (
        <Failure what={t('sessions.what')} query={query} />
      ) : bars.length === 0 ? (
        <p className="text-table text-muted">{t('sessions.emptyReason')}</p>
      ) : (
        <CountBars bars={bars} format={number} whole={sum(bars)} />
      )}
    </Panel>
  );
}

/** Why connections were lost in the last 24 hours, and how many owners have one failure left. */
export function FailureCounts() {
  const { t, number, word } = useI18n();
  const query = useQuery(sessionQueries.totals());
  const near = query.data?.nearLimit ?? 0;
  const bars = [...(query.data?.failures24h ?? [])]
    .sort((a, b) => b.count - a.count)
    .map(({ cause, count }): Bar => ({ id: cause, label: word('cause', cause), value: count, tone: 'amber' }));
  return (
    <Panel title={t('dashboard.failures')}>
      {query.isPending ? (
        <Skeleton className="h-48 w-full" />
      ) : bars.length === 0 ? (
        <p className="text-table text-muted">{t('dashboard.failuresNone')}</p>
      ) : (
        <CountBars bars={bars} format={number} whole={sum(bars)} />
      )}
      {near > 0 ? (
        <p className="mt-3 text-table text-tone-amber-text">{t('dashboard.nearLimit', { count: near })}</p>
      ) : null}
    </Panel>
  );
}

/** Why people left, of all campaigns. */
export function ExitCounts() {
  const { t, number, word } = useI18n();
  const query = useQuery(campaignQueries.totals());
  const bars = Object.entries(query.data?.targets.exitedBy ?? {})
    .filter(([, value]) => (value ?? 0) > 0)
    .sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .map(([reason, value]): Bar => ({ id: reason, label: word('exit', reason), value: value ?? 0, tone: 'neutral' }));
  return (
    <Panel title={t('dashboard.exits')}>
      {query.isPending ? (
        <Skeleton className="h-48 w-full" />
      ) : bars.length === 0 ? (
        <p className="text-table text-muted">{t('dashboard.exitsNone')}</p>
      ) : (
        <CountBars bars={bars} format={number} whole={sum(bars)} />
      )}
    </Panel>
  );
}
