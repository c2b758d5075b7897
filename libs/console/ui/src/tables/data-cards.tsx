import { Button } from '../actions/button.tsx';
import { Checkbox } from '../forms/checkbox.tsx';
import { cn } from '../cn.ts';
import { type DataColumn, type DataTableLabels, type DataTableProps } from './data-table-types.ts';
import { CardItem, CardList } from './table.tsx';
import { type TableSelection } from './use-table-selection.ts';

/** The rows as cards, under 768 px. */
export function DataCards<T>({
  rows,
  columns,
  rowId,
  rowName,
  labels,
  selection,
  menu,
  card,
}: Pick<DataTableProps<T>, 'rows' | 'columns' | 'rowId' | 'rowName' | 'labels' | 'selection' | 'menu' | 'card'>) {
  return (
    <>
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
    </>
  );
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

/** A text that a table cuts at its column's end is whole on a card: there is nothing that would tell the rest of it. */
const whole = '[&_.block.truncate]:whitespace-normal [&_.block.truncate]:[overflow-wrap:anywhere]';

function CardFacts<T>({ row, columns }: { row: T; columns: readonly DataColumn<T>[] }) {
  const [first, ...others] = columns;
  return (
    <>
      {first ? <div className={cn('-mt-2 text-work font-medium', whole)}>{first.cell(row)}</div> : null}
      <dl className="grid grid-cols-[minmax(88px,auto)_1fr] gap-x-4 gap-y-1.5 text-table">
        {others.map((column) => (
          <div key={column.id} className="contents">
            <dt className={column.headerHidden ? 'sr-only' : 'text-muted'}>{column.header}</dt>
            <dd className={cn('min-w-0 [overflow-wrap:anywhere]', whole, column.headerHidden && 'col-span-2')}>
              {column.cell(row)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
