'use client';

import { Download } from 'lucide-react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { DownloadButton } from './download-button.tsx';

/** Downloads a list as CSV, with the filters that are on. `name` is the file's where the API gives none. */
export function ExportButton({
  path,
  name,
  query = {},
}: {
  path: string;
  name: string;
  query?: Record<string, string | number | null>;
}) {
  const { t } = useI18n();
  const set = Object.entries(query).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]]));
  const search = new URLSearchParams(set as [string, string][]).toString(); // pairs, by the line above
  return (
    <DownloadButton size="small" path={`/api/relance${path}${search && `?${search}`}`} name={name}>
      <Download aria-hidden strokeWidth={1.75} />
      {t('action.export')}
    </DownloadButton>
  );
}
