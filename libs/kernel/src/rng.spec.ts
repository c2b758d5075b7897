import { seededRng } from './rng.ts';

const draw = (seed: string | number, count: number) => {
  const rng = seededRng(seed);
  return Array.from({ length: count }, () => rng.next());
};

describe('seededRng', () => {
  it('repeats itself for the same seed and differs for another', () => {
    expect(draw('owner-1', 20)).toEqual(draw('owner-1', 20));
    expect(draw('owner-1', 20)).not.toEqual(draw('owner-2', 20));
    expect(draw(7, 20)).not.toEqual(draw(8, 20));
  });

  it('stays in [0, 1) and spreads evenly over ten thousand draws', () => {
    const buckets = new Array<number>(10).fill(0);
    for (const value of draw('spread', 10_000)) {
      expect(value >= 0 && value < 1).toBe(true);
      const bucket = Math.floor(value * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
