'use client';

import { type CampaignView } from '@relance/console-data-access';
import { Button, Dialog, Field, Textarea } from '@relance/console-ui';
import { type FormEvent, useId } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { waiting } from './campaign-parts.ts';

/** The same question for several campaigns at once, with their people added up. */
export function BulkDialog({
  campaigns,
  action,
  onClose,
  onConfirm,
}: {
  campaigns: CampaignView[];
  action: 'pause' | 'resume';
  onClose: () => void;
  onConfirm: (reason: string) => void;
}) {
  const { t } = useI18n();
  const formId = useId();
  const people = campaigns.reduce((sum, campaign) => sum + waiting(campaign), 0);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onConfirm(String(new FormData(event.currentTarget).get('reason') ?? '').trim());
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(action === 'pause' ? 'ask.bulkPause' : 'ask.bulkResume', { count: campaigns.length })}
      description={<p>{t(`ask.${action}What`, { count: people })}</p>}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={onClose}>{t(`ask.${action}Keep`)}</Button>
          <Button type="submit" form={formId} intent="primary">
            {t(`do.${action}`)}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="mt-4">
        <Field label={t('ask.reason')} hint={t('ask.reasonOptional')}>
          {(ids) => <Textarea {...ids} name="reason" maxLength={500} rows={3} />}
        </Field>
      </form>
    </Dialog>
  );
}
