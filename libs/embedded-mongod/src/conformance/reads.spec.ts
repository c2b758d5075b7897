import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'mongodb';
import { refusal, useServer } from './kit.ts';

const suite = useServer('conformance_reads');
const ids = (documents: { _id?: unknown }[]): unknown[] => documents.map(({ _id }) => _id);

describe('find', () => {
  it('answers every type as it was stored, in the order of its fields', async () => {
    const document = {
      _id: 1,
      int: new Int32(5),
      long: Long.fromString('9007199254740993'),
      double: new Double(5),
      decimal: Decimal128.fromString('1.10'),
      date: new Date(0),
      id: new ObjectId(),
      binary: new Binary(Buffer.from([1, 2])),
      uuid: new UUID(),
      regex: /a.b/i,
      stamp: new Timestamp({ t: 5, i: 6 }),
      min: new MinKey(),
      max: new MaxKey(),
      nothing: null,
      '0': 'numeric',
      list: [1, [2, { three: 3 }]],
    };
    const things = await suite.fill(document);
    const found = await things.findOne({ _id: 1 }, { promoteValues: false, bsonRegExp: false });
    expect(found).toMatchObject({
      int: new Int32(5),
      double: new Double(5),
      long: Long.fromString('9007199254740993'),
      decimal: document.decimal,
      uuid: document.uuid,
    });
    const raw = (await things.findOne({ _id: 1 }, { raw: true })) as unknown as Buffer;
    expect(raw.indexOf('0\0', 30)).toBeGreaterThan(raw.indexOf('nothing'));
  });

  it('sorts types in their order, with and without an index', async () => {
    const values = [
      new MaxKey(),
      'b',
      3,
      null,
      { a: 1 },
      [0],
      new Date(1),
      true,
      new ObjectId(),
      Long.fromNumber(2),
      new MinKey(),
      Decimal128.fromString('2.5'),
    ];
    const things = await suite.fill(...values.map((v, _id) => ({ _id, v })));
    const expected = [10, 3, 5, 9, 11, 2, 1, 4, 8, 7, 6, 0];
    expect(ids(await things.find().sort({ v: 1 }).toArray())).toEqual(expected);
    await things.createIndex({ v: 1 });
    expect(ids(await things.find().sort({ v: 1 }).toArray())).toEqual(expected);
    expect(ids(await things.find().sort({ v: -1 }).hint({ v: 1 }).toArray())).toEqual([...expected].reverse());
  });

  it('compares numbers of all types by value, through an index too', async () => {
    const things = await suite.fill(
      { _id: 1, n: 1 },
      { _id: 2, n: Long.fromNumber(1) },
      { _id: 3, n: Decimal128.fromString('1.0') },
      { _id: 4, n: 1.5 },
    );
    expect(await things.countDocuments({ n: 1 })).toBe(3);
    await things.createIndex({ n: 1 });
    expect(await things.countDocuments({ n: new Double(1) })).toBe(3);
    expect(ids(await things.find({ n: { $gt: Decimal128.fromString('1.2') } }).toArray())).toEqual([4]);
  });

  it('projects: inclusion, exclusion, slices, elements, expressions', async () => {
    const things = await suite.fill({ _id: 1, a: 1, b: { c: 2, d: 3 }, e: [{ f: 1 }, { f: 2 }], h: [1, 2, 3] });
    const project = async (projection: object, filter = {}): Promise<unknown> => things.findOne(filter, { projection });
    expect(await project({ a: 1, _id: 0 })).toEqual({ a: 1 });
    expect(await project({ 'b.c': 0, e: 0, h: 0 })).toEqual({ _id: 1, a: 1, b: { d: 3 } });
    expect(await project({ h: { $slice: -2 }, a: 1 })).toEqual({ _id: 1, a: 1, h: [2, 3] });
    expect(await project({ e: { $elemMatch: { f: 2 } } })).toEqual({ _id: 1, e: [{ f: 2 }] });
    expect(await project({ 'e.$': 1 }, { 'e.f': 2 })).toEqual({ _id: 1, e: [{ f: 2 }] });
    expect(await project({ sum: { $add: ['$a', '$b.c'] } })).toEqual({ _id: 1, sum: 3 });
    expect((await refusal(project({ a: 1, b: 0 }))).code).toBe(31254);
    expect((await refusal(project({ 'h.$': 1 }))).code).toBe(51246);
  });

  it('reads variables of the command', async () => {
    const things = await suite.fill({ _id: 1, n: 1 }, { _id: 2, n: 2 });
    expect(ids(await things.find({ $expr: { $eq: ['$n', '$$wanted'] } }, { let: { wanted: 2 } }).toArray())).toEqual([
      2,
    ]);
    const error = await refusal(things.find({ $expr: { $eq: ['$n', '$$other'] } }, { let: { wanted: 2 } }).toArray());
    expect(error.code).toBe(17276);
    expect(error.message).toBe('Use of undefined variable: other');
  });

  it('refuses operators it does not know, by code and name', async () => {
    const error = await refusal(suite.things.find({ a: { $nope: 1 } }).toArray());
    expect(error).toMatchObject({ code: 2, codeName: 'BadValue', message: 'unknown operator: $nope' });
    expect((await refusal(suite.things.find({ $nope: 1 }).toArray())).message).toMatch(
      /^unknown top level operator: \$nope/,
    );
  });

  it('matches by collation, with and without an index of that collation', async () => {
    const things = await suite.fill({ _id: 1, s: 'Ann' }, { _id: 2, s: 'ann' }, { _id: 3, s: 'bob' });
    const collation = { locale: 'en', strength: 2 };
    expect(ids(await things.find({ s: 'ANN' }, { collation }).toArray())).toEqual([1, 2]);
    await things.createIndex({ s: 1 }, { collation });
    expect(ids(await things.find({ s: 'ANN' }, { collation }).sort({ _id: 1 }).toArray())).toEqual([1, 2]);
    expect(await things.distinct('s', {}, { collation })).toHaveLength(2);
    expect(
      ids(await things.find().sort({ s: -1 }).collation({ locale: 'en_US', caseFirst: 'upper' }).toArray()),
    ).toEqual([3, 2, 1]);
  });

  it('keeps the collation of a collection', async () => {
    const things = await suite.client
      .db('conformance_reads')
      .createCollection('folded', { collation: { locale: 'en', strength: 1 } });
    await things.insertMany([{ s: 'Éa' }, { s: 'b' }]);
    expect(await things.countDocuments({ s: 'ea' })).toBe(1);
    expect(await things.countDocuments({ s: 'ea' }, { collation: { locale: 'simple' } })).toBe(0);
    await things.createIndex({ s: 1 }, { unique: true });
    expect((await refusal(things.insertOne({ s: 'EA' }))).code).toBe(11000);
  });
});

describe('distinct and count', () => {
  it('take array elements one by one, missing fields not at all', async () => {
    const things = await suite.fill({ v: [1, 2] }, { v: 2 }, { v: null }, {}, { v: { x: 1 } });
    const values = await things.distinct('v');
    expect(values).toHaveLength(4);
    expect(values).toEqual(expect.arrayContaining([1, 2, null, { x: 1 }]));
    expect(await things.distinct('v.x')).toEqual([1]);
    expect(await things.countDocuments({ v: null })).toBe(2);
    expect(await things.estimatedDocumentCount()).toBe(5);
  });
});
