import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { canonical, d, plain, v } from '../bson/testing/docs.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { type ApplyUpdateOptions, applyUpdate, upsertDocument, compileUpdate, upsertSeed } from './index.ts';

const now = new Date('2024-05-06T07:08:09.010Z');
const asUpdate = (update: object): Doc | Value[] => (Array.isArray(update) ? (v(update) as Value[]) : d(update));
const run = (doc: object, update: object, options: Partial<ApplyUpdateOptions> = {}): ReturnType<typeof applyUpdate> =>
  applyUpdate(d(doc), asUpdate(update), { now, ...options });
const after = (doc: object, update: object, options: Partial<ApplyUpdateOptions> = {}): unknown =>
  plain(run(doc, update, options).doc);
const filters = (...list: object[]): Partial<ApplyUpdateOptions> => ({ arrayFilters: v(list) as Value[] });

describe('update operators', () => {
  const rows: [string, object, object, object][] = [
    ['$set creates paths', { _id: 1 }, { $set: { 'a.b.c': 1 } }, { _id: 1, a: { b: { c: 1 } } }],
    [
      '$set adds fields in the order of their names',
      { _id: 1 },
      { $set: { z: 1, b: 2, a: 3 } },
      { _id: 1, a: 3, b: 2, z: 1 },
    ],
    [
      '$set into an array pads with null',
      { _id: 1, a: [1] },
      { $set: { 'a.3': 9 } },
      { _id: 1, a: [1, null, null, 9] },
    ],
    ['$set accepts the same _id', { _id: 1, a: 1 }, { $set: { _id: 1, a: 2 } }, { _id: 1, a: 2 }],
    [
      '$set of a field with a numeric name',
      { _id: 1, a: { x: 1 } },
      { $set: { 'a.0': 2 } },
      { _id: 1, a: { x: 1, 0: 2 } },
    ],
    [
      '$unset',
      { _id: 1, a: 1, b: { c: 1, d: 2 } },
      { $unset: { a: '', 'b.c': '', nope: '' } },
      { _id: 1, b: { d: 2 } },
    ],
    ['$unset of an array element', { _id: 1, a: [1, 2] }, { $unset: { 'a.0': '' } }, { _id: 1, a: [null, 2] }],
    ['$inc', { _id: 1, a: 1 }, { $inc: { a: 2, b: 3 } }, { _id: 1, a: 3, b: 3 }],
    ['$mul', { _id: 1, a: 4 }, { $mul: { a: 2.5, b: 3 } }, { _id: 1, a: 10, b: 0 }],
    ['$min and $max', { _id: 1, a: 5, b: 5 }, { $min: { a: 3, c: 1 }, $max: { b: 9 } }, { _id: 1, a: 3, b: 9, c: 1 }],
    ['$min across types', { _id: 1, a: 'x' }, { $min: { a: 3 } }, { _id: 1, a: 3 }],
    [
      '$rename',
      { _id: 1, a: 1, b: { c: 2 } },
      { $rename: { a: 'z', 'b.c': 'b.d', nope: 'q' } },
      { _id: 1, b: { d: 2 }, z: 1 },
    ],
    ['$currentDate', { _id: 1 }, { $currentDate: { a: true, b: { $type: 'date' } } }, { _id: 1, a: now, b: now }],
    ['$bit', { _id: 1, a: 13 }, { $bit: { a: { and: 10, or: 1 } } }, { _id: 1, a: 9 }],
    ['$setOnInsert on an update', { _id: 1 }, { $setOnInsert: { a: 1 } }, { _id: 1 }],
    ['$push', { _id: 1, a: [1] }, { $push: { a: 2, b: 3 } }, { _id: 1, a: [1, 2], b: [3] }],
    ['$push of a document', { _id: 1 }, { $push: { a: { b: 1 } } }, { _id: 1, a: [{ b: 1 }] }],
    [
      '$push with clauses',
      { _id: 1, a: [{ s: 3 }, { s: 1 }] },
      { $push: { a: { $each: [{ s: 2 }], $sort: { s: -1 }, $slice: 2 } } },
      { _id: 1, a: [{ s: 3 }, { s: 2 }] },
    ],
    [
      '$push at a position',
      { _id: 1, a: [1, 2, 3] },
      { $push: { a: { $each: [8, 9], $position: -1 } } },
      { _id: 1, a: [1, 2, 8, 9, 3] },
    ],
    [
      '$push sliced from the end',
      { _id: 1, a: [1, 2] },
      { $push: { a: { $each: [3], $slice: -2 } } },
      { _id: 1, a: [2, 3] },
    ],
    [
      '$addToSet',
      { _id: 1, a: [1, { x: 1 }] },
      { $addToSet: { a: { $each: [1, 2, { x: 1 }, 2] } } },
      { _id: 1, a: [1, { x: 1 }, 2] },
    ],
    ['$pop', { _id: 1, a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { _id: 1, a: [1, 2], b: [2] }],
    ['$pull of a value', { _id: 1, a: [1, 2, 1] }, { $pull: { a: 1 } }, { _id: 1, a: [2] }],
    ['$pull by condition', { _id: 1, a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { _id: 1, a: [1] }],
    ['$pull by $in', { _id: 1, a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'z'] } } }, { _id: 1, a: ['y'] }],
    [
      '$pull of subdocuments without _id',
      { _id: 1, a: [{ x: 1, y: 1 }, { x: 2 }, 3] },
      { $pull: { a: { x: 1 } } },
      { _id: 1, a: [{ x: 2 }, 3] },
    ],
    [
      '$pull of subdocuments by condition',
      { _id: 1, a: [{ x: 1 }, { x: 9 }] },
      { $pull: { a: { x: { $gt: 5 } } } },
      { _id: 1, a: [{ x: 1 }] },
    ],
    ['$pull by pattern', { _id: 1, a: ['ab', 'cd'] }, { $pull: { a: /^a/ } }, { _id: 1, a: ['cd'] }],
    [
      '$pull with $elemMatch',
      { _id: 1, a: [{ b: [{ q: 2 }] }, { b: [{ q: 5 }] }] },
      { $pull: { a: { b: { $elemMatch: { q: 5 } } } } },
      { _id: 1, a: [{ b: [{ q: 2 }] }] },
    ],
    ['$pullAll', { _id: 1, a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { _id: 1, a: [1] }],
    ['$[] reaches every element', { _id: 1, a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { _id: 1, a: [11, 12] }],
    ['an empty $set', { _id: 1 }, { $set: {} }, { _id: 1 }],
    ['a replacement', { _id: 1, a: 1 }, { b: 2 }, { _id: 1, b: 2 }],
    ['a replacement with its _id elsewhere', { _id: 1, a: 1 }, { b: 2, _id: 1 }, { _id: 1, b: 2 }],
    [
      'a pipeline',
      { _id: 1, a: 2, b: 3 },
      [{ $set: { c: { $add: ['$a', '$b'] }, n: '$$NOW' } }, { $unset: 'a' }],
      { _id: 1, b: 3, c: 5, n: now },
    ],
  ];
  it.each(rows)('%s', (_title, doc, update, expected) => {
    const result = plain(run(doc, update).doc);
    expect(result).toEqual(expected);
    expect(Object.keys(result)).toEqual(Object.keys(expected));
  });

  it('reaches elements by array filters, at several levels and beside other paths', () => {
    const doc = {
      _id: 1,
      a: [
        { n: 1, b: [1, 5] },
        { n: 2, b: [7] },
      ],
      c: 0,
    };
    expect(after(doc, { $set: { 'a.$[x].b.$[y]': 0, c: 1 } }, filters({ 'x.n': 1 }, { y: { $gte: 5 } }))).toEqual({
      _id: 1,
      a: [
        { n: 1, b: [1, 0] },
        { n: 2, b: [7] },
      ],
      c: 1,
    });
    expect(after(doc, { $set: { 'a.$[x].p': 1, 'a.$[z].q': 2 } }, filters({ 'x.n': 1 }, { 'z.n': 2 }))).toEqual({
      _id: 1,
      a: [
        { n: 1, b: [1, 5], p: 1 },
        { n: 2, b: [7], q: 2 },
      ],
      c: 0,
    });
  });

  it('puts the matched index in the place of the positional operator', () => {
    expect(
      after({ _id: 1, a: [{ b: 1 }, { b: 2 }] }, { $set: { 'a.$.b': 9, 'a.$.c': 1 } }, { positionalIndex: 1 }),
    ).toEqual({ _id: 1, a: [{ b: 1 }, { b: 9, c: 1 }] });
  });

  const arithmetic: [string, Value, Value, Value][] = [
    ['int + int stays int', new Int32(1), new Int32(2), new Int32(3)],
    ['int overflow becomes long', new Int32(2147483647), new Int32(1), Long.fromString('2147483648')],
    ['long stays long', Long.fromNumber(1), new Int32(1), Long.fromNumber(2)],
    ['int + double is double', new Int32(1), new Double(2), new Double(3)],
    [
      'double + decimal is decimal',
      new Double(1.5),
      Decimal128.fromString('1'),
      Decimal128.fromString('2.50000000000000'),
    ],
    ['int + decimal keeps the digits', new Int32(1), Decimal128.fromString('0.10'), Decimal128.fromString('1.10')],
  ];
  it.each(arithmetic)('$inc: %s', (_title, current, amount, expected) => {
    const result = applyUpdate(
      new Map<string, Value>([['a', current]]),
      new Map([['$inc', new Map([['a', amount]])]]),
      { now },
    );
    expect(canonical(result.doc)).toEqual(canonical(new Map([['a', expected]])));
  });

  it('says when nothing changed', () => {
    expect(run({ _id: 1, a: 1 }, { $set: { a: 1 } }).modified).toBe(false);
    expect(run({ _id: 1, a: 1 }, { $set: { a: 1.5 } }).modified).toBe(true);
    expect(run({ _id: 1, a: [1] }, { $addToSet: { a: 1 } }).modified).toBe(false);
    expect(run({ _id: 1, a: 1 }, { a: 1 }).modified).toBe(false);
    expect(run({ _id: 1 }, { $pull: { a: 1 } }).modified).toBe(false);
  });

  it('leaves the document it was given untouched', () => {
    const doc = d({ _id: 1, a: { b: [1, { c: 1 }] } });
    const before = canonical(doc);
    applyUpdate(doc, d({ $set: { 'a.b.1.c': 2 }, $push: { 'a.d': 1 } }), { now });
    expect(canonical(doc)).toEqual(before);
  });
});

describe('changes for change streams', () => {
  const told = (doc: object, update: object): unknown => plain(run(doc, update).changes);

  it('name the paths that were set and removed', () => {
    expect(told({ _id: 1, a: { b: 1, c: 1 } }, { $set: { 'a.b': 2, n: 1 }, $unset: { 'a.c': '' } })).toEqual({
      updatedFields: { 'a.b': 2, n: 1 },
      removedFields: ['a.c'],
      truncatedArrays: [],
      disambiguatedPaths: {},
    });
  });

  it('tell of an appended element by its index', () => {
    expect(told({ _id: 1, a: [1] }, { $push: { a: 2 } })).toMatchObject({ updatedFields: { 'a.1': 2 } });
  });

  it('tell of a truncated array after a pipeline', () => {
    expect(told({ _id: 1, a: [1, 2, 3] }, [{ $set: { a: [1] } }])).toMatchObject({
      updatedFields: {},
      truncatedArrays: [{ field: 'a', newSize: 1 }],
    });
  });

  it('make paths with numeric names clear', () => {
    expect(told({ _id: 1, a: { 0: 1 } }, { $set: { 'a.0': 2 } })).toMatchObject({
      updatedFields: { 'a.0': 2 },
      disambiguatedPaths: { 'a.0': ['a', '0'] },
    });
  });
});

describe('upserts', () => {
  const id = new ObjectId();
  const upsert = (filter: object, update: object): unknown =>
    plain(upsertDocument(d(filter), compileUpdate(asUpdate(update), { now }), () => id));

  it('start from the equalities of the filter', () => {
    expect(
      upsert(
        { a: 1, 'b.c': 2, d: { $gt: 1 }, $and: [{ e: { $eq: 3 } }], f: /x/ },
        { $set: { z: 1 }, $setOnInsert: { y: 2 } },
      ),
    ).toEqual({ _id: id, a: 1, b: { c: 2 }, e: 3, y: 2, z: 1 });
    expect(upsert({ _id: 5, a: 1 }, { b: 1 })).toEqual({ _id: 5, b: 1 });
    expect(upsert({ a: { $in: [1] } }, { $inc: { n: 1 } })).toEqual({ _id: id, a: 1, n: 1 });
    expect(upsert({ a: { $in: [1, 2] } }, { $inc: { n: 1 } })).toEqual({ _id: id, n: 1 });
    expect(upsert({ a: { $in: [/x/] } }, { $inc: { n: 1 } })).toEqual({ _id: id, n: 1 });
    expect(upsert({ a: { $all: [1] } }, { $inc: { n: 1 } })).toEqual({ _id: id, a: 1, n: 1 });
    expect(upsert({ a: 1 }, { $setOnInsert: { _id: 9 } })).toEqual({ _id: 9, a: 1 });
  });

  it('may create fields whose names begin with a dollar sign, which updates of what exists may not', () => {
    expect(upsert({ _id: 5 }, { $setOnInsert: { v: 0 }, $set: { $a: 1 }, $inc: { '$b.c': 2 } })).toEqual({
      _id: 5,
      $a: 1,
      $b: { c: 2 },
      v: 0,
    });
    expect(upsert({ _id: 5 }, { a: 1, $b: 2 })).toEqual({ _id: 5, a: 1, $b: 2 });
    const refused = expect.objectContaining({ code: 52 });
    for (const update of [{ $set: { $a: 2 } }, { $inc: { '$c.d': 1 } }, { $rename: { b: '$d' } }, { b: 2, $a: 1 }]) {
      expect(() => run({ _id: 1, b: 1, $a: { x: 1 } }, update)).toThrow(refused);
    }
  });

  it('let updates reach below a dollar-prefixed field, remove it, or leave it as it is', () => {
    const doc = { _id: 1, $a: { x: 1 } };
    expect(after(doc, { $set: { '$a.y': 2 } })).toEqual({ _id: 1, $a: { x: 1, y: 2 } });
    expect(after(doc, { $unset: { $a: '' } })).toEqual({ _id: 1 });
    expect(after(doc, { $set: { $a: { x: 1 } } })).toEqual(doc);
    expect(after(doc, { $rename: { $a: 'b' } })).toEqual({ _id: 1, b: { x: 1 } });
    expect(after(doc, { $rename: { nope: '$b' } })).toEqual(doc);
  });

  it('refuse a filter that asks twice', () => {
    expect(() => upsertSeed(d({ $and: [{ a: 1 }, { a: 2 }] }))).toThrow(expect.objectContaining({ code: 54 }));
    expect(() => upsertSeed(d({ a: { $all: [1, 2] } }))).toThrow(expect.objectContaining({ code: 54 }));
    expect(() => upsert({ _id: 1 }, { $set: { _id: 2 } })).toThrow(expect.objectContaining({ code: 66 }));
  });
});
