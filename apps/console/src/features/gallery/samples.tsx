import { type ChartPoint, type DataColumn, type ProgressPart } from '@relance/console-ui';

// What the parts of the gallery show.

export type Person = { id: string; name: string; sent: number; created: string };
export const people: Person[] = [
  {
    id: '1',
    name: 'A name that is much longer than the column that has to hold it, by some words',
    sent: 123_456,
    created: 'today',
  },
  { id: '2', name: 'عرض الخريف 🌸', sent: 0, created: 'yesterday' },
  { id: '3', name: '🎉🎉🎉 Aïcha', sent: 42, created: '29 Nov 2026, 02:54 UTC' },
];
export const columns: DataColumn<Person>[] = [
  {
    id: 'name',
    header: 'Name',
    sortKey: 'name',
    sortOrders: 'ascending',
    cell: (row) => (
      <span className="block truncate font-medium" title={row.name}>
        <bdi>{row.name}</bdi>
      </span>
    ),
  },
  { id: 'sent', header: 'Sent', width: 'w-[96px]', numeric: true, cell: (row) => row.sent.toLocaleString('en') },
  { id: 'created', header: 'Created', width: 'w-[124px]', sortKey: 'createdAt', cell: (row) => row.created },
];
export const parts: ProgressPart[] = [
  { id: 'done', label: 'Finished', value: 12, tone: 'purple' },
  { id: 'converted', label: 'Converted', value: 5, tone: 'green' },
  { id: 'waiting', label: 'In sequence', value: 40, tone: 'blue', pale: true },
  { id: 'unknown', label: 'Uncertain', value: 3, tone: 'amber', hatched: true },
  { id: 'left', label: 'Left', value: 8, tone: 'neutral' },
];
export const points = Array.from({ length: 24 }, (_, hour): ChartPoint => ({
  id: String(hour),
  label: `${hour}:00`,
  title: `29 Nov 2026, ${hour}:00 UTC`,
  values: { sent: Math.round(40 + 30 * Math.sin(hour / 3)), read: Math.round(20 + 15 * Math.sin(hour / 3)) },
}));
