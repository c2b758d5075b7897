'use client';

import { useQuery } from '@tanstack/react-query';
import { adminQueries } from '@relance/console-data-access';
import { ChartPanel, type ChartPoint, Segmented, Skeleton } from '@relance/console-ui';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { localeOf } from '../../i18n/translate.ts';
import { Failure } from '../frame/failure.tsx';
import { Panel } from './panel.tsx';

const ranges = { day: '24h', week: '7d', month: '30d', quarter: '90d' } as const;
type Range = keyof typeof ranges;
const names = ['day', 'week', 'month', 'quarter'] as const satisfies readonly Range[];

/** Messages over the last day, week, month or quarter. */
export function MessagesOverTime() {
  const { t, number, language } = useI18n();
  const [range, setRange] = useQueryState('range', parseAsStringLiteral(names).withDefault('week'));
  const interval = range === 'day' || range === 'week' ? 'hour' : 'day';
  // the server knows what time it is for the product; this machine's clock may differ
  const query = useQuery(adminQueries.timeseries({ last: ranges[range], interval }));
  const points = useMemo<ChartPoint[]>(() => {
    const locale = localeOf[language];
    const short = new Intl.DateTimeFormat(
      locale,
      range === 'day' ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' },
    );
    const whole = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      ...(interval === 'hour' && { hour: '2-digit', minute: '2-digit' }),
      timeZoneName: 'short',
    });
    return (query.data?.points ?? []).map((point) => {
      const at = new Date(point.at);
      const { sent, read, failed, replied } = point;
      return {
        id: point.at,
        label: short.format(at),
        title: whole.format(at),
        values: { sent, delivered: point.delivered, read, failed, replied },
      };
    });
  }, [query.data, language, range, interval]);
  const chooser = (
    <Segmented
      label={t('dashboard.range')}
      options={names.map((value) => ({ value, label: t(`dashboard.range.${value}`) }))}
      value={range}
      onChange={(next) => void setRange(next)}
    />
  );
  if (query.isPending || !query.data) {
    return (
      <Panel title={t('dashboard.series')}>
        {query.isError ? <Failure what={t('dashboard.what')} query={query} /> : <Skeleton className="h-56 w-full" />}
      </Panel>
    );
  }
  return (
    <ChartPanel
      kind="lines"
      title={t('dashboard.series')}
      aside={chooser}
      label={t('dashboard.series')}
      series={[
        { key: 'sent', label: t('dashboard.chart.sent'), tone: 'blue' },
        { key: 'delivered', label: t('dashboard.chart.delivered'), tone: 'green' },
        { key: 'read', label: t('dashboard.chart.read'), tone: 'purple' },
        { key: 'failed', label: t('dashboard.chart.failed'), tone: 'red' },
      ]}
      points={points}
      format={number}
      labels={{ chart: t('chart.chart'), table: t('chart.table'), point: t('dashboard.when') }}
      empty={t('dashboard.seriesEmpty')}
    />
  );
}

/** How many wait for, got and read each of the seven days. */
export function DayFunnel() {
  const { t, number } = useI18n();
  const query = useQuery(adminQueries.funnel());
  if (!query.data) {
    return (
      <Panel title={t('dashboard.funnel')}>
        {query.isError ? <Failure what={t('dashboard.what')} query={query} /> : <Skeleton className="h-56 w-full" />}
      </Panel>
    );
  }
  const points = query.data.days.map((day): ChartPoint => {
    const { waiting, sent, read } = day;
    const label = t('detail.funnelDay', { day: day.day });
    return {
      id: String(day.day),
      label: number(day.day),
      title: label,
      values: { waiting, sent, delivered: day.delivered, read },
    };
  });
  return (
    <ChartPanel
      kind="bars"
      title={t('dashboard.funnel')}
      label={t('dashboard.funnel')}
      series={[
        { key: 'waiting', label: t('dashboard.waiting'), tone: 'neutral' },
        { key: 'sent', label: t('dashboard.chart.sent'), tone: 'blue' },
        { key: 'delivered', label: t('dashboard.chart.delivered'), tone: 'green' },
        { key: 'read', label: t('dashboard.chart.read'), tone: 'purple' },
      ]}
      points={points}
      format={number}
      labels={{ chart: t('chart.chart'), table: t('chart.table'), point: t('dashboard.day') }}
      empty={t('dashboard.funnelEmpty')}
    />
  );
}
