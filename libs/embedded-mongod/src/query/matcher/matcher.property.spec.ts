import { jest } from '@jest/globals';
import { Int32 } from 'bson';
import fc from 'fast-check';
import { compare } from '../../bson/compare.ts';
import { anyNumber } from '../../bson/testing/values.ts';
import { rankOf } from '../../bson/type-of.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { isNumber, toNumber } from '../../bson/numeric.ts';
import { compileMatcher } from './compile.ts';

// A busy machine is no failure.
jest.setTimeout(60_000);

const scalar: fc.Arbitrary<Value> = fc.oneof(
  anyNumber as fc.Arbitrary<Value>,
  fc.integer({ min: 0, max: 3 }).map((n): Value => new Int32(n)),
  fc.constantFrom<Value>('a', 'b', '', true, false, null),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: scalar },
    fc.array(tie('value'), { maxLength: 3 }).map((items): Value => items),
    fc
      .dictionary(fc.constantFrom('a', 'b', '0'), tie('value'), { maxKeys: 2 })
      .map((fields): Value => new Map(Object.entries(fields))),
  ),
}));
const document: fc.Arbitrary<Doc> = value.map((a) => new Map([['a', a]]));
const path = fc.constantFrom('a', 'a.a', 'a.b', 'a.0', 'a.1', 'a.0.a', 'a.a.b');

/** Everything a path leads to, said as plainly as possible; undefined for a missing field. */
function* reached(at: Value, parts: readonly string[]): Iterable<Value> {
  const [part, ...rest] = parts;
  if (part === undefined) {
    if (Array.isArray(at)) yield* at;
    yield at;
  } else if (at instanceof Map) {
    if (at.has(part)) yield* reached(at.get(part), rest);
    else yield undefined;
  } else if (Array.isArray(at)) {
    for (const [index, item] of at.entries()) {
      if (item instanceof Map) yield* reached(item, parts);
      if (String(index) === part && (rest.length === 0 || item instanceof Map || Array.isArray(item)))
        yield* reached(item, rest);
    }
  } else yield undefined;
}

const isNaNumber = (item: Value): boolean => isNumber(item) && Number.isNaN(toNumber(item));

const holds = (operator: string, bound: Value, item: Value): boolean => {
  const given = item === undefined ? null : item;
  if (operator === '$exists') return item !== undefined;
  if (item === undefined && bound !== null) return false;
  if (operator === '$eq') return compare(given, bound) === 0;
  if (rankOf(given) !== rankOf(bound)) return false;
  if (isNaNumber(given) || isNaNumber(bound)) return operator.endsWith('e') && isNaNumber(given) && isNaNumber(bound);
  const sign = compare(given, bound);
  return { $gt: sign > 0, $gte: sign >= 0, $lt: sign < 0, $lte: sign <= 0 }[operator] as boolean;
};

const expected = (doc: Doc, dotted: string, operator: string, bound: Value): boolean => {
  if (operator === '$ne') return !expected(doc, dotted, '$eq', bound);
  if (operator === '$in') return (bound as Value[]).some((one) => expected(doc, dotted, '$eq', one));
  return [...reached(doc, dotted.split('.'))].some((item) => holds(operator, bound, item));
};

describe('the matcher', () => {
  it('agrees with a plain reading of the rules', () => {
    const operator = fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$exists');
    fc.assert(
      fc.property(
        document,
        path,
        operator,
        value,
        fc.array(value, { maxLength: 3 }),
        (doc, dotted, name, one, several) => {
          const bound = name === '$in' ? several : name === '$exists' ? true : one;
          const filter: Doc = new Map([[dotted, new Map([[name, bound]])]]);
          expect(compileMatcher(filter).matches(doc)).toBe(expected(doc, dotted, name, bound));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('joins and negates as logic does', () => {
    fc.assert(
      fc.property(document, path, path, value, value, (doc, p, q, x, y) => {
        const left: Doc = new Map([[p, new Map([['$gte', x]])]]);
        const right: Doc = new Map([[q, new Map([['$eq', y]])]]);
        const [a, b] = [left, right].map((filter) => compileMatcher(filter).matches(doc)) as [boolean, boolean];
        const joined = (name: string): boolean => compileMatcher(new Map([[name, [left, right]]])).matches(doc);
        expect([joined('$and'), joined('$or'), joined('$nor')]).toEqual([a && b, a || b, !(a || b)]);
        const negated: Doc = new Map([[p, new Map([['$not', new Map([['$gte', x]])]])]]);
        expect(compileMatcher(negated).matches(doc)).toBe(!a);
      }),
      { numRuns: 500 },
    );
  });
});
