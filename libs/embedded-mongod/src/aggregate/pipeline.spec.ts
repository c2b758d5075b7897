import { d, plain, v } from '../bson/testing/docs.ts';
import { type Doc, type Value } from '../bson/value.ts';
import { compilePipeline } from './pipeline.ts';

const now = new Date('2024-05-06T07:08:09.010Z');
const others: Record<string, object[]> = {
  items: [
    { _id: 1, sku: 'a', n: 10 },
    { _id: 2, sku: 'b', n: 20 },
    { _id: 3, n: 30 },
  ],
};

const compile = (pipeline: object[], more: { let?: Doc } = {}): ReturnType<typeof compilePipeline> =>
  compilePipeline(v(pipeline) as Value[], {
    db: 'test',
    now,
    random: () => 0.5,
    read: ({ coll }) => (others[coll] ?? []).map(d),
    ...more,
  });

const run = (docs: object[], pipeline: object[], more: { let?: Doc } = {}): unknown[] =>
  [...compile(pipeline, more).run(docs.map(d))].map(plain);

describe('stages', () => {
  it('match, project, sort, skip and limit', () => {
    const docs = [1, 2, 3, 4, 5].map((n) => ({ _id: n, n }));
    expect(
      run(docs, [
        { $match: { n: { $gt: 1 } } },
        { $sort: { n: -1 } },
        { $skip: 1 },
        { $limit: 2 },
        { $project: { _id: 0, m: { $add: ['$n', 1] } } },
      ]),
    ).toEqual([{ m: 5 }, { m: 4 }]);
  });

  it('keep the order of fields, numeric names too', () => {
    const [doc] = run([{ _id: 1, b: 1, '7': 2, a: 3 }], [{ $addFields: { b: 9, '1': 0 } }]) as object[];
    expect([
      ...[...compile([{ $addFields: { b: 9, c: 0 } }]).run([d({ _id: 1, b: 1, a: 3 })])].map((item) => [
        ...item.keys(),
      ]),
    ]).toEqual([['_id', 'b', 'a', 'c']]);
    expect(doc).toEqual({ _id: 1, b: 9, '7': 2, a: 3, '1': 0 });
  });

  it('group by any value, numbers of all types together, missing as null', () => {
    const docs = [{ k: 1, n: 1 }, { k: 1.0, n: 2.5 }, { n: 4 }, { k: null, n: 5 }, { k: { a: 1 }, n: 6 }];
    expect(
      run(docs, [{ $group: { _id: '$k', sum: { $sum: '$n' }, all: { $push: '$n' }, first: { $first: '$n' } } }]),
    ).toEqual([
      { _id: 1, sum: 3.5, all: [1, 2.5], first: 1 },
      { _id: null, sum: 9, all: [4, 5], first: 4 },
      { _id: { a: 1 }, sum: 6, all: [6], first: 6 },
    ]);
  });

  it('accumulate', () => {
    const docs = [{ n: 3, s: 'c' }, { n: 1, s: 'a' }, { n: 2, s: 'b' }, { s: 'a' }];
    const group = {
      _id: null,
      avg: { $avg: '$n' },
      min: { $min: '$n' },
      max: { $max: '$s' },
      last: { $last: '$s' },
      set: { $addToSet: '$s' },
      count: { $count: {} },
      top: { $top: { sortBy: { n: -1 }, output: '$s' } },
      bottom2: { $bottomN: { sortBy: { n: -1 }, output: '$s', n: 2 } },
      first2: { $firstN: { input: '$n', n: 2 } },
      max2: { $maxN: { input: '$n', n: 2 } },
      median: { $median: { input: '$n', method: 'approximate' } },
      merged: { $mergeObjects: { x: '$n' } },
    };
    expect(run(docs, [{ $group: group }])).toEqual([
      {
        _id: null,
        avg: 2,
        min: 1,
        max: 'c',
        last: 'a',
        set: ['c', 'a', 'b'],
        count: 4,
        top: 'c',
        bottom2: ['a', 'a'],
        first2: [3, 1],
        max2: [3, 2],
        median: 2,
        merged: { x: 2 },
      },
    ]);
  });

  it('unwind with index and empty arrays', () => {
    const docs = [{ _id: 1, a: [7, 8] }, { _id: 2, a: [] }, { _id: 3 }, { _id: 4, a: 9 }];
    expect(run(docs, [{ $unwind: '$a' }])).toEqual([
      { _id: 1, a: 7 },
      { _id: 1, a: 8 },
      { _id: 4, a: 9 },
    ]);
    expect(run(docs, [{ $unwind: { path: '$a', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } }])).toEqual([
      { _id: 1, a: 7, i: 0 },
      { _id: 1, a: 8, i: 1 },
      { _id: 2, i: null },
      { _id: 3, i: null },
      { _id: 4, a: 9, i: null },
    ]);
  });

  it('look up by fields: arrays by element, missing with missing', () => {
    const docs = [{ _id: 1, s: 'a' }, { _id: 2, s: ['b', 'a'] }, { _id: 3 }];
    const found = run(docs, [
      { $lookup: { from: 'items', localField: 's', foreignField: 'sku', as: 'i' } },
      { $project: { i: '$i._id' } },
    ]);
    expect(found).toEqual([
      { _id: 1, i: [1] },
      { _id: 2, i: [1, 2] },
      { _id: 3, i: [3] },
    ]);
  });

  it('look up by pipeline with variables, also nested', () => {
    const lookup = {
      from: 'items',
      let: { least: '$n' },
      pipeline: [
        { $match: { $expr: { $gte: ['$n', '$$least'] } } },
        {
          $lookup: {
            from: 'items',
            let: { own: '$n' },
            pipeline: [{ $match: { $expr: { $lt: ['$n', '$$own'] } } }, { $count: 'c' }],
            as: 'less',
          },
        },
        { $project: { _id: 1, less: 1, least: '$$least' } },
      ],
      as: 'i',
    };
    expect(run([{ _id: 1, n: 20 }], [{ $lookup: lookup }])).toEqual([
      {
        _id: 1,
        n: 20,
        i: [
          { _id: 2, less: [{ c: 1 }], least: 20 },
          { _id: 3, less: [{ c: 2 }], least: 20 },
        ],
      },
    ]);
  });

  it('let an index find what the first stage of a sub-pipeline asks for', () => {
    const asked: (Doc | undefined)[] = [];
    const pipeline = [
      {
        $lookup: {
          from: 'items',
          let: { s: '$s', t: '$t' },
          pipeline: [
            { $match: { n: { $gt: 5 }, $expr: { $and: [{ $eq: ['$sku', '$$s'] }, { $gt: ['$n', 1] }] } } },
            { $project: { n: 1 } },
          ],
          as: 'i',
        },
      },
    ];
    const context = {
      db: 'test',
      now,
      hasIndex: () => true,
      read: (_target: unknown, filter?: Doc) => (asked.push(filter), (others['items'] as object[]).map(d)),
    };
    const found = [...compilePipeline(v(pipeline) as Value[], context).run([d({ _id: 1, s: 'b' }), d({ _id: 2 })])].map(
      plain,
    );
    expect(found).toEqual([
      { _id: 1, s: 'b', i: [{ _id: 2, n: 20 }] },
      { _id: 2, i: [{ _id: 3, n: 30 }] },
    ]);
    expect(asked.map((filter) => filter && plain(filter))).toEqual([
      { n: { $gt: 5 }, sku: { $eq: 'b' } },
      { n: { $gt: 5 } },
    ]);
  });

  it('look up by both forms at once', () => {
    const lookup = {
      from: 'items',
      localField: 's',
      foreignField: 'sku',
      pipeline: [{ $project: { n: 1, _id: 0 } }],
      as: 'i',
    };
    expect(run([{ _id: 1, s: 'b' }], [{ $lookup: lookup }])).toEqual([{ _id: 1, s: 'b', i: [{ n: 20 }] }]);
  });

  it('let an index find what the first stage of a united pipeline asks for, but for its expressions', () => {
    const asked: (Doc | undefined)[] = [];
    const either = { $or: [{ n: { $gt: 15 } }, { sku: 'a' }] };
    const own = { $expr: { $gt: ['$n', 1] } };
    const matches = [
      { n: { $gt: 15 }, sku: 'b' },
      either,
      { $and: [either, own], ...own },
      { $or: [{ sku: 'b' }, own], n: 20 },
      own,
    ];
    const pipeline = [
      ...matches.map((match) => ({
        $unionWith: { coll: 'items', pipeline: [{ $match: match }, { $project: { n: 1 } }] },
      })),
      { $unionWith: 'items' },
    ];
    const context = {
      db: 'test',
      now,
      hasIndex: (_target: unknown, field: string) => field === 'n',
      read: (_target: unknown, filter?: Doc) => (asked.push(filter), (others['items'] as object[]).map(d)),
    };
    const found = [...compilePipeline(v(pipeline) as Value[], context).run([d({ _id: 9 })])].map(plain);
    expect(found.slice(0, 2)).toEqual([{ _id: 9 }, { _id: 2, n: 20 }]);
    expect(asked.map((filter) => filter && plain(filter))).toEqual([
      { n: { $gt: 15 }, sku: 'b' },
      either,
      { $and: [either] },
      { n: 20 },
      undefined,
      undefined,
    ]);
    // What is read is the same whatever was asked: each stage looks at it again.
    const items = others['items'] as { n: number; sku: string }[];
    const either15 = items.filter(({ n, sku }) => n > 15 || sku === 'a').length;
    expect(found).toHaveLength(1 + 1 + 2 * either15 + 1 + 2 * items.length);
  });

  it('unite, split and count', () => {
    expect(
      run(
        [{ _id: 9 }],
        [{ $unionWith: { coll: 'items', pipeline: [{ $match: { n: 10 } }] } }, { $project: { _id: 1 } }],
      ),
    ).toEqual([{ _id: 9 }, { _id: 1 }]);
    expect(run([{ n: 1 }, { n: 2 }], [{ $facet: { a: [{ $count: 'c' }], b: [{ $match: { n: 2 } }] } }])).toEqual([
      { a: [{ c: 2 }], b: [{ n: 2 }] },
    ]);
    expect(run([{ n: 1 }, { n: 2 }, { n: 1 }], [{ $sortByCount: '$n' }])).toEqual([
      { _id: 1, count: 2 },
      { _id: 2, count: 1 },
    ]);
    expect(run([], [{ $count: 'c' }])).toEqual([]);
  });

  it("know the command's variables and the time", () => {
    expect(
      run([{ _id: 1, a: 5 }], [{ $match: { $expr: { $eq: ['$a', '$$x'] } } }, { $project: { t: '$$NOW', y: '$$x' } }], {
        let: d({ x: 5 }),
      }),
    ).toEqual([{ _id: 1, t: now, y: 5 }]);
  });

  it('redact by level', () => {
    const doc = { _id: 1, level: 1, a: { level: 5, x: 1 }, b: [{ level: 1 }, { level: 9 }] };
    expect(run([doc], [{ $redact: { $cond: [{ $lte: ['$level', 3] }, '$$DESCEND', '$$PRUNE'] } }])).toEqual([
      { _id: 1, level: 1, b: [{ level: 1 }] },
    ]);
  });

  it.each([
    [[{ $nope: {} }], 40324],
    [[{}], 40323],
    [[{ $match: {}, $limit: 1 }], 40323],
    [[{ $limit: 0 }], 15958],
    [[{ $limit: 'x' }], 5107201],
    [[{ $skip: -1 }], 5107200],
    [[{ $project: {} }], 51272],
    [[{ $project: { a: { $nope: 1 } } }], 31325],
    [[{ $project: { a: { $add: [{ $nope: 1 }] } } }], 168],
    [[{ $addFields: { a: { $nope: 1 } } }], 168],
    [[{ $project: { a: '$$nope' } }], 17276],
    [[{ $group: { a: { $sum: 1 } } }], 15955],
    [[{ $group: { _id: 1, a: 1 } }], 40234],
    [[{ $group: { a: 1 } }], 40234],
    [[{ $group: { _id: 1, a: { $nope: 1 } } }], 15952],
    [[{ $group: { _id: 1, 'a.b': { $sum: 1 } } }], 40235],
    [[{ $unwind: 'a' }], 28818],
    [[{ $out: 'x' }, { $match: {} }], 40601],
    [[{ $facet: { a: [{ $out: 'x' }] } }], 40600],
    [[{ $match: {} }, { $documents: [] }], 40602],
    [[{ $match: { a: { $nope: 1 } } }], 2],
    [[{ $lookup: { from: 'x' } }], 9],
    [[{ $sort: {} }], 15976],
    [[{ $search: {} }], 31082],
  ])('refuse %j with %d', (pipeline, code) => {
    expect(() => compile(pipeline)).toThrow(expect.objectContaining({ code }));
  });
});
