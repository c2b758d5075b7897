import { RequestLimit } from './request-limit.ts';

describe('the limit of requests by one bearer', () => {
  let now: number;
  let limit: RequestLimit;
  beforeEach(() => {
    now = 0;
    limit = new RequestLimit(() => now);
  });
  const take = (perMinute: number, bearer = 'a') => {
    try {
      limit.take(bearer, perMinute);
      return 'in';
    } catch (error) {
      return error as { code: string; kind: string; retryAfterSeconds: number };
    }
  };

  it('lets so many in at once, then so many a minute, and says how long to wait', () => {
    expect([take(2), take(2)]).toEqual(['in', 'in']);
    expect(take(2)).toMatchObject({ code: 'TOO_MANY_REQUESTS', kind: 'too_many', retryAfterSeconds: 30 });
    now += 30_000;
    expect(take(2)).toBe('in');
    expect(take(2)).toMatchObject({ retryAfterSeconds: 30 });
    now += 3_600_000;
    expect([take(2), take(2)]).toEqual(['in', 'in']);
    expect(take(2)).not.toBe('in');
  });

  it('counts each bearer alone, and nobody where there is no limit', () => {
    expect([take(1), take(1, 'b')]).toEqual(['in', 'in']);
    expect(take(1)).not.toBe('in');
    expect(Array.from({ length: 1000 }, () => take(0, 'c'))).toEqual(Array.from({ length: 1000 }, () => 'in'));
  });
});
