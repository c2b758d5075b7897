import { Binary, Decimal128, Double, Long, MaxKey, MinKey, Timestamp } from 'mongodb';
import { refusal, useServer } from './kit.ts';

const suite = useServer('conformance_filters');

const documents = [
  { _id: 1, a: 1, b: 'x', arr: [1, 2, 3], sub: { x: 1, y: 2 }, n: null },
  {
    _id: 2,
    a: Long.fromNumber(2),
    b: 'X',
    arr: [],
    sub: { y: 2, x: 1 },
    subs: [
      { k: 1, v: 'a' },
      { k: 2, v: 'b' },
    ],
  },
  { _id: 3, a: 3.5, b: 'y', arr: [[1, 2], 3], sub: [{ x: 5 }, { x: 7 }], subs: [{ k: 1, v: 'b' }] },
  { _id: 4, a: '1', b: null, arr: ['a', null], at: new Date(1000) },
  { _id: 5, a: [1, '1', { z: [1, 2] }], b: ['x', 'z'], arr: 5, at: new Timestamp({ t: 1, i: 1 }) },
  { _id: 6, a: NaN, b: /x/i, t: true, bin: new Binary(Buffer.from([7, 128])) },
  { _id: 7, a: Infinity, b: { c: { d: 1 } }, t: false, e: {} },
  { _id: 8, a: Decimal128.fromString('1.0'), b: '', low: new MinKey(), high: new MaxKey(), '0': { f: 1 } },
];

const all = [1, 2, 3, 4, 5, 6, 7, 8];

const answers: [filter: object, ids: number[]][] = [
  [{ a: 1 }, [1, 5, 8]],
  [{ a: { $ne: 1 } }, [2, 3, 4, 6, 7]],
  [{ a: { $gt: 1 } }, [2, 3, 7]],
  [{ a: { $gte: NaN } }, [6]],
  [{ a: { $lt: NaN } }, []],
  [{ a: { $in: [1, '1'] } }, [1, 4, 5, 8]],
  [{ a: { $type: 'number' } }, [1, 2, 3, 5, 6, 7, 8]],
  [{ a: { $type: 'array' } }, [5]],
  [{ arr: { $type: 'array' } }, [1, 2, 3, 4]],
  [{ b: null }, [4]],
  [{ n: null }, all],
  [{ n: { $eq: null, $exists: true } }, [1]],
  [{ arr: null }, [4, 6, 7, 8]],
  [{ 'sub.x': null }, [4, 5, 6, 7, 8]],
  [{ 'sub.1.x': 7 }, [3]],
  [{ sub: { x: new Double(1), y: Long.fromNumber(2) } }, [1]],
  [{ arr: [1, 2] }, [3]],
  [{ arr: [] }, [2]],
  [{ arr: { $size: 2 } }, [3, 4]],
  [{ arr: { $all: [1, 3] } }, [1]],
  [{ arr: { $all: [] } }, []],
  [{ arr: { $all: [[1, 2]] } }, [3]],
  [{ arr: { $elemMatch: { $elemMatch: { $gt: 1 } } } }, [3]],
  [{ arr: { $elemMatch: { $not: { $gt: 0 } } } }, [3, 4]],
  [{ subs: { $elemMatch: { k: 1, v: 'b' } } }, [3]],
  [{ 'subs.k': 1, 'subs.v': 'b' }, [2, 3]],
  [{ subs: { $all: [{ $elemMatch: { k: 1 } }, { $elemMatch: { k: 2 } }] } }, [2]],
  [{ 'subs.k': { $nin: [1] } }, [1, 4, 5, 6, 7, 8]],
  [{ b: /x/i }, [1, 2, 5, 6]],
  [{ b: { $in: [/^x$/, null] } }, [1, 4, 5]],
  [{ b: { $not: /x/i } }, [3, 4, 7, 8]],
  [{ b: { $gt: 'x' } }, [3, 5]],
  [{ 'b.c.d': { $mod: [2, 1] } }, [7]],
  [{ 'a.2.z.1': 2 }, [5]],
  [{ at: { $gt: new Date(0) } }, [4]],
  [{ at: { $gt: new Timestamp({ t: 0, i: 0 }) } }, [5]],
  [{ a: { $mod: [2.9, 1] } }, [1, 3, 5, 8]],
  [{ arr: { $gt: [1] } }, [1, 3, 4]],
  [{ sub: { $gt: {} } }, [1, 2, 3]],
  [{ bin: { $bitsAllSet: [0, 1, 15] } }, [6]],
  [{ a: { $bitsAnyClear: 3 } }, [1, 2, 5, 8]],
  [{ $nor: [{ a: 1 }, { t: { $exists: true } }] }, [2, 3, 4]],
  [{ a: { $not: { $gt: 1, $lt: 3 } } }, [1, 3, 4, 5, 6, 7, 8]],
  [{ $expr: { $gt: ['$a', '$absent'] } }, all],
  [{ a: { $gt: new MinKey() } }, all],
  [{ low: { $lte: new MinKey() } }, [8]],
  [{ '0.f': 1 }, [8]],
  [{ 'arr.0': { $exists: false } }, [2, 5, 6, 7, 8]],
  [{ arr: { $ne: null } }, [1, 2, 3, 5]],
  [{ $jsonSchema: { properties: { a: { bsonType: 'string' } }, required: ['a'] } }, [4]],
];

const ask = async (filter: object): Promise<unknown[]> =>
  (await suite.things.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);

describe('filters over every type', () => {
  it('answer as MongoDB does, without indexes and with', async () => {
    const things = await suite.fill(...documents);
    for (const [filter, ids] of answers) expect({ filter, ids: await ask(filter) }).toEqual({ filter, ids });
    for (const field of ['a', 'b', 'subs.k', 'sub.x', 't', 'arr']) await things.createIndex({ [field]: 1 });
    for (const [filter, ids] of answers) expect({ filter, ids: await ask(filter) }).toEqual({ filter, ids });
  });

  it('find what begins with characters beyond the sixteen bits in an index', async () => {
    const things = await suite.fill({ _id: 1, s: '😀a' }, { _id: 2, s: 'a' }, { _id: 3, s: '😁' });
    await things.createIndex({ s: 1 });
    expect(await ask({ s: /^😀*/ })).toEqual([1, 2, 3]);
    expect(await ask({ s: /^😀/ })).toEqual([1]);
    expect(await ask({ s: { $regex: '^😀+' } })).toEqual([1]);
  });

  it('refuse a pattern that PCRE refuses with its words', async () => {
    await suite.fill({ s: 'a' });
    expect(await refusal(suite.things.find({ s: { $regex: 'a**' } }).toArray())).toMatchObject({
      code: 51091,
      message: 'Regular expression is invalid: quantifier does not follow a repeatable item',
    });
  });
});

describe('updates of array elements', () => {
  it('look for filtered elements in the document as it was', async () => {
    await suite.fill({ _id: 1, a: [1, 2] });
    const clash = suite.things.updateOne(
      { _id: 1 },
      { $set: { 'a.$[e]': 2, 'a.$[f]': 3 } },
      { arrayFilters: [{ e: 1 }, { f: 1 }] },
    );
    expect((await refusal(clash)).code).toBe(40);
    await suite.things.updateOne(
      { _id: 1 },
      { $set: { 'a.$[e]': 2, 'a.$[f]': 9 } },
      { arrayFilters: [{ e: 1 }, { f: 2 }] },
    );
    expect(await suite.things.findOne()).toEqual({ _id: 1, a: [2, 9] });
  });

  it('are refused where one array is named by filter and by index', async () => {
    await suite.fill({ _id: 1, a: [1, 2] });
    expect((await refusal(suite.things.updateOne({}, { $set: { 'a.5': 1, 'a.$[]': 2 } }))).code).toBe(40);
  });
});

describe('arguments', () => {
  it('of bit tests and collations are refused by their codes', async () => {
    await suite.fill({ a: 6 });
    const asked = (filter: object): Promise<unknown> => suite.things.find(filter).toArray();
    expect((await refusal(asked({ a: { $bitsAllSet: 1.5 } }))).code).toBe(9);
    expect((await refusal(asked({ a: { $bitsAllSet: [1.5] } }))).code).toBe(2);
    const collated = (strength: number): Promise<unknown> =>
      suite.things.find({}, { collation: { locale: 'en', strength } }).toArray();
    expect((await refusal(collated(6))).code).toBe(51024);
    expect((await refusal(collated(0))).code).toBe(2);
    await collated(2.5);
  });

  it('of array filters are fields, not $expr', async () => {
    await suite.fill({ a: [1] });
    const work = suite.things.updateOne({}, { $set: { 'a.$[x]': 1 } }, { arrayFilters: [{ $expr: true }] });
    expect(await refusal(work)).toMatchObject({ code: 224, message: '$expr is not allowed in this context' });
  });
});

describe('a positional projection', () => {
  it('cannot exclude', async () => {
    await suite.fill({ a: [1] });
    expect((await refusal(suite.things.findOne({ a: 1 }, { projection: { 'a.$': 0 } }))).code).toBe(31395);
  });
});
