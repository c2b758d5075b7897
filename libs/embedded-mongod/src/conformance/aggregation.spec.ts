import { Int32, Long } from 'mongodb';
import { refusal, useServer } from './kit.ts';

const suite = useServer('conformance_aggregation');

describe('aggregate', () => {
  it('joins, groups and sorts over an indexed collection', async () => {
    const orders = await suite.fill({ _id: 1, sku: 'a', n: 2 }, { _id: 2, sku: 'b', n: 3 }, { _id: 3, sku: 'a', n: 4 });
    await suite.coll('stock').insertMany([
      { sku: 'a', price: 2.5 },
      { sku: 'b', price: 1 },
    ]);
    await suite.coll('stock').createIndex({ sku: 1 });
    const found = await orders
      .aggregate([
        { $lookup: { from: 'stock', localField: 'sku', foreignField: 'sku', as: 's' } },
        { $unwind: '$s' },
        { $group: { _id: '$sku', worth: { $sum: { $multiply: ['$n', '$s.price'] } }, c: { $sum: 1 } } },
        { $sort: { worth: -1 } },
      ])
      .toArray();
    expect(found).toEqual([
      { _id: 'a', worth: 15, c: 2 },
      { _id: 'b', worth: 3, c: 1 },
    ]);
  });

  it('gives int for counts and long for array indexes', async () => {
    const things = await suite.fill({ l: [7] }, { l: [8] });
    const [counted] = await things.aggregate([{ $count: 'n' }], { promoteValues: false }).toArray();
    expect(counted).toEqual({ n: new Int32(2) });
    const [unwound] = await things
      .aggregate([{ $unwind: { path: '$l', includeArrayIndex: 'i' } }], { promoteValues: false })
      .toArray();
    expect(unwound?.['i']).toEqual(Long.fromNumber(0));
  });

  it('writes with $out and $merge', async () => {
    const things = await suite.fill({ _id: 1, n: 1 }, { _id: 2, n: 2 });
    await things.aggregate([{ $match: { n: 2 } }, { $out: 'copy' }]).toArray();
    expect(await suite.coll('copy').find().toArray()).toEqual([{ _id: 2, n: 2 }]);
    await suite.coll('target').insertOne({ _id: 1, old: true, n: 0 });
    await things.aggregate([{ $merge: 'target' }]).toArray();
    expect(await suite.coll('target').find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, old: true, n: 1 },
      { _id: 2, n: 2 },
    ]);
    await things
      .aggregate([
        {
          $merge: {
            into: 'target',
            whenMatched: [{ $set: { sum: { $add: ['$n', '$$new.n'] } } }],
            whenNotMatched: 'discard',
          },
        },
      ])
      .toArray();
    expect(await suite.coll('target').findOne({ _id: 2 })).toEqual({ _id: 2, n: 2, sum: 4 });
    await things.aggregate([{ $merge: { into: 'target', whenMatched: 'keepExisting' } }]).toArray();
    expect(
      (await refusal(things.aggregate([{ $merge: { into: 'target', whenMatched: 'fail' } }]).toArray())).code,
    ).toBe(11000);
  });

  it('runs without a collection from $documents', async () => {
    expect(
      await suite.client
        .db('conformance_aggregation')
        .aggregate([{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: 2 } }])
        .toArray(),
    ).toEqual([{ a: 2 }]);
  });

  it('knows variables, the time, and refuses unknown ones', async () => {
    const things = await suite.fill({ _id: 1, n: 5 });
    const pipeline = [{ $match: { $expr: { $eq: ['$n', '$$five'] } } }, { $project: { five: '$$five', now: '$$NOW' } }];
    const [found] = await things.aggregate(pipeline, { let: { five: { $add: [2, 3] } } }).toArray();
    expect(found).toMatchObject({ _id: 1, five: 5, now: expect.any(Date) });
    expect(await refusal(things.aggregate(pipeline, { let: { four: 4 } }).toArray())).toMatchObject({
      code: 17276,
      message: 'Use of undefined variable: five',
    });
  });

  it.each([
    [[{ $nope: 1 }], 40324, "Unrecognized pipeline stage name: '$nope'"],
    [[{ $project: { a: { $nope: 1 } } }], 31325, 'Invalid $project :: caused by :: Unknown expression $nope'],
    [
      [{ $project: { a: { $not: { $nope: 1 } } } }],
      168,
      "Invalid $project :: caused by :: Unrecognized expression '$nope'",
    ],
    [[{ $addFields: { a: { $nope: 1 } } }], 168, "Invalid $addFields :: caused by :: Unrecognized expression '$nope'"],
    [[{ $match: { $expr: { $nope: 1 } } }], 168, "Unrecognized expression '$nope'"],
    [[{ $group: { _id: null, a: { $nope: 1 } } }], 15952, "unknown group operator '$nope'"],
    [[{ $match: { a: { $nope: 1 } } }], 2, 'unknown operator: $nope'],
    [[{ $limit: 0 }], 15958, 'the limit must be positive'],
    [[{ $search: {} }], 31082, undefined],
  ])('refuses %j with %d', async (pipeline, code, message) => {
    const things = await suite.fill({ a: 1 });
    const error = await refusal(things.aggregate(pipeline).toArray());
    expect(error.code).toBe(code);
    if (message !== undefined) expect(error.message).toBe(message);
  });

  it('names Atlas when search indexes are asked for', async () => {
    const error = await refusal(suite.things.aggregate([{ $listSearchIndexes: {} }]).toArray());
    expect(error.code).toBe(31082);
    expect(error.message).toContain('Atlas');
  });

  it('streams results in batches', async () => {
    const things = await suite.fill(...Array.from({ length: 250 }, (_, _id) => ({ _id })));
    const seen: unknown[] = [];
    for await (const { _id } of things.aggregate([{ $match: { _id: { $gte: 50 } } }, { $project: { x: '$_id' } }], {
      batchSize: 30,
    }))
      seen.push(_id);
    expect(seen).toHaveLength(200);
  });

  it('counts, facets and windows over a pipeline', async () => {
    const things = await suite.fill(...[3, 1, 2].map((n) => ({ _id: n, n })));
    expect(
      await things
        .aggregate([{ $facet: { all: [{ $count: 'c' }], top: [{ $sort: { n: -1 } }, { $limit: 1 }] } }])
        .toArray(),
    ).toEqual([{ all: [{ c: 3 }], top: [{ _id: 3, n: 3 }] }]);
    expect(
      await things
        .aggregate([
          {
            $setWindowFields: {
              sortBy: { n: 1 },
              output: { r: { $sum: '$n', window: { documents: ['unbounded', 'current'] } } },
            },
          },
          { $project: { r: 1 } },
        ])
        .toArray(),
    ).toEqual([
      { _id: 1, r: 1 },
      { _id: 2, r: 3 },
      { _id: 3, r: 6 },
    ]);
  });
});
