import {
  type ColumnDef,
  rowSelectionFeature,
  type RowSelectionState,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { Button } from '../actions/button.tsx';
import { Checkbox } from '../forms/checkbox.tsx';
import { cn } from '../cn.ts';
import { Skeleton } from '../layout/states.tsx';
import { CardItem, CardList, Table, Td, Th, Tr } from './table.tsx';
import { type TableSelection } from './use-table-selection.ts';

const features = tableFeatures({ rowSelectionFeature, rowSortingFeature });

export type DataColumn<T> = {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** A class with the width (`w-[120px]`); without one the column shares what is left. */
  width?: string;
  numeric?: boolean;
  /** The window's width under which the column is left out of the table; cards always show it. */
  hideBelow?: 'lg' | 'xl' | '2xl';
  /** The name by which the list is sorted, as the API knows it: `createdAt`. Without it the header is no button. */
  sortKey?: string;
  /** Orders that the API offers for this column; `descending` comes first when both are. */
  sortOrders?: 'both' | 'ascending';
  /** The header is only for screen readers. */
  headerHidden?: boolean;
  className?: string;
  title?: (row: T) => string | undefined;
};

export type DataTableLabels = {
  /** Name of the table and of the list of cards. */
  table: string;
  selectPage: string;
  selectRow: (name: string) => string;
  select: string;
  cancelSelect: string;
};

export type DataTableProps<T> = {
  rows: readonly T[];
  columns: readonly DataColumn<T>[];
  rowId: (row: T) => string;
  rowName: (row: T) => string;
  labels: DataTableLabels;
  /** `-createdAt` or `name`: a column's `sortKey`, with a minus for descending. */
  sort?: string | null;
  onSort?: (sort: string) => void;
  selection?: TableSelection;
  /** The menu of a row; the last column. */
  menu?: (row: T) => ReactNode;
  /** A card's content under 768 px; without it the columns are listed with their headers. */
  card?: (row: T) => ReactNode;
  /** What is shown is being replaced by other filters or another page. */
  refreshing?: boolean;
};

const hidden = { lg: 'max-lg:hidden', xl: 'max-xl:hidden', '2xl': 'max-[1400px]:hidden' } as const;

/** One list: a table of record on wide screens, cards under 768 px. Sorting and paging are the server's. */
export function DataTable<T extends object>({
  rows,
  columns,
  rowId,
  rowName,
  labels,
  sort = null,
  onSort,
  selection,
  menu,
  card,
  refreshing,
}: DataTableProps<T>) {
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const defs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, T> => ({
        id: column.id,
        header: column.header,
        accessorFn: (row) => row,
        cell: ({ row }) => column.cell(row.original),
        enableSorting: column.sortKey !== undefined && onSort !== undefined,
        sortDescFirst: column.sortOrders !== 'ascending',
      })),
    [columns, onSort],
  );
  const data = useMemo(() => [...rows], [rows]);
  const sorting = sortingState(columns, sort);
  const rowSelection = useMemo<RowSelectionState>(
    () => Object.fromEntries([...(selection?.ids ?? [])].map((id) => [id, true as const])),
    [selection?.ids],
  );
  const table = useTable({
    features,
    columns: defs,
    data,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    enableRowSelection: selection !== undefined,
    state: { sorting, rowSelection },
    onRowSelectionChange: (updater) => {
      const next = typeof updater === 'function' ? updater(rowSelection) : updater;
      selection?.set(new Set(Object.keys(next)));
    },
  });
  const model = table.getRowModel().rows;
  const sortBy = (column: DataColumn<T>) => {
    const current = sorting.find(({ id }) => id === column.id);
    const descending = column.sortOrders === 'ascending' ? false : current ? !current.desc : true;
    onSort?.(`${descending ? '-' : ''}${column.sortKey ?? ''}`);
  };

  return (
    <div aria-busy={refreshing || undefined} className={cn(refreshing && 'opacity-60 transition-opacity')}>
      <Table label={labels.table}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="group">
              {selection ? (
                <Th className="w-11 pl-4 pr-0">
                  <Checkbox
                    label={labels.selectPage}
                    checked={table.getIsAllRowsSelected()}
                    ref={(box) => {
                      if (box) box.indeterminate = table.getIsSomeRowsSelected();
                    }}
                    onChange={() => table.toggleAllRowsSelected()}
                    className={reveal(selection)}
                  />
                </Th>
              ) : null}
              {group.headers.map((header) => {
                const column = byId.get(header.id);
                if (!column) return null;
                const current = sorting.find(({ id }) => id === column.id);
                const order = current ? (current.desc ? 'descending' : 'ascending') : null;
                return (
                  <Th
                    key={header.id}
                    numeric={column.numeric}
                    className={cn(column.width, column.hideBelow && hidden[column.hideBelow])}
                    sort={order}
                    onSort={header.column.getCanSort() ? () => sortBy(column) : undefined}
                  >
                    {column.headerHidden ? <span className="sr-only">{column.header}</span> : column.header}
                  </Th>
                );
              })}
              {menu ? (
                <Th className="w-12">
                  <span className="sr-only">…</span>
                </Th>
              ) : null}
            </tr>
          ))}
        </thead>
        <tbody>
          {model.map((row) => (
            <Tr
              key={row.id}
              data-row={row.id}
              selected={row.getIsSelected()}
              className="has-[[data-row-link]:focus]:bg-hover"
            >
              {selection ? (
                <Td className="pl-4 pr-0">
                  <Checkbox
                    label={labels.selectRow(rowName(row.original))}
                    checked={row.getIsSelected()}
                    onChange={() => undefined}
                    onClick={row.getToggleSelectedHandler()}
                    className={reveal(selection)}
                  />
                </Td>
              ) : null}
              {row.getAllCells().map((cell) => {
                const column = byId.get(cell.column.id);
                if (!column) return null;
                return (
                  <Td
                    key={cell.id}
                    numeric={column.numeric}
                    title={column.title?.(row.original)}
                    className={cn(column.className, column.hideBelow && hidden[column.hideBelow])}
                  >
                    <table.FlexRender cell={cell} />
                  </Td>
                );
              })}
              {menu ? <Td className="pr-2 text-right">{menu(row.original)}</Td> : null}
            </Tr>
          ))}
        </tbody>
      </Table>
      {selection ? <SelectMode selection={selection} rows={rows} rowId={rowId} labels={labels} /> : null}
      <CardList label={labels.table}>
        {rows.map((row) => (
          <CardItem key={rowId(row)}>
            <div className="relative flex items-start gap-2" data-card={rowId(row)}>
              {selection?.selecting ? (
                <label className="-ml-2 grid size-11 shrink-0 place-items-center">
                  <Checkbox
                    label={labels.selectRow(rowName(row))}
                    checked={selection.ids.has(rowId(row))}
                    onChange={() => selection.toggle(rowId(row))}
                    className="size-5"
                  />
                </label>
              ) : null}
              <div className={cn('flex min-w-0 flex-1 flex-col gap-2', menu && '[&>:first-child]:pr-10')}>
                {card ? card(row) : <CardFacts row={row} columns={columns} />}
              </div>
              {menu ? <div className="absolute -right-2 -top-2">{menu(row)}</div> : null}
            </div>
          </CardItem>
        ))}
      </CardList>
    </div>
  );
}

const reveal = (selection: TableSelection) =>
  selection.ids.size > 0 ? '' : 'opacity-0 focus-visible:opacity-100 group-hover:opacity-100';

function sortingState<T>(columns: readonly DataColumn<T>[], sort: string | null): SortingState {
  const key = sort?.replace(/^-/, '');
  const column = columns.find(({ sortKey }) => sortKey !== undefined && sortKey === key);
  return column ? [{ id: column.id, desc: sort?.startsWith('-') ?? false }] : [];
}

/** On phones checkboxes come by a button, not by themselves. */
function SelectMode<T>({
  selection,
  rows,
  rowId,
  labels,
}: {
  selection: TableSelection;
  rows: readonly T[];
  rowId: (row: T) => string;
  labels: DataTableLabels;
}) {
  const every = rows.length > 0 && rows.every((row) => selection.ids.has(rowId(row)));
  if (!selection.selecting) {
    return (
      <div className="mb-2 flex justify-end md:hidden">
        <Button size="small" onClick={() => selection.setSelecting(true)}>
          {labels.select}
        </Button>
      </div>
    );
  }
  return (
    <div className="mb-2 flex items-center justify-between md:hidden">
      <label className="flex h-11 items-center gap-3 px-2 text-table">
        <Checkbox
          label={labels.selectPage}
          checked={every}
          onChange={() => selection.set(new Set(every ? [] : rows.map(rowId)))}
          className="size-5"
        />
        <span aria-hidden>{labels.selectPage}</span>
      </label>
      <Button size="small" onClick={selection.clear}>
        {labels.cancelSelect}
      </Button>
    </div>
  );
}

function CardFacts<T>({ row, columns }: { row: T; columns: readonly DataColumn<T>[] }) {
  const [first, ...others] = columns;
  return (
    <>
      {first ? <div className="-mt-2 text-work font-medium">{first.cell(row)}</div> : null}
      <dl className="grid grid-cols-[minmax(88px,auto)_1fr] gap-x-4 gap-y-1.5 text-table">
        {others.map((column) => (
          <div key={column.id} className="contents">
            <dt className="text-muted">{column.header}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{column.cell(row)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The list's own shape in grey while it loads. */
export function DataTableSkeleton({ label, rows = 10 }: { label: string; rows?: number }) {
  const places = Array.from({ length: rows }, (_, index) => index);
  return (
    <div role="status" aria-label={label}>
      <div className="rounded-card border border-border bg-surface max-md:hidden">
        <div className="h-9" />
        {places.map((row) => (
          <div key={row} className="flex h-11 items-center gap-6 border-t border-border px-4">
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-6 w-24 rounded-full" />
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-16" />
          </div>
        ))}
      </div>
      <div className="flex flex-col gap-2 md:hidden">
        {places.slice(0, 4).map((row) => (
          <div key={row} className="flex flex-col gap-2 rounded-card border border-border bg-surface p-4">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-6 w-24 rounded-full" />
          </div>
        ))}
      </div>
    </div>
  );
}
