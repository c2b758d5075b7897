import { RecentValues } from './recent-values.ts';

describe('values used lately', () => {
  it('are as many as may be, those used longest ago going first', () => {
    const values = new RecentValues(2, 60_000);
    values.set('a', '1');
    values.set('b', null);
    expect(values.get('a')).toBe('1');
    values.set('c', '3');
    expect([values.get('a'), values.get('b'), values.get('c')]).toEqual(['1', undefined, '3']);
    expect(values.size).toBe(2);
  });

  it('know what is known to be absent, and forget what a failed write left uncertain', () => {
    const values = new RecentValues(10, 60_000);
    values.apply([
      ['a', '1'],
      ['b', null],
    ]);
    expect(values.get('b')).toBeNull();
    values.forget(['a']);
    expect(values.get('a')).toBeUndefined();
    expect(values.version).toBe(2);
  });

  it('are all gone when none was used for a while, and come again with the next use', async () => {
    const values = new RecentValues(10, 40);
    values.set('a', '1');
    const deadline = Date.now() + 5_000;
    while (values.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(values.size).toBe(0);
    values.set('b', '2');
    expect(values.get('b')).toBe('2');
  });
});
