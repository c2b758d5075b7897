'use client';

import { Button, Dialog, Input, Select } from '@relance/console-ui';
import { Download, SlidersHorizontal } from 'lucide-react';
import { useCallback, useState } from 'react';
import { countryCodeOf } from '../../format/countries.ts';
import { languageOptions } from '../../i18n/translate.ts';
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

type Bar = ReturnType<typeof useContactFilters>;

/** What narrows the list of contacts; on phones a sheet holds all but the search, and the export stands here as well. */
export function ContactFilterBar({
  bar,
  searching,
  found,
}: {
  bar: Bar;
  searching: boolean;
  /** How many contacts match, once that is known. */
  found: number | undefined;
}) {
  const { t } = useI18n();
  const { filters, change, clear, on } = bar;
  const [sheet, setSheet] = useState(false);
  const search = useCallback((q: string | null) => change({ q }), [change]);
  const close = () => setSheet(false);
  const inSheet = on - (filters.q ? 1 : 0);
  return (
    <section aria-label={t('filter.label')} className="flex flex-wrap gap-2">
      <div className="flex w-full md:w-72">
        <SearchField value={filters.q} onSearch={search} label={t('contacts.search')} busy={searching} />
      </div>
      <div className="contents max-md:hidden">
        <Controls bar={bar} />
      </div>
      <Button className="md:hidden" onClick={() => setSheet(true)}>
        <SlidersHorizontal aria-hidden strokeWidth={1.75} />
        {t('filter.open')}
        {inSheet > 0 ? <span className="tabular-nums text-muted">{inSheet}</span> : null}
      </Button>
      {on > 0 ? <Button onClick={clear}>{t('filter.clear')}</Button> : null}
      <DownloadButton intent="quiet" path={exportPath(filters)} name="contacts.csv" className="md:hidden">
        <Download aria-hidden strokeWidth={1.75} />
        {t('action.export')}
      </DownloadButton>
      <Dialog
        open={sheet}
        onClose={close}
        title={t('filter.label')}
        closeLabel={t('action.close')}
        footer={
          <Button intent="primary" onClick={close}>
            {t('filter.show', { count: found ?? 0 })}
          </Button>
        }
      >
        <div className="mt-3 flex flex-col gap-3">
          <Controls bar={bar} />
        </div>
      </Dialog>
    </section>
  );
}

function Controls({ bar: { filters, change } }: { bar: Bar }) {
  const { t, country } = useI18n();
  return (
    <>
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
        {languageOptions.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
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
    </>
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
