import { type Tone } from '../tones.ts';

export type ChartSeries = { key: string; label: string; tone: Tone };
/** One place of the horizontal axis: its short label, its whole name for the hover line and the table, its values. */
export type ChartPoint = { id: string; label: string; title: string; values: Readonly<Record<string, number>> };

export type ChartProps = {
  kind: 'lines' | 'bars';
  /** What the chart shows, read by screen readers. */
  label: string;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  format: (value: number) => string;
};
