import fc from 'fast-check';
import { networkDelayMs, retryDelayMs } from './retry-policy.ts';
import { aPolicy } from './testing/builders.ts';

const chance = fc.double({ min: 0, max: 0.999999, noNaN: true });

describe('waits between attempts', () => {
  it.each([
    [1, 1_000, 2_000],
    [2, 2_500, 5_000],
    [3, 7_500, 15_000],
    [4, 22_500, 45_000],
    [9, 22_500, 45_000],
  ])('the attempt %i since the loss waits %i to %i ms', (n, least, most) => {
    fc.assert(
      fc.property(chance, (each) => {
        const wait = retryDelayMs(aPolicy(), n, each);
        expect(wait).toBeGreaterThanOrEqual(least);
        expect(wait).toBeLessThanOrEqual(most);
      }),
    );
  });

  it.each([
    [1, 2_000],
    [4, 45_000],
    [5, 90_000],
    [6, 180_000],
    [7, 300_000],
    [40, 300_000],
  ])('without a network the wait %i is %i ms give or take half', (n, middle) => {
    expect(networkDelayMs(aPolicy(), n, 0)).toBe(middle / 2);
    expect(networkDelayMs(aPolicy(), n, 0.5)).toBe(middle);
    expect(networkDelayMs(aPolicy(), n, 0.999)).toBeLessThanOrEqual(middle * 1.5);
  });
});
