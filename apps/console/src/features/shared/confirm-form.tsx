'use client';

import { Button, Dialog, Form, showRefusal, TextareaField, useForm } from '@relance/console-ui';
import { type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
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
    <Dialog open onClose={onClose} title={title} description={what} closeLabel={t('action.close')}>
      <Form form={form} onSubmit={confirm} className="mt-4 flex flex-col gap-4">
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
        <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" intent={danger ? 'danger' : 'primary'} busy={form.formState.isSubmitting}>
            {action}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
