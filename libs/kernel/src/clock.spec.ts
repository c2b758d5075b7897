import { FixedClock } from './testing/fixed-clock.ts';

describe('FixedClock', () => {
  it('stands still until it is moved, and hands out copies', () => {
    const clock = new FixedClock('2026-03-29T00:00:00Z');
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2026-03-29T00:00:00.000Z');
    clock.advance(1_500);
    expect(clock.now().toISOString()).toBe('2026-03-29T00:00:01.500Z');
    clock.set('2027-01-01T00:00:00Z');
    expect(clock.now().getUTCFullYear()).toBe(2027);
  });
});
