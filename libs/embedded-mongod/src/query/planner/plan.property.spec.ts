import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Int32 } from 'bson';
import { encode } from '../../bson/encode.ts';
import { type Doc, type Value } from '../../bson/value.ts';
import { Engine } from '../../engine.ts';
import { type Scope } from '../../scope.ts';
import { type CollectionInfo } from '../../storage/collection.ts';
import { indexInfo } from '../../storage/index-info.ts';
import { insertRecord } from '../../storage/records.ts';
import { countRows } from '../count-rows.ts';
import { planQuery } from './plan.ts';
import { type Query } from './query.ts';

const int = (value: number): Int32 => new Int32(value);
const doc = (fields: Record<string, Value>): Doc => new Map(Object.entries(fields));

const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }).map(int) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'ab', 'b') },
  { weight: 1, arbitrary: fc.constantFrom(null, true) },
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: scalar.map((inner) => doc({ x: inner })) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }).map((list) => list.map((inner) => doc({ x: inner }))) },
);
const document = fc
  .record({ a: value, b: scalar, c: scalar }, { requiredKeys: [] })
  .map((fields) => doc(fields as Record<string, Value>));

const paths = fc.constantFrom('a', 'b', 'c', 'a.x');
const condition: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne', '$eq'), scalar)
      .map(([operator, operand]) => doc({ [operator]: operand })),
  },
  { weight: 2, arbitrary: fc.tuple(scalar, scalar).map(([low, high]) => doc({ $gte: low, $lte: high })) },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }).map((list) => doc({ $in: list })) },
  { weight: 1, arbitrary: fc.boolean().map((there) => doc({ $exists: there })) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(scalar, scalar).map(([low, high]) => doc({ $elemMatch: doc({ $gte: low, $lte: high }) })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Value>(
      doc({ $regex: '^a' }),
      doc({ $not: doc({ $gt: int(1) }) }),
      doc({ $nin: [int(1), null] }),
    ),
  },
);
const part = fc.array(fc.tuple(paths, condition), { minLength: 1, maxLength: 3 }).map((pairs): Doc => new Map(pairs));
const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 4, arbitrary: part },
  {
    weight: 1,
    arbitrary: fc
      .tuple(part, fc.array(part, { minLength: 1, maxLength: 2 }))
      .map(([one, branches]) => new Map<string, Value>([...one, ['$or', branches]])),
  },
  { weight: 1, arbitrary: fc.tuple(part, part).map(([one, two]) => doc({ $and: [one, two] })) },
);
const direction = fc.constantFrom(1, -1).map(int);
const keyPattern = fc
  .uniqueArray(paths, { minLength: 1, maxLength: 3 })
  .chain((names) =>
    fc
      .tuple(...names.map(() => direction))
      .map((directions): Doc => new Map(names.map((name, at) => [name, directions[at] as Int32]))),
  );
const index = fc.tuple(keyPattern, fc.constantFrom('plain', 'plain', 'sparse', 'partial'));
const sort = fc.option(keyPattern, { nil: undefined });

let folder: string;
let engine: Engine;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-plan-'));
  engine = new Engine({ folder, host: '127.0.0.1:1', setName: undefined });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
const build = (docs: readonly Doc[], indexes: readonly (readonly [Doc, string])[]): Promise<CollectionInfo> =>
  engine.write((scope: Scope) => {
    const collection = engine.catalog.make('p', `c${++made}`, new Map());
    for (const [key, kind] of indexes) {
      const spec = doc({ v: int(2), key, name: `i${collection.indexes.length}` });
      if (kind === 'sparse') spec.set('sparse', true);
      if (kind === 'partial') spec.set('partialFilterExpression', doc({ b: doc({ $gte: int(1) }) }));
      collection.indexes = [...collection.indexes, indexInfo(engine.catalog.takeIdent(), spec)];
    }
    scope.add(collection);
    docs.forEach((fields, at) => {
      const whole: Doc = new Map<string, Value>([['_id', int(at)], ...fields]);
      try {
        insertRecord({ view: scope.view, catalogChanges: scope.catalogChanges }, collection, whole, encode(whole));
      } catch {
        // Two arrays in one compound index: MongoDB refuses the document too.
      }
    });
    return collection;
  });

const ids = (collection: CollectionInfo, query: Omit<Query, 'now'>): number[] => {
  const { root } = planQuery(engine.live.view, collection, { ...query, now: new Date() }, () => undefined);
  return [...root.rows()].map(({ doc: found }) => (found.get('_id') as Int32).value);
};

describe('any indexes', () => {
  it('answer any filter as a full scan answers it, in the same order for total sorts, and count alike', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 25 }),
        fc.array(index, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, sort, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 8 }),
        async (docs, indexes, queries) => {
          const collection = await build(docs, indexes);
          for (const [asked, order, limit] of queries) {
            const total = order === undefined ? undefined : new Map<string, Value>([...order, ['_id', int(1)]]);
            const natural = doc({ $natural: int(1) });
            const scanned = ids(collection, {
              filter: asked,
              hint: natural,
              sort: total,
              limit: total === undefined ? 0 : limit,
            });
            const planned = ids(collection, { filter: asked, sort: total, limit: total === undefined ? 0 : limit });
            if (total === undefined) expect(planned.sort((x, y) => x - y)).toEqual(scanned.sort((x, y) => x - y));
            else expect(planned).toEqual(scanned);
            const counted = countRows({
              view: engine.live.view,
              collection,
              query: { filter: asked, now: new Date() },
              watch: () => undefined,
              skip: 0,
              limit: 0,
              mayUseCount: true,
            });
            expect(counted).toBe(ids(collection, { filter: asked, hint: natural }).length);
          }
          await engine.write(() => engine.catalog.remove(collection));
        },
      ),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 150) },
    );
  }, 120_000);

  it('give a single sort key in the order a full scan gives it, ties aside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(document, { maxLength: 20 }), keyPattern, filter, async (docs, key, asked) => {
        const collection = await build(docs, [[key, 'plain']]);
        const [[path, way]] = [...key] as [[string, Value]];
        const byPath = doc({ [path]: way as Value });
        const keys = (query: Omit<Query, 'now'>): number[] => ids(collection, query);
        const planned = keys({ filter: asked, sort: byPath });
        const scanned = keys({ filter: asked, sort: byPath, hint: doc({ $natural: int(1) }) });
        expect([...planned].sort((x, y) => x - y)).toEqual([...scanned].sort((x, y) => x - y));
        await engine.write(() => engine.catalog.remove(collection));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
