'use client';

import { useQuery } from '@tanstack/react-query';
import { type CampaignAction, campaignQueries, type CampaignView } from '@relance/console-data-access';
import { Button, Dialog, Field, Notice, Skeleton, Textarea, useOnce } from '@relance/console-ui';
import { type FormEvent, useId, useState } from 'react';
import { refusalInWords } from '../../../i18n/refusal-words.ts';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { campaignName, firstWaitingDay, waiting } from '../campaign-parts.ts';

/** One decision on one campaign: the question, what will happen in the server's own numbers, the reason. */
export function ActionDialog({
  campaign,
  action,
  onClose,
  onConfirm,
}: {
  campaign: CampaignView;
  action: CampaignAction;
  onClose: () => void;
  /** A refusal stays in the dialog, in words, with what was typed. */
  onConfirm: (reason: string) => Promise<void>;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const formId = useId();
  const [error, setError] = useState<string>();
  const [refusal, setRefusal] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const confirm = useOnce(
    async (reason: string) => {
      setSending(true);
      await onConfirm(reason);
    },
    {
      onError: (refused) => {
        setSending(false);
        setRefusal(refused);
      },
    },
  );
  const fresh = useQuery({ ...campaignQueries.detail(campaign.id), staleTime: 0 });
  const counted = fresh.data ?? (fresh.isError ? campaign : null);
  const needsReason = action === 'cancel';

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    if (needsReason && !reason) return setError(t('ask.reasonMissing'));
    void confirm(reason);
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`ask.${action}`, { name: campaignName(campaign, { t }) })}
      closeLabel={t('action.close')}
      description={
        counted ? (
          <Consequence campaign={counted} action={action} />
        ) : (
          <p role="status" aria-label={t('ask.counting')}>
            <Skeleton className="my-1 h-4 w-64" />
          </p>
        )
      }
      footer={
        <>
          <Button onClick={onClose}>{t(`ask.${action}Keep`)}</Button>
          <Button
            type="submit"
            form={formId}
            intent={action === 'cancel' ? 'danger' : 'primary'}
            disabled={!counted}
            busy={isSending}
          >
            {t(`ask.${action}Do`)}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
        {refusal === undefined || isSending ? null : (
          <Notice tone="red" isAlert>
            {refusalInWords(refusal, i18n)}
          </Notice>
        )}
        <Field label={t('ask.reason')} hint={t(needsReason ? 'ask.reasonNeeded' : 'ask.reasonOptional')} error={error}>
          {(ids) => <Textarea {...ids} name="reason" maxLength={500} rows={3} />}
        </Field>
      </form>
    </Dialog>
  );
}

function Consequence({ campaign, action }: { campaign: CampaignView; action: CampaignAction }) {
  const { t } = useI18n();
  const count = waiting(campaign);
  if (action === 'cancel' && count === 0) return <p>{t('ask.cancelNobody')}</p>;
  return <p>{t(`ask.${action}What`, { count, from: firstWaitingDay(campaign) })}</p>;
}
