import { earlierOf, laterOf } from './instants.ts';

const [first, second] = [new Date('2026-03-02T10:00:00Z'), new Date('2026-03-02T11:00:00Z')];

describe('of two instants', () => {
  it.each([
    [first, second, first, second],
    [second, first, first, second],
    [first, null, first, first],
    [null, second, second, second],
    [null, null, null, null],
  ])('%p and %p: the earlier and the later', (a, b, earlier, later) => {
    expect(earlierOf(a, b)).toBe(earlier);
    expect(laterOf(a, b)).toBe(later);
  });
});
