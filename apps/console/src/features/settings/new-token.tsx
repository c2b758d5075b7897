'use client';

import { type ApiToken, useCreateToken } from '@relance/console-data-access';
import { Field, SelectField, showRefusal, TextField, useForm, useWatch } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { OwnerPicker } from '../shared/owner-picker.tsx';
import { useFormWords } from '../shared/use-form-words.ts';

type Values = { name: string; audience: ApiToken['audience']; ownerId: string | null; expiresOn: string };

/** Makes a token; staff say for whom. */
export function NewToken({
  whose,
  ownerId: forOwner = null,
  onClose,
  onCreated,
}: {
  whose: 'admin' | 'own';
  /** For whom, when that is known already. */
  ownerId?: string | null;
  onClose: () => void;
  onCreated: (token: string) => void;
}) {
  const { t, word } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useCreateToken(whose);
  const form = useForm<Values>({ defaultValues: { name: '', audience: 'user', ownerId: forOwner, expiresOn: '' } });
  const audience = useWatch({ control: form.control, name: 'audience' });
  const ownerId = useWatch({ control: form.control, name: 'ownerId' });
  form.register('ownerId');
  const save = async (values: Values) => {
    const isOfOwner = whose === 'admin' && values.audience === 'user';
    if (isOfOwner && !values.ownerId) return form.setError('ownerId', { message: t('field.required') });
    try {
      const made = await mutateAsync({
        name: values.name.trim(),
        ...(whose === 'admin' && { audience: values.audience }),
        ...(isOfOwner && values.ownerId && { ownerId: values.ownerId }),
        ...(values.expiresOn && { expiresAt: new Date(`${values.expiresOn}T23:59:59`).toISOString() }),
      });
      onCreated(made.token);
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <FormDialog form={form} onSubmit={save} onClose={onClose} title={t('tokens.create')} action={t('tokens.create')}>
      <TextField
        name="name"
        label={t('column.name')}
        hint={t('tokens.nameHint')}
        required={t('field.required')}
        maxLength={100}
      />
      {whose === 'admin' ? (
        <SelectField
          name="audience"
          label={t('tokens.audience')}
          hint={t(`tokens.audienceHint.${audience}`)}
          options={(['user', 'service', 'support', 'admin'] as const).map((value) => ({
            value,
            label: word('audience', value),
          }))}
        />
      ) : null}
      {whose === 'admin' && audience === 'user' ? (
        <Field label={t('column.owner')} error={form.formState.errors.ownerId?.message}>
          {(ids) => (
            <OwnerPicker
              label={t('column.owner')}
              placeholder={t('filter.ownerSearch')}
              value={ownerId}
              onChange={(id) => form.setValue('ownerId', id, { shouldDirty: true })}
              field={ids}
            />
          )}
        </Field>
      ) : null}
      <TextField name="expiresOn" type="date" label={t('tokens.expiresOn')} hint={t('tokens.expiresHint')} />
    </FormDialog>
  );
}
