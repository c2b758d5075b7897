import fc from 'fast-check';
import { decode } from '../../bson/decode.ts';
import { encode } from '../../bson/encode.ts';
import { d } from '../../bson/testing/docs.ts';
import { compileProjection } from './index.ts';
import { rawInclusion } from './raw-inclusion.ts';

const name = fc.constantFrom('a', 'b', 'é', '_id', '0', 'long name');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    fc.constantFrom<unknown>(null, true, 1, 1.5, 'text', '', new Date(5), [], {}),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const document = fc.dictionary(name, value, { maxKeys: 6 });
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 4 });
/** Paths of which one lies inside another are refused before. */
const areApart = (all: readonly string[]): boolean =>
  all.every((one) => all.every((other) => one === other || !`${other}.`.startsWith(`${one}.`)));

describe('an inclusion on bytes', () => {
  it('is the inclusion of the decoded document, or says that it has to be decoded', () => {
    let copied = 0;
    fc.assert(
      fc.property(document, paths.filter(areApart), fc.boolean(), (fields, included, withoutId) => {
        const named = included.filter((one) => one !== '_id' && !one.startsWith('_id.'));
        fc.pre(named.length > 0);
        const spec = Object.fromEntries(named.map((one) => [one, 1]));
        const change = compileProjection(d({ ...spec, ...(withoutId && { _id: 0 }) }));
        const bytes = encode(d(fields));
        const raw = change?.raw?.(bytes);
        if (raw === undefined) return;
        copied += 1;
        expect(raw).toEqual(encode(change?.(decode(bytes)) ?? new Map()));
      }),
      { numRuns: 500 },
    );
    expect(copied).toBeGreaterThan(100);
  });

  it('copies what is below objects and leaves out what is below a scalar', () => {
    const bytes = encode(d({ _id: 1, a: { b: 2, c: 3 }, d: 4, e: 'x' }));
    const kept = rawInclusion(['_id', 'a.c', 'd.x', 'e'])(bytes);
    expect(kept).toEqual(encode(d({ _id: 1, a: { c: 3 }, e: 'x' })));
  });

  it('is not made through an array, and not of a damaged document', () => {
    expect(rawInclusion(['a.b'])(encode(d({ a: [{ b: 1 }] })))).toBeUndefined();
    const damaged = encode(d({ a: 'text', b: 1 }));
    damaged.writeInt32LE(1_000, damaged.indexOf('a\0') + 2);
    expect(rawInclusion(['b'])(damaged)).toBeUndefined();
  });

  it('is offered for inclusions alone', () => {
    expect(compileProjection(d({ a: 1 }))?.raw).toBeDefined();
    for (const spec of [{ a: 0 }, { a: '$b' }, { a: { $slice: 1 } }, { a: { $elemMatch: { b: 1 } } }])
      expect(compileProjection(d(spec))?.raw).toBeUndefined();
  });
});
