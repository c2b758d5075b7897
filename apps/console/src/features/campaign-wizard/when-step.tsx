'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignView, ownQueries, useSaveCampaign } from '@relance/console-data-access';
import { Button, Field, Input, Notice, Segmented, Select, useOnce } from '@relance/console-ui';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { useIsChanged } from '../shared/leave-guard.tsx';
import { valueProblemInWords } from '../shared/value-problem.ts';
import { Expected, type Start } from './expected.tsx';
import { CheckboxLine } from './checkbox-line.tsx';
import { StepFrame } from './step-frame.tsx';
import { stepHref, type WizardStepName } from './steps.ts';
import { WholeNumberField } from './whole-number-field.tsx';

/** Messages a day that a campaign may send at most, as the API has it. */
const mostADay = 100;
/** The last place in the order of an owner's campaigns, as the API has it. */
const lastPlace = 1000;

/** An instant as a local date-time field writes it. */
const local = (iso: string | null): string => {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** When it starts, how fast it goes, and whether an answer ends it. */
export function WhenStep({ draft }: { draft: CampaignView }) {
  const i18n = useI18n();
  const { t } = i18n;
  const router = useRouter();
  const save = useSaveCampaign();
  const formId = useId();
  const settings = useQuery(ownQueries.settings());
  const campaigns = useQuery(ownQueries.campaigns(null));
  const others = (campaigns.data?.campaigns ?? []).filter(
    ({ id, type, status }) => id !== draft.id && type === 'filtered' && !['completed', 'cancelled'].includes(status),
  );
  const [how, setHow] = useState<'now' | 'at' | 'after'>(
    draft.runAfterCampaignId ? 'after' : draft.scheduledStartDate ? 'at' : 'now',
  );
  const [at, setAt] = useState(local(draft.scheduledStartDate));
  const [after, setAfter] = useState(draft.runAfterCampaignId ?? '');
  const [cap, setCap] = useState(draft.maxMessagesPerDay);
  const [priority, setPriority] = useState(draft.priority);
  // An order needs two of them.
  const isOneOfSeveral = others.length > 0 || draft.priority !== 0;
  // Older installations do not know it: then it is not offered.
  const knowsReplies = 'stopOnReply' in draft;
  const [stop, setStop] = useState(knowsReplies ? draft.stopOnReply !== false || draft.rev === 0 : false);
  const isDirty = useIsChanged([how, at, after, cap, priority, stop]);
  const ready = how === 'now' || (how === 'at' ? at !== '' : after !== '');
  const parent = others.find(({ id }) => id === after);
  const start: Start =
    how === 'now' ? 'now' : how === 'at' ? (at ? new Date(at) : null) : parent ? { after: parent.name } : null;
  // Without its date or campaign a start is not yet chosen; the rest is saved on the way back.
  const go = useOnce(
    (to: WizardStepName) =>
      save.mutateAsync(
        {
          id: draft.id,
          scheduledStartDate: how === 'at' && at ? new Date(at).toISOString() : null,
          runAfterCampaignId: how === 'after' && after ? after : null,
          maxMessagesPerDay: cap,
          priority,
          ...(knowsReplies && { stopOnReply: stop }),
        },
        { onSuccess: () => router.push(stepHref(to, draft.id)) },
      ),
    // What failed is said in the step.
    { onError: () => undefined },
  );
  return (
    <StepFrame
      step="when"
      id={draft.id}
      onStep={(to) => {
        if (ready || to !== 'check') void go(to);
      }}
      isSaving={save.isPending}
      isDirty={isDirty}
      forward={
        <Button type="submit" form={formId} intent="primary" busy={save.isPending} disabled={!ready}>
          {t('action.continue')}
        </Button>
      }
    >
      <div className="grid items-start gap-6 grid-cols-1 lg:grid-cols-2">
        <form
          id={formId}
          noValidate
          aria-label={t('wizard.when')}
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            void go('check');
          }}
        >
          {save.isError ? (
            <Notice tone="red" isAlert>
              {valueProblemInWords(save.error, i18n)}
            </Notice>
          ) : null}
          <div>
            <Segmented
              label={t('wizard.start')}
              value={how}
              onChange={setHow}
              options={[
                { value: 'now', label: t('wizard.startNow') },
                { value: 'at', label: t('wizard.startAt') },
                { value: 'after', label: t('wizard.startAfter') },
              ]}
            />
          </div>
          {how === 'at' ? (
            <Field label={t('wizard.startTime')} hint={Intl.DateTimeFormat().resolvedOptions().timeZone}>
              {(ids) => (
                <Input {...ids} type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
              )}
            </Field>
          ) : null}
          {how === 'after' ? (
            <Field
              label={t('wizard.afterWhich')}
              error={
                campaigns.data === undefined && campaigns.isError ? refusalInWords(campaigns.error, i18n) : undefined
              }
            >
              {(ids) => (
                <Select {...ids} value={after} onChange={(event) => setAfter(event.target.value)}>
                  <option value="">{t('common.none')}</option>
                  {others.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
          <WholeNumberField
            label={t('wizard.cap')}
            hint={settings.data && t('wizard.capHint', { most: settings.data.maxMessagesPerDay })}
            value={cap}
            min={1}
            max={mostADay}
            onChange={setCap}
          />
          {isOneOfSeveral ? (
            <WholeNumberField
              label={t('wizard.priority')}
              hint={t('wizard.priorityHint')}
              value={priority}
              min={0}
              max={lastPlace}
              onChange={setPriority}
            />
          ) : null}
          {knowsReplies ? <CheckboxLine label={t('wizard.stopOnReply')} checked={stop} onChange={setStop} /> : null}
          {settings.data ? (
            <p className="text-table text-muted">
              {settings.data.sendWindows.every(({ from, to }) => from === to)
                ? t('wizard.anyTime')
                : t('wizard.windows', {
                    windows: settings.data.sendWindows.map(({ from, to }) => `${from}–${to}`).join(', '),
                  })}
            </p>
          ) : settings.isError ? (
            <Failure what={t('installation.what')} query={settings} />
          ) : null}
        </form>
        <Expected draft={draft} start={start} cap={cap} />
      </div>
    </StepFrame>
  );
}
