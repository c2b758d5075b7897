import { useSyncExternalStore } from 'react';
import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { axisTicks } from './chart-axis.ts';
import { type ChartPoint, type ChartProps } from './chart-types.ts';
import { drawnLines } from './drawn-lines.ts';

const axis = { fill: 'var(--muted)', fontSize: 12 };

/** The drawing of a `ChartPanel`: arrows move along the points (`accessibilityLayer`), the hover line tells values. */
export default function ChartDrawing({ kind, label, series, points, format }: ChartProps) {
  const still = usePrefersReducedMotion();
  const data = points.map((point) => ({ ...point.values, point }));
  const labels = new Map(points.map(({ id, label: words }) => [id, words]));
  const frame = (
    <>
      <CartesianGrid vertical={false} stroke="var(--border)" />
      <XAxis
        dataKey={(row: { point: ChartPoint }) => row.point.id}
        tickFormatter={(id: string) => labels.get(id) ?? ''}
        tick={axis}
        tickLine={false}
        axisLine={{ stroke: 'var(--border)' }}
        {...(kind === 'bars' ? { interval: 0 } : { minTickGap: 24, ticks: axisTicks(points) })}
      />
      <YAxis tick={axis} tickLine={false} axisLine={false} allowDecimals={false} tickFormatter={format} width={44} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--border-strong)', fill: 'var(--hover)' }}
        content={({ active, payload }) => {
          const point = (payload[0]?.payload as { point?: ChartPoint } | undefined)?.point; // the rows of `data` above
          if (!active || !point) return null;
          return (
            <div className="rounded-card border border-border bg-raised px-3 py-2 text-caption text-text shadow-float">
              <p className="mb-1 font-medium">{point.title}</p>
              {series.map((one) => (
                <p key={one.key} className="flex justify-between gap-4 tabular-nums">
                  <span className="text-muted">{one.label}</span>
                  {format(point.values[one.key] ?? 0)}
                </p>
              ))}
            </div>
          );
        }}
      />
    </>
  );
  return (
    <div className="h-56 w-full overflow-x-clip">
      <ResponsiveContainer width="100%" height="100%" minWidth={0} initialDimension={{ width: 320, height: 224 }}>
        {kind === 'lines' ? (
          <LineChart data={data} accessibilityLayer title={label} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
            {frame}
            {drawnLines(series, points).map((one) => (
              <Line
                key={one.key}
                dataKey={one.key}
                name={one.label}
                type="monotone"
                stroke={`var(--tone-${one.tone}-solid)`}
                strokeWidth={2}
                dot={false}
                isAnimationActive={!still}
                animationDuration={160}
              />
            ))}
          </LineChart>
        ) : (
          <BarChart data={data} accessibilityLayer title={label} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
            {frame}
            {series.map((one) => (
              <Bar
                key={one.key}
                dataKey={one.key}
                name={one.label}
                fill={`var(--tone-${one.tone}-solid)`}
                radius={[3, 3, 0, 0]}
                maxBarSize={36}
                isAnimationActive={!still}
                animationDuration={160}
              />
            ))}
          </BarChart>
        )}
      </ResponsiveContainer>
    </div>
  );
}

const query = '(prefers-reduced-motion: reduce)';

function usePrefersReducedMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => true,
  );
}
