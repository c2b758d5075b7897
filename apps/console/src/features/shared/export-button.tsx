'use client';

import { Button } from '@relance/console-ui';
import { Download } from 'lucide-react';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** Downloads a list as CSV, with the filters that are on. */
export function ExportButton({ path, query = {} }: { path: string; query?: Record<string, string | number | null> }) {
  const { t } = useI18n();
  const set = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(set as [string, string][]).toString(); // pairs, by the line above
  return (
    <Button asChild size="small">
      <a href={`/api/relance${path}${search && `?${search}`}`} download>
        <Download aria-hidden strokeWidth={1.75} />
        {t('action.export')}
      </a>
    </Button>
  );
}
