'use client';

import { type UseQueryResult } from '@tanstack/react-query';
import { Button, DataTable, DataTableSkeleton, type DataTableProps, EmptyState } from '@relance/console-ui';
import { ListX } from 'lucide-react';
import { type ReactNode } from 'react';
import { useI18n } from '../../i18n/use-i18n.tsx';
import { Failure } from '../frame/failure.tsx';
import { ListPager, rangeOf } from './list-pager.tsx';

type Paged = { page: number; limit: number; total: number; totalPages: number };

type DataListProps<Answer, Row extends object> = {
  query: UseQueryResult<Answer>;
  rowsOf: (answer: Answer) => readonly Row[];
  /** In the sentence "… could not be loaded". */
  what: string;
  /** The list's name, for the table, the cards and the pager. */
  name: string;
  empty: ReactNode;
  onPage: (page: number) => void;
} & Omit<DataTableProps<Row>, 'rows' | 'labels' | 'refreshing'>;

/**
 * A list of the API in its six states: loading, failed, forbidden, empty, past its end, full. The caller says how a page's rows
 * are read from the answer, what the columns are, and what stands in an empty list's place.
 */
export function DataList<Answer extends Paged, Row extends object>(props: DataListProps<Answer, Row>) {
  const { t } = useI18n();
  const { query, rowsOf } = props;
  const isEmpty = !query.isPlaceholderData && query.data !== undefined && rowsOf(query.data).length === 0;
  return (
    <>
      {/* always there, or readers would not hear what filters and pages lead to: one that comes with its words is not told */}
      <p role="status" className="sr-only">
        {isEmpty ? t('list.nothing') : query.data ? t('page.range', rangeOf(query.data)) : ''}
      </p>
      <InState {...props} />
    </>
  );
}

/** There are rows, but none on this page any more: the list became shorter, or the address is old. */
function PastEnd({ onPage }: { onPage: (page: number) => void }) {
  const { t } = useI18n();
  return (
    <EmptyState
      icon={ListX}
      title={t('list.pastEnd')}
      reason={t('list.pastEndReason')}
      action={<Button onClick={() => onPage(1)}>{t('list.firstPage')}</Button>}
    />
  );
}

function InState<Answer extends Paged, Row extends object>({
  query,
  rowsOf,
  what,
  name,
  empty,
  onPage,
  ...table
}: DataListProps<Answer, Row>) {
  const { t } = useI18n();
  if (query.isPending) return <DataTableSkeleton label={what} />;
  const answer = query.data;
  if (!answer) {
    return <Failure what={what} query={query} />;
  }
  const rows = rowsOf(answer);
  if (rows.length === 0) return answer.total > 0 ? <PastEnd onPage={onPage} /> : empty;
  return (
    <>
      <DataTable
        {...table}
        rows={rows}
        refreshing={query.isPlaceholderData}
        labels={{
          table: name,
          selectPage: t('select.page'),
          selectRow: (row) => t('select.row', { name: row }),
          select: t('select.start'),
          cancelSelect: t('select.cancel'),
        }}
      />
      <ListPager label={name} data={answer} onPage={onPage} isTold />
    </>
  );
}
