import { type ChartPoint, type ChartSeries } from './chart-types.ts';

/** The series that have a line: one of zeros alone would lie along the axis and cover the others, a red one as if something failed. */
export const drawnLines = (
  series: readonly ChartSeries[],
  points: readonly Pick<ChartPoint, 'values'>[],
): readonly ChartSeries[] => series.filter(({ key }) => points.some(({ values }) => (values[key] ?? 0) !== 0));
