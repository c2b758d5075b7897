'use client';

import { useQuery } from '@tanstack/react-query';
import {
  adminQueries,
  type BulkAction,
  type BulkFilter,
  type BulkJob,
  type BulkOutcome,
  bulkNames,
  type BulkResult,
  dryRunBulk,
  useBulkChange,
} from '@relance/console-data-access';
import {
  Button,
  Dialog,
  Form,
  showRefusal,
  Skeleton,
  Tag,
  TextareaField,
  useForm,
  WorkProgress,
} from '@relance/console-ui';
import { useState } from 'react';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { Failure, SmallFailure } from '../../frame/failure.tsx';
import { useFormWords } from '../../shared/use-form-words.ts';

/** Which campaigns: those ticked, or all that a filter matches. `names` are those that this page knows. */
export type BulkSelection = ({ ids: string[] } | { filter: BulkFilter }) & { names: ReadonlyMap<string, string> };

/** The server counts first, then changes exactly what it counted; what happened is told for each campaign. */
export function BulkDialog({
  action,
  of,
  onDone,
  onClose,
}: {
  action: BulkAction;
  of: BulkSelection;
  onDone: () => void;
  onClose: () => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = useFormWords();
  const form = useForm({ defaultValues: { reason: '' } });
  const { mutateAsync } = useBulkChange();
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const { names, ...what } = of;
  const dryRun = useQuery({
    queryKey: ['bulk', 'dry-run', action, what],
    queryFn: () => dryRunBulk({ action, ...what, ...(action === 'cancel' && { reason: 'dry run' }) }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  // Before the change: afterwards a filter by status matches others.
  const matching = useQuery({
    queryKey: ['bulk', 'names', what],
    queryFn: ({ signal }) => bulkNames('filter' in what ? what.filter : {}, signal),
    enabled: 'filter' in what,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  }).data;
  const count = dryRun.data?.count ?? 0;
  const reasonNeeded = action === 'cancel';

  const run = async ({ reason }: { reason: string }) => {
    if (!dryRun.data) return;
    const said = reason.trim();
    try {
      setOutcome(
        await mutateAsync({ action, ...what, confirmToken: dryRun.data.confirmToken, ...(said && { reason: said }) }),
      );
      onDone();
    } catch (error) {
      showRefusal(form, error, words);
      void dryRun.refetch();
    }
  };

  if (outcome) return <Outcome outcome={outcome} names={new Map([...(matching ?? []), ...names])} onClose={onClose} />;
  const samples = (dryRun.data?.samples ?? []).slice(0, 5).map(({ name }) => name);
  return (
    <Dialog
      open
      onClose={onClose}
      title={dryRun.data ? t(`bulk.${action}`, { count }) : t('bulk.counting')}
      description={
        dryRun.isError ? (
          <SmallFailure what={t('bulk.count')} query={dryRun} />
        ) : dryRun.data ? (
          <p>{count > 0 ? t('bulk.among', { names: i18n.list(samples) }) : t('campaigns.noneTitle')}</p>
        ) : (
          <p role="status" aria-label={t('bulk.counting')}>
            <Skeleton className="my-1 h-4 w-64" />
          </p>
        )
      }
      closeLabel={t('action.close')}
    >
      <Form form={form} onSubmit={run} className="mt-4 flex flex-col gap-4">
        <TextareaField
          name="reason"
          label={t('ask.reason')}
          hint={t(reasonNeeded ? 'ask.reasonNeeded' : 'ask.reasonOptional')}
          required={reasonNeeded ? t('ask.reasonMissing') : undefined}
          maxLength={500}
          rows={3}
        />
        <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            intent={action === 'cancel' ? 'danger' : 'primary'}
            disabled={count === 0}
            busy={form.formState.isSubmitting}
          >
            {t(`do.${action}`)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** A small change is answered at once; a large one goes on by itself and is asked about until it is done. */
function Outcome({
  outcome,
  names,
  onClose,
}: {
  outcome: BulkOutcome;
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const asked = useQuery({
    ...adminQueries.bulkJob(outcome.jobId ?? ''),
    enabled: outcome.jobId !== undefined,
    refetchInterval: (query) => (isOver(query.state.data) ? false : 1000),
  });
  const job = asked.data;
  const now = outcome.jobId === undefined ? outcome : (job ?? outcome);
  const results = now.results ?? [];
  const isRunning = outcome.jobId !== undefined && !isOver(job);
  const failed = results.filter(({ ok }) => !ok);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('bulk.resultTitle')}
      description={
        isRunning ? undefined : t('bulk.result', { ok: results.length - failed.length, failed: failed.length })
      }
      closeLabel={t('action.close')}
      footer={
        <Button intent="primary" onClick={onClose}>
          {t('action.close')}
        </Button>
      }
    >
      {isRunning && asked.isError && !job ? (
        <div className="mt-4">
          <Failure what={t('bulk.outcome')} query={asked} />
        </div>
      ) : isRunning ? (
        <div className="mt-4 flex flex-col gap-4">
          <WorkProgress
            label={t('bulk.running')}
            percent={job?.progress ?? 0}
            words={t('bulk.percent', { percent: job?.progress ?? 0 })}
            note={t('work.leave')}
          />
          {asked.isError ? <SmallFailure what={t('bulk.outcome')} query={asked} /> : null}
        </div>
      ) : (
        <Results results={[...failed, ...results.filter(({ ok }) => ok)]} names={names} />
      )}
    </Dialog>
  );
}

const isOver = (job: BulkJob | undefined) => job?.status === 'done' || job?.status === 'failed';

function Results({ results, names }: { results: BulkResult[]; names: ReadonlyMap<string, string> }) {
  const { t, word } = useI18n();
  return (
    <ul
      aria-label={t('bulk.resultTitle')}
      // a long list scrolls, and has nothing to press by which the keyboard would reach it
      tabIndex={0}
      className="mt-4 rounded-card border border-border text-table"
    >
      {results.slice(0, 200).map((result) => (
        <li
          key={result.id}
          className="flex min-h-10 items-center justify-between gap-3 border-t border-border px-3 py-1.5 first:border-t-0"
        >
          <span className="min-w-0 truncate">
            <bdi>{names.get(result.id) ?? result.id}</bdi>
            {result.ok || !result.code ? null : (
              <span className="block text-caption text-muted">{word('refused', result.code)}</span>
            )}
          </span>
          <span className="flex shrink-0 items-center gap-2">
            {result.currentStatus ? (
              <span className="text-caption text-muted">{word('status', result.currentStatus)}</span>
            ) : null}
            <Tag tone={result.ok ? 'green' : 'red'}>{t(result.ok ? 'bulk.ok' : 'bulk.refused')}</Tag>
          </span>
        </li>
      ))}
    </ul>
  );
}
