import { isGone, isToBeDisabled, nextAttemptAt, restsUntil, retryDelaysMs } from './retry-policy.ts';

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

  it('wait as long as the receiver asks, for an hour at most', () => {
    const asked = (retryAfterMs?: number) =>
      restsUntil(
        { ok: false, status: 429, error: 'HTTP 429', durationMs: 1, ...(retryAfterMs && { retryAfterMs }) },
        start,
      );
    expect(asked()).toBeNull();
    expect(asked(90_000)?.getTime()).toBe(start.getTime() + 90_000);
    expect(asked(Number.MAX_SAFE_INTEGER)?.getTime()).toBe(start.getTime() + HOUR);
    expect(restsUntil({ ok: true, status: 204, durationMs: 1 }, start)).toBeNull();
  });

  it('are not made where nobody is any more', () => {
    const answered = (status: number | null) => isGone({ ok: false, status, error: '', durationMs: 1 });
    expect([410, 404, 500, null].map(answered)).toEqual([true, false, false, false]);
  });

  it('end for good once there were nothing but failures for five days', () => {
    expect(isToBeDisabled(start, new Date(start.getTime() + 120 * HOUR - 1))).toBe(false);
    expect(isToBeDisabled(start, new Date(start.getTime() + 120 * HOUR))).toBe(true);
  });
});
