'use client';

import { type ApiToken, useCreateToken } from '@relance/console-data-access';
import {
  Button,
  Dialog,
  Field,
  Form,
  SelectField,
  showRefusal,
  TextField,
  useForm,
  useWatch,
} from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { OwnerPicker } from '../shared/owner-picker.tsx';
import { useFormWords } from '../shared/use-form-words.ts';

type Values = { name: string; audience: ApiToken['audience']; ownerId: string | null; expiresOn: string };

/** Makes a token; staff say for whom. */
export function NewToken({
  whose,
  onClose,
  onCreated,
}: {
  whose: 'admin' | 'own';
  onClose: () => void;
  onCreated: (token: string) => void;
}) {
  const { t, word } = useI18n();
  const words = useFormWords();
  const { mutateAsync } = useCreateToken(whose);
  const form = useForm<Values>({ defaultValues: { name: '', audience: 'user', ownerId: null, expiresOn: '' } });
  const audience = useWatch({ control: form.control, name: 'audience' });
  const ownerId = useWatch({ control: form.control, name: 'ownerId' });
  form.register('ownerId');
  const save = async (values: Values) => {
    const forOwner = whose === 'admin' && values.audience === 'user';
    if (forOwner && !values.ownerId) return form.setError('ownerId', { message: t('field.required') });
    try {
      const made = await mutateAsync({
        name: values.name.trim(),
        ...(whose === 'admin' && { audience: values.audience }),
        ...(forOwner && values.ownerId && { ownerId: values.ownerId }),
        ...(values.expiresOn && { expiresAt: new Date(`${values.expiresOn}T23:59:59`).toISOString() }),
      });
      onCreated(made.token);
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Dialog open onClose={onClose} title={t('tokens.create')} closeLabel={t('action.close')}>
      <Form form={form} onSubmit={save} className="mt-4 flex flex-col gap-4">
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
                onChange={(id) => form.setValue('ownerId', id, { shouldValidate: false })}
                field={ids}
              />
            )}
          </Field>
        ) : null}
        <TextField name="expiresOn" type="date" label={t('tokens.expiresOn')} hint={t('tokens.expiresHint')} />
        <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" intent="primary" busy={form.formState.isSubmitting}>
            {t('tokens.create')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
