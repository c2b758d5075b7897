import { jest } from '@jest/globals';
import {
  Binary,
  BSONRegExp,
  Decimal128,
  deserialize,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { compare, equals, identical } from './compare.ts';
import { decode, decodeFields } from './decode.ts';
import { encode } from './encode.ts';
import { encodeKey } from './keys.ts';
import { rawValue } from './raw.ts';
import { anyDoc, anyNumber, anyValue } from './testing/values.ts';
import { typeName } from './type-of.ts';
import { type Value } from './value.ts';

// A busy machine is no failure.
jest.setTimeout(60_000);

const sign = (value: number): number => (value < 0 ? -1 : value > 0 ? 1 : 0);

describe('bson bytes', () => {
  it('come back byte for byte after decoding and encoding', () => {
    fc.assert(
      fc.property(anyDoc, (document) => {
        const bytes = encode(document);
        expect(Buffer.compare(encode(decode(bytes)), bytes)).toBe(0);
        expect(identical(decode(bytes), document)).toBe(true);
      }),
    );
  });

  it('give some fields as the whole document has them', () => {
    fc.assert(
      fc.property(anyDoc, fc.func(fc.boolean()), (document, isWanted) => {
        const names = new Set([...document.keys()].filter((name) => isWanted(name)));
        const wanted = new Map([...document].filter(([name]) => names.has(name)));
        expect(identical(decodeFields(encode(document), names), wanted)).toBe(true);
      }),
    );
  });

  it('are what the official library reads and writes', () => {
    fc.assert(
      fc.property(anyDoc, (document) => {
        const bytes = encode(document);
        fc.pre(plain(document));
        const theirs = deserialize(bytes, { promoteValues: false, bsonRegExp: true, promoteBuffers: false });
        expect(Buffer.compare(Buffer.from(serialize(theirs)), bytes)).toBe(0);
      }),
    );
  });

  it('keep the order of numeric-looking names and a field called __proto__', () => {
    const document = new Map<string, Value>([
      ['b', 'x'],
      ['0', 'y'],
      ['__proto__', null],
    ]);
    expect([...decode(encode(document)).keys()]).toEqual(['b', '0', '__proto__']);
  });

  it('are refused with 22 when they are cut or lie about their length', () => {
    const bytes = encode(new Map<string, Value>([['a', 'hello']]));
    for (let end = 0; end < bytes.length; end++) {
      expect(() => decode(bytes.subarray(0, end))).toThrow(expect.objectContaining({ code: 22 }));
    }
    const lying = Buffer.from(bytes);
    lying[0] = 200;
    expect(() => decode(lying)).toThrow(expect.objectContaining({ code: 22 }));
  });

  it('never make the reader do anything but answer or refuse', () => {
    fc.assert(
      fc.property(anyDoc, fc.nat(), fc.nat(255), (document, at, byte) => {
        const bytes = encode(document);
        bytes[at % bytes.length] = byte;
        try {
          decode(bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: 22 });
        }
      }),
    );
  });

  it('give a top-level field without decoding the rest', () => {
    fc.assert(
      fc.property(anyDoc, anyValue, (document, value) => {
        document.delete('needle');
        document.set('needle', value);
        expect(identical(rawValue(encode(document), 'needle'), value)).toBe(true);
      }),
    );
  });
});

/** Whether the official library can hold it: no undefined, and no names that a plain object would move or lose. */
const plain = (value: Value): boolean =>
  value instanceof Map
    ? [...value].every(([name, item]) => !/^(\d+|__proto__|\$ref|\$id)$/.test(name) && plain(item))
    : Array.isArray(value)
      ? value.every(plain)
      : value !== undefined;

describe('BSON order', () => {
  it('is a total order', () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
        expect(sign(compare(a, b))).toBe(-sign(compare(b, a)) + 0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('is the memcmp order of encoded keys', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(sign(Buffer.compare(encodeKey([a]), encodeKey([b])))).toBe(sign(compare(a, b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the memcmp order of encoded numbers of all types', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        expect(sign(Buffer.compare(encodeKey([a]), encodeKey([b])))).toBe(sign(compare(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  it('holds for compound keys with descending parts, whatever follows a part', () => {
    const directions = fc.tuple(fc.constantFrom(1, -1), fc.constantFrom(1, -1));
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, anyValue, directions, (a1, a2, b1, b2, [d1, d2]) => {
        const expected = sign(compare(a1, b1)) * d1 || sign(compare(a2, b2)) * d2;
        expect(sign(Buffer.compare(encodeKey([a1, a2], [d1, d2]), encodeKey([b1, b2], [d1, d2])))).toBe(expected + 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('makes the key of a prefix a prefix of the key', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const whole = encodeKey([a, b], [1, -1]);
        const part = encodeKey([a]);
        expect(Buffer.compare(whole.subarray(0, part.length), part)).toBe(0);
      }),
    );
  });

  it('counts numbers equal by value, while identity tells their types apart', () => {
    const one: Value[] = [new Int32(1), new Double(1), Long.fromNumber(1), Decimal128.fromString('1.0')];
    for (const a of one) {
      for (const b of one) {
        expect(equals(a, b)).toBe(true);
        expect(identical(a, b)).toBe(a === b);
      }
    }
    expect(one.map(typeName)).toEqual(['int', 'double', 'long', 'decimal']);
  });

  it('ranks the types as MongoDB does', () => {
    const ascending: Value[] = [
      new MinKey(),
      undefined,
      null,
      new Int32(5),
      'a',
      new Map(),
      [],
      new Binary(new Uint8Array()),
      new ObjectId(),
      false,
      true,
      new Date(0),
      new Timestamp({ t: 0, i: 0 }),
      new BSONRegExp('a'),
      new MaxKey(),
    ];
    for (let index = 1; index < ascending.length; index++) {
      expect(compare(ascending[index - 1], ascending[index])).toBeLessThan(0);
    }
  });
});
