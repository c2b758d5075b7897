import { Decimal128, Double, Int32, Long, ObjectId } from 'mongodb';
import { refusal, useServer } from './kit.ts';

const suite = useServer('conformance_updates');

describe('updateOne', () => {
  it('counts matches, changes and upserts', async () => {
    const things = await suite.fill({ _id: 1, a: 1 });
    expect(await things.updateOne({ _id: 1 }, { $set: { a: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
      upsertedCount: 0,
      upsertedId: null,
    });
    expect(await things.updateOne({ _id: 1 }, { $inc: { a: 1 } })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(
      await things.updateOne({ _id: 5, k: 'x' }, { $setOnInsert: { b: 1 }, $set: { c: 2 } }, { upsert: true }),
    ).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 5 });
    expect(await things.findOne({ _id: 5 })).toEqual({ _id: 5, k: 'x', b: 1, c: 2 });
  });

  it('promotes types as it adds', async () => {
    const things = await suite.fill({
      _id: 1,
      i: new Int32(2147483647),
      l: Long.fromNumber(1),
      d: new Double(1),
      x: Decimal128.fromString('0.1'),
    });
    await things.updateOne({ _id: 1 }, { $inc: { i: 1, l: new Int32(1), d: new Int32(1), x: new Int32(1) } });
    const found = await things.findOne({ _id: 1 }, { promoteValues: false });
    expect(found).toMatchObject({
      i: Long.fromNumber(2147483648),
      l: Long.fromNumber(2),
      d: new Double(2),
      x: Decimal128.fromString('1.1'),
    });
    await things.updateOne({ _id: 1 }, { $set: { l: Long.MAX_VALUE } });
    expect(await refusal(things.updateOne({ _id: 1 }, { $inc: { l: 1 } }))).toMatchObject({ code: 2 });
  });

  it('reaches array elements by position, all, and filter', async () => {
    const things = await suite.fill({
      _id: 1,
      g: [
        { n: 1, v: 0 },
        { n: 2, v: 0 },
        { n: 3, v: 0 },
      ],
    });
    await things.updateOne({ _id: 1, 'g.n': 2 }, { $set: { 'g.$.v': 5 } });
    await things.updateOne({ _id: 1 }, { $inc: { 'g.$[].v': 1 } });
    await things.updateOne({ _id: 1 }, { $set: { 'g.$[e].v': 9 } }, { arrayFilters: [{ 'e.n': { $gte: 3 } }] });
    expect((await things.findOne())?.['g']).toEqual([
      { n: 1, v: 1 },
      { n: 2, v: 6 },
      { n: 3, v: 9 },
    ]);
    await things.updateOne({ _id: 1, g: { $elemMatch: { n: 1, v: 1 } } }, { $unset: { 'g.$.v': '' } });
    expect((await things.findOne())?.['g'][0]).toEqual({ n: 1 });
  });

  it('stores fields with dollars and dots by $setField, and a replacement with a dot', async () => {
    const things = await suite.fill({ _id: 1, a: {} });
    await things.updateOne({ _id: 1 }, [
      { $replaceWith: { $setField: { field: { $literal: '$a' }, value: 1, input: '$$ROOT' } } },
    ]);
    await things.updateOne({ _id: 1 }, [
      { $set: { a: { $setField: { field: { $literal: 'b.c' }, value: 2, input: '$a' } } } },
    ]);
    expect(await things.findOne()).toEqual({ _id: 1, a: { 'b.c': 2 }, $a: 1 });
    await things.replaceOne({ _id: 1 }, { 'x.y': 1, z: { $w: 1 } });
    expect(await things.findOne()).toEqual({ _id: 1, 'x.y': 1, z: { $w: 1 } });
    await things.insertOne({ _id: 2, $top: 1, 'dot.ted': { 'in.ner': 1 } });
    expect(await things.findOne({ _id: 2 })).toEqual({ _id: 2, $top: 1, 'dot.ted': { 'in.ner': 1 } });
    await things.insertOne({ _id: { 'a.b': 1 } });
    expect((await refusal(things.insertOne({ _id: { $a: 1 } }))).code).toBe(52);
  });

  it('updates by pipeline with variables and the time', async () => {
    const things = await suite.fill({ _id: 1, n: 2 });
    await things.updateOne(
      { _id: 1 },
      [{ $set: { m: { $multiply: ['$n', '$$by'] }, at: '$$NOW' } }, { $unset: ['n'] }],
      { let: { by: 3 } },
    );
    const found = await things.findOne();
    expect(found).toMatchObject({ _id: 1, m: 6 });
    expect(Math.abs(found?.['at'].getTime() - Date.now())).toBeLessThan(60_000);
    expect(found).not.toHaveProperty('n');
  });

  it('refuses what MongoDB refuses, with its codes', async () => {
    const things = await suite.fill({ _id: 1, a: 'x', l: [1] });
    const code = async (update: object, options = {}): Promise<unknown> =>
      (await refusal(things.updateOne({ _id: 1 }, update, options))).code;
    expect(await code({ $set: { _id: 2 } })).toBe(66);
    expect(await code({ $inc: { a: 1 } })).toBe(14);
    expect(await code({ $push: { a: 1 } })).toBe(2);
    expect(await code({ $set: { 'a.b': 1 } })).toBe(28);
    expect(await code({ $set: { b: 1 }, $unset: { b: 1 } })).toBe(40);
    expect(await code({ $set: { 'l.$': 1 } })).toBe(2);
    expect(await code({ $set: { 'l.$[x]': 1 } })).toBe(2);
    expect(await code({ $set: { b: 1 } }, { arrayFilters: [{ x: 1 }] })).toBe(9);
    expect(await code({ $nope: { b: 1 } })).toBe(9);
    expect((await refusal(things.replaceOne({ _id: 1 }, { _id: 2 }))).code).toBe(66);
    expect(await things.findOne()).toEqual({ _id: 1, a: 'x', l: [1] });
  });

  it('keeps fields in place and puts new ones behind, by name', async () => {
    const things = await suite.fill({ _id: 1, z: 1 });
    await things.updateOne({ _id: 1 }, { $set: { b: 1, a: 1 } });
    const raw = (await things.findOne({}, { raw: true })) as unknown as Buffer;
    const at = ['z\0', '\u0010a\0', '\u0010b\0'].map((name) => raw.indexOf(name));
    expect([...at].sort((x, y) => x - y)).toEqual(at);
  });
});

describe('findOneAndUpdate', () => {
  it('answers before or after, sorted, projected, upserted', async () => {
    const things = await suite.fill({ _id: 1, n: 1, k: 'a' }, { _id: 2, n: 2, k: 'a' });
    expect(await things.findOneAndUpdate({ k: 'a' }, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({
      _id: 2,
      n: 2,
      k: 'a',
    });
    expect(
      await things.findOneAndUpdate(
        { k: 'a' },
        { $inc: { n: 1 } },
        { returnDocument: 'after', projection: { n: 1, _id: 0 }, sort: { n: 1 } },
      ),
    ).toEqual({ n: 2 });
    expect(await things.findOneAndUpdate({ k: 'new' }, { $set: { n: 1 } }, { upsert: true })).toBeNull();
    const made = await things.findOneAndUpdate(
      { k: 'newer' },
      { $set: { n: 1 } },
      { upsert: true, returnDocument: 'after' },
    );
    expect(made?.['_id']).toBeInstanceOf(ObjectId);
    const result = await things.findOneAndUpdate({ _id: 1 }, { $set: { n: 0 } }, { includeResultMetadata: true });
    expect(result.lastErrorObject).toEqual({ n: 1, updatedExisting: true });
    expect(await things.findOneAndReplace({ _id: 1 }, { r: 1 }, { returnDocument: 'after' })).toEqual({ _id: 1, r: 1 });
    expect(await things.findOneAndDelete({ _id: 1 })).toEqual({ _id: 1, r: 1 });
  });

  it('projects the element that the filter matched', async () => {
    const things = await suite.fill({ _id: 1, l: [{ k: 1 }, { k: 2 }] });
    expect(
      await things.findOneAndUpdate(
        { 'l.k': 2 },
        { $set: { 'l.$.v': 1 } },
        { projection: { 'l.$': 1 }, returnDocument: 'after' },
      ),
    ).toEqual({ _id: 1, l: [{ k: 2, v: 1 }] });
  });
});

describe('validators', () => {
  it('refuse a document and say why', async () => {
    const db = suite.client.db('conformance_updates');
    const strict = await db.createCollection<{ _id: number; n?: unknown }>('strict', {
      validator: { $jsonSchema: { required: ['n'], properties: { n: { bsonType: 'int' } } } },
    });
    await strict.insertOne({ _id: 1, n: 1 });
    const error = await refusal(strict.insertOne({ _id: 2, n: 'x' }));
    expect(error).toMatchObject({ code: 121, message: 'Document failed validation' });
    expect(error.errInfo).toEqual({
      failingDocumentId: 2,
      details: {
        operatorName: '$jsonSchema',
        schemaRulesNotSatisfied: [
          {
            operatorName: 'properties',
            propertiesNotSatisfied: [
              {
                propertyName: 'n',
                details: [
                  {
                    operatorName: 'bsonType',
                    specifiedAs: { bsonType: 'int' },
                    reason: 'type did not match',
                    consideredValue: 'x',
                    consideredType: 'string',
                  },
                ],
              },
            ],
          },
        ],
      },
    });
    expect((await refusal(strict.updateOne({ _id: 1 }, { $set: { n: 'x' } }))).code).toBe(121);
    await strict.insertOne({ _id: 3, n: 'x' }, { bypassDocumentValidation: true });
    const byExpression = await db.createCollection('expr', { validator: { $expr: { $lt: ['$a', '$b'] } } });
    expect((await refusal(byExpression.insertOne({ a: 2, b: 1 }))).errInfo).toMatchObject({
      details: { operatorName: '$expr', expressionResult: false },
    });
  });
});
