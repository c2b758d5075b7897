'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignInput, type CampaignView, ownQueries, useCampaignAct } from '@relance/console-data-access';
import { Button, Facts, Notice, useOnce } from '@relance/console-ui';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode } from 'react';
import { toast } from 'sonner';
import { Time } from '../../format/time.tsx';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { AudienceTags } from '../campaigns/audience-tags.tsx';
import { Failure } from '../frame/failure.tsx';
import { daysWithoutText, forecast } from './forecast.ts';
import { StepFrame } from './step-frame.tsx';
import { Audience } from './who-step.tsx';

/** Everything in sentences and numbers; what is doubtful first. */
export function CheckStep({ draft }: { draft: CampaignView }) {
  const i18n = useI18n();
  const { t, number } = i18n;
  const router = useRouter();
  const act = useCampaignAct();
  const targetFilter = (draft.targetFilter ?? {}) as CampaignInput['targetFilter'];
  const status = useQuery(ownQueries.status());
  const phone = status.data;
  const audience = useQuery(ownQueries.audience(targetFilter)).data;
  const texts = useQuery(ownQueries.templates('own'));
  const templates = texts.data?.templates ?? [];
  /** The audience says by itself that it was not answered. */
  const unanswered = [
    { what: t('home.phoneWhat'), query: status },
    { what: t('messages.what'), query: texts },
  ].filter(({ query }) => query.isError && query.data === undefined);
  const custom = new Set(draft.customMessages.map(({ dayNumber }) => dayNumber));
  const empty = daysWithoutText(draft, templates);
  const doubts: ReactNode[] = [
    ...(phone && phone.sessionState !== 'connected' ? [t('wizard.doubt.phone')] : []),
    ...(phone?.sendingPaused ? [t('wizard.doubt.paused')] : []),
    ...(audience && audience.toEnrol === 0 ? [t('wizard.doubt.nobody')] : []),
    ...(audience?.overLimit ? [t('wizard.overLimit', { limit: audience.limit })] : []),
    ...(empty.length > 0 ? [t('wizard.doubt.days', { days: i18n.list(empty.map(String)) })] : []),
  ];
  const perDay = Math.min(draft.maxMessagesPerDay, phone?.dailyCap ?? draft.maxMessagesPerDay);
  const { messages, days } = forecast({ people: audience?.toEnrol ?? 0, skippedDays: empty.length, perDay });
  const isScheduled = draft.status === 'scheduled';
  // Not with callbacks of `mutate`: once the campaign runs, this step is gone, and they would not be called.
  const start = useOnce(
    async () => {
      await act.mutateAsync({ id: draft.id, act: 'start' });
      toast(t('wizard.running'));
      router.push(`/relance/campaigns/${draft.id}`);
    },
    { untilItFails: true, onError: (error) => toast(refusalInWords(error, i18n)) },
  );
  return (
    <StepFrame
      step="check"
      id={draft.id}
      forward={
        <>
          <Button asChild className={isScheduled ? undefined : 'max-md:hidden'}>
            <Link href="/relance/campaigns">{t(isScheduled ? 'action.done' : 'wizard.keepDraft')}</Link>
          </Button>
          <Button intent={isScheduled ? 'plain' : 'primary'} busy={act.isPending} onClick={() => void start()}>
            {t('wizard.startIt')}
          </Button>
        </>
      }
    >
      <div className="grid items-start gap-6 grid-cols-1 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          {unanswered.map(({ what, query }) => (
            <Failure key={what} what={what} query={query} />
          ))}
          {doubts.map((doubt, index) => (
            <Notice key={index} tone="yellow">
              {doubt}
            </Notice>
          ))}
          <Facts
            items={[
              { label: t('wizard.name'), value: draft.name },
              ...(draft.description ? [{ label: t('wizard.description'), value: draft.description }] : []),
              { label: t('wizard.who'), value: <AudienceTags filter={draft.targetFilter} /> },
              ...(texts.data
                ? [
                    {
                      label: t('wizard.what'),
                      value:
                        custom.size + empty.length === 0
                          ? t('wizard.daysOfSet')
                          : t('wizard.days', { own: custom.size, set: 7 - custom.size - empty.length }),
                    },
                  ]
                : []),
              {
                label: t('wizard.when'),
                value: draft.scheduledStartDate ? (
                  <Time at={draft.scheduledStartDate} exact />
                ) : draft.runAfterCampaignId ? (
                  t('wizard.startAfter')
                ) : (
                  t('wizard.startNow')
                ),
              },
              { label: t('wizard.cap'), value: number(draft.maxMessagesPerDay) },
              ...(draft.priority > 0 ? [{ label: t('wizard.priority'), value: number(draft.priority) }] : []),
              ...(messages > 0 && texts.data && phone
                ? [
                    {
                      label: t('wizard.forecast'),
                      value: t('wizard.forecastWords', { count: messages, days }),
                    },
                  ]
                : []),
            ]}
          />
        </div>
        <Audience targetFilter={targetFilter} />
      </div>
    </StepFrame>
  );
}
