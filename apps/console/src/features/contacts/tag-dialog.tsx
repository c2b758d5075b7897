'use client';

import { useTagContacts } from '@relance/console-data-access';
import { showRefusal, TextField, useForm } from '@relance/console-ui';
import { toast } from 'sonner';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { useFormWords } from '../shared/use-form-words.ts';
import { wordsOf } from '../shared/words-of.ts';

type Values = { add: string; remove: string };

/** Adds and removes tags of several contacts. */
export function TagDialog({ ids, onClose, onDone }: { ids: string[]; onClose: () => void; onDone: () => void }) {
  const { t } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useTagContacts();
  const form = useForm<Values>({ defaultValues: { add: '', remove: '' } });
  const save = async (values: Values) => {
    const [add, remove] = [wordsOf(values.add), wordsOf(values.remove)];
    if (add.length + remove.length === 0) return form.setFocus('add');
    try {
      await mutateAsync({ ids, add, remove });
      toast(t('contacts.tagged', { count: ids.length }));
      onDone();
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
      title={t('contacts.tagTitle', { count: ids.length })}
      action={t('action.save')}
    >
      <TextField name="add" label={t('contacts.tagAdd')} hint={t('contacts.tagHint')} autoComplete="off" />
      <TextField name="remove" label={t('contacts.tagRemove')} autoComplete="off" />
    </FormDialog>
  );
}
