'use client';

import { type UseQueryResult } from '@tanstack/react-query';
import { type AuditEntry, type Page } from '@relance/console-data-access';
import { type ReactNode, useState } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { DataList } from '../shared/data-list.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { useAuditColumns } from './use-audit-columns.tsx';

/** Entries of the record, a page at a time; each opens with what it changed. */
export function AuditList({
  query,
  empty,
  onPage,
}: {
  query: UseQueryResult<Page<'entries', AuditEntry>>;
  empty: ReactNode;
  onPage: (page: number) => void;
}) {
  const { t } = useI18n();
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const columns = useAuditColumns(setOpen);
  return (
    <>
      <DataList
        query={query}
        rowsOf={(answer) => answer.entries}
        what={t('audit.what')}
        name={t('nav.audit')}
        columns={columns}
        rowId={(entry) => entry.id}
        rowName={(entry) => entry.action}
        empty={empty}
        onPage={onPage}
      />
      {open ? <EntryDialog entry={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
