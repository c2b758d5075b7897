import { afterEach, beforeEach, expect, jest } from '@jest/globals';
import { loadAgain } from './load-again.ts';

describe('loading the script of a part', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Fails so many times, then answers. */
  const failing = (times: number) => {
    let left = times;
    return jest.fn(async () => {
      if (left > 0) {
        left -= 1;
        throw new Error('no network');
      }
      return 'part';
    });
  };

  it.each([
    [0, 1],
    [1, 2],
    [3, 4],
  ])('after %d failures it is there, asked for %d times', async (failures, calls) => {
    const load = failing(failures);
    const loaded = loadAgain(load);
    await jest.advanceTimersByTimeAsync(10_000);
    await expect(loaded).resolves.toBe('part');
    expect(load).toHaveBeenCalledTimes(calls);
  });

  it('gives up after the fourth failure', async () => {
    const load = failing(4);
    const loaded = loadAgain(load).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await loaded).toEqual(new Error('no network'));
  });
});
