'use client';

import { type ContactInput, type ContactView, useSaveContact } from '@relance/console-data-access';
import { Button, Dialog, Form, SelectField, showRefusal, TextField, useForm } from '@relance/console-ui';
import { toast } from 'sonner';
import { countryCodeOf } from '../../format/countries.ts';
import { languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormLeaveGuard } from '../shared/leave-guard.tsx';
import { useFormWords } from '../shared/use-form-words.ts';
import { wordsOf } from '../shared/words-of.ts';

type Values = {
  phone: string;
  name: string;
  email: string;
  country: string;
  language: string;
  tags: string;
  profession: string;
};

/** Adds a contact, or changes one. */
export function ContactForm({ contact, onClose }: { contact: ContactView | null; onClose: () => void }) {
  const { t, country } = useI18n();
  const words = useFormWords();
  const save = useSaveContact();
  const form = useForm<Values>({
    defaultValues: {
      phone: contact?.phone ?? '',
      name: contact?.name ?? '',
      email: contact?.email ?? '',
      country: contact?.country ? country(contact.country) : '',
      language: contact?.language ?? '',
      tags: contact?.tags.join(', ') ?? '',
      profession: contact?.profession ?? '',
    },
  });
  const submit = async (values: Values) => {
    const changed: ContactInput = {
      ...(values.phone !== contact?.phone && { phone: values.phone }),
      ...filled('name', values.name, contact !== null),
      ...filled('email', values.email, contact !== null),
      ...filled('country', countryCodeOf(values.country), contact !== null),
      ...filled('language', values.language, contact !== null),
      ...filled('profession', values.profession, contact !== null),
      tags: wordsOf(values.tags),
    };
    try {
      await save.mutateAsync(contact ? { id: contact.id, ...changed } : changed);
      toast(t('action.saved'));
      onClose();
    } catch (error) {
      showRefusal(form, error, words);
    }
  };
  return (
    <Dialog open onClose={onClose} title={t(contact ? 'contacts.edit' : 'contacts.add')} closeLabel={t('action.close')}>
      <div className="mt-3">
        <Form form={form} onSubmit={submit}>
          <FormLeaveGuard />
          <TextField
            name="phone"
            label={t('contacts.phone')}
            hint={t('contacts.phoneHint')}
            type="tel"
            required={t('field.required')}
            className="font-mono"
          />
          <TextField name="name" label={t('contacts.name')} autoComplete="off" />
          <TextField name="email" label={t('contacts.email')} type="email" autoComplete="off" />
          <div className="grid grid-cols-2 gap-3">
            <TextField name="country" label={t('contacts.country')} autoComplete="off" />
            <SelectField
              name="language"
              label={t('contacts.language')}
              options={[{ value: '', label: t('common.none') }, ...languageOptions]}
            />
          </div>
          <TextField name="profession" label={t('contacts.profession')} />
          <TextField name="tags" label={t('contacts.tags')} hint={t('contacts.tagHint')} />
          <div className="flex justify-end gap-2">
            <Button type="button" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" intent="primary" busy={save.isPending}>
              {t('action.save')}
            </Button>
          </div>
        </Form>
      </div>
    </Dialog>
  );
}

/** An emptied field takes the value away from a known contact; a new one simply has none. */
function filled(name: string, value: string, isKnown: boolean): ContactInput {
  const text = value.trim();
  if (text) return { [name]: text };
  return isKnown ? { [name]: null } : {};
}
