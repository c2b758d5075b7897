import { jest } from '@jest/globals';
import { type Double, Int32 } from 'bson';
import fc from 'fast-check';
import { compare } from '../bson/compare.ts';
import { fitsInt, fitsLong, isDecimal, isDouble, isInt, isLong, toNumber, wholeOf } from '../bson/numeric.ts';
import { anyNumber } from '../bson/testing/values.ts';
import { typeName } from '../bson/type-of.ts';
import { type Doc, type NumberValue, type Value } from '../bson/value.ts';
import { applyUpdate } from './index.ts';

// A busy machine is no failure.
jest.setTimeout(60_000);

const now = new Date(0);
const apply = (operator: '$inc' | '$mul', current: NumberValue, amount: NumberValue): Value =>
  applyUpdate(new Map<string, Value>([['n', current]]), new Map([[operator, new Map([['n', amount]])]]), {
    now,
  }).doc.get('n');

const widest = (a: NumberValue, b: NumberValue, whole: bigint): string => {
  if (isDecimal(a) || isDecimal(b)) return 'decimal';
  if (isDouble(a) || isDouble(b)) return 'double';
  return isLong(a) || isLong(b) || !fitsInt(whole) ? 'long' : 'int';
};

describe.each(['$inc', '$mul'] as const)('%s', (operator) => {
  it('gives the widest type and the exact value, or refuses a long that overflows', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        const integral = (isInt(a) || isLong(a)) && (isInt(b) || isLong(b));
        const [x, y] = [wholeOf(a) ?? 0n, wholeOf(b) ?? 0n];
        const whole = operator === '$inc' ? x + y : x * y;
        if (integral && !fitsLong(whole)) {
          expect(() => apply(operator, a, b)).toThrow(expect.objectContaining({ code: 2 }));
          return;
        }
        const result = apply(operator, a, b) as NumberValue;
        expect(typeName(result)).toBe(widest(a, b, whole));
        if (integral) expect(wholeOf(result)).toBe(whole);
        else if (!isDecimal(a) && !isDecimal(b)) {
          const [p, q] = [toNumber(a), toNumber(b)];
          expect((result as Double).value).toBe(operator === '$inc' ? p + q : p * q);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('$min and $max', () => {
  it('leave the least and the greatest in BSON order, with its type', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        const pick = (operator: string): Value =>
          applyUpdate(new Map<string, Value>([['n', a]]), new Map([[operator, new Map([['n', b]])]]) as Doc, {
            now,
          }).doc.get('n');
        expect(pick('$min')).toBe(compare(b, a) < 0 ? b : a);
        expect(pick('$max')).toBe(compare(b, a) > 0 ? b : a);
      }),
    );
  });

  it('take a value where there was none', () => {
    expect(
      applyUpdate(new Map(), new Map([['$min', new Map([['n', new Int32(1)]])]]) as Doc, { now }).doc.get('n'),
    ).toEqual(new Int32(1));
  });
});
