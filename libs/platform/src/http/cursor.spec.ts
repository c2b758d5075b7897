import { DomainError } from '@relance/kernel';
import { decodeCursor, encodeCursor, filterHash } from './cursor.ts';
import { toPage } from './page.ts';

const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('cursors', () => {
  const hash = filterHash({ status: 'active', sort: '-createdAt' });

  it('bring back the position they were made of', () => {
    const position = ['2026-01-01T00:00:00.000Z', 'Éléonore', 7, null] as const;
    expect(decodeCursor(hash, encodeCursor(hash, position))).toEqual(position);
  });

  it('belong to their filters, in whatever order these are named', () => {
    expect(filterHash({ sort: '-createdAt', status: 'active', type: undefined })).toBe(hash);
    const other = encodeCursor(filterHash({ status: 'paused' }), ['x']);
    expect(refusalOf(() => decodeCursor(hash, other))).toMatchObject({
      kind: 'malformed',
      details: [{ field: 'cursor', problem: 'belongs to a list with other filters' }],
    });
  });

  it.each([
    '',
    'abc',
    'W10',
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('["h",{}]').toString('base64url'),
  ])('refuse "%s"', (cursor) => expect(refusalOf(() => decodeCursor(hash, cursor))).toBeInstanceOf(DomainError));
});

describe('a page', () => {
  it.each([
    [0, 0],
    [1, 1],
    [20, 1],
    [21, 2],
  ])('of %d rows at 20 each counts %d pages', (total, totalPages) => {
    expect(toPage('campaigns', ['a'], { total, limit: 20, nextCursor: null })).toEqual({
      campaigns: ['a'],
      total,
      page: 1,
      limit: 20,
      totalPages,
      nextCursor: null,
    });
  });
});
