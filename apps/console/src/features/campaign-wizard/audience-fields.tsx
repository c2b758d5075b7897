'use client';

import { Button, Field, Input, Select } from '@relance/console-ui';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { type AudienceProblem, type AudienceValues, countOfMore } from './audience-filter.ts';
import { CheckboxLine } from './checkbox-line.tsx';

type Props = {
  values: AudienceValues;
  problem: AudienceProblem | null;
  onChange: (values: AudienceValues) => void;
};

/** Who gets the messages: the usual filters at once, the others behind a button that says how many of them are set. */
export function AudienceFields({ values, problem, onChange }: Props) {
  const { t } = useI18n();
  const set = (change: Partial<AudienceValues>) => onChange({ ...values, ...change });
  return (
    <>
      <Field label={t('contacts.tags')} hint={t('wizard.tagsHint')}>
        {(ids) => <Input {...ids} value={values.tags} onChange={(event) => set({ tags: event.target.value })} />}
      </Field>
      <Field
        label={t('wizard.countries')}
        hint={t('wizard.countriesHint')}
        error={problem?.field === 'countries' ? t('wizard.countryUnknown', { name: problem.country }) : undefined}
      >
        {(ids) => (
          <Input {...ids} value={values.countries} onChange={(event) => set({ countries: event.target.value })} />
        )}
      </Field>
      <div className="grid gap-3 grid-cols-1 sm:grid-cols-2">
        <Choice
          label={t('contacts.language')}
          value={values.language}
          options={[
            ['all', t('contacts.anyLanguage')],
            ['fr', 'Français'],
            ['en', 'English'],
          ]}
          onChange={(language) => set({ language })}
        />
        <Choice
          label={t('wizard.subscription')}
          value={values.subscription}
          options={[
            ['all', t('wizard.subscriptionAll')],
            ['subscribed', t('wizard.subscribed')],
            ['non-subscribed', t('wizard.notSubscribed')],
          ]}
          onChange={(subscription) => set({ subscription })}
        />
      </div>
      <MoreFilters values={values} problem={problem} onChange={onChange} />
      <CheckboxLine
        label={t('wizard.fresh')}
        hint={t('wizard.freshHint')}
        checked={values.excludeCurrent}
        onChange={(excludeCurrent) => set({ excludeCurrent })}
      />
    </>
  );
}

/** Of the field whose value lies before that of the first one. */
const beforeTheFirst = { maxAge: 'wizard.ageOrder', registeredTo: 'wizard.dayOrder' } as const;

function MoreFilters({ values, problem, onChange }: Props) {
  const { t } = useI18n();
  const id = useId();
  const count = countOfMore(values);
  // What is set is never hidden when a draft is opened again.
  const [isOpen, setOpen] = useState(count > 0);
  const set = (change: Partial<AudienceValues>) => onChange({ ...values, ...change });
  const errorOf = (field: keyof AudienceValues) => {
    if (!problem || problem.field === 'countries' || problem.field !== field) return undefined;
    return t(problem.reason === 'notAnAge' ? 'wizard.notAnAge' : beforeTheFirst[problem.field]);
  };
  return (
    <>
      <Button className="self-start" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <ChevronDown aria-hidden strokeWidth={1.75} className={isOpen ? 'rotate-180' : undefined} />
        {count > 0 ? t('wizard.moreFiltersOn', { count }) : t('wizard.moreFilters')}
      </Button>
      <div id={id} hidden={!isOpen} className="flex flex-col gap-4">
        <div className="grid gap-3 grid-cols-1 sm:grid-cols-3">
          <Choice
            label={t('contacts.gender')}
            value={values.gender}
            options={[
              ['all', t('wizard.anyGender')],
              ['female', t('audience.female')],
              ['male', t('audience.male')],
              ['other', t('audience.other')],
            ]}
            onChange={(gender) => set({ gender })}
          />
          {(['minAge', 'maxAge'] as const).map((field) => (
            <Field key={field} label={t(`wizard.${field}`)} error={errorOf(field)}>
              {(ids) => (
                <Input
                  {...ids}
                  inputMode="numeric"
                  maxLength={3}
                  value={values[field]}
                  onChange={(event) => set({ [field]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <Field label={t('wizard.professions')} hint={t('wizard.professionsHint')}>
          {(ids) => (
            <Input {...ids} value={values.professions} onChange={(event) => set({ professions: event.target.value })} />
          )}
        </Field>
        <div className="grid gap-3 grid-cols-1 sm:grid-cols-2">
          {(['registeredFrom', 'registeredTo'] as const).map((field) => (
            <Field key={field} label={t(`wizard.${field}`)} error={errorOf(field)}>
              {(ids) => (
                <Input
                  {...ids}
                  type="date"
                  value={values[field]}
                  onChange={(event) => set({ [field]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <p className="text-caption text-muted">{t('wizard.moreHint')}</p>
      </div>
    </>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <Select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
