import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { type Doc, type NumberValue, type Value } from '../value.ts';

const interestingDoubles = [
  0,
  -0,
  1,
  -1,
  0.1,
  1.5,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  2 ** 63,
  NaN,
  Infinity,
  -Infinity,
  5e-324,
];

/** Any of the four number types, often near the edges where they meet. */
export const anyNumber: fc.Arbitrary<NumberValue> = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((value) => new Int32(value)),
  fc.integer().map((value) => new Int32(value)),
  fc
    .oneof(fc.constantFrom(...interestingDoubles), fc.double(), fc.integer().map(Number))
    .map((value) => new Double(value)),
  fc
    .oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
      fc.bigInt({ min: -4n, max: 4n }),
    )
    .map((value) => Long.fromBigInt(value)),
  fc
    .oneof(
      fc
        .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -40, max: 40 }))
        .map(([c, e]) => `${c}E${e}`),
      fc.constantFrom(
        '0',
        '-0',
        '1',
        '1.0',
        '0.1',
        '9007199254740993',
        '1E6111',
        '-1E6111',
        '1E-6176',
        'NaN',
        'Infinity',
        '-Infinity',
      ),
    )
    .map((text) => Decimal128.fromString(text)),
);

const text = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', 'a', 'ab', 'a\0', 'a\0b', '\uffee', '😀'),
);
const wellFormed = text.map((value) => Buffer.from(value).toString());
const name = wellFormed.map((value) => value.replaceAll('\0', '_'));

const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: anyNumber as fc.Arbitrary<Value> },
  { weight: 3, arbitrary: wellFormed },
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(0, 2, 4, 128))
    .map(([bytes, sub]) => new Binary(bytes, sub)),
  fc.integer({ min: -8.64e15, max: 8.64e15 }).map((ms) => new Date(ms)),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom('a', 'b^').map((pattern) => new BSONRegExp(pattern, 'i')),
  fc.constant(new MinKey()),
  fc.constant(new MaxKey()),
);

const { value } = fc.letrec<{ value: Value; document: Doc; array: Value[] }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: scalar },
    tie('document'),
    tie('array'),
  ),
  document: fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
  array: fc.array(tie('value'), { maxLength: 3 }),
}));

/** Any BSON value, nested a little. */
export const anyValue: fc.Arbitrary<Value> = value;

/** Any document of such values. */
export const anyDoc: fc.Arbitrary<Doc> = fc
  .array(fc.tuple(name, anyValue), { maxLength: 5 })
  .map((pairs) => new Map(pairs));
