'use client';

import { useQuery } from '@tanstack/react-query';
import { type Owner, sessionQueries } from '@relance/console-data-access';
import { Combobox, type ComboboxProps } from '@relance/console-ui';
import { useDeferredValue, useState } from 'react';
import { refusalInWords } from '../../i18n/refusal-words.ts';
import { useI18n } from '../../i18n/use-i18n.tsx';

export type OwnerPickerProps = {
  value: string | null;
  onChange: (id: string | null) => void;
  label: string;
  placeholder?: string;
} & Pick<ComboboxProps<Owner>, 'className' | 'field'>;

const nameOf = (owner: Owner) => owner.name ?? owner.email ?? owner.id;

/** Finds an owner by the start of name, e-mail or id. */
export function OwnerCombobox({ value, onChange, label, placeholder, className, field }: OwnerPickerProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const { data, isFetching, error } = useQuery(sessionQueries.owners(asked));
  const known = useQuery({ ...sessionQueries.detail(value ?? ''), enabled: value !== null }).data?.owner;
  const selected: Owner | null = value === null ? null : (known ?? { id: value, name: null, email: null });
  return (
    <Combobox
      label={label}
      placeholder={placeholder}
      className={className}
      field={field}
      options={data ?? []}
      optionId={(owner) => owner.id}
      optionText={nameOf}
      optionNote={(owner) => (owner.name ? owner.email : null)}
      selected={selected}
      onSelect={(owner) => onChange(owner?.id ?? null)}
      onSearch={setTyped}
      busy={isFetching && !data}
      labels={{
        clear: t('combobox.clear'),
        open: t('combobox.open'),
        none: error && !data ? refusalInWords(error, i18n) : t('filter.ownerNone'),
        searching: t('filter.searching'),
        count: (count) => t('combobox.count', { count }),
      }}
    />
  );
}
