'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignInput, type CampaignView, ownQueries, useSaveCampaign } from '@relance/console-data-access';
import { Button, Field, Input, Notice, Skeleton, Textarea, useOnce } from '@relance/console-ui';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useId, useState } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { CountBars } from '../dashboard/panel.tsx';
import { useIsChanged } from '../shared/leave-guard.tsx';
import { valueProblemInWords } from '../shared/value-problem.ts';
import { AudienceFields } from './audience-fields.tsx';
import { CheckboxLine } from './checkbox-line.tsx';
import { audienceFilter, audienceProblem, audienceValues } from './audience-filter.ts';
import { StepFrame } from './step-frame.tsx';
import { stepHref, type WizardStepName } from './steps.ts';

/** Who gets the messages: filters, and at once how many that are and who is left out. */
export function WhoStep({ draft }: { draft: CampaignView | null }) {
  const i18n = useI18n();
  const { t, country } = i18n;
  const router = useRouter();
  const save = useSaveCampaign();
  const formId = useId();
  const [name, setName] = useState(draft?.name ?? '');
  const [description, setDescription] = useState(draft?.description ?? '');
  const [values, setValues] = useState(() => audienceValues(draft?.targetFilter ?? null, country));
  const [joins, setJoins] = useState(draft?.audienceMode === 'dynamic');
  /** As of the last moment when every field could be used: what is half written is neither counted nor saved. */
  const [targetFilter, setTargetFilter] = useState(() => audienceFilter(values));
  const problem = audienceProblem(values);
  const isDirty = useIsChanged([name, description, joins, ...Object.values(values)]);
  const isReady = name.trim() !== '' && problem === null;
  const go = useOnce(
    (to: WizardStepName) =>
      save.mutateAsync(
        // a new one stops for people who reply, unless that is changed at a later step
        {
          ...(draft ? { id: draft.id } : { stopOnReply: true }),
          name: name.trim(),
          description: description.trim() || null,
          targetFilter,
          audienceMode: joins ? 'dynamic' : 'frozen',
        },
        {
          onSuccess: ({ id }) => {
            // so that Back from the next step finds this draft, not an empty first step
            if (!draft) window.history.replaceState(null, '', stepHref('who', id));
            router.push(stepHref(to, id));
          },
        },
      ),
    // A draft is created once: a second click may come before the next step is there. What failed is said in the step.
    { untilItFails: draft === null, onError: () => undefined },
  );
  return (
    <StepFrame
      step="who"
      id={draft?.id ?? null}
      isDirty={isDirty}
      onStep={(to) => {
        if (isReady) void go(to);
      }}
      forward={
        <Button type="submit" form={formId} intent="primary" busy={save.isPending} disabled={!isReady}>
          {t('action.continue')}
        </Button>
      }
    >
      <div className="grid items-start gap-6 grid-cols-1 lg:grid-cols-2">
        <form
          id={formId}
          noValidate
          aria-label={t('wizard.who')}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void go('what');
          }}
        >
          {save.isError ? (
            <Notice tone="red" isAlert>
              {valueProblemInWords(save.error, i18n)}
            </Notice>
          ) : null}
          <Field label={t('wizard.name')} hint={t('wizard.nameHint')}>
            {(ids) => <Input {...ids} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <AudienceFields
            values={values}
            problem={problem}
            onChange={(written) => {
              setValues(written);
              if (audienceProblem(written) === null) setTargetFilter(audienceFilter(written));
            }}
          />
          <CheckboxLine label={t('wizard.joins')} hint={t('wizard.joinsHint')} checked={joins} onChange={setJoins} />
          <Field label={t('wizard.description')} hint={t('wizard.descriptionHint')}>
            {(ids) => (
              <Textarea
                {...ids}
                rows={2}
                value={description}
                maxLength={1000}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Field>
        </form>
        <Audience targetFilter={targetFilter} />
      </div>
    </StepFrame>
  );
}

const exclusions = ['optedOut', 'alreadyConverted', 'inLiveSequence', 'invalidPhone', 'notOnWhatsApp'] as const;

/** How many people that is, who is left out and why, and five of them. */
export function Audience({ targetFilter }: { targetFilter: CampaignInput['targetFilter'] }) {
  const i18n = useI18n();
  const { t, number } = i18n;
  const asked = useDeferredValue(JSON.stringify(targetFilter));
  const query = useQuery(ownQueries.audience(JSON.parse(asked) as CampaignInput['targetFilter'])); // the same value, once it rests
  const answer = query.data;
  return (
    <section
      aria-label={t('wizard.audience')}
      aria-busy={query.isFetching}
      className="flex flex-col gap-4 rounded-card border border-border bg-surface p-4"
    >
      {answer ? (
        <>
          <p role="status" className="text-lead font-semibold">
            {t('wizard.reach', { count: answer.toEnrol })}
            {answer.estimated ? ` (${t('wizard.estimated')})` : ''}
          </p>
          {answer.overLimit ? <Notice tone="red">{t('wizard.overLimit', { limit: answer.limit })}</Notice> : null}
          {answer.matched > answer.toEnrol ? (
            <p className="text-table text-muted">
              {t('wizard.matched', { matched: answer.matched, left: answer.matched - answer.toEnrol })}
            </p>
          ) : null}
          {answer.matched === 0 ? (
            <NobodyMatches isFiltered={asked !== '{}'} />
          ) : (
            <CountBars
              format={number}
              whole={answer.matched}
              bars={[
                { id: 'reach', label: t('wizard.willGet'), value: answer.toEnrol, tone: 'green' },
                ...exclusions
                  .filter((reason) => answer.excluded[reason] > 0)
                  .map((reason) => ({
                    id: reason,
                    label: t(`wizard.excluded.${reason}`),
                    value: answer.excluded[reason],
                    tone: 'neutral' as const,
                  })),
              ]}
            />
          )}
          {answer.samples.length > 0 ? (
            <ul aria-label={t('wizard.samples')} className="flex flex-col gap-1 text-table">
              {answer.samples.map((sample, index) => (
                <li key={index} className="flex justify-between gap-3">
                  <span className="min-w-0 truncate">
                    <bdi>{sample.name ?? t('targets.unnamed')}</bdi>
                  </span>
                  <span className="shrink-0 font-mono text-caption text-muted">{sample.phoneMasked}</span>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : query.isError ? (
        <>
          <Notice tone="red" isAlert>
            {refusalInWords(query.error, i18n)}
          </Notice>
          <div>
            <Button busy={query.isFetching} onClick={() => void query.refetch()}>
              {t('error.retry')}
            </Button>
          </div>
        </>
      ) : (
        <Skeleton className="h-40 w-full" />
      )}
    </section>
  );
}

/** Why the audience is empty: the filters find nobody, or there is nobody to find yet. */
function NobodyMatches({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useI18n();
  if (isFiltered) return <p className="text-table text-muted">{t('wizard.noMatch')}</p>;
  return (
    <>
      <p className="text-table text-muted">{t('wizard.noContacts')}</p>
      <div>
        <Button asChild>
          <Link href="/relance/contacts/import">{t('contacts.import')}</Link>
        </Button>
      </div>
    </>
  );
}
