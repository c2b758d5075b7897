import { ChartColumn, Table2 } from 'lucide-react';
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { type ChartProps, type ChartSeries } from './chart-types.ts';
import { loadAgain } from '../load-again.ts';
import { FilterChip } from '../actions/chip.tsx';
import { Skeleton } from '../layout/states.tsx';

/** Recharts comes when a chart is shown; a page without one does not load it. */
const Drawing: ComponentType<ChartProps> = lazy(() => loadAgain(() => import('./chart-drawing.tsx')));

/** A chart with its title and the "Table" switch that shows the same numbers as a table. */
export function ChartPanel({
  title,
  aside,
  labels,
  empty,
  ...chart
}: ChartProps & {
  title: string;
  aside?: ReactNode;
  labels: { chart: string; table: string; point: string };
  /** Said in place of the chart when no point has a value. */
  empty: string;
}) {
  const [asTable, setAsTable] = useState(false);
  const isEmpty = chart.points.every((point) => Object.values(point.values).every((value) => value === 0));
  return (
    <section className="flex min-w-0 flex-col gap-3 rounded-card border border-border bg-surface p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 flex-1 text-work font-semibold max-md:basis-full">{title}</h2>
        {aside}
        <FilterChip pressed={asTable} onPress={() => setAsTable(!asTable)}>
          {asTable ? <ChartColumn aria-hidden className="size-3.5" /> : <Table2 aria-hidden className="size-3.5" />}
          {labels.table}
        </FilterChip>
      </header>
      {asTable ? (
        <ChartTable {...chart} point={labels.point} />
      ) : isEmpty ? (
        <p className="grid h-56 place-items-center text-table text-muted">{empty}</p>
      ) : (
        <>
          <Suspense fallback={<Skeleton className="h-56 w-full" />}>
            <Drawing {...chart} />
          </Suspense>
          {chart.series.length > 1 ? <Legend series={chart.series} /> : null}
        </>
      )}
    </section>
  );
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-muted">
      {series.map((one) => (
        <li key={one.key} className="flex items-center gap-1.5">
          <svg aria-hidden viewBox="0 0 12 12" className="size-2.5">
            <circle cx="6" cy="6" r="5" fill={`var(--tone-${one.tone}-solid)`} />
          </svg>
          {one.label}
        </li>
      ))}
    </ul>
  );
}

function ChartTable({ label, series, points, format, point: pointLabel }: ChartProps & { point: string }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0} // the rest is scrolled to by the keyboard
      className="max-h-72 overflow-auto rounded-card border border-border"
    >
      <table className="w-full border-collapse text-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col" className="h-9 px-3 text-left text-caption font-medium text-muted">
              {pointLabel}
            </th>
            {series.map((one) => (
              <th key={one.key} scope="col" className="h-9 px-3 text-right text-caption font-medium text-muted">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.id} className="border-t border-border">
              <th scope="row" className="whitespace-nowrap px-3 py-1.5 text-left font-normal">
                {point.title}
              </th>
              {series.map((one) => (
                <td key={one.key} className="px-3 py-1.5 text-right tabular-nums">
                  {format(point.values[one.key] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
