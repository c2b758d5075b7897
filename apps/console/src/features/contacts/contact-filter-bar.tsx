'use client';

import { Button, Input, Select } from '@relance/console-ui';
import { Download } from 'lucide-react';
import { useCallback } from 'react';
import { countryCodeOf } from '../../format/countries.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { DownloadButton } from '../shared/download-button.tsx';
import { SearchField } from '../shared/search-field.tsx';
import { type useContactFilters } from './use-contact-filters.ts';

/** Facts that a person has or has not, with the words for either. */
const yesOrNo = [
  {
    filter: 'converted',
    label: 'contacts.converted',
    any: 'contacts.anyConversion',
    yes: 'contacts.convertedYes',
    no: 'contacts.convertedNo',
  },
  {
    filter: 'replied',
    label: 'contacts.replied',
    any: 'contacts.anyReply',
    yes: 'contacts.repliedYes',
    no: 'contacts.repliedNo',
  },
  {
    filter: 'inLiveSequence',
    label: 'contacts.sequence',
    any: 'contacts.anySequence',
    yes: 'contacts.inSequence',
    no: 'contacts.notInSequence',
  },
  {
    filter: 'optedOut',
    label: 'contacts.optOut',
    any: 'contacts.anyOptOut',
    yes: 'contacts.optedOut',
    no: 'contacts.notOptedOut',
  },
] as const;

/** What narrows the list of contacts; on phones the export stands here as well. */
export function ContactFilterBar({
  bar,
  searching,
}: {
  bar: ReturnType<typeof useContactFilters>;
  searching: boolean;
}) {
  const { t, country } = useI18n();
  const { filters, change, clear, on } = bar;
  const search = useCallback((q: string | null) => change({ q }), [change]);
  return (
    <section aria-label={t('filter.label')} className="grid grid-cols-2 items-end gap-2 md:flex md:flex-wrap">
      <div className="col-span-2 flex md:w-72">
        <SearchField value={filters.q} onSearch={search} label={t('contacts.search')} busy={searching} />
      </div>
      <FilterInput label={t('contacts.tag')} value={filters.tag} onChange={(tag) => change({ tag })} />
      <FilterInput
        label={t('contacts.country')}
        value={filters.country === null ? null : country(filters.country)}
        onChange={(written) => change({ country: written === null ? null : countryCodeOf(written) })}
      />
      <Select
        aria-label={t('contacts.language')}
        value={filters.language ?? ''}
        onChange={(event) => change({ language: event.target.value || null })}
        className="md:w-auto"
      >
        <option value="">{t('contacts.anyLanguage')}</option>
        <option value="fr">Français</option>
        <option value="en">English</option>
      </Select>
      {yesOrNo.map(({ filter, label, any, yes, no }) => (
        <Select
          key={filter}
          aria-label={t(label)}
          value={filters[filter] ?? ''}
          onChange={(event) => change({ [filter]: event.target.value || null })}
          className="md:w-auto"
        >
          <option value="">{t(any)}</option>
          <option value="true">{t(yes)}</option>
          <option value="false">{t(no)}</option>
        </Select>
      ))}
      {on > 0 ? <Button onClick={clear}>{t('filter.clear')}</Button> : null}
      <DownloadButton intent="quiet" path={exportPath(filters)} name="contacts.csv" className="md:hidden">
        <Download aria-hidden strokeWidth={1.75} />
        {t('action.export')}
      </DownloadButton>
    </section>
  );
}

/** Where the list as it is filtered can be downloaded. */
export function exportPath(filters: object): string {
  const set = Object.entries(filters).filter(
    ([key, value]) => !['page', 'sort'].includes(key) && value !== null && value !== '',
  );
  const query = new URLSearchParams([
    ...set.map(([key, value]): [string, string] => [key, String(value)]),
    ['bom', '1'],
  ]);
  return `/api/relance/contacts/export.csv?${query.toString()}`;
}

/** A filter by a few letters, sent when the field is left or Enter pressed. */
function FilterInput({
  label,
  value,
  max,
  onChange,
}: {
  label: string;
  value: string | null;
  max?: number;
  onChange: (value: string | null) => void;
}) {
  return (
    <Input
      key={value ?? ''}
      aria-label={label}
      placeholder={label}
      defaultValue={value ?? ''}
      maxLength={max}
      className="md:w-32"
      onBlur={(event) => {
        if (event.target.value.trim() !== (value ?? '')) onChange(event.target.value.trim() || null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
