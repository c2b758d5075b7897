import { type ChartPoint } from './chart-types.ts';

/**
 * The points that are named below a chart's axis, by id: the first of those that follow each other under one label, so
 * that a day of 24 hourly points is named once. A first group that is shorter than the second (a day that began before
 * the range) is not named, because its name would stand against the next one.
 */
export function axisTicks(points: readonly Pick<ChartPoint, 'id' | 'label'>[]): string[] {
  const starts = points.flatMap(({ label }, index) => (label === points[index - 1]?.label ? [] : [index]));
  const [first = 0, second = points.length, third = points.length] = starts;
  const isCut = starts.length > 2 && second - first < third - second;
  return starts.slice(isCut ? 1 : 0).flatMap((index) => points[index]?.id ?? []);
}
