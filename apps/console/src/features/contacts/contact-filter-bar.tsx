'use client';

import { Button, Input, Select } from '@relance/console-ui';
import { Download } from 'lucide-react';
import { useCallback } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { DownloadButton } from '../shared/download-button.tsx';
import { SearchField } from '../shared/search-field.tsx';
import { type useContactFilters } from './use-contact-filters.ts';

/** What narrows the list of contacts; on phones the export stands here as well. */
export function ContactFilterBar({
  bar,
  searching,
}: {
  bar: ReturnType<typeof useContactFilters>;
  searching: boolean;
}) {
  const { t } = useI18n();
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
        value={filters.country}
        max={2}
        onChange={(country) => change({ country: country?.toUpperCase() ?? null })}
      />
      <Select
        aria-label={t('contacts.language')}
        value={filters.language ?? ''}
        onChange={(event) => change({ language: event.target.value || null })}
        className="md:w-44"
      >
        <option value="">{t('contacts.anyLanguage')}</option>
        <option value="fr">Français</option>
        <option value="en">English</option>
      </Select>
      <Select
        aria-label={t('contacts.converted')}
        value={filters.converted ?? ''}
        onChange={(event) => change({ converted: event.target.value || null })}
        className="md:w-44"
      >
        <option value="">{t('contacts.anyConversion')}</option>
        <option value="true">{t('contacts.convertedYes')}</option>
        <option value="false">{t('contacts.convertedNo')}</option>
      </Select>
      <Select
        aria-label={t('contacts.replied')}
        value={filters.replied ?? ''}
        onChange={(event) => change({ replied: event.target.value || null })}
        className="md:w-44"
      >
        <option value="">{t('contacts.anyReply')}</option>
        <option value="true">{t('contacts.repliedYes')}</option>
        <option value="false">{t('contacts.repliedNo')}</option>
      </Select>
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
