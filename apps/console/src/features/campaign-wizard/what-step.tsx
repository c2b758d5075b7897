'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignView, ownQueries, useIsUploading, useSaveCampaign } from '@relance/console-data-access';
import { Button, cn, Notice, Segmented, Skeleton, Tag, useOnce } from '@relance/console-ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { draftOf, type MessageDraft, textsOf } from '../messages/message-draft.ts';
import { MessageEditor } from '../messages/message-editor.tsx';
import { MessagePreview } from '../messages/message-preview.tsx';
import { useIsChanged } from '../shared/leave-guard.tsx';
import { valueProblemInWords } from '../shared/value-problem.ts';
import { StepFrame } from './step-frame.tsx';
import { stepHref, type WizardStepName } from './steps.ts';

/** What each day says: the owner's own set, or words written for this campaign alone. */
export function WhatStep({ draft }: { draft: CampaignView }) {
  const i18n = useI18n();
  const { t } = i18n;
  const router = useRouter();
  const save = useSaveCampaign();
  const isUploading = useIsUploading();
  const query = useQuery(ownQueries.templates('own'));
  const templates = query.data?.templates;
  const [day, setDay] = useState(1);
  const [custom, setCustom] = useState<Record<number, MessageDraft>>(() =>
    Object.fromEntries(
      draft.customMessages.map(({ dayNumber, messageTemplate, mediaIds }) => [
        dayNumber,
        { fr: messageTemplate.fr, en: messageTemplate.en ?? '', mediaIds },
      ]),
    ),
  );
  // Words written here are kept while the set is looked at, and are there again on the way back to them.
  const [putAside, setPutAside] = useState<Record<number, MessageDraft>>({});
  const isDirty = useIsChanged(custom);
  const customMessages = Object.entries(custom).map(([dayNumber, each]) => ({
    dayNumber: Number(dayNumber),
    messageTemplate: textsOf(each),
    mediaIds: each.mediaIds,
  }));
  /** Written here, but not in the language that every message has: it would be lost, or another text sent. */
  const unfinished = customMessages.find(({ messageTemplate }) => messageTemplate.fr.trim() === '')?.dayNumber;
  const [asked, setAsked] = useState(false);
  const store = useOnce(
    (to: WizardStepName) =>
      save.mutateAsync({ id: draft.id, customMessages }, { onSuccess: () => router.push(stepHref(to, draft.id)) }),
    // What failed is said in the step.
    { onError: () => undefined },
  );
  const go = (to: WizardStepName) => {
    setAsked(true);
    if (unfinished === undefined) return void store(to);
    setDay(unfinished);
  };
  if (query.isPending) return <Skeleton className="h-80 w-full rounded-card" />;
  if (!templates) return <Failure what={t('messages.what')} query={query} />;
  const template = templates.find((each) => each.day === day);
  const own = custom[day];
  const write = (next: MessageDraft) => setCustom({ ...custom, [day]: next });
  return (
    <StepFrame
      step="what"
      id={draft.id}
      onStep={go}
      isSaving={save.isPending || isUploading}
      isDirty={isDirty}
      forward={
        <Button intent="primary" busy={save.isPending} disabled={isUploading} onClick={() => go('when')}>
          {t('action.continue')}
        </Button>
      }
    >
      {asked && unfinished !== undefined ? (
        <div className="mb-4">
          <Notice tone="red" isAlert>
            {t('wizard.unfinishedDay', { day: unfinished })}
          </Notice>
        </div>
      ) : save.isError ? (
        <div className="mb-4">
          <Notice tone="red" isAlert>
            {valueProblemInWords(save.error, i18n)}
          </Notice>
        </div>
      ) : null}
      <div className="grid items-start gap-4 grid-cols-1 md:grid-cols-[180px_minmax(0,1fr)]">
        <ol aria-label={t('messages.days')} className="flex gap-2 max-md:overflow-x-auto md:flex-col md:gap-1">
          {templates.map(({ day: each, source, active }) => (
            <li key={each} className="shrink-0">
              <button
                type="button"
                aria-current={each === day ? 'true' : undefined}
                onClick={() => setDay(each)}
                className={cn(
                  'flex w-full cursor-pointer items-center justify-between gap-2 rounded-control px-3 py-2 text-left text-work max-md:min-h-11',
                  each === day ? 'bg-hover font-medium' : 'text-muted hover:bg-hover',
                )}
              >
                {t('detail.funnelDay', { day: each })}
                {custom[each] ? (
                  <Tag tone="green">{t('wizard.ownWords')}</Tag>
                ) : source === null || !active ? (
                  <Tag tone="amber">{t('messages.skipped')}</Tag>
                ) : null}
              </button>
            </li>
          ))}
        </ol>
        <section
          aria-label={t('detail.funnelDay', { day })}
          className="flex min-w-0 flex-col gap-4 rounded-card border border-border bg-surface p-4"
        >
          <div>
            <Segmented
              label={t('wizard.whose')}
              value={own ? 'custom' : 'set'}
              onChange={(to) => {
                if (to === 'custom') return write(putAside[day] ?? draftOf(template));
                const { [day]: written, ...rest } = custom;
                if (written) setPutAside({ ...putAside, [day]: written });
                setCustom(rest);
              }}
              options={[
                { value: 'set', label: t('wizard.fromSet') },
                { value: 'custom', label: t('wizard.writeHere') },
              ]}
            />
          </div>
          {own ? (
            <MessageEditor key={day} day={day} set="own" draft={own} onChange={write} />
          ) : template?.messageTemplate ? (
            <MessagePreview day={day} set="own" draft={draftOf(template)} language="fr" />
          ) : (
            <Notice tone="yellow">{t('wizard.dayEmpty')}</Notice>
          )}
        </section>
      </div>
    </StepFrame>
  );
}
