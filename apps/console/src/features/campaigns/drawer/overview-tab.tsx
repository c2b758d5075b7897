'use client';

import { type CampaignView } from '@relance/console-data-access';
import { CopyText, Facts, ProgressBar, ProgressLegend, Section } from '@relance/console-ui';
import { type ReactNode } from 'react';
import { Time } from '../../../format/time.tsx';
import { type MessageKey } from '../../../i18n/translate.ts';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { AudienceTags } from '../audience-tags.tsx';
import { ownerName, progressParts, progressSentence, reached, successInWords, waiting } from '../campaign-parts.ts';

/** Progress that adds up, messages, who waits for which day, and the facts. */
export function OverviewTab({ campaign }: { campaign: CampaignView }) {
  const i18n = useI18n();
  const { t, number, percent } = i18n;
  const parts = progressParts(campaign, i18n);
  return (
    <>
      <Section title={t('detail.progress')} aside={t('detail.enrolled', { count: campaign.counts.enrolled })}>
        <div className="flex flex-col gap-3">
          <div className="flex items-center gap-3">
            <ProgressBar parts={parts} summary={progressSentence(campaign, parts, i18n)} thick />
            <span className="whitespace-nowrap text-work font-semibold tabular-nums">
              {campaign.type === 'default'
                ? t('progress.inSequence', { count: waiting(campaign) })
                : percent(campaign.progress)}
            </span>
          </div>
          <ProgressLegend parts={parts} format={number} />
        </div>
      </Section>
      <Section title={t('detail.messages')}>
        <Messages campaign={campaign} />
      </Section>
      {campaign.dayFunnel.some((people) => people > 0) ? (
        <Section title={t('detail.funnel')}>
          <Funnel days={campaign.dayFunnel} />
        </Section>
      ) : null}
      <Section title={t('detail.facts')}>
        <CampaignFacts campaign={campaign} />
      </Section>
    </>
  );
}

function Messages({ campaign }: { campaign: CampaignView }) {
  const { t, number, percent } = useI18n();
  const { messages } = campaign;
  const figures: [MessageKey, string][] = [
    ['message.sent', number(messages.sent)],
    ['message.reached', number(reached(messages))],
    ['message.read', number(messages.read)],
    ['message.pending', number(messages.pending)],
    ['message.refused', number(messages.refused)],
    ['message.failed', number(messages.failed)],
    ['message.success', successInWords(campaign, { t, percent })],
    ['message.conversion', percent(campaign.conversionRate)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
      {figures.map(([label, value]) => (
        <div key={label} className="flex flex-col-reverse">
          <dt className="truncate text-caption text-muted">{t(label)}</dt>
          <dd className="text-lead font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Seven bars; the tallest fills the height, each has its number over it. */
function Funnel({ days }: { days: number[] }) {
  const { t, number } = useI18n();
  const most = Math.max(1, ...days);
  return (
    <ol className="flex h-28 items-end gap-2">
      {Array.from({ length: 7 }, (_, index) => {
        const people = days[index] ?? 0;
        return (
          <li key={index} className="flex h-full min-w-0 flex-1 flex-col items-center justify-end gap-1 text-caption">
            <span className="tabular-nums">{number(people)}</span>
            <span
              aria-hidden
              className="w-full rounded-t-[3px] bg-accent forced-color-adjust-none"
              style={{
                height: `${Math.max(people > 0 ? 4 : 1, (people / most) * 64)}px`,
                opacity: people > 0 ? 1 : 0.25,
              }}
            />
            <span className="truncate text-muted">{t('detail.funnelDay', { day: index + 1 })}</span>
          </li>
        );
      })}
    </ol>
  );
}

function CampaignFacts({ campaign }: { campaign: CampaignView }) {
  const { t, number } = useI18n();
  const stamps: [MessageKey, string | null][] = [
    ['fact.created', campaign.createdAt],
    ['fact.scheduled', campaign.scheduledStartDate],
    ['fact.started', campaign.startedAt],
    ['fact.paused', campaign.pausedAt],
    ['fact.completed', campaign.completedAt],
    ['fact.cancelled', campaign.cancelledAt],
    ['fact.end', campaign.estimatedEndAt],
  ];
  const items: { label: string; value: ReactNode }[] = [
    {
      label: t('fact.owner'),
      value: (
        <>
          <bdi>{ownerName(campaign)}</bdi>
          {campaign.owner?.name && campaign.owner.email ? (
            <span className="block text-muted">{campaign.owner.email}</span>
          ) : null}
        </>
      ),
    },
    {
      label: t('fact.audience'),
      value: (
        <span className="flex flex-col items-start gap-1">
          <AudienceTags filter={campaign.targetFilter} />
          <span className="text-muted">{t(campaign.audienceMode === 'dynamic' ? 'fact.dynamic' : 'fact.frozen')}</span>
        </span>
      ),
    },
    ...stamps.flatMap(([label, at]) => (at ? [{ label: t(label), value: <Time at={at} exact /> }] : [])),
    {
      label: t('fact.cap'),
      value: number(campaign.maxMessagesPerDay),
    },
    ...(campaign.priority > 0 ? [{ label: t('fact.priority'), value: number(campaign.priority) }] : []),
    ...(campaign.description ? [{ label: t('fact.description'), value: campaign.description }] : []),
    {
      label: t('fact.id'),
      value: <CopyText text={campaign.id} label={t('fact.copyId')} copiedLabel={t('error.copied')} />,
    },
  ];
  return <Facts items={items} />;
}
