'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignView, ownQueries } from '@relance/console-data-access';
import { EmptyState, Facts, Section, Skeleton } from '@relance/console-ui';
import { CalendarClock } from 'lucide-react';
import { Time } from '../../../format/time.tsx';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { CountBars } from '../../dashboard/panel.tsx';
import { Failure } from '../../frame/failure.tsx';

/** What will leave on each of the next days, and when the campaign will be through. */
export function ForecastTab({ campaign, ownerId }: { campaign: CampaignView; ownerId?: string }) {
  const { t, number, calendarDay } = useI18n();
  const query = useQuery(ownQueries.forecast(campaign.id, ownerId));
  if (query.isPending) return <Skeleton className="h-40 w-full" />;
  if (!query.data) {
    return <Failure what={t('forecast.what')} query={query} />;
  }
  const { remainingMessages, estimatedEndAt, perDay } = query.data;
  if (remainingMessages === 0) {
    return <EmptyState icon={CalendarClock} title={t('forecast.none')} reason={t('forecast.noneReason')} />;
  }
  return (
    <>
      <Section title={t('detail.forecast')}>
        <Facts
          items={[
            { label: t('forecast.remaining'), value: number(remainingMessages) },
            {
              label: t('fact.end'),
              value: estimatedEndAt ? <Time at={estimatedEndAt} exact /> : t('common.none'),
            },
          ]}
        />
      </Section>
      <Section title={t('forecast.perDay')}>
        <CountBars
          format={number}
          bars={perDay.map(({ date, messages }) => ({
            id: date,
            label: calendarDay(date),
            value: messages,
            tone: 'blue' as const,
          }))}
        />
      </Section>
    </>
  );
}
