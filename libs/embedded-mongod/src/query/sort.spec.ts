import fc from 'fast-check';
import { collationOf } from './collation.ts';
import { compileSort, sortDocs } from './sort.ts';
import { d, plain } from '../bson/testing/docs.ts';

const order = (docs: object[], sort: object, collation?: object): unknown[] =>
  sortDocs(docs.map(d), compileSort(d(sort), collation && collationOf(d(collation)))).map((doc) => plain(doc)['a']);

describe('compileSort', () => {
  it('puts missing with null, and types in BSON order', () => {
    expect(order([{ a: 'x' }, { a: 2 }, {}, { a: [] }, { a: null }, { a: true }, { a: { b: 1 } }], { a: 1 })).toEqual([
      [],
      undefined,
      null,
      2,
      'x',
      { b: 1 },
      true,
    ]);
  });

  it('sorts arrays by their least element, descending by their greatest', () => {
    expect(order([{ a: [5, 1] }, { a: 3 }, { a: [4] }], { a: 1 })).toEqual([[5, 1], 3, [4]]);
    expect(order([{ a: [5, 1] }, { a: 3 }, { a: [4] }], { a: -1 })).toEqual([[5, 1], [4], 3]);
  });

  it('sorts by several fields and through subdocuments', () => {
    const docs = [
      { a: 1, s: { t: 2 } },
      { a: 2, s: { t: 1 } },
      { a: 3, s: [{ t: 1 }, { t: 9 }] },
    ];
    expect(order(docs, { 's.t': 1, a: -1 })).toEqual([3, 2, 1]);
  });

  it('keeps fields of one array element together, as a compound index does', () => {
    const one = {
      a: 1,
      l: [
        { b: 1, c: 9 },
        { b: 2, c: 1 },
      ],
    };
    const two = { a: 2, l: [{ b: 1, c: 3 }] };
    expect(order([one, two], { 'l.b': 1, 'l.c': 1 })).toEqual([2, 1]);
    expect(
      order(
        [
          { a: 1, k: 1, l: [3, 1] },
          { a: 2, k: 1, l: 2 },
          { a: 3, k: 0, l: [] },
        ],
        { k: 1, l: 1 },
      ),
    ).toEqual([3, 1, 2]);
    expect(() => order([{ x: [1, 2], y: [1, 2] }, { x: 1 }], { x: 1, y: 1 })).toThrow(
      expect.objectContaining({ code: 2 }),
    );
  });

  it('follows a collation: case apart, accents, numbers as numbers', () => {
    const docs = ['b', 'A', 'a', 'B', 'ä'].map((a) => ({ a }));
    expect(order(docs, { a: 1 }, { locale: 'en' })).toEqual(['a', 'A', 'ä', 'b', 'B']);
    expect(
      order(
        ['v10', 'v9'].map((a) => ({ a })),
        { a: 1 },
        { locale: 'en', numericOrdering: true },
      ),
    ).toEqual(['v9', 'v10']);
    expect(
      order(
        ['z', 'å', 'a'].map((a) => ({ a })),
        { a: 1 },
        { locale: 'sv' },
      ),
    ).toEqual(['a', 'z', 'å']);
  });

  it('agrees with the runtime about the order of words', () => {
    const collator = new Intl.Collator('en');
    const key = collationOf(d({ locale: 'en' }));
    const word = fc.string({
      unit: fc.constantFrom('a', 'A', 'b', 'B', 'é', 'e', 'z', '1', '9', ' ', '-', 'ü'),
      maxLength: 5,
    });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(Math.sign(key?.compare(a, b) ?? 9)).toBe(Math.sign(collator.compare(a, b)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [{ a: 2 }, 15975],
    [{ a: 'asc' }, 15974],
    [{ '': 1 }, 40352],
    [{ a: { $meta: 'textScore' } }, 40218],
  ])('refuses %j with %d', (sort, code) => {
    expect(() => compileSort(d(sort))).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    [{ locale: 'nope_nope' }, 2],
    [{ strength: 2 }, 40414],
    [{ locale: 'en', strength: 9 }, 51024],
    [{ locale: 'en', more: 1 }, 40415],
    [{ locale: 5 }, 14],
  ])('refuses the collation %j with %d', (collation, code) => {
    expect(() => collationOf(d(collation))).toThrow(expect.objectContaining({ code }));
  });
});
