'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQueries } from '@relance/console-data-access';
import { useI18n } from '../../../i18n/use-i18n.tsx';
import { OwnerPicker } from '../../shared/owner-picker.tsx';

/** Narrows a list to one owner. */
export function OwnerFilter({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useI18n();
  return (
    <OwnerPicker
      value={value}
      onChange={onChange}
      label={t('filter.owner')}
      placeholder={t('filter.anyOwner')}
      className="md:w-56"
    />
  );
}

/** The owner's name for an id that came from the address. */
export function OwnerName({ id }: { id: string }) {
  const owner = useQuery(sessionQueries.detail(id)).data?.owner;
  return <>{owner?.name ?? owner?.email ?? id}</>;
}
