'use client';

import { useAddOptOut } from '@relance/console-data-access';
import { showRefusal, TextareaField, TextField, useForm } from '@relance/console-ui';
import { toast } from 'sonner';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { useFormWords } from '../shared/use-form-words.ts';

/** Adds a number that gets nothing any more, with the reason. */
export function AddOptOut({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useAddOptOut();
  const form = useForm({ defaultValues: { phone: '', reason: '' } });
  const save = async (values: { phone: string; reason: string }) => {
    try {
      await mutateAsync({ phone: values.phone.replace(/[\s().-]/g, ''), reason: values.reason.trim() });
      toast(t('optOuts.added'));
      onClose();
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <FormDialog
      form={form}
      onSubmit={save}
      onClose={onClose}
      title={t('optOuts.add')}
      description={t('optOuts.addWhat')}
      action={t('action.add')}
    >
      <TextField
        name="phone"
        type="tel"
        label={t('link.phone')}
        hint={t('link.phoneHint')}
        required={t('field.required')}
        autoComplete="off"
      />
      <TextareaField
        name="reason"
        label={t('ask.reason')}
        hint={t('ask.reasonKept')}
        required={t('ask.reasonMissing')}
        maxLength={500}
        rows={3}
      />
    </FormDialog>
  );
}
