'use client';

import { type ContactInput, type ContactView, useSaveContact } from '@relance/console-data-access';
import { SelectField, showRefusal, TextareaField, TextField, useForm } from '@relance/console-ui';
import { toast } from 'sonner';
import { countryCodeOf } from '../../format/countries.ts';
import { languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { useFormWords } from '../shared/use-form-words.ts';
import { wordsOf } from '../shared/words-of.ts';
import { attributeLines, attributesOf } from './attribute-lines.ts';
import { masked } from './contact-state.tsx';

type Values = {
  phone: string;
  name: string;
  email: string;
  country: string;
  language: string;
  tags: string;
  profession: string;
  gender: string;
  birthDate: string;
  referrerName: string;
  /** One a line: `city: Douala`. */
  attributes: string;
};

/** Adds a contact, or changes one. */
export function ContactForm({ contact, onClose }: { contact: ContactView | null; onClose: () => void }) {
  const { t, country } = useI18n();
  const words = useFormWords();
  const save = useSaveContact();
  const knownAttributes = attributeLines(contact?.attributes ?? {});
  const form = useForm<Values>({
    defaultValues: {
      phone: '', // a known one stays masked
      name: contact?.name ?? '',
      email: contact?.email ?? '',
      country: contact?.country ? country(contact.country) : '',
      language: contact?.language ?? '',
      tags: contact?.tags.join(', ') ?? '',
      profession: contact?.profession ?? '',
      gender: contact?.gender ?? '',
      birthDate: contact?.birthDate ?? '',
      referrerName: contact?.referrerName ?? '',
      attributes: knownAttributes,
    },
  });
  const submit = async (values: Values) => {
    const besides = attributesOf(values.attributes);
    if ('line' in besides) {
      const message = t('contacts.attributeLine', { line: besides.line });
      return form.setError('attributes', { message }, { shouldFocus: true });
    }
    const changed: ContactInput = {
      ...(values.phone.trim() && { phone: values.phone.trim() }),
      ...filled('name', values.name, contact !== null),
      ...filled('email', values.email, contact !== null),
      ...filled('country', countryCodeOf(values.country), contact !== null),
      ...filled('language', values.language, contact !== null),
      ...filled('profession', values.profession, contact !== null),
      ...filled('gender', values.gender, contact !== null),
      ...filled('birthDate', values.birthDate, contact !== null),
      ...filled('referrerName', values.referrerName, contact !== null),
      // They are written as a whole: what nobody touched here may have changed elsewhere.
      ...(values.attributes !== knownAttributes && besides),
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
    <FormDialog
      form={form}
      onSubmit={submit}
      onClose={onClose}
      title={t(contact ? 'contacts.edit' : 'contacts.add')}
      action={t('action.save')}
    >
      <TextField
        name="phone"
        label={t('contacts.phone')}
        hint={t(contact ? 'contacts.phoneKept' : 'contacts.phoneHint')}
        placeholder={contact ? masked(contact.phone) : undefined}
        type="tel"
        required={contact ? undefined : t('field.required')}
        autoComplete="off"
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
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          name="gender"
          label={t('contacts.gender')}
          options={[
            { value: '', label: t('common.none') },
            ...(['female', 'male', 'other'] as const).map((value) => ({ value, label: t(`contacts.${value}`) })),
          ]}
        />
        <TextField name="birthDate" label={t('contacts.birthDate')} type="date" />
      </div>
      <TextField name="profession" label={t('contacts.profession')} />
      <TextField name="referrerName" label={t('contacts.referrer')} autoComplete="off" />
      <TextareaField
        name="attributes"
        label={t('contacts.attributes')}
        hint={t('contacts.attributesHint')}
        placeholder={'city: Douala'}
        rows={3}
        className="font-mono"
      />
      <TextField name="tags" label={t('contacts.tags')} hint={t('contacts.tagHint')} />
    </FormDialog>
  );
}

/** An emptied field takes the value away from a known contact; a new one simply has none. */
function filled(name: string, value: string, isKnown: boolean): ContactInput {
  const text = value.trim();
  if (text) return { [name]: text };
  return isKnown ? { [name]: null } : {};
}
