'use client';

import { showRefusal, TextareaField, useForm } from '@relance/console-ui';
import { type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useFormWords } from './use-form-words.ts';

/** One decision: what will happen, why where a reason is kept, and a verb on the button. */
export function ConfirmForm({
  title,
  what,
  action,
  danger,
  reason = 'none',
  onConfirm,
  onClose,
}: {
  title: string;
  what: ReactNode;
  action: string;
  danger?: boolean;
  reason?: 'none' | 'optional' | 'required';
  /** A refusal stays in the dialog, in words. */
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const words = useFormWords();
  const form = useForm({ defaultValues: { reason: '' } });
  const confirm = async (values: { reason: string }) => {
    try {
      await onConfirm(values.reason.trim());
      onClose();
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <FormDialog
      form={form}
      onSubmit={confirm}
      onClose={onClose}
      title={title}
      description={what}
      action={action}
      danger={danger}
    >
      {reason === 'none' ? null : (
        <TextareaField
          name="reason"
          label={t('ask.reason')}
          hint={t(reason === 'required' ? 'ask.reasonKept' : 'ask.reasonOptional')}
          required={reason === 'required' ? t('ask.reasonMissing') : undefined}
          maxLength={500}
          rows={3}
        />
      )}
    </FormDialog>
  );
}
