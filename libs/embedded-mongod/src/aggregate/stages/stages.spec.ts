import { d, plain, v } from '../../bson/testing/docs.ts';
import { type Value } from '../../bson/value.ts';
import { compilePipeline } from '../pipeline.ts';

const people = [
  { _id: 1, name: 'Dev' },
  { _id: 2, name: 'Eliot', boss: 'Dev' },
  { _id: 3, name: 'Ron', boss: 'Eliot' },
  { _id: 4, name: 'Andrew', boss: 'Eliot' },
];

const run = (docs: object[], pipeline: object[]): unknown[] =>
  [
    ...compilePipeline(v(pipeline) as Value[], { db: 'test', now: new Date(0), read: () => people.map(d) }).run(
      docs.map(d),
    ),
  ].map(plain);

const days = (...list: number[]): Date[] => list.map((day) => new Date(Date.UTC(2024, 0, day)));

describe('ranges', () => {
  it('$bucket puts values between bounds, the rest into the default', () => {
    const docs = [1, 5, 12, 99].map((n) => ({ n }));
    const bucket = {
      groupBy: '$n',
      boundaries: [0, 10, 20],
      default: 'other',
      output: { c: { $sum: 1 }, all: { $push: '$n' } },
    };
    expect(run(docs, [{ $bucket: bucket }])).toEqual([
      { _id: 0, c: 2, all: [1, 5] },
      { _id: 10, c: 1, all: [12] },
      { _id: 'other', c: 1, all: [99] },
    ]);
    expect(() => run(docs, [{ $bucket: { groupBy: '$n', boundaries: [0, 10] } }])).toThrow(
      expect.objectContaining({ code: 7158303 }),
    );
    expect(() => run([], [{ $bucket: { groupBy: '$n', boundaries: [3, 1] } }])).toThrow(
      expect.objectContaining({ code: 40194 }),
    );
  });

  it('$bucketAuto makes buckets of about one size', () => {
    const docs = [1, 2, 3, 4, 5].map((n) => ({ n }));
    expect(run(docs, [{ $bucketAuto: { groupBy: '$n', buckets: 2 } }])).toEqual([
      { _id: { min: 1, max: 4 }, count: 3 },
      { _id: { min: 4, max: 5 }, count: 2 },
    ]);
  });
});

describe('$graphLookup', () => {
  it('follows a chain and says how far', () => {
    const graph = {
      from: 'people',
      startWith: '$boss',
      connectFromField: 'boss',
      connectToField: 'name',
      as: 'chain',
      depthField: 'far',
    };
    expect(
      run([people[2] as object], [{ $graphLookup: graph }, { $project: { 'chain.name': 1, 'chain.far': 1 } }]),
    ).toEqual([
      {
        _id: 3,
        chain: [
          { name: 'Eliot', far: 0 },
          { name: 'Dev', far: 1 },
        ],
      },
    ]);
    expect(
      run(
        [people[2] as object],
        [{ $graphLookup: { ...graph, maxDepth: 0 } }, { $project: { n: { $size: '$chain' } } }],
      ),
    ).toEqual([{ _id: 3, n: 1 }]);
  });
});

describe('$setWindowFields', () => {
  const docs = [
    { _id: 1, k: 'a', n: 10 },
    { _id: 2, k: 'a', n: 20 },
    { _id: 3, k: 'b', n: 5 },
    { _id: 4, k: 'a', n: 20 },
  ];
  it('runs totals, ranks and neighbours by partition', () => {
    const output = {
      total: { $sum: '$n', window: { documents: ['unbounded', 'current'] } },
      near: { $avg: '$n', window: { documents: [-1, 0] } },
      rank: { $rank: {} },
      dense: { $denseRank: {} },
      number: { $documentNumber: {} },
      next: { $shift: { output: '$n', by: 1, default: -1 } },
      all: { $push: '$_id' },
    };
    expect(run(docs, [{ $setWindowFields: { partitionBy: '$k', sortBy: { n: 1 }, output } }])).toEqual([
      { _id: 1, k: 'a', n: 10, total: 10, near: 10, rank: 1, dense: 1, number: 1, next: 20, all: [1, 2, 4] },
      { _id: 2, k: 'a', n: 20, total: 30, near: 15, rank: 2, dense: 2, number: 2, next: 20, all: [1, 2, 4] },
      { _id: 4, k: 'a', n: 20, total: 50, near: 20, rank: 2, dense: 2, number: 3, next: -1, all: [1, 2, 4] },
      { _id: 3, k: 'b', n: 5, total: 5, near: 5, rank: 1, dense: 1, number: 1, next: -1, all: [3] },
    ]);
  });

  it('windows by range of values and of time', () => {
    const values = [{ x: 1 }, { x: 2 }, { x: 5 }];
    expect(
      run(values, [
        { $setWindowFields: { sortBy: { x: 1 }, output: { s: { $sum: '$x', window: { range: [-1, 'current'] } } } } },
      ]),
    ).toEqual([
      { x: 1, s: 1 },
      { x: 2, s: 3 },
      { x: 5, s: 5 },
    ]);
    const dates = days(1, 2, 9).map((t, index) => ({ t, n: index }));
    expect(
      run(dates, [
        { $setWindowFields: { sortBy: { t: 1 }, output: { c: { $sum: 1, window: { range: [-2, 0], unit: 'day' } } } } },
        { $project: { c: 1, _id: 0 } },
      ]),
    ).toEqual([{ c: 1 }, { c: 2 }, { c: 1 }]);
  });
});

describe('gaps', () => {
  it('$fill puts constants, the last value or a line', () => {
    const docs = [
      { t: 1, a: 1, b: 1 },
      { t: 2, b: null },
      { t: 3, a: 3 },
    ];
    expect(
      run(docs, [
        { $fill: { sortBy: { t: 1 }, output: { a: { method: 'linear' }, b: { method: 'locf' }, c: { value: 0 } } } },
      ]),
    ).toEqual([
      { t: 1, a: 1, b: 1, c: 0 },
      { t: 2, a: 2, b: 1, c: 0 },
      { t: 3, a: 3, b: 1, c: 0 },
    ]);
  });

  it('$densify makes the missing steps of numbers and of time', () => {
    expect(run([{ n: 1 }, { n: 4 }], [{ $densify: { field: 'n', range: { step: 1, bounds: 'full' } } }])).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
      { n: 4 },
    ]);
    const [first, second, third] = days(1, 2, 3);
    expect(
      run(
        [{ t: first }, { t: third }],
        [{ $densify: { field: 't', range: { step: 1, unit: 'day', bounds: 'full' } } }],
      ),
    ).toEqual([{ t: first }, { t: second }, { t: third }]);
    expect(
      run(
        [
          { n: 1, k: 'a' },
          { n: 3, k: 'b' },
        ],
        [{ $densify: { field: 'n', partitionByFields: ['k'], range: { step: 1, bounds: [1, 3] } } }],
      ),
    ).toEqual([
      { n: 1, k: 'a' },
      { k: 'a', n: 2 },
      { k: 'b', n: 1 },
      { k: 'b', n: 2 },
      { n: 3, k: 'b' },
    ]);
  });
});
