import { isToBeDisabled, nextAttemptAt, retryDelaysMs } from './retry-policy.ts';

const start = new Date('2026-03-02T09:00:00Z');
const HOUR = 3_600_000;

describe('webhook retries', () => {
  it('wait longer each time, for a little under 24 hours, and then give up', () => {
    let at = start;
    const waits: number[] = [];
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttemptAt(attempts, at, 0);
      if (!next) break;
      waits.push(next.getTime() - at.getTime());
      at = next;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits).toHaveLength(retryDelaysMs.length);
    expect(at.getTime() - start.getTime()).toBeGreaterThan(20 * HOUR);
    expect(at.getTime() - start.getTime()).toBeLessThan(24 * HOUR);
  });

  it('are spread by a tenth of the wait', () => {
    expect(nextAttemptAt(2, start, 0.999)?.getTime()).toBeLessThanOrEqual(start.getTime() + 66_000);
  });

  it('end for good once there were nothing but failures for five days', () => {
    expect(isToBeDisabled(start, new Date(start.getTime() + 120 * HOUR - 1))).toBe(false);
    expect(isToBeDisabled(start, new Date(start.getTime() + 120 * HOUR))).toBe(true);
  });
});
