import { type ReactNode } from 'react';
import { type TableSelection } from './use-table-selection.ts';

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
