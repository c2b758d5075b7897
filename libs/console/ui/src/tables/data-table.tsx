import {
  type ColumnDef,
  rowSelectionFeature,
  type RowSelectionState,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { Checkbox } from '../forms/checkbox.tsx';
import { cn } from '../cn.ts';
import { DataCards } from './data-cards.tsx';
import { type DataColumn, type DataTableProps } from './data-table-types.ts';
import { Table, Td, Th, Tr } from './table.tsx';
import { type TableSelection } from './use-table-selection.ts';

const features = tableFeatures({ rowSelectionFeature, rowSortingFeature });

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
                    {/* not as a component of its own: with columns made anew it would be another one, and its link would lose the focus */}
                    {column.cell(row.original)}
                  </Td>
                );
              })}
              {menu ? <Td className="pr-2 text-right">{menu(row.original)}</Td> : null}
            </Tr>
          ))}
        </tbody>
      </Table>
      <DataCards
        rows={rows}
        columns={columns}
        rowId={rowId}
        rowName={rowName}
        labels={labels}
        selection={selection}
        menu={menu}
        card={card}
      />
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
