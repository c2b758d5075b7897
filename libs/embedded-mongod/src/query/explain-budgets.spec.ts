import { type Db } from 'mongodb';
import { explainHot } from '../testing/explain-hot.ts';
import { type HotCollection, hotDocument } from '../testing/hot-collections.ts';
import { hotCollections, indexHot } from '../testing/hot-data.ts';
import { hotQueries, type HotQuery } from '../testing/hot-queries.ts';
import { startTestServer, type TestServer, type Thing } from '../testing/test-server.ts';

let server: TestServer;
let db: Db;

/** 10 k in every test run; the benchmark asks the same questions at 1 M. */
const SIZE = 10_000;

const fill = async (collection: HotCollection): Promise<void> => {
  await indexHot(db, collection);
  for (let from = 0; from < SIZE; from += 2000) {
    await db
      .collection<Thing>(collection)
      .insertMany(Array.from({ length: 2000 }, (_, n) => hotDocument(collection, from + n)));
  }
};

beforeAll(async () => {
  server = await startTestServer();
  db = (await server.connect()).db('budgets');
  for (const collection of hotCollections) await fill(collection);
}, 120_000);
afterAll(() => server.stop());

describe('at 10 k documents', () => {
  it.each(hotQueries.map((query) => [query.name, query] as const))('%s stays within its budget', async (_, query) => {
    const { index, keys, docs, stages } = await explainHot(db.collection<Thing>(query.collection), query);
    expect(index).toBe(query.index);
    expect(keys).toBeLessThanOrEqual(query.mostKeys);
    expect(docs).toBeLessThanOrEqual(query.mostDocs);
    expect(stages).not.toContain('SORT');
    expect(stages).not.toContain('COLLSCAN');
  });

  it.each(['active', null])(
    'counts from index entries alone, %p and those without the field as well',
    async (status) => {
      const explained = await db.command({
        explain: { count: 'targets', query: { campaignId: 7, status } },
        verbosity: 'executionStats',
      });
      expect(explained['queryPlanner'].winningPlan.inputStage.stage).toBe('COUNT_SCAN');
      expect(explained['executionStats'].totalDocsExamined).toBe(0);
    },
  );

  it('finds what another collection has by either of two fields through an index for each', async () => {
    const usesOf = async () => {
      const stats = await db
        .collection('targets')
        .aggregate([{ $indexStats: {} }])
        .toArray();
      return Number(stats.reduce((sum, { accesses }) => sum + Number(accesses.ops), 0));
    };
    const first = await db.collection<Thing>('targets').findOne();
    const before = await usesOf();
    const among = { $or: [{ _id: first?._id }, { campaignId: 7, status: 'active' }] };
    const united = [{ $match: { _id: 'nobody' } }, { $unionWith: { coll: 'targets', pipeline: [{ $match: among }] } }];
    const found = await db.collection('targets').aggregate(united).toArray();
    // For nobody, by the ids and by the campaign; a walk through all documents uses none.
    expect((await usesOf()) - before).toBe(3);
    expect(found).toHaveLength(await db.collection('targets').countDocuments(among as object));
  });

  it('merges ordered scans for $in before the sort key', async () => {
    const { stages } = await explainHot(
      db.collection<Thing>('targets'),
      hotQueries.find(({ index }) => index === 'T2') as HotQuery,
    );
    expect(stages).toContain('SORT_MERGE');
  });

  it('says COLLSCAN and SORT where there is no index', async () => {
    const explained = await db
      .collection('targets')
      .find({ currentDay: 1 })
      .sort({ currentDay: 1 })
      .limit(3)
      .explain('executionStats');
    expect(JSON.stringify(explained['queryPlanner'].winningPlan)).toMatch(/"SORT".*"COLLSCAN"/);
    expect(explained['executionStats'].totalDocsExamined).toBe(SIZE);
  });
});
