'use client';

import { useQuery } from '@tanstack/react-query';
import {
  type ImportInspection,
  type ImportReport,
  ownQueries,
  type useStartImport,
} from '@relance/console-data-access';
import { Field, Input, Notice, Select, useOnce } from '@relance/console-ui';
import { countryCodeOf } from '../../format/countries.ts';
import { languageOptions } from '../../i18n/translate.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { valueProblemInWords } from '../shared/value-problem.ts';
import { wordsOf } from '../shared/words-of.ts';

/** What holds for every row; `country` null: the owner's own, as long as nobody wrote another. */
export type Options = { country: string | null; tags: string; language: '' | 'fr' | 'en' };
export const noOptions: Options = { country: null, tags: '', language: '' };

/** The button of the options stands at the wizard's foot. */
export const optionsForm = 'import-options';

/** Country, tags and language for rows that say none, and the sending. */
export function OptionsStep({
  file,
  mapping,
  options,
  onChange,
  start,
  onStarted,
}: {
  file: ImportInspection;
  mapping: Record<string, string>;
  options: Options;
  onChange: (options: Options) => void;
  start: ReturnType<typeof useStartImport>;
  onStarted: (report: ImportReport) => void;
}) {
  const i18n = useI18n();
  const { t, country: nameOf } = i18n;
  const settings = useQuery(ownQueries.settings()).data;
  const { country, tags, language } = options;
  const shownCountry = country ?? (settings?.defaultCountry ? nameOf(settings.defaultCountry) : '');
  const send = useOnce(
    () =>
      start.mutateAsync(
        {
          importId: file.importId,
          mapping,
          ...(shownCountry && { defaultCountry: countryCodeOf(shownCountry) }),
          ...(tags.trim() && { tags: wordsOf(tags) }),
          ...(language && { language }),
        },
        { onSuccess: onStarted },
      ),
    // A file is imported once: a second click may come before the report is there. What failed is said below the options.
    { untilItFails: true, onError: () => undefined },
  );
  return (
    <form
      id={optionsForm}
      noValidate
      className="flex max-w-[640px] flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={t('import.country')} hint={t('import.countryHint')}>
        {(field) => (
          <Input
            {...field}
            value={shownCountry}
            autoComplete="off"
            className="max-w-64"
            onChange={(event) => onChange({ ...options, country: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('import.tags')} hint={t('contacts.tagHint')}>
        {(field) => (
          <Input {...field} value={tags} onChange={(event) => onChange({ ...options, tags: event.target.value })} />
        )}
      </Field>
      <Field label={t('import.language')} hint={t('import.languageHint')}>
        {(field) => (
          <Select
            {...field}
            value={language}
            onChange={(event) => onChange({ ...options, language: event.target.value as Options['language'] })}
          >
            <option value="">{t('import.languageNone')}</option>
            {languageOptions.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {start.isError ? (
        <Notice tone="red" isAlert>
          {valueProblemInWords(start.error, i18n)}
        </Notice>
      ) : null}
    </form>
  );
}
