import { Binary, BSONRegExp, Decimal128, Long, MaxKey, MinKey, ObjectId, UUID } from 'bson';
import { decode, decodeFields } from '../../bson/decode.ts';
import { encode } from '../../bson/encode.ts';
import { d } from '../../bson/testing/docs.ts';
import { collationOf } from '../collation.ts';
import { compileMatcher } from './compile.ts';

const uuid = new UUID('01234567-89ab-cdef-0123-456789abcdef');
const id = new ObjectId('507f1f77bcf86cd799439011');

type Row = [title: string, filter: object, yes: object[], no: object[]];

const rows: Row[] = [
  [
    'equality',
    { a: 1 },
    [{ a: 1 }, { a: 1.0 }, { a: [2, 1] }, { a: Long.fromNumber(1) }, { a: Decimal128.fromString('1.0') }],
    [{ a: 2 }, {}, { a: '1' }, { a: [[1]] }],
  ],
  ['equality of null', { a: null }, [{}, { a: null }, { a: [1, null] }], [{ a: 1 }, { a: [] }]],
  [
    'equality of arrays',
    { a: [1, 2] },
    [{ a: [1, 2] }, { a: [[1, 2], 3] }],
    [{ a: [2, 1] }, { a: 1 }, { a: [1, 2, 3] }],
  ],
  [
    'equality of documents with field order',
    { a: { b: 1, c: 2 } },
    [{ a: { b: 1, c: 2 } }, { a: [{ b: 1, c: 2 }] }],
    [{ a: { c: 2, b: 1 } }, { a: { b: 1 } }],
  ],
  ['equality of binary and UUID', { a: uuid }, [{ a: uuid }, { a: [uuid] }], [{ a: new Binary(uuid.buffer, 0) }]],
  ['equality of ids', { a: id }, [{ a: id }], [{ a: id.toHexString() }]],
  [
    'dotted paths',
    { 'a.b': 1 },
    [{ a: { b: 1 } }, { a: [{ b: 2 }, { b: 1 }] }, { a: { b: [1] } }],
    [{ a: 1 }, { 'a.b': 1 }, {}, { a: [[{ b: 1 }]] }],
  ],
  [
    'dotted paths with an index',
    { 'a.1': 5 },
    [{ a: [4, 5] }, { a: { 1: 5 } }, { a: [{ 1: 5 }] }, { a: [1, [5]] }],
    [{ a: [5, 4] }],
  ],
  ['paths through an index', { 'a.0.b': 1 }, [{ a: [{ b: 1 }] }], [{ a: [{ b: 2 }, { b: 1 }] }]],
  [
    'null below arrays',
    { 'a.b': null },
    [{}, { a: 1 }, { a: [{ c: 1 }] }, { a: { b: null } }],
    [{ a: [1, 2] }, { a: [] }, { a: [{ b: 1 }] }],
  ],
  [
    '$gt within one type',
    { a: { $gt: 5 } },
    [{ a: 6 }, { a: [1, 9] }, { a: 5.5 }],
    [{ a: 5 }, { a: 'z' }, {}, { a: null }, { a: NaN }],
  ],
  ['$gte of null', { a: { $gte: null } }, [{ a: null }, {}], [{ a: 1 }]],
  ['$lt and $gte on arrays separately', { a: { $gte: 5, $lt: 3 } }, [{ a: [1, 9] }], [{ a: [4] }]],
  [
    '$gt MinKey',
    { a: { $gt: new MinKey() } },
    [{ a: 1 }, { a: 'x' }, { a: null }, { a: new MaxKey() }],
    [{ a: new MinKey() }],
  ],
  ['NaN', { a: NaN }, [{ a: NaN }], [{ a: 1 }]],
  ['$ne', { a: { $ne: 1 } }, [{ a: 2 }, {}, { a: [2] }], [{ a: 1 }, { a: [1, 2] }]],
  ['$in', { a: { $in: [1, 'x', null] } }, [{ a: 1 }, { a: ['y', 'x'] }, {}], [{ a: 2 }, { a: ['y'] }]],
  ['$in with patterns', { a: { $in: [/^b/i, 7] } }, [{ a: 'Beer' }, { a: 7 }, { a: ['x', 'b'] }], [{ a: 'ab' }]],
  ['$nin', { a: { $nin: [1, 2] } }, [{ a: 3 }, {}], [{ a: 1 }, { a: [3, 2] }]],
  ['$exists', { a: { $exists: true } }, [{ a: null }, { a: [] }, { a: 1 }], [{}, { b: 1 }]],
  [
    '$exists false through arrays',
    { 'a.b': { $exists: false } },
    [{ a: [1] }, { a: [] }, {}],
    [{ a: [{ c: 1 }, { b: 1 }] }],
  ],
  ['$type', { a: { $type: 'long' } }, [{ a: Long.fromNumber(1) }, { a: [Long.fromNumber(1)] }], [{ a: 1 }, { a: 1.5 }]],
  ['$type number', { a: { $type: 'number' } }, [{ a: 1 }, { a: 1.5 }], [{ a: '1' }]],
  ['$type array', { a: { $type: 'array' } }, [{ a: [] }, { a: [1] }], [{ a: 1 }]],
  ['$mod', { a: { $mod: [4, 0] } }, [{ a: 8 }, { a: 8.9 }, { a: Long.fromNumber(12) }], [{ a: 7 }, { a: 'x' }]],
  ['$regex', { a: { $regex: 'B', $options: 'i' } }, [{ a: 'abc' }, { a: ['x', 'b'] }], [{ a: 'ac' }, { a: 1 }]],
  ['a bare pattern', { a: /^x/m }, [{ a: 'y\nx' }, { a: new BSONRegExp('^x', 'm') }], [{ a: 'yx' }]],
  ['$not', { a: { $not: { $gt: 5 } } }, [{ a: 1 }, {}, { a: 'x' }], [{ a: 6 }, { a: [1, 6] }]],
  ['$not with a pattern', { a: { $not: /x/ } }, [{ a: 'y' }, {}], [{ a: 'x' }]],
  ['$size', { a: { $size: 2 } }, [{ a: [1, 2] }], [{ a: [1] }, { a: 2 }, {}]],
  ['$all', { a: { $all: [1, 2] } }, [{ a: [2, 1, 3] }], [{ a: [1] }, { a: 1 }]],
  ['$all of one value on a scalar', { a: { $all: [1] } }, [{ a: 1 }, { a: [1] }], [{ a: 2 }]],
  ['$all of an array', { a: { $all: [[1, 2]] } }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [2, 1] }]],
  [
    '$all with $elemMatch',
    { a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: 2 } }] } },
    [{ a: [{ x: 2 }, { x: 1 }] }],
    [{ a: [{ x: 1 }] }],
  ],
  [
    '$elemMatch on documents',
    { a: { $elemMatch: { b: 1, c: { $gt: 2 } } } },
    [{ a: [{ b: 1, c: 3 }] }],
    [{ a: [{ b: 1 }, { c: 3 }] }, { a: { b: 1, c: 3 } }],
  ],
  ['$elemMatch on values', { a: { $elemMatch: { $gt: 2, $lt: 5 } } }, [{ a: [1, 3] }], [{ a: [1, 6] }, { a: 3 }]],
  ['$elemMatch with $in', { a: { $elemMatch: { $in: [3] } } }, [{ a: [3] }], [{ a: [4] }]],
  [
    '$elemMatch with $or',
    { a: { $elemMatch: { $or: [{ b: 1 }, { c: 1 }] } } },
    [{ a: [{ c: 1 }] }],
    [{ a: [{ d: 1 }] }],
  ],
  [
    '$elemMatch on a part of a DBRef',
    { a: { $elemMatch: { $id: 1 } } },
    [{ a: [{ $ref: 'b', $id: 1, $db: 'c' }] }],
    [{ a: [{ $ref: 'b', $id: 2 }, 1] }, { a: { $id: 1 } }],
  ],
  [
    'a part of a DBRef as a field',
    { $ref: 'b', $id: { $gt: 1 } },
    [{ $ref: 'b', $id: { $gt: 1 } }],
    [{ $ref: 'b', $id: 2 }],
  ],
  ['$elemMatch with $not', { a: { $elemMatch: { $not: { $gt: 2 } } } }, [{ a: [1, 9] }], [{ a: [9] }, { a: [] }]],
  [
    '$and, $or, $nor',
    { $or: [{ a: 1 }, { $and: [{ b: 1 }, { c: 1 }] }], $nor: [{ z: 1 }] },
    [{ a: 1 }, { b: 1, c: 1 }],
    [{ b: 1 }, { a: 1, z: 1 }],
  ],
  [
    '$bitsAllSet',
    { a: { $bitsAllSet: [1, 2] } },
    [{ a: 6 }, { a: 7 }, { a: -1 }, { a: new Binary(Buffer.from([6])) }],
    [{ a: 4 }, { a: 'x' }],
  ],
  ['$bitsAnyClear by mask', { a: { $bitsAnyClear: 6 } }, [{ a: 4 }], [{ a: 7 }]],
  ['fields of references', { 'a.$id': 5 }, [{ a: { $ref: 'x', $id: 5 } }], [{ a: { $ref: 'x', $id: 6 } }]],
  ['references as values', { a: { $ref: 'x', $id: 5 } }, [{ a: { $ref: 'x', $id: 5 } }], [{ a: 5 }]],
  ['$expr', { $expr: { $gt: ['$a', '$b'] } }, [{ a: 2, b: 1 }], [{ a: 1, b: 2 }]],
  ['$comment', { a: 1, $comment: 'why' }, [{ a: 1 }], [{ a: 2 }]],
  [
    '$jsonSchema',
    { $jsonSchema: { required: ['a'], properties: { a: { bsonType: 'int' } } } },
    [{ a: 1 }],
    [{ a: 'x' }, {}],
  ],
  ['an empty filter', {}, [{}, { a: 1 }], []],
];

describe('compileMatcher', () => {
  it.each(rows)('understands %s', (_title, filter, yes, no) => {
    const matcher = compileMatcher(d(filter));
    expect(yes.filter((document) => !matcher.matches(d(document)))).toEqual([]);
    expect(no.filter((document) => matcher.matches(d(document)))).toEqual([]);
  });

  it.each(rows)(
    'says what it looks at: decoded no further, documents match the same (%s)',
    (_title, filter, yes, no) => {
      const { matches, fields } = compileMatcher(d(filter));
      const part = (document: object) => {
        const bytes = encode(d(document));
        return fields ? decodeFields(bytes, fields) : decode(bytes);
      };
      expect(yes.filter((document) => !matches(part(document)))).toEqual([]);
      expect(no.filter((document) => matches(part(document)))).toEqual([]);
    },
  );

  it('may look at any field in an expression and in a schema', () => {
    expect(compileMatcher(d({ a: 1, $or: [{ 'b.c': 1 }, { $and: [{ d: null }] }] })).fields).toEqual(
      new Set(['a', 'b', 'd']),
    );
    for (const open of [{ $expr: { $eq: ['$a', 1] } }, { $nor: [{ $jsonSchema: { required: ['a'] } }] }])
      expect(compileMatcher(d({ b: 1, ...open })).fields).toBeUndefined();
  });

  const refusals: [object, number, RegExp][] = [
    [{ a: { $foo: 1 } }, 2, /^unknown operator: \$foo$/],
    [{ $foo: 1 }, 2, /^unknown top level operator: \$foo\./],
    [{ a: { $gt: 1, b: 2 } }, 2, /^unknown operator: b$/],
    [{ a: { $in: 1 } }, 2, /\$in needs an array/],
    [{ a: { $in: [{ $gt: 1 }] } }, 2, /cannot nest \$ under \$in/],
    [{ a: { $ne: /x/ } }, 2, /Can't have regex as arg to \$ne/],
    [{ $and: [] }, 2, /non-empty array/],
    [{ $or: 1 }, 2, /must be an array/],
    [{ $or: [1] }, 2, /must be objects/],
    [{ a: { $options: 'i' } }, 2, /\$options needs a \$regex/],
    [{ a: { $regex: 'x', $options: 'g' } }, 51108, /invalid flag/],
    [{ a: { $regex: 'a\0b' } }, 2, /embedded null byte/],
    [{ a: { $regex: '(' } }, 51091, /Regular expression is invalid/],
    [{ a: { $size: -1 } }, 2, /non-negative/],
    [{ a: { $mod: [0, 1] } }, 2, /divisor cannot be 0/],
    [{ a: { $type: 'nope' } }, 2, /Unknown type name alias: nope/],
    [{ $expr: '$$nope' }, 17276, /Use of undefined variable: nope/],
    [{ $expr: { $nope: 1 } }, 168, /Unrecognized expression '\$nope'/],
    [{ $where: 'true' }, 2, /not supported/],
    [{ $text: { $search: 'x' } }, 27, /text index required/],
    [{ a: { $near: [1, 2] } }, 291, /unable to find index/],
  ];
  it.each(refusals)('refuses %j with %d', (filter, code, message) => {
    expect(() => compileMatcher(d(filter))).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  const positions: [object, object, number | undefined][] = [
    [{ a: 3 }, { a: [1, 3, 3] }, 1],
    [{ 'a.b': { $gt: 2 } }, { a: [{ b: 1 }, { b: 3 }] }, 1],
    [{ a: { $elemMatch: { b: 2 } } }, { a: [{ b: 1 }, { b: 2 }] }, 1],
    [{ 'a.b.c': 1 }, { a: [{ b: [{ c: 0 }] }, { b: [{ c: 0 }, { c: 0 }, { c: 1 }] }] }, 1],
    [{ x: 1 }, { x: 1 }, undefined],
  ];
  it.each(positions)('finds the position of %j in %j', (filter, document, expected) => {
    expect(compileMatcher(d(filter)).positional(d(document))).toBe(expected);
  });

  it('compares text by the collation it is given', () => {
    const collation = collationOf(d({ locale: 'en_US', strength: 2 }));
    expect(compileMatcher(d({ a: 'ABC' }), { collation }).matches(d({ a: 'abc' }))).toBe(true);
    expect(compileMatcher(d({ a: { $in: ['x', 'ABC'] } }), { collation }).matches(d({ a: 'abc' }))).toBe(true);
    expect(compileMatcher(d({ a: 'äbc' }), { collation }).matches(d({ a: 'abc' }))).toBe(false);
  });

  it("reads the command's variables in $expr", () => {
    const matcher = compileMatcher(d({ $expr: { $eq: ['$a', '$$x'] } }), { let: d({ x: 5 }) });
    expect(matcher.matches(d({ a: 5 }))).toBe(true);
    expect(matcher.matches(d({ a: 6 }))).toBe(false);
  });
});
