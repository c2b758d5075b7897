import { type Db } from 'mongodb';
import { explainHot, hotQueries } from '../testing/hot-queries.ts';
import { hotCollections, indexHot, storeHot } from '../testing/hot-data.ts';
import { startTestServer, type TestServer, type Thing } from '../testing/test-server.ts';

let server: TestServer;
let db: Db;

const SIZE = 1_000_000;

beforeAll(async () => {
  server = await startTestServer();
  db = (await server.connect()).db('budgets');
  for (const collection of hotCollections) {
    const t=performance.now();
    await indexHot(db, collection);
    if (server.server) await storeHot(server.server.engine, { db: 'budgets', collection, size: SIZE });
    process.stderr.write(collection+' '+(performance.now()-t).toFixed(0)+'\n');
  }
}, 300_000);
afterAll(() => server.stop());

describe('at 1 M documents', () => {
  it.each(hotQueries.map((query) => [query.name, query] as const))('%s stays within its budget', async (_, query) => {
    const { index, keys, docs, stages } = await explainHot(db.collection<Thing>(query.collection), query);
    expect(index).toBe(query.index);
    expect(keys).toBeLessThanOrEqual(query.mostKeys);
    expect(docs).toBeLessThanOrEqual(query.mostDocs);
    expect(stages).not.toContain('SORT');
    expect(stages).not.toContain('COLLSCAN');
  });
});
