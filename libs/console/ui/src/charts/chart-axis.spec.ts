import { axisTicks } from './chart-axis.ts';

const hours = (from: string, count: number) =>
  Array.from({ length: count }, (_, hour) => {
    const id = new Date(Date.parse(from) + hour * 3_600_000).toISOString();
    return { id, label: id.slice(0, 10) };
  });

describe('the names below a chart', () => {
  it('name each day of a week of hours once, where it begins', () => {
    expect(axisTicks(hours('2026-11-22T09:00:00.000Z', 7 * 24))).toEqual([
      '2026-11-23T00:00:00.000Z',
      '2026-11-24T00:00:00.000Z',
      '2026-11-25T00:00:00.000Z',
      '2026-11-26T00:00:00.000Z',
      '2026-11-27T00:00:00.000Z',
      '2026-11-28T00:00:00.000Z',
      '2026-11-29T00:00:00.000Z',
    ]);
  });

  it('name every point whose label is its own', () => {
    const days = ['a', 'b', 'c'].map((id) => ({ id, label: id }));
    expect(axisTicks(days)).toEqual(['a', 'b', 'c']);
  });

  it('name a range of one day, and nothing where there is nothing', () => {
    expect(axisTicks(hours('2026-11-22T00:00:00.000Z', 5))).toEqual(['2026-11-22T00:00:00.000Z']);
    expect(axisTicks([])).toEqual([]);
  });
});
