import { d, plain } from '../../bson/testing/docs.ts';
import { compileMatcher } from '../matcher/compile.ts';
import { compileFindProjection, compileProjection } from './index.ts';

const project = (doc: object, spec: object, filter: object = {}): Record<string, unknown> => {
  const apply = compileProjection(d(spec), { matcher: compileMatcher(d(filter)) });
  return plain(apply === null ? d(doc) : apply(d(doc)));
};

const doc = { _id: 1, a: 1, b: { c: 2, d: 3 }, e: [{ f: 1, g: 2 }, 5, { f: 3 }], h: [1, 2, 3, 4] };

describe('compileProjection', () => {
  const rows: [string, object, object][] = [
    ['keeps what is included, and the _id', { a: 1 }, { _id: 1, a: 1 }],
    ['keeps the order of the document', { h: 1, a: 1 }, { _id: 1, a: 1, h: [1, 2, 3, 4] }],
    ['drops the _id when asked', { a: true, _id: 0 }, { a: 1 }],
    ['keeps only the _id', { _id: 1 }, { _id: 1 }],
    ['drops what is excluded', { b: 0, e: 0, h: 0 }, { _id: 1, a: 1 }],
    ['drops only the _id', { _id: 0, b: 0, e: 0, h: 0 }, { a: 1 }],
    ['includes dotted paths', { 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    ['includes nested objects', { b: { c: 1 } }, { _id: 1, b: { c: 2 } }],
    ['includes through arrays and leaves scalars out', { 'e.f': 1 }, { _id: 1, e: [{ f: 1 }, { f: 3 }] }],
    ['excludes through arrays and keeps scalars', { 'e.f': 0, a: 0, b: 0, h: 0 }, { _id: 1, e: [{ g: 2 }, 5, {}] }],
    ['leaves out a path below a scalar', { 'a.x': 1 }, { _id: 1 }],
    ['computes', { x: { $add: ['$a', 1] }, y: '$b.c' }, { _id: 1, x: 2, y: 2 }],
    ['computes below', { 'b.z': '$a', 'b.c': 1 }, { _id: 1, b: { c: 2, z: 1 } }],
    ['slices', { h: { $slice: 2 }, e: 0, b: 0, a: 0 }, { _id: 1, h: [1, 2] }],
    ['slices from the end', { h: { $slice: -1 }, a: 1 }, { _id: 1, a: 1, h: [4] }],
    ['slices with a skip', { h: { $slice: [1, 2] }, a: 1 }, { _id: 1, a: 1, h: [2, 3] }],
    ['slices by an expression', { x: { $slice: ['$h', 2] } }, { _id: 1, x: [1, 2] }],
    ['shows the first element that matches', { e: { $elemMatch: { f: 3 } } }, { _id: 1, e: [{ f: 3 }] }],
    [
      'shows the matching element beside an exclusion',
      { a: 0, b: 0, h: 0, e: { $elemMatch: { f: 3 } } },
      { _id: 1, e: [{ f: 3 }] },
    ],
    ['computes without the _id', { _id: 0, x: '$a' }, { x: 1 }],
    ['shows no field when none matches', { e: { $elemMatch: { f: 9 } } }, { _id: 1 }],
  ];
  it.each(rows)('%s', (_title, spec, expected) => {
    const result = project(doc, spec);
    expect(result).toEqual(expected);
    expect(Object.keys(result)).toEqual(Object.keys(expected));
  });

  it('keeps the whole document when only a slice is asked for', () => {
    expect(project({ _id: 1, a: 1, h: [1, 2] }, { h: { $slice: 1 } })).toEqual({ _id: 1, a: 1, h: [1] });
  });

  it('shows the element that the filter matched', () => {
    expect(project(doc, { 'h.$': 1 }, { h: { $gt: 2 } })).toEqual({ _id: 1, h: [3] });
    expect(project(doc, { 'e.$': 1 }, { 'e.f': 3 })).toEqual({ _id: 1, e: [{ f: 3 }] });
    expect(() => project(doc, { 'h.$': 1 })).toThrow(expect.objectContaining({ code: 51246 }));
  });

  it('knows which paths a plain inclusion needs', () => {
    expect(compileFindProjection(d({ a: 1, 'b.c': 1, _id: 0 }))?.paths).toEqual(['a', 'b.c']);
    expect(compileFindProjection(d({ a: 1 }))?.paths).toEqual(['_id', 'a']);
    expect(compileFindProjection(d({ a: '$b' }))?.paths).toBeUndefined();
    expect(compileProjection(d({}))).toBeNull();
  });

  it.each([
    [{ a: 1, b: 0 }, 31254],
    [{ a: 0, b: 1 }, 31253],
    [{ a: '$b', c: 0 }, 31254],
    [{ c: 0, a: '$b' }, 31310],
    [{ a: 1, 'a.b': 1 }, 31249],
    [{ 'a.b': 1, a: 1 }, 31250],
    [{ a: {} }, 51270],
    [{ 'a.': 1 }, 40353],
    [{ 'a.$.b': 1 }, 31394],
    [{ 'a.$': 1, 'b.$': 1 }, 31276],
    [{ 'a.b': { $elemMatch: { c: 1 } } }, 31275],
    [{ a: { $elemMatch: 1 } }, 31274],
    [{ a: { $nope: 1 } }, 31325],
    [{ a: { $add: [{ $nope: 1 }] } }, 168],
    [{ a: { $meta: 'textScore' } }, 40218],
  ])('refuses %j with %d', (spec, code) => {
    expect(() => compileProjection(d(spec))).toThrow(expect.objectContaining({ code }));
  });
});
