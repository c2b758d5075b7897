'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignInput, type CampaignView, ownQueries } from '@relance/console-data-access';
import { Facts, Skeleton } from '@relance/console-ui';
import { useMemo } from 'react';
import { Time } from '../../format/time.tsx';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { SmallFailure } from '../frame/failure.tsx';
import { daysWithoutText, endOf, forecast } from './forecast.ts';

/** At once, at a time, or when another campaign (by its name) ends; null while none of them is chosen. */
export type Start = 'now' | Date | { after: string } | null;

/** When the first message leaves, how many a day, and when the last one does: before anything is started. */
export function Expected({ draft, start, cap }: { draft: CampaignView; start: Start; cap: number }) {
  const { t, date } = useI18n();
  const audience = useQuery(ownQueries.audience((draft.targetFilter ?? {}) as CampaignInput['targetFilter']));
  const texts = useQuery(ownQueries.templates('own'));
  const phone = useQuery(ownQueries.status());
  const now = useMemo(() => new Date(), []);
  const unanswered = [audience, texts, phone].find(({ isError, data }) => isError && data === undefined);
  if (unanswered) return <SmallFailure what={t('forecast.what')} query={unanswered} />;
  if (!audience.data || !texts.data || !phone.data) return <Skeleton className="h-32 w-full rounded-card" />;
  const people = audience.data.toEnrol;
  const skippedDays = daysWithoutText(draft, texts.data.templates).length;
  const perDay = Math.min(cap, phone.data.dailyCap, people);
  const { messages, days } = forecast({ people, skippedDays, perDay });
  const from = start === 'now' ? now : start instanceof Date ? start : null;
  const first =
    start === 'now' ? (
      t('wizard.firstNow')
    ) : start instanceof Date ? (
      <Time at={start.toISOString()} exact due />
    ) : start ? (
      t('wizard.firstAfter', { name: start.after })
    ) : (
      t('common.none')
    );
  return (
    <section className="flex flex-col gap-3 rounded-card border border-border bg-surface p-4">
      <h2 className="text-table font-semibold">{t('wizard.forecast')}</h2>
      {messages === 0 ? (
        <p className="text-table text-muted">{t('wizard.doubt.nobody')}</p>
      ) : (
        <Facts
          items={[
            { label: t('wizard.first'), value: first },
            { label: t('forecast.perDay'), value: t('wizard.upTo', { count: perDay }) },
            { label: t('wizard.total'), value: t('wizard.forecastWords', { count: messages, days }) },
            ...(from
              ? [{ label: t('fact.end'), value: t('wizard.about', { date: date(endOf(from, days).toISOString()) }) }]
              : []),
          ]}
        />
      )}
    </section>
  );
}
