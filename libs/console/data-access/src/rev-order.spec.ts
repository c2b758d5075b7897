import { newer, newerRows } from './rev-order.ts';

const row = (rev: number, more: object = {}) => ({ id: 'a', rev, ...more });

describe('newer', () => {
  it.each([
    ['nothing was known', undefined, row(1), 1],
    ['the answer is newer', row(1), row(2), 2],
    ['the answer is of the same revision', row(2, { old: true }), row(2), 2],
    ['the answer is late', row(3), row(2), 3],
  ])('shows the right reading when %s', (_case, cached, incoming, rev) => {
    expect(newer(cached, incoming).rev).toBe(rev);
  });

  it('takes the fresh facts of an equal revision', () => {
    expect(newer(row(2, { sent: 1 }), row(2, { sent: 2 }))).toEqual(row(2, { sent: 2 }));
  });

  it('leaves a change that is on the way as the person made it', () => {
    const paused = { ...row(2), status: 'paused', pendingAction: 'pause' };
    expect(newer(paused, { ...row(3), status: 'active' } as typeof paused)).toBe(paused);
  });
});

describe('newerRows', () => {
  it('orders by the answer and replaces only what is older than the cache', () => {
    const rows = newerRows(
      [
        { id: 'b', rev: 1 },
        { id: 'a', rev: 1 },
      ],
      [
        { id: 'a', rev: 5 },
        { id: 'c', rev: 9 },
      ],
    );
    expect(rows).toEqual([
      { id: 'b', rev: 1 },
      { id: 'a', rev: 5 },
    ]);
  });
});
